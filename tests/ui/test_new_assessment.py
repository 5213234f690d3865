"""Beginning an assessment: the number is checked as it is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.deciding import decided, workplace_in
from tests.ui.desks import Clock, add, open_desk
from triage.services import reassess
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


def test_an_open_draft_of_the_same_number_is_offered_first(desk: Desk) -> None:
    earlier = add(desk, "Ánne Čáhppe", "195009072553")
    entry = NewAssessment(desk)

    entry.set_number("500907-2553")

    assert [(one.kind, one.case_id, one.words) for one in entry.offers] == [
        ("open", earlier, "Öppna utkastet · ändrat i dag 14:02")
    ]
    assert entry.known == "Finns redan: Ánne Čáhppe."


def test_an_earlier_decision_is_offered_as_a_starting_point(tmp_path: Path) -> None:
    workplace = workplace_in(tmp_path / "data")
    case = decided(workplace)
    entry = NewAssessment(Desk(workplace, "sv"))

    entry.set_number("19121212-1212")

    assert [(one.kind, one.case_id, one.words) for one in entry.offers] == [
        ("reassess", case, "Ombedöm · beslut 20 nov, Palliativt team"),
        ("open", case, "Läs · beslut 20 nov, Palliativt team"),
    ]
    begun = reassess(workplace, case)
    entry.set_number("19121212-121")
    assert not entry.offers
    entry.set_number("19121212-1212")
    ways = [(one.kind, one.case_id) for one in entry.offers]
    assert ways == [("open", begun.id), ("open", case)]
    assert entry.offers[0].words.startswith("Öppna ombedömningen")
    workplace.close()


def test_who_was_protected_is_so_in_a_new_case_too(desk: Desk) -> None:
    add(desk, "Syns Inte", "195009072553", protected=True)
    entry = NewAssessment(desk)

    entry.set_number("19500907-2553")

    assert entry.patient.protected
    assert "Syns" not in entry.known + "".join(one.words for one in entry.offers)
    entry.set_number("196101182803")
    assert not entry.patient.protected, "the mark came with the other number"


@pytest.mark.parametrize(
    ("pasted", "taken"),
    [
        ("  1961 01 18 - 2803 ", "196101182803"),
        ("19610118–2803", "196101182803"),
        ("180202+9800", "180202+9800"),
        ("19610118-2803 Ánne Čáhppe", "196101182803"),
        ("Säng 4\t19610118-2803\tÁnne Čáhppe\t070-123 45 67\r\n", "196101182803"),
        ("personnr: 610118-2803.", "196101182803"),
        ("\u202e19610118-2803\u202c\x00", "196101182803"),
    ],
)
def test_a_pasted_number_is_tidied(desk: Desk, pasted: str, taken: str) -> None:
    entry = NewAssessment(desk)

    entry.set_number(pasted)

    if taken.isdigit():
        assert (entry.patient.number, entry.note.good) == (taken, True)
    else:
        assert entry.note.wrong, "a wrong control digit stays wrong"


def test_two_numbers_on_the_clipboard_are_not_guessed_between(desk: Desk) -> None:
    entry = NewAssessment(desk)

    entry.set_number("19610118-2803 Ánne\n19500907-2553 Bo")

    assert (entry.patient.number, entry.ready, entry.note.wrong) == (None, False, True)
    assert "flera nummer" in entry.note.text


@pytest.mark.parametrize("junk", ["x" * 1_000_000, "\x00\u202e" * 500_000, "1" * 1_000_000])
def test_a_megabyte_is_refused_plainly(desk: Desk, junk: str) -> None:
    entry = NewAssessment(desk)

    entry.set_number(junk)
    entry.set_name(junk)
    entry.set_alias(junk)

    assert not entry.patient.number
    assert len(entry.number_text) <= 30
    assert len(entry.patient.name) <= 120
    assert len(entry.patient.alias) <= 60
    if "x" in junk:
        assert "inget nummer" in entry.note.text
        assert "999\xa0880 tecken fick inte plats" in entry.name.remark


def test_signs_that_no_one_can_see_are_left_out_of_names(desk: Desk) -> None:
    entry = NewAssessment(desk)

    entry.set_name("\u202eEk\x07 \ud800Bo\r\nÁnne\t")

    assert entry.patient.name == "Ek Bo Ánne"
    assert entry.name.remark == ""


def test_letters_of_other_scripts_stay(desk: Desk) -> None:
    entry = NewAssessment(desk)
    entry.set_name("محمد Ŋ a\u0301 สมชาย")
    assert entry.patient.name == "محمد Ŋ a\u0301 สมชาย"


@pytest.mark.parametrize("field", ["set_name", "set_alias"])
def test_a_number_among_the_words_is_asked_to_be_moved(desk: Desk, field: str) -> None:
    entry = NewAssessment(desk)
    entry.set_alias("Säng 4")

    getattr(entry, field)("Ánne 19610118-2803")

    assert not entry.ready
    remark = entry.name.remark or entry.alias.remark
    assert remark == "Här står ett personnummer. Flytta det till fältet Nummer."
    getattr(entry, field)("Ánne 070-123 45 67")
    assert entry.ready
