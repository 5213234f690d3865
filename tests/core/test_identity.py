"""Identity numbers. Every number here is a published test number, a published example of its
format, or made from digits at random."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from triage.core.identity import (
    IDENTITY_ADVICE,
    IdentityError,
    IdentityKind,
    IdentityNumber,
    IdentityProblem,
    age_on,
    display,
    masked,
    parse_identity,
)

TODAY = date(2026, 9, 1)
PERSONNUMMER = ("191212121212", "196101182803", "195009072553", "189002029800")
COORDINATION = "196109732393"
RESERVE = {
    "00342145BZ31": IdentityKind.RESERVE_NATIONAL,
    "00749852BZK0": IdentityKind.RESERVE_NATIONAL,
    "25780404KHD5": IdentityKind.RESERVE_NATIONAL,
    "991981000010": IdentityKind.RESERVE_STOCKHOLM,
    "991993000032": IdentityKind.RESERVE_STOCKHOLM,
    "19810829M071": IdentityKind.RESERVE_VASTRA_GOTALAND,
    "19450829K088": IdentityKind.RESERVE_VASTRA_GOTALAND,
    "19930829X802": IdentityKind.RESERVE_VASTRA_GOTALAND,
}
unhurried = settings(deadline=None)  # a busy machine is no failure
KINDS = {
    **dict.fromkeys(PERSONNUMMER, IdentityKind.PERSONNUMMER),
    COORDINATION: IdentityKind.SAMORDNINGSNUMMER,
    **RESERVE,
}


def problem(text: str, day: date | None = TODAY) -> IdentityProblem:
    with pytest.raises(IdentityError) as raised:
        parse_identity(text, day)
    return raised.value.code


def number_or_error(text: str) -> IdentityNumber | IdentityError:
    try:
        return parse_identity(text, TODAY)
    except IdentityError as error:
        return error


def born(day: date) -> IdentityNumber:
    """A personnummer with that birth date, its check digit worked out by trial."""
    for digit in range(10):
        try:
            return parse_identity(f"{day:%Y%m%d}001{digit}")
        except IdentityError:
            continue
    raise AssertionError("no check digit fits")


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_the_kind_is_read_from_the_number(text: str, kind: IdentityKind) -> None:
    assert parse_identity(text) == IdentityNumber(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "19610118-2803",
        "196101182803",
        "610118-2803",
        "6101182803",
        " 19610118 2803\n",
        "1961-01-18-2803",
        "19610118–2803",  # a dash from a word processor
        "19610118\u00a02803",
        "19610118\u22122803",
        "\ufeff610118-2803",
    ],
)
def test_spellings_are_tidied(text: str) -> None:
    assert parse_identity(text, TODAY).number == "196101182803"


def test_a_plus_sign_means_a_hundred_or_more() -> None:
    assert parse_identity("121212+1212", TODAY).number == "191212121212"
    assert parse_identity("19121212+1212").number == "191212121212"
    assert parse_identity("900202+9800", date(1995, 1, 1)).number == "189002029800"
    assert problem("900202+980") is IdentityProblem.NOT_A_NUMBER


def test_the_century_is_reckoned_on_the_day_handed_in() -> None:
    assert parse_identity("121212-1212", TODAY).number == "201212121212"
    assert parse_identity("121212-1212", date(1999, 12, 31)).number == "191212121212"
    assert problem("121212-1212", None) is IdentityProblem.CENTURY_MISSING


def test_ten_digits_of_a_coordination_number() -> None:
    assert parse_identity("610973-2393", TODAY) == IdentityNumber(
        IdentityKind.SAMORDNINGSNUMMER, COORDINATION
    )


def test_lower_case_reserve_numbers_are_tidied() -> None:
    assert parse_identity("19810829-m071").number == "19810829M071"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("Anna", "not_a_number"),
        ("19610118/2803", "not_a_number"),
        ("١٩٦١٠١١٨٢٨٠٣", "not_a_number"),  # digits, but not ours
        ("1961011828O3", "not_a_number"),
        ("196101180000", "not_a_number"),
        ("19610118ſ280", "not_a_number"),
        ("61011828", "wrong_length"),
        ("19610118280", "wrong_length"),
        ("1961011828033", "wrong_length"),
        ("19810829M07", "wrong_length"),
        ("196101182804", "wrong_check_digit"),
        ("196109732394", "wrong_check_digit"),
        ("991981000011", "wrong_check_digit"),
        ("19810829M072", "wrong_check_digit"),
        ("19810829K071", "wrong_check_digit"),
        ("00342145BZ32", "wrong_check_digit"),
        ("196102302803", "impossible_date"),
        ("196113012803", "impossible_date"),
        ("196109922393", "impossible_date"),  # day 32 + 60
        ("196109602393", "impossible_date"),  # day 0 + 60
        ("170101182803", "impossible_date"),
        ("210101182803", "impossible_date"),
        ("991781000010", "impossible_date"),
        ("19810229M071", "impossible_date"),
        ("00340145BZ31", "impossible_date"),
        ("00342139BZ31", "impossible_date"),
        ("00342160BZ31", "impossible_date"),
        ("19780404KHD5", "impossible_date"),  # a national one never looks like a personnummer
        ("22781304KHD5", "impossible_date"),
        ("25780404IHD5", "not_a_number"),  # I is not used
    ],
)
def test_what_is_wrong_is_named(text: str, code: str) -> None:
    assert problem(text) == code


def test_a_birth_date_after_the_day_is_refused() -> None:
    tomorrow = born(TODAY + timedelta(days=1))
    assert problem(tomorrow.number) is IdentityProblem.FUTURE_DATE
    assert parse_identity(tomorrow.number, TODAY + timedelta(days=1)) == tomorrow


def test_every_problem_has_advice_in_both_languages() -> None:
    assert set(IDENTITY_ADVICE) == set(IdentityProblem)
    for swedish, english in IDENTITY_ADVICE.values():
        assert swedish != english
        assert all(text.endswith(".") and text == text.strip() for text in (swedish, english))


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 1, 17), 64),
        (date(2026, 1, 18), 65),
        (date(1961, 1, 18), 0),
        (date(1961, 1, 17), None),
    ],
)
def test_age(day: date, age: int | None) -> None:
    assert age_on(parse_identity("196101182803"), day) == age


def test_age_from_a_coordination_number() -> None:
    number = parse_identity(COORDINATION)
    assert age_on(number, date(2026, 9, 12)) == 64
    assert age_on(number, date(2026, 9, 13)) == 65


def test_leap_day_births() -> None:
    number = born(date(2008, 2, 29))
    assert age_on(number, date(2026, 2, 27)) == 17
    assert age_on(number, date(2026, 2, 28)) == 18
    assert age_on(number, date(2028, 2, 28)) == 19
    assert age_on(number, date(2028, 2, 29)) == 20
    assert age_on(number, date(2100, 2, 28)) == 92  # 2100 is a common year


@pytest.mark.parametrize("text", RESERVE)
def test_no_age_from_a_reserve_number(text: str) -> None:
    assert age_on(parse_identity(text), TODAY) is None


@pytest.mark.parametrize("text", KINDS)
def test_display_and_mask(text: str) -> None:
    number = parse_identity(text)
    assert display(number) == f"{text[:8]}-{text[8:]}"
    assert parse_identity(display(number)) == number
    assert masked(number) == "********-****"


@pytest.mark.parametrize("text", KINDS)
def test_printing_a_number_by_mistake_shows_nothing_of_it(text: str) -> None:
    number = parse_identity(text)
    assert text not in f"{number!r} {number!s}"


@unhurried
@given(st.dates(date(1880, 1, 1), date(2099, 12, 31)), st.dates(date(1880, 1, 1)))
@example(date(2024, 2, 29), date(2100, 2, 28))
def test_age_is_never_negative_and_grows_by_one_on_one_day_a_year(birth: date, day: date) -> None:
    assume(day < date(9998, 1, 1))
    number = born(birth)
    age = age_on(number, day)
    if day < birth:
        assert age is None
        return
    assert age is not None
    assert 0 <= day.year - birth.year - age <= 1
    later = age_on(number, day + timedelta(days=366))
    assert later is not None
    assert later - age in (1, 2)
    steps = [age_on(number, day + timedelta(days=n)) for n in range(366)]
    assert sum(1 for old, new in pairwise(steps) if old != new) <= 1


@unhurried
@given(st.sampled_from(sorted(KINDS)), st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_never_taken_for_the_same_kind(
    text: str, place: int, digit: str
) -> None:
    """Except where the rule leaves a place out: the century, and the year 99yyyy of Stockholm."""
    assume(text[place].isdecimal() and text[place] != digit)
    assume(KINDS[text] is IdentityKind.RESERVE_NATIONAL or place >= 2)
    assume(KINDS[text] is not IdentityKind.RESERVE_STOCKHOLM or place >= 4)
    wrong = text[:place] + digit + text[place + 1 :]
    with pytest.raises(IdentityError):
        parse_identity(wrong)


@unhurried
@given(st.text(alphabet="0123456789-+ KMXABIÅſ\u00a0", max_size=16) | st.text(max_size=40))
@example("196101182804")
@example("121212+1212")
def test_any_text_gives_a_number_or_a_code_that_hides_it(text: str) -> None:
    outcome = number_or_error(text)
    if isinstance(outcome, IdentityNumber):
        assert len(outcome.number) == 12
        assert parse_identity(outcome.number, TODAY) == outcome
        return
    assert outcome.code in IDENTITY_ADVICE
    assert str(outcome) == outcome.code
    assert outcome.__cause__ is None
    assert outcome.__context__ is None
