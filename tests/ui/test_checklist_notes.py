"""The letter's free texts beside the checklist: typed, kept, undone, never lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR
from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import in_use, model_of, open_checklist, press, seen
from triage.referral.notes import NOTE_FIELD
from triage.services import StoreError
from triage.services.example import add_example
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_notes import STEP_NOTES, LetterNotes
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage
from ui.widgets.growing_text import GrowingText

DISEASE, ASKED = 2, 7
"""Steps with fields of several lines, and with what is asked for."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path, Clock())
    yield opened
    opened.workplace.close()


@pytest.fixture
def case(desk: Desk) -> str:
    """A case with answers and no texts."""
    made = add_example(desk.workplace)
    for field in desk.workplace.case(made).notes:
        desk.workplace.note(made, field, "")
    return made


def begun(desk: Desk, case: str) -> tuple[ChecklistViewModel, LetterNotes]:
    model, notes = ChecklistViewModel(desk, case), LetterNotes(desk)
    notes.begin(model)
    return model, notes


def on_disk(desk: Desk, case: str, field: str) -> str:
    return desk.workplace.case(case).notes.get(field, "")


def test_every_field_is_asked_for_in_one_step(desk: Desk) -> None:
    placed = [field for fields in STEP_NOTES.values() for field in fields]
    assert sorted(placed) == sorted(NOTE_FIELD)
    assert set(STEP_NOTES) < {step.id for step in desk.workplace.catalogue.vocabulary.steps}


def test_what_is_typed_is_kept_a_moment_later_and_a_day_as_its_date(
    qtbot: QtBot, desk: Desk, case: str
) -> None:
    model, notes = begun(desk, case)
    with qtbot.waitSignal(model.saved):
        notes.type_note("target_date", "fredag")
        assert on_disk(desk, case, "target_date") == ""

    assert on_disk(desk, case, "target_date") == "2026-03-13"
    assert notes.note("target_date") == model.case.notes["target_date"] == "2026-03-13"


def test_what_a_text_answers_is_no_longer_doubted(desk: Desk, case: str) -> None:
    model, notes = begun(desk, case)
    model.answer("consent_to_referral", "presumed")
    assert "consent_to_referral" in model.standing.hints()
    notes.type_note("consent_basis", "Bedömd av dr Ek i går")
    notes.keep()
    assert "consent_to_referral" not in model.standing.hints()
    notes.type_note("consent_basis", "")
    notes.keep()
    assert "consent_to_referral" in model.standing.hints()


def test_a_text_is_undone_as_a_whole_among_the_answers(qtbot: QtBot, desk: Desk, case: str) -> None:
    model, notes = begun(desk, case)
    model.answer("pain", 4)
    for typed in ("V", "Vå", "Vårdas hemma"):
        notes.type_note("treatment", typed)
        notes.keep()
    notes.settle()
    notes.settle()  # leaving again without a change is no step

    with qtbot.waitSignal(model.put_back) as told, qtbot.waitSignal(notes.changed):
        model.undo()
    assert told.args == ["Ångrade: Behandling"]
    assert notes.note("treatment") == on_disk(desk, case, "treatment") == ""
    assert model.value("pain") == 4
    model.redo()
    assert notes.note("treatment") == on_disk(desk, case, "treatment") == "Vårdas hemma"
    model.undo()
    assert model.undo() == "pain"


def test_a_text_written_anew_elsewhere_is_not_undone_over(desk: Desk, case: str) -> None:
    model, notes = begun(desk, case)
    model.answer("pain", 4)
    notes.type_note("treatment", "Morfin")
    notes.settle()
    desk.workplace.note(case, "treatment", "Morfin i pump")
    model.reload()

    assert notes.note("treatment") == "Morfin i pump"
    assert model.undo() == "pain", "answers can still be undone"
    assert on_disk(desk, case, "treatment") == "Morfin i pump"


def test_a_text_of_a_case_that_was_signed_elsewhere_stays_in_sight_until_the_case_is_left(
    qtbot: QtBot, desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def signed(*_given: object) -> None:
        raise StoreError("case_decided")

    _model, notes = begun(desk, case)
    other = add(desk, "Bo Ek")
    monkeypatch.setattr(desk.workplace, "note", signed)
    notes.type_note("worry", "Smärtan")
    with qtbot.waitSignal(notes.failed):
        assert not notes.keep()
    assert notes.note("worry") == "Smärtan"  # it can still be copied

    notes.begin(ChecklistViewModel(desk, other))
    with qtbot.waitSignal(notes.failed):
        notes.keep()
    assert notes.keep()  # tried no more


def test_what_cannot_be_kept_waits_and_never_ends_in_another_case(
    qtbot: QtBot, desk: Desk, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise StoreError("disk_full")

    _model, notes = begun(desk, case)
    other = add(desk, "Bo Ek")
    with monkeypatch.context() as broken, qtbot.waitSignal(notes.failed) as told:
        broken.setattr(desk.workplace, "note", full)
        notes.type_note("worry", "Smärtan")
        assert not notes.keep()
        notes.begin(ChecklistViewModel(desk, other))
        assert notes.note("worry") == ""
    assert told.args[0].startswith("Disken är full")

    assert notes.keep()
    assert on_disk(desk, case, "worry") == "Smärtan"
    assert on_disk(desk, other, "worry") == ""
    assert notes.note("worry") == ""


def test_a_point_intervention_asks_for_what_it_needs(desk: Desk, case: str) -> None:
    _model, notes = begun(desk, case)
    asked = ("intervention_task", "intervention_stop", "intervention_responsible")
    assert not {*asked} & {*notes.fields("care_needs")}
    notes.type_note("purpose", "point_intervention")
    assert notes.fields("care_needs")[:4] == ("purpose", *asked)
    assert notes.fields("safety") == ()


# On the page


def typed_into(page: ChecklistPage) -> GrowingText | QLineEdit:
    field = QApplication.focusWidget()
    assert isinstance(field, GrowingText | QLineEdit)
    assert page.middle.notes.isAncestorOf(field)
    return field


def test_by_keys_from_the_questions_to_the_fields_and_back(
    qtbot: QtBot, desk: Desk, case: str
) -> None:
    page = open_checklist(desk, qtbot, case)
    page.walk.choose_step(DISEASE)
    asked = in_use(page).question.fact
    press(Qt.Key.Key_F7)
    field = typed_into(page)
    assert field.accessibleName() == "Diagnos och förlopp"
    assert "Huvuddiagnos: Cancer" in field.accessibleDescription()
    assert "Ur svaren: Huvuddiagnos: Cancer" in seen(page.middle.notes)
    press("Pankreas")
    for _stop in range(2):
        press(Qt.Key.Key_Tab)
    lowest = typed_into(page)
    for _line in range(8):
        press(Qt.Key.Key_Return)
    press("Sitter uppe")
    area, high = page.middle.area.viewport(), 9 * lowest.fontMetrics().lineSpacing()

    def grown_in_sight() -> bool:
        foot = lowest.mapTo(area, lowest.rect().bottomLeft()).y()
        return lowest.height() > high and foot <= area.height()

    qtbot.waitUntil(grown_in_sight)
    QTest.keyClick(lowest, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)

    press(Qt.Key.Key_F7)
    assert in_use(page).question.fact == asked
    assert on_disk(desk, case, "diagnosis_course") == "Pankreas"
    assert "Alla svar sparas · 14:02" in page.saved.text()

    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(field, GrowingText)
    assert field.toPlainText() == ""
    assert "Ångrade: Diagnos och förlopp" in page.saved.text()


def test_what_the_answers_tell_follows_them(qtbot: QtBot, desk: Desk, case: str) -> None:
    page = open_checklist(desk, qtbot, case)
    page.walk.choose_step(DISEASE)
    known = page.middle.notes.grid
    assert known is not None
    function = known.editors["function"]
    assert not function.known.isVisible()
    page.middle.focus_row(page.middle.questions.row("ecog"))
    press("3")

    qtbot.waitUntil(function.known.isVisible)
    assert "Ur svaren: " in function.known.text()
    assert function.known.text() in function.editor.accessibleDescription()


def test_a_wished_day_by_arrows_and_by_words(qtbot: QtBot, desk: Desk, case: str) -> None:
    page = open_checklist(desk, qtbot, case)
    page.walk.choose_step(ASKED)
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_Left)  # the last of the purposes: a point intervention
    assert on_disk(desk, case, "purpose") == "point_intervention"
    names = []
    for _stop in range(3):
        press(Qt.Key.Key_Tab)
        names.append(typed_into(page).accessibleName())
    assert names == [
        "Punktinsatsens uppgift",
        "Punktinsatsens slut",
        "Ordinerar och behåller ansvaret",
    ]
    press(Qt.Key.Key_Tab)
    field = typed_into(page)
    assert isinstance(field, QLineEdit)
    press("fredag")
    assert "fredag 2026-03-13, om 3 dagar" in seen(page.middle.notes)
    press(Qt.Key.Key_Up)
    assert field.text() == "2026-03-14"
    press(Qt.Key.Key_PageDown)
    assert field.text() == "2026-03-10"
    field.selectAll()
    press("om en vecka")
    press(Qt.Key.Key_Tab)
    assert field.text() == on_disk(desk, case, "target_date") == "2026-03-17"


def test_a_decision_shows_its_texts_and_takes_none(qtbot: QtBot, desk: Desk, case: str) -> None:
    desk.workplace.note(case, "treatment", "Avslutad")
    desk.workplace.answer(case, "red_flags", ())
    weighed = desk.workplace.weigh("vastra", desk.workplace.facts(desk.workplace.case(case)))
    desk.workplace.sign(case, str(weighed.recommended), None, None, AUTHOR)
    page = open_checklist(desk, qtbot, case)
    page.walk.choose_step(DISEASE)
    grid = page.middle.notes.grid
    assert grid is not None
    assert grid.editors["treatment"].text() == "Avslutad"
    assert not grid.isEnabled()
    assert model_of(page).read_only


def test_leaving_keeps_what_is_half_typed_for_its_own_case(
    qtbot: QtBot, desk: Desk, case: str
) -> None:
    other = add(desk, "Bo Ek")
    page = open_checklist(desk, qtbot, case)
    page.walk.choose_step(0)
    press(Qt.Key.Key_F7)
    press("Oron")
    page.open_case(other)
    page.arrive()

    assert on_disk(desk, case, "worry") == "Oron"
    assert on_disk(desk, other, "worry") == ""
    grid = page.middle.notes.grid
    assert grid is not None
    assert grid.editors["worry"].text() == ""
    assert not page.unkept()
