"""The access log at a workstation: asked, verified and exported beside the window, and kept."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.referral.paper import page_texts, words
from tests.services.workstation import Clock
from triage.access_verdict_words import verdict_words
from triage.access_words import act_words, detail_words
from triage.referral.access_report import Asked
from triage.referral.access_report_csv import guarded
from triage.services import Act, Patient, StoreError, Workplace
from triage.services.access import Anchor, Period, Verdict, Wanted
from triage.services.access_work import MOST, TooManyError
from triage.texts import translator

ANNE = Patient("personnummer", "191212121212", "Anne Testsson")
HIDDEN = Patient("personnummer", "196101182803", "Hemlig Testsson", protected=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workplace(tmp_path: Path, clock: Clock) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path / "data", KEY, clock)
    yield opened
    opened.close()


def go_on(_done: int, _of_all: int) -> bool:
    return True


def asked(language: str = "sv", patient: str = "") -> Asked:
    made_at = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
    return Asked(language, "Test Testsson", made_at, patient=patient)


def logged(workplace: Workplace, count: int = 3) -> str:
    case = workplace.begin(ANNE)
    for _ in range(count):
        workplace.record(Act.OPENED, case.id)
    return case.id


def text_of(pdf: bytes | None) -> str:
    assert pdf is not None
    return words(" ".join(page_texts(pdf)))


def table_of(data: bytes | None) -> list[list[str]]:
    assert data is not None
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


# ---- asked ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["191212121212", "19121212-1212", "121212+1212", " 19121212 1212"]
)
def test_a_patient_is_asked_for_as_numbers_are_written(workplace: Workplace, typed: str) -> None:
    logged(workplace)
    assert len(workplace.access.entries(workplace.access.wanted(Period(), patient=typed))) == 3


def test_a_period_is_days_in_sweden_with_both_ends(workplace: Workplace) -> None:
    wanted = workplace.access.wanted(Period(date(2026, 11, 21), date(2026, 11, 21)))
    assert wanted.since == "2026-11-20T23:00:00.000+00:00"
    assert wanted.until == "2026-11-21T23:00:00.000+00:00"
    logged(workplace)
    assert len(workplace.access.entries(wanted)) == 3
    other = workplace.access.wanted(Period(last=date(2026, 11, 20)))
    assert workplace.access.entries(other) == []


def test_reading_the_log_is_logged_with_what_was_asked(workplace: Workplace) -> None:
    workplace.access.log_reading(Period(date(2026, 11, 1)), "Test Testsson", "19121212-1212")
    [entry] = workplace.access.entries(Wanted())
    assert (entry.act, entry.patient) == ("log_read", "191212121212")
    assert entry.detail == {"since": "2026-11-01", "of": "Test Testsson"}


def test_every_act_has_words() -> None:
    for language in ("sv", "en"):
        words = act_words(translator(language))
        assert set(words) == set(Act)
        assert all(words.values())


def test_what_is_known_of_an_act_is_told_in_words() -> None:
    def said(**detail: str) -> str:
        return detail_words(detail, translator("sv"))

    assert said(reason="konsult", revision="ab" * 32) == "skäl: konsult"
    assert said(reason="before_purge", name="vagval-1.vvbackup") == (
        "skäl: före gallring; namn: vagval-1.vvbackup"
    )
    assert said(tried_at="2026-11-21T07:12:00Z", tried_as="Anna") == (
        "som Anna; försökt 2026-11-21 08:12"
    )
    assert said(later="något") == "later: något"
    assert said(made_at="2026-13-40T99:00:00Z") == "kopian gjord 2026-13-40T99:00:00Z"


# ---- verified -------------------------------------------------------------------------------


def test_verifying_says_how_far_it_is_and_is_logged(workplace: Workplace) -> None:
    logged(workplace, 5)
    steps: list[tuple[int, int]] = []

    def step(done: int, of_all: int) -> bool:
        steps.append((done, of_all))
        return True

    verdict = workplace.access.work().verify(workplace.access.head(), step)
    assert verdict is not None
    assert verdict.whole
    assert steps == [(5, 5)]
    [last] = workplace.access.entries(Wanted(), limit=1)
    assert (last.act, last.detail["faults"]) == ("log_verified", "0")


def test_verifying_stops_when_it_is_asked_to(workplace: Workplace) -> None:
    logged(workplace)
    assert workplace.access.work().verify(None, lambda _done, _of_all: False) is None
    assert [one.act for one in workplace.access.entries(Wanted())] == ["opened"] * 3


def test_the_verdict_is_told_in_words(workplace: Workplace) -> None:
    logged(workplace)
    known = workplace.access.head()
    assert known is not None

    def said(anchor: Anchor | None) -> str:
        verdict = workplace.access.work().verify(anchor, go_on)
        assert verdict is not None
        return " ".join(one.text for one in verdict_words(verdict, translator("sv")))

    assert "3 poster kontrollerade, 1–3. Ingen är ändrad" in said(None)
    assert "Utan ett ankare syns inte" in said(None)
    assert "Ankaret stämmer: till och med post 3" in said(known)
    assert "post 99 har funnits, men loggen slutar vid post" in said(Anchor(99, "0" * 16))
    assert "post 2 är en annan än den som fanns då" in said(Anchor(2, "0" * 16))


# ---- exported -------------------------------------------------------------------------------


def export(workplace: Workplace, kind: str, patient: str = "") -> bytes | None:
    wanted = workplace.access.wanted(Period(), patient=patient)
    return workplace.access.work().export(kind, wanted, asked(patient=patient), go_on)


def test_an_extract_says_what_was_asked_and_lists_the_entries(workplace: Workplace) -> None:
    logged(workplace)
    anchor = str(workplace.access.head())
    rows = table_of(export(workplace, "csv"))
    assert rows[0] == ["Utdrag ur åtkomstloggen"]
    assert ["Patient", "alla"] in rows
    assert ["Poster", "3"] in rows
    assert [f"Åtkomstloggens ankare: {anchor}"] in rows
    heading = rows.index(["Nr", "Tid", "Person", "Enhet", "Händelse", "Patient", "Uppgifter"])
    assert [row[0] for row in rows[heading + 1 :]] == ["1", "2", "3"]
    assert rows[-1][4:6] == ["Öppnade patienten", "19121212-1212"]
    text = text_of(export(workplace, "pdf"))
    for part in ("Utdrag ur åtkomstloggen", "Öppnade patienten", "19121212-1212", "Sida 1 av 1"):
        assert part in text


def test_an_extract_is_logged_with_the_patient_it_is_about(workplace: Workplace) -> None:
    logged(workplace)
    export(workplace, "pdf", "191212121212")
    [last] = workplace.access.entries(Wanted(), limit=1)
    assert (last.act, last.patient) == ("exported", "191212121212")
    assert last.detail == {"file": "pdf", "count": "3", "of": "access_log"}


def test_a_protected_identity_is_told_to_who_asks_by_its_number_alone(
    workplace: Workplace,
) -> None:
    case = workplace.begin(HIDDEN)
    workplace.record(Act.OPENED, case.id)
    for kind, read in (("csv", _flat), ("pdf", text_of)):
        assert "19610118-2803" not in read(export(workplace, kind))
        assert "Skyddade personuppgifter" in read(export(workplace, kind))
        assert "19610118-2803" in read(export(workplace, kind, "196101182803"))


def _flat(data: bytes | None) -> str:
    return "\n".join(cell for row in table_of(data) for cell in row)


def test_an_empty_extract_says_so(workplace: Workplace) -> None:
    assert "Inga poster i loggen svarar mot urvalet." in text_of(export(workplace, "pdf"))


def test_a_long_extract_runs_over_pages_that_are_numbered(workplace: Workplace) -> None:
    logged(workplace, 120)
    text = text_of(export(workplace, "pdf"))
    assert "Sida 2 av" in text
    assert all(f" {seq} 2026-11-21 " in text for seq in range(1, 121))


def test_too_many_entries_for_a_file_are_refused_not_cut(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST, "pdf", 2)
    logged(workplace)
    with pytest.raises(TooManyError) as caught:
        export(workplace, "pdf")
    assert caught.value.most == 2


def test_an_extract_stops_when_it_is_asked_to(workplace: Workplace) -> None:
    logged(workplace)
    stops: list[Callable[[int, int], bool]] = [
        lambda _done, _of_all: False,
        lambda _done, of_all: of_all == 0,  # while it is written
    ]
    for kind in ("csv", "pdf"):
        for stop in stops:
            made = workplace.access.work().export(kind, Wanted(), asked(), stop)
            assert made is None
    assert {one.act for one in workplace.access.entries(Wanted())} == {"opened"}


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+46701234567",
        "-2",
        "@SUM(A1)",
        "|calc",
        "  =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        "\u3000=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\t=1",
        "\r\n=1",
        "\tx",
        "\x00=1",
        "\u2066=1",
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Anne", "19121212-1212", "1-2", "a=b", "  text", "ö"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_formula_in_a_name_or_a_reason_reaches_the_file_as_text(workplace: Workplace) -> None:
    case = workplace.begin(Patient("alias", None, "", "\ufeff=HYPERLINK(1)"))
    workplace.record(Act.OPENED, case.id, reason="@x")
    row = table_of(export(workplace, "csv"))[-1]
    assert row[5] == "'\ufeff=HYPERLINK(1)"
    assert row[6] == "skäl: @x"


def test_markup_in_a_name_prints_as_it_was_typed(workplace: Workplace) -> None:
    case = workplace.begin(Patient("alias", None, "", "<b>A</b>"))
    workplace.record(Act.OPENED, case.id)
    assert "<b>A</b>" in text_of(export(workplace, "pdf"))


# ---- kept -----------------------------------------------------------------------------------


def test_a_rule_under_five_years_is_refused(workplace: Workplace) -> None:
    with pytest.raises(StoreError) as caught:
        workplace.access.keep_for(4)
    assert caught.value.code == "log_rule_too_short"
    assert workplace.access.years == 10


@pytest.mark.parametrize("kept", [1, "x", None, True, [5], 10**9])
def test_a_rule_of_a_wrong_kind_keeps_at_least_five_years(
    workplace: Workplace, kept: object
) -> None:
    workplace.set_setting("access_log_years", kept)
    assert 5 <= workplace.access.years <= 50
    assert workplace.access.due() == 0


def test_a_new_rule_is_logged(workplace: Workplace) -> None:
    workplace.access.keep_for(7)
    workplace.access.keep_for(7)
    [entry] = workplace.access.entries(Wanted())
    assert (entry.act, entry.detail) == ("rule_changed", {"rule": "access_log", "years": "7"})
    assert workplace.access.years == 7


def test_what_the_rule_lets_go_is_purged_and_the_rest_verifies(
    workplace: Workplace, clock: Clock
) -> None:
    now = clock.time
    clock.time = datetime(2014, 5, 1, tzinfo=UTC)
    logged(workplace, 4)
    clock.time = now
    logged(workplace, 2)
    assert workplace.access.due() == 4
    assert workplace.access.purge() == 4
    assert workplace.access.purge() == 0
    verdict = workplace.access.work().verify(None, go_on)
    assert isinstance(verdict, Verdict)
    assert verdict.whole
    assert verdict.first == 5


def test_a_clock_far_ahead_purges_nothing_younger_than_the_law_says(
    workplace: Workplace, clock: Clock
) -> None:
    logged(workplace, 3)
    clock.time = datetime(2050, 2, 28, tzinfo=UTC)
    assert workplace.access.due() == 3
    with pytest.raises(StoreError) as caught:
        workplace.access.purge()
    assert caught.value.code == "refused"
    assert len(workplace.access.entries(Wanted())) == 3
