"""Beginning an assessment: the number is checked as it is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.desks import Clock, add, open_desk
from ui.viewmodels.desk import Desk
from ui.viewmodels.new_assessment import NewAssessment


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path, Clock())
    yield made
    made.workplace.close()


@pytest.mark.parametrize(
    ("typed", "kind", "note"),
    [
        ("19610118-2803", "personnummer", "Personnummer · 65 år"),
        ("610118-2803", "personnummer", "Personnummer · 65 år"),
        ("196109732393", "samordningsnummer", "Samordningsnummer · 64 år"),
        ("18900202-9800", "personnummer", "Personnummer · 136 år"),
    ],
)
def test_a_number_is_recognised(desk: Desk, typed: str, kind: str, note: str) -> None:
    entry = NewAssessment(desk)

    entry.set_number(typed)

    assert (entry.patient.kind, entry.note.text, entry.note.good) == (kind, note, True)
    assert entry.ready


def test_half_a_number_is_no_fault_until_it_is_left(desk: Desk) -> None:
    entry = NewAssessment(desk)
    entry.set_number("1961")
    assert (bool(entry.note.text), entry.note.wrong, entry.ready) == (True, False, False)

    entry.set_number("19610118-280")
    assert not entry.note.wrong

    entry.leave_number()

    assert entry.note.wrong


def test_a_wrong_check_digit_is_said_at_once_and_nothing_can_begin(desk: Desk) -> None:
    entry = NewAssessment(desk)
    entry.set_alias("Säng 4")

    entry.set_number("19610118-2804")

    assert "Kontrollsiffran" in entry.note.text
    assert entry.note.wrong
    assert not entry.ready


def test_an_alias_alone_is_enough_a_name_alone_is_not(desk: Desk) -> None:
    entry = NewAssessment(desk)
    entry.set_name("Bo Ek")
    assert not entry.ready

    entry.set_alias("  Säng   4 ")

    assert entry.ready
    case = desk.workplace.case(entry.begin())
    assert (case.patient.kind, case.patient.alias, dict(case.facts)) == ("alias", "Säng 4", {})


def test_the_age_follows_from_the_number(desk: Desk) -> None:
    entry = NewAssessment(desk)
    entry.set_number("196101182803")
    entry.set_protected(protected=True)

    case = desk.workplace.case(entry.begin())

    assert case.facts["age_years"] == 65
    assert case.patient.protected


def test_an_earlier_assessment_of_the_same_number_is_offered(desk: Desk) -> None:
    earlier = add(desk, "Ánne Čáhppe", "195009072553")
    entry = NewAssessment(desk)

    entry.set_number("500907-2553")

    assert [row.case_id for row in entry.existing] == [earlier]
    assert entry.existing_line(entry.existing[0]) == (
        "Öppna den som finns: utkast, ändrad 2026-03-10"
    )
