"""Opening hours on real days of 2025–2027, and what must hold on every day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from triage.core.holidays_se import swedish_holidays
from triage.core.hours import Contact, Hours, Opening, OpeningState, Service, opening
from triage.core.swedish_time import SWEDEN

OPEN, CLOSED = OpeningState.OPEN, OpeningState.CLOSED
OPEN_DAY, NOT_STATED = OpeningState.OPEN_DAY, OpeningState.NOT_STATED

ALWAYS = Hours(always=True)
UNSTATED = Hours(stated=False)


def read(*periods: dict[str, Any]) -> Hours:
    """Hours as a pack's file gives them: plain lists and words."""
    return Hours.model_validate({"periods": list(periods)})


WEEKDAYS = read({"days": ["weekdays"]})
OFFICE = read({"days": ["weekdays"], "opens": "08:00", "closes": "16:30"})
WITH_PHONE = read(
    {"days": ["weekdays"]},
    {
        "days": ["weekends"],
        "opens": "09:00",
        "closes": "16:00",
        "service": "physician_by_phone",
        "holidays": "as_weekend",
    },
)
ONE_DAY = read(
    {"days": ["weekdays"]},
    {
        "days": ["one_weekend_day"],
        "opens": "09:00",
        "closes": "14:00",
        "service": "physician_on_call",
    },
)
TWO_STATEMENTS = read(
    {
        "days": ["every_day"],
        "opens": "07:30",
        "closes": "21:15",
        "conflicting": [{"opens": "08:00", "closes": "21:00"}],
        "holidays": "open",
    }
)
ADVICE = read(
    {
        "days": ["every_day"],
        "opens": "00:00",
        "closes": "24:00",
        "service": "telephone_advice",
        "holidays": "open",
    },
    {"days": ["weekdays"], "service": "clinical_assessment"},
)
NIGHTS = read(
    {"days": ["every_day"], "opens": "00:00", "closes": "02:30", "holidays": "open"},
    {"days": ["fri", "sat"], "opens": "22:00", "closes": "24:00"},
)
unhurried = settings(deadline=None)  # a busy machine is no failure
EVERY_KIND = (
    ALWAYS,
    UNSTATED,
    WEEKDAYS,
    OFFICE,
    WITH_PHONE,
    ONE_DAY,
    TWO_STATEMENTS,
    ADVICE,
    NIGHTS,
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


def at(hours: Hours, text: str) -> Opening:
    return opening(hours, local(text), swedish_holidays())


def phone(hours: Hours, text: str) -> Contact:
    contact = at(hours, text).phone
    assert contact is not None
    return contact


# The calendar

CLOSED_DAYS = [
    "2025-01-01",
    "2025-01-06",
    "2025-04-18",
    "2025-04-21",
    "2025-05-01",
    "2025-05-29",
    "2025-06-06",
    "2025-06-20",
    "2025-12-24",
    "2025-12-25",
    "2025-12-26",
    "2025-12-31",
    "2026-01-06",  # Epiphany
    "2026-04-03",  # Good Friday
    "2026-04-06",  # Easter Monday
    "2026-05-14",  # Ascension
    "2026-06-19",  # Midsummer Eve
    "2026-12-24",
    "2026-12-31",
    "2027-01-01",
    "2027-01-06",
    "2027-03-26",
    "2027-03-29",
    "2027-05-06",
    "2027-06-25",  # Midsummer Eve
    "2027-12-24",
    "2027-12-31",
]


@pytest.mark.parametrize("day", CLOSED_DAYS)
def test_weekday_teams_are_closed_on_holidays_and_eves(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5
    assert at(OFFICE, f"{day} 10:00").state is CLOSED
    assert at(WEEKDAYS, f"{day} 10:00").state is CLOSED


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-05",  # the eve of Epiphany
        "2026-04-02",  # Maundy Thursday
        "2026-04-30",  # Walpurgis
        "2026-05-15",  # the Friday after Ascension
        "2026-05-25",  # Whit Monday, a working day since 2005
        "2026-10-30",  # the eve of All Saints
        "2026-12-23",
        "2027-06-24",
    ],
)
def test_half_days_and_squeeze_days_are_working_days(day: str) -> None:
    assert at(OFFICE, f"{day} 10:00").state is OPEN


def test_a_sunday_is_no_holiday_by_itself() -> None:
    is_holiday = swedish_holidays()
    assert not is_holiday(date(2026, 9, 6))
    assert is_holiday(date(2026, 4, 5))


# What the sources say


@pytest.mark.parametrize("moment", ["2026-12-24 23:59", "2026-06-20 03:00", "2026-09-01 12:00"])
def test_round_the_clock(moment: str) -> None:
    assert at(ALWAYS, moment) == Opening(OPEN, None, None, None)


def test_hours_that_are_not_stated() -> None:
    assert at(UNSTATED, "2026-09-01 12:00") == Opening(NOT_STATED, None, None, None)


def test_weekdays_without_clock_times() -> None:
    friday = at(WEEKDAYS, "2026-09-04 20:00")
    assert friday == Opening(OPEN_DAY, None, date(2026, 9, 7), None)
    saturday = at(WEEKDAYS, "2026-09-05 11:00")
    assert saturday == Opening(CLOSED, None, date(2026, 9, 7), None)


def test_office_hours_open_and_close_to_the_minute() -> None:
    assert at(OFFICE, "2026-09-01 07:59").next == local("2026-09-01 08:00")
    assert at(OFFICE, "2026-09-01 08:00").until == local("2026-09-01 16:30")
    assert at(OFFICE, "2026-09-01 16:29").state is OPEN
    closed = at(OFFICE, "2026-09-01 16:30")
    assert (closed.state, closed.next) == (CLOSED, local("2026-09-02 08:00"))


def test_over_midsummer_christmas_and_easter() -> None:
    assert at(OFFICE, "2026-06-18 17:00").next == local("2026-06-22 08:00")
    assert at(OFFICE, "2026-12-23 17:00").next == local("2026-12-28 08:00")
    assert at(WEEKDAYS, "2026-04-03 12:00").next == date(2026, 4, 7)


def test_physician_by_phone_at_weekends() -> None:
    saturday = at(WITH_PHONE, "2026-09-05 10:00")
    assert saturday.state is CLOSED
    contact = phone(WITH_PHONE, "2026-09-05 10:00")
    assert contact.service is Service.PHYSICIAN_BY_PHONE
    assert not contact.day_uncertain
    assert contact.standing.until == local("2026-09-05 16:00")
    assert phone(WITH_PHONE, "2026-09-04 20:00").standing.next == local("2026-09-05 09:00")
    assert phone(WITH_PHONE, "2026-09-06 16:00").standing.next == local("2026-09-12 09:00")


def test_a_holiday_counts_as_weekend_where_the_source_means_that() -> None:
    assert phone(WITH_PHONE, "2026-05-14 10:00").standing.state is OPEN
    assert phone(ONE_DAY, "2026-05-14 10:00").standing.state is CLOSED


def test_the_day_that_is_not_said_stays_uncertain() -> None:
    for day in ("2026-09-05", "2026-09-06"):
        contact = phone(ONE_DAY, f"{day} 10:00")
        assert contact.day_uncertain
        assert contact.standing.until == local(f"{day} 14:00")
        assert at(ONE_DAY, f"{day} 10:00").state is CLOSED


def test_the_shorter_of_two_statements_counts() -> None:
    assert at(TWO_STATEMENTS, "2026-09-05 07:45").next == local("2026-09-05 08:00")
    assert at(TWO_STATEMENTS, "2026-12-25 20:59").until == local("2026-12-25 21:00")
    assert at(TWO_STATEMENTS, "2026-09-05 21:10").next == local("2026-09-06 08:00")


def test_advice_round_the_clock_beside_office_hours() -> None:
    sunday = at(ADVICE, "2026-09-06 03:00")
    assert (sunday.state, sunday.next) == (CLOSED, date(2026, 9, 7))
    contact = phone(ADVICE, "2026-09-06 03:00")
    assert contact.service is Service.TELEPHONE_ADVICE
    assert (contact.standing.state, contact.standing.until) == (OPEN, None)


def test_whoever_is_reachable_now_goes_before_whoever_comes_sooner() -> None:
    hours = read(
        {"days": ["sat"], "opens": "09:00", "closes": "12:00", "service": "physician_on_call"},
        {"days": ["fri"], "opens": "08:00", "closes": "10:00", "service": "telephone_advice"},
    )
    assert phone(hours, "2026-09-04 09:00").service is Service.TELEPHONE_ADVICE
    assert phone(hours, "2026-09-04 10:00").service is Service.PHYSICIAN_ON_CALL
    assert phone(hours, "2026-09-05 12:00").service is Service.TELEPHONE_ADVICE
    assert at(hours, "2026-09-04 09:00").state is NOT_STATED


def test_openings_that_meet_at_midnight_are_one() -> None:
    assert at(NIGHTS, "2026-09-04 23:00").until == local("2026-09-05 02:30")


def test_a_team_that_no_day_opens_has_no_next() -> None:
    never = opening(OFFICE, local("2026-09-01 10:00"), lambda _: True)
    assert (never.state, never.next) == (CLOSED, None)


# Daylight saving


def test_the_clock_goes_forward() -> None:
    before = opening(OFFICE, local("2026-03-27 17:00"), swedish_holidays())
    assert before.next == datetime(2026, 3, 30, 6, 0, tzinfo=UTC)
    after = at(TWO_STATEMENTS, "2026-03-29 01:59")
    assert after.next == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)
    assert at(TWO_STATEMENTS, "2026-03-28 22:00").next == datetime(2026, 3, 29, 6, 0, tzinfo=UTC)


def test_the_clock_goes_back() -> None:
    saturday, sunday = (
        at(TWO_STATEMENTS, "2026-10-24 12:00"),
        at(TWO_STATEMENTS, "2026-10-25 12:00"),
    )
    assert saturday.until == datetime(2026, 10, 24, 19, 0, tzinfo=UTC)
    assert sunday.until == datetime(2026, 10, 25, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(("opens", "closes"), [("02:00", "03:00"), ("02:30", "03:10")])
def test_hours_that_the_clock_skips_are_left_out(opens: str, closes: str) -> None:
    hours = read({"days": ["every_day"], "opens": opens, "closes": closes, "holidays": "open"})
    assert at(hours, "2026-03-29 00:00").next == local(f"2026-03-30 {opens}")


def test_the_hour_that_comes_twice() -> None:
    first = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)  # 02:15 summer time
    second = first + timedelta(hours=1)  # 02:15 standard time
    assert opening(NIGHTS, first, swedish_holidays()).state is OPEN
    assert opening(NIGHTS, second, swedish_holidays()).state is CLOSED


def test_the_zone_of_the_question_does_not_matter() -> None:
    moment = local("2026-09-01 00:30")
    assert opening(WEEKDAYS, moment.astimezone(UTC), swedish_holidays()).state is OPEN_DAY
    sunday_in_utc = datetime(2026, 9, 6, 22, 30, tzinfo=UTC)  # Monday in Sweden
    assert opening(WEEKDAYS, sunday_in_utc, swedish_holidays()).state is OPEN_DAY


def test_a_time_without_a_zone_is_refused() -> None:
    naive = local("2026-09-01 12:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="aware"):
        opening(OFFICE, naive, swedish_holidays())


# What a pack may not say


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "no hours"),
        ({"always": True, "stated": False}, "leave out"),
        ({"always": True, "periods": [{"days": ["mon"]}]}, "always open"),
        ({"periods": [{"days": []}]}, "at least 1"),
        ({"periods": [{"days": ["monday"]}]}, "'mon'"),
        ({"periods": [{"days": ["mon"], "opens": "08:00"}]}, "both opens and closes"),
        ({"periods": [{"days": ["mon"], "opens": "8:00", "closes": "16:00"}]}, "HH:MM"),
        ({"periods": [{"days": ["mon"], "opens": 480, "closes": "16:00"}]}, "string"),
        ({"periods": [{"days": ["mon"], "opens": "22:00", "closes": "06:00"}]}, "midnight"),
        ({"periods": [{"days": ["one_weekend_day"]}]}, "stands alone"),
        ({"periods": [{"days": ["mon"], "hoildays": "open"}]}, "hoildays"),
        (
            {"periods": [{"days": ["mon"], "conflicting": [{"opens": "08:00", "closes": "9:00"}]}]},
            "HH:MM",
        ),
        (
            {
                "periods": [
                    {
                        "days": ["mon"],
                        "opens": "08:00",
                        "closes": "12:00",
                        "conflicting": [{"opens": "13:00", "closes": "16:00"}],
                    }
                ]
            },
            "no time in common",
        ),
    ],
)
def test_hours_that_make_no_sense_do_not_load(data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Hours.model_validate(data)


# What holds at every moment

moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - the strategy adds the zone itself
    datetime(2027, 12, 31),  # noqa: DTZ001 - the strategy adds the zone itself
    timezones=st.sampled_from((UTC, SWEDEN)),
)


@unhurried
@given(st.sampled_from(EVERY_KIND), moments)
@example(NIGHTS, datetime(2026, 3, 29, 1, 15, tzinfo=UTC))
@example(NIGHTS, datetime(2026, 10, 25, 0, 45, tzinfo=UTC))
@example(OFFICE, datetime(2026, 12, 23, 15, 30, tzinfo=UTC))
def test_what_is_said_comes_true(hours: Hours, moment: datetime) -> None:
    is_holiday = swedish_holidays()
    found = opening(hours, moment, is_holiday)
    utc = moment.astimezone(UTC)
    if found.until is not None:
        until = found.until.astimezone(UTC)
        assert found.state is OPEN
        assert until > utc
        assert opening(hours, until, is_holiday).state is not OPEN
        assert opening(hours, until - timedelta(seconds=1), is_holiday).state is OPEN
    if isinstance(found.next, datetime):
        begins = found.next.astimezone(UTC)
        assert found.state in (CLOSED, OPEN_DAY)
        assert begins > utc
        assert opening(hours, begins, is_holiday).state is OPEN
        assert opening(hours, begins - timedelta(seconds=1), is_holiday).state is not OPEN
    elif found.next is not None:
        assert found.next > utc.astimezone(SWEDEN).date()
        noon = datetime(found.next.year, found.next.month, found.next.day, 12, tzinfo=SWEDEN)
        assert opening(hours, noon, is_holiday).state is OPEN_DAY
    else:
        assert found.state in (OPEN, NOT_STATED)


@unhurried
@given(moments)
def test_weekday_hours_agree_with_a_plain_reading_of_the_clock(moment: datetime) -> None:
    there = moment.astimezone(SWEDEN)
    working = there.weekday() < 5 and not swedish_holidays()(there.date())
    expected = working and (8, 0) <= (there.hour, there.minute) < (16, 30)
    found = opening(OFFICE, moment, swedish_holidays())
    assert (found.state is OPEN) == expected


@unhurried
@given(moments)
def test_the_wall_clock_says_when(moment: datetime) -> None:
    found = opening(OFFICE, moment, swedish_holidays())
    if found.until is not None:
        assert (found.until.tzinfo, found.until.hour, found.until.minute) == (SWEDEN, 16, 30)
    else:
        assert isinstance(found.next, datetime)
        assert (found.next.tzinfo, found.next.hour, found.next.minute) == (SWEDEN, 8, 0)
