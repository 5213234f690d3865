"""With a row of the worklist: reassess its patient, remove a draft, put it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.deciding import PERSON, SETTLED, begun, decided
from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.services import Case, Patient
from ui.viewmodels.case_hold import CaseHold
from ui.viewmodels.desk import Desk
from ui.views.main_window import MainWindow
from ui.views.worklist_page import WorklistPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = open_desk(tmp_path, clock)
    made.workplace.store.set_setting("purpose_read", True)
    yield made
    made.workplace.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return open_window(desk, qtbot, remember=False)


def worklist(window: MainWindow) -> WorklistPage:
    window.go("worklist")
    assert isinstance(window.page, WorklistPage)
    return window.page


def spoken_above(widget: QWidget | None) -> str:
    """Return the names of a widget and of all that holds it."""
    names = []
    while widget is not None:
        names.append(widget.accessibleName())
        widget = widget.parentWidget()
    return " ".join(names)


def only_case(desk: Desk, state: str) -> Case:
    (row,) = [one for one in desk.workplace.worklist() if one.state == state]
    return desk.workplace.case(row.case_id)


def test_one_key_begins_a_reassessment_and_says_what_it_starts_from(
    window: MainWindow, desk: Desk, clock: Clock
) -> None:
    decided(desk.workplace)
    clock.on(days=4)
    page = worklist(window)

    QTest.keyClick(page.table, Qt.Key.Key_R, CTRL)

    assert window.page_name == "checklist"
    draft = only_case(desk, "draft")
    assert "pain" not in draft.facts
    assert draft.facts["home_care_feasible"] is True
    focused = window.focusWidget()
    assert "larmtecken" in spoken_above(focused).lower(), "it begins at what is asked anew"
    said = window.messages.text()
    assert said.startswith("Ombedömning utifrån beslut 10 mars, Palliativt team.")
    assert "frågas på nytt" in said


def test_the_same_key_again_goes_on_with_the_open_one(
    window: MainWindow, desk: Desk, clock: Clock
) -> None:
    case = decided(desk.workplace)
    worklist(window).rows.work.reassess_case(case)
    draft = only_case(desk, "draft")
    clock.on(hours=1)
    page = worklist(window)
    page.table.select_row(page.model.row_of(case))

    QTest.keyClick(page.table, Qt.Key.Key_R, CTRL)

    assert only_case(desk, "draft").id == draft.id
    assert "redan är påbörjad" in window.messages.text()


def test_other_criteria_than_last_time_are_named(
    window: MainWindow, desk: Desk, clock: Clock
) -> None:
    case = decided(desk.workplace)
    desk.workplace.catalogue.__dict__.pop("vocabulary", None)
    newer = desk.workplace.compiled("vastra")
    pack = newer.pack.model_copy(update={"version": "2030.1"})
    desk.workplace.catalogue._loaded["vastra"] = type(newer)(pack, newer.vocabulary, "sha256:new")

    worklist(window).rows.work.reassess_case(case)

    assert "2030.1; förra gången" in window.messages.text()


def test_a_draft_is_not_reassessed(window: MainWindow, desk: Desk) -> None:
    begun(desk.workplace, SETTLED)
    page = worklist(window)

    QTest.keyClick(page.table, Qt.Key.Key_R, CTRL)

    assert window.page_name == "worklist"
    assert "inte beslutat än" in window.messages.text()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backspace, CTRL),
    ],
)
def test_a_draft_is_removed_and_comes_back_whole(
    window: MainWindow,
    desk: Desk,
    clock: Clock,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    case_id = begun(desk.workplace, SETTLED)
    desk.workplace.note(case_id, "worry", "Smärtan på natten")
    before = desk.workplace.case(case_id), desk.workplace.answered_at(case_id)
    clock.on(hours=2)
    add(desk, "Bo Ek")
    page = worklist(window)
    page.table.select_row(page.model.row_of(case_id))

    QTest.keyClick(page.table, key, modifier)

    assert [row.name for row in desk.workplace.worklist()] == ["Bo Ek"]
    assert page.rows.removed.text() == "Utkastet för Ánne Exempelsson är borttaget."
    assert page.table.hasFocus()
    page.rows.removed.action_button.click()
    assert (desk.workplace.case(case_id), desk.workplace.answered_at(case_id)) == before
    assert page.model.case_id(page.table.currentIndex().row()) == case_id
    assert page.rows.removed.text() == ""


def test_the_last_removal_is_undone_by_key_once(window: MainWindow, desk: Desk) -> None:
    begun(desk.workplace, SETTLED)
    page = worklist(window)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.empty.button.isVisible()

    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert len(desk.workplace.worklist()) == 1
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert len(desk.workplace.worklist()) == 1


def test_of_a_protected_patient_no_name_is_said(window: MainWindow, desk: Desk) -> None:
    add(desk, "Syns Inte", "195009072553", alias="Röd mapp", protected=True)
    page = worklist(window)

    QTest.keyClick(page.table, Qt.Key.Key_Delete)

    assert page.rows.removed.text() == "Utkastet är borttaget."


def test_what_was_decided_stays(window: MainWindow, desk: Desk) -> None:
    decided(desk.workplace)
    page = worklist(window)

    QTest.keyClick(page.table, Qt.Key.Key_Delete)

    assert len(desk.workplace.worklist()) == 1
    assert "beslutet ska finnas kvar" in window.messages.text()


def test_a_draft_that_another_window_works_on_stays(window: MainWindow, desk: Desk) -> None:
    case_id = begun(desk.workplace, SETTLED)
    hold = CaseHold.take(desk.workplace.folder, case_id)
    page = worklist(window)

    QTest.keyClick(page.table, Qt.Key.Key_Delete)

    assert len(desk.workplace.worklist()) == 1
    assert "öppet i ett annat fönster" in window.messages.text()
    assert isinstance(hold, CaseHold)
    hold.give_back()


def test_delete_in_the_search_line_deletes_letters_alone(window: MainWindow, desk: Desk) -> None:
    begun(desk.workplace, SETTLED)
    worklist(window)
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    QTest.keyClick(window.header.search, Qt.Key.Key_Delete)
    QTest.keyClick(window.header.search, Qt.Key.Key_Backspace, CTRL)
    assert len(desk.workplace.worklist()) == 1


def test_the_row_offers_what_it_allows(window: MainWindow, desk: Desk, clock: Clock) -> None:
    case = decided(desk.workplace)
    clock.on(hours=1)
    add(desk, "Bo Ek")
    page = worklist(window)
    offered = page.offered

    page.table.select_row(page.model.row_of(case))
    assert (offered.reassess.isVisible(), offered.delete.isVisible()) == (True, False)
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    assert (offered.reassess.isVisible(), offered.delete.isVisible()) == (False, True)
    offered.delete.click()
    assert [row.case_id for row in desk.workplace.worklist()] == [case]
    offered.reassess.click()
    assert window.page_name == "checklist"


def test_enter_in_the_number_takes_what_is_offered_first(window: MainWindow, desk: Desk) -> None:
    decided(desk.workplace)
    window.begin()
    panel = window.begin_panel()
    QTest.keyClicks(panel.number, "191212121212")
    assert [one.text() for one in panel.offers()] == [
        "Ombedöm · beslut 10 mars, Palliativt team  ↵",
        "Läs · beslut 10 mars, Palliativt team",
    ]
    assert panel.begin_button.text() == "Börja från början ändå"

    QTest.keyClick(panel.number, Qt.Key.Key_Return)

    assert window.page_name == "checklist"
    assert only_case(desk, "draft").based_on is not None
    assert "Ombedömning utifrån" in window.messages.text()


def test_a_new_beginning_is_still_to_be_had(window: MainWindow, desk: Desk) -> None:
    decided(desk.workplace)
    window.begin()
    panel = window.begin_panel()
    QTest.keyClicks(panel.number, "191212121212")

    panel.begin_button.click()

    draft = only_case(desk, "draft")
    assert (draft.based_on, draft.patient.number) == (None, PERSON.number)


def test_junk_from_the_clipboard_is_told_and_tidied(window: MainWindow) -> None:
    window.begin()
    panel = window.begin_panel()
    panel.number.insert("Säng 4\t19610118-2803\tÁnne Čáhppe")

    assert panel.number.text() == "19610118-2803"
    assert "togs ur den inklistrade texten" in panel.note_text()
    panel.alias.insert("Ánne 19610118-2803")
    assert "Flytta det till fältet Nummer" in panel.alias.accessibleDescription()
    assert not panel.begin_button.isEnabled()


def test_a_known_protected_number_ticks_the_mark(window: MainWindow, desk: Desk) -> None:
    desk.workplace.begin(Patient("personnummer", "195009072553", "Syns Inte", protected=True))
    window.begin()
    panel = window.begin_panel()
    QTest.keyClicks(panel.number, "195009072553")
    assert panel.protected.isChecked()
    panel.number.clear()
    QTest.keyClicks(panel.number, "196101182803")
    assert not panel.protected.isChecked()
