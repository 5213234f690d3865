"""Locked: nothing of a patient is left; unlocked, one is back where one was."""

import gc
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.deciding import SETTLED, begun, decided
from tests.ui.doors import ANNA, BO, OTHER, PHRASE, House, type_at
from triage.services import Author, Patient
from ui.mishaps import LOG_NAME
from ui.viewmodels.door_look import DoorLook, keep_look
from ui.viewmodels.idle import lock_minutes
from ui.viewmodels.preferences import USUAL_SIZE
from ui.views.checklist_page import ChecklistPage
from ui.views.door_resuming import place_of
from ui.views.door_unlock import UnlockPage
from ui.views.door_window import DoorWindow
from ui.views.follow_up_page import FollowUpPage
from ui.views.main_window import MainWindow
from ui.views.pages import NAMES
from ui.views.settings_page import SettingsPage
from ui.widgets.growing_text import GrowingText
from ui.widgets.task_row import TaskRow

NUMBER = "196101182803"
NAME = "Törnrosa Hemligsson"
_SPELLINGS = (NAME, "Törnrosa", "Hemligsson", NUMBER, "19610118-2803", "610118-2803")
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    made = House(tmp_path / "data", qapp)
    made.live_in(bo=True)
    yield made
    made.leave()


@pytest.fixture
def case(house: House) -> str:
    return house.add(Patient("personnummer", NUMBER, NAME))


def come_in(house: House, qtbot: QtBot, phrase: str = PHRASE) -> MainWindow:
    if house.program.window is None:
        house.program.open()
    house.unlock(phrase)
    qtbot.waitUntil(lambda: isinstance(house.program.window, MainWindow))
    activate(house.window, qtbot)
    return house.window


def activate(window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()


def at_the_door(house: House, qtbot: QtBot) -> UnlockPage:
    qtbot.waitUntil(lambda: isinstance(house.program.window, DoorWindow))
    page = house.door
    assert isinstance(page, UnlockPage)
    return page


def heard(thing: QAccessibleInterface | None) -> Iterator[str]:
    """Yield all that a screen reader can read of a thing and what is in it."""
    if thing is None or not thing.isValid():
        return
    for kind in QAccessible.Text:
        if kind is not QAccessible.Text.UserText:
            yield thing.text(kind)
    text = thing.textInterface()
    if text is not None:
        yield text.text(0, text.characterCount())
    for at in range(thing.childCount()):
        yield from heard(thing.child(at))


def readable() -> list[str]:
    """Return every string that any widget of the program, or its clipboard, still holds."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        meta = widget.metaObject()
        for at in range(meta.propertyCount()):
            value = meta.property(at).read(widget)
            if isinstance(value, str):
                found.append(value)
    for window in QApplication.topLevelWidgets():
        found += heard(QAccessible.queryAccessibleInterface(window))
    clipboard = QGuiApplication.clipboard()
    found += [clipboard.text(mode) for mode in (clipboard.Mode.Clipboard, clipboard.Mode.Selection)]
    return found


def held_texts() -> list[str]:
    """Return every text that Python still holds, in whatever object."""
    gc.collect()
    texts: list[str] = []
    for thing in gc.get_objects():
        if isinstance(thing, QObject):
            continue
        if isinstance(thing, dict):
            texts += [one for one in list(thing.values()) if isinstance(one, str)]
        elif isinstance(thing, list | tuple | set):
            texts += [one for one in list(thing) if isinstance(one, str)]
    return texts


def told(texts: list[str]) -> set[str]:
    return {text[:60] for text in texts if any(one in text for one in _SPELLINGS)}


def show(window: MainWindow, page: str, case: str, name: str = NAME) -> None:
    if page == "new":
        window.begin()
        type_at(window.begin_panel().number, "19610118-2803")
        type_at(window.begin_panel().name, name)
    else:
        window.go(page, "" if page == "worklist" else case)
        window.grab()
    QApplication.processEvents()


@pytest.mark.parametrize("page", ["worklist", "checklist", "review", "letter", "new"])
def test_nothing_of_a_patient_is_left_to_read(
    house: House, qtbot: QtBot, case: str, page: str
) -> None:
    window = come_in(house, qtbot)
    show(window, page, case)
    house.watch(qtbot)
    activate(window, qtbot)
    QGuiApplication.clipboard().setText(f"{NAME} {NUMBER}")
    assert told(readable()), "the search finds nothing where there is something"

    activate(window, qtbot)  # reading everything may have asked a pop-up in front
    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)
    at_the_door(house, qtbot)

    assert told(readable()) == set()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]


@pytest.mark.parametrize("page", ["worklist", "checklist", "review", "letter", "new"])
def test_python_holds_nothing_of_a_patient_either(house: House, qtbot: QtBot, page: str) -> None:
    # A name of this test alone: what others of the same process say of theirs is all around.
    name = "".join(secrets.choice("bdfghklmnprstv") + "o" for _ in range(8)).capitalize()
    case = house.add(Patient("personnummer", NUMBER, name))
    window = come_in(house, qtbot)
    show(window, page, case, name)
    assert [text for text in held_texts() if name in text]
    del window

    house.program.lock()
    at_the_door(house, qtbot)

    assert [text for text in held_texts() if name in text] == []


def test_the_same_person_is_back_on_page_step_and_question(
    house: House, qtbot: QtBot, case: str
) -> None:
    window = come_in(house, qtbot)
    window.go("checklist", case)
    page = window.page
    assert isinstance(page, ChecklistPage)
    for _step in range(4):
        page.walk.step_on()
    QApplication.processEvents()
    page.middle.focus_row(page.middle.questions.row("breathlessness"))
    QTest.keyClicks(window.focusWidget(), "3")

    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)
    at_the_door(house, qtbot)
    again = come_in(house, qtbot)

    back = again.page
    assert isinstance(back, ChecklistPage)
    assert back.model is not None
    assert (back.model.case_id, back.model.facts["breathlessness"]) == (case, 3)
    in_use = back.middle.row_in_use()
    assert in_use is not None
    assert in_use.question.fact == "breathlessness"


def test_who_is_to_see_to_a_task_is_kept_though_the_line_was_not_left(
    house: House, qtbot: QtBot
) -> None:
    workplace = house.anna()
    case = begun(workplace, SETTLED)
    workplace.close()
    window = come_in(house, qtbot)
    window.go("checklist", case)
    QApplication.processEvents()
    row = next(one for one in window.page.findChildren(TaskRow) if one.isVisible())
    row.plan.click()
    type_at(row.owner, "Disa Exempel")

    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)
    at_the_door(house, qtbot)
    again = come_in(house, qtbot)

    tasks = again.desk.workplace.case(case).tasks.values()
    assert [task.owner for task in tasks] == ["Disa Exempel"]


def test_a_half_typed_new_assessment_is_there_again(house: House, qtbot: QtBot) -> None:
    window = come_in(house, qtbot)
    window.begin()
    panel = window.begin_panel()
    type_at(panel.number, "19610118-28")
    type_at(panel.name, NAME)

    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)
    at_the_door(house, qtbot)
    again = come_in(house, qtbot)

    there = again.begin_panel()
    assert there.isVisible()
    assert (there.number.text(), there.name.text()) == ("19610118-28", NAME)
    qtbot.waitUntil(there.name.hasFocus)


def _reason(window: MainWindow) -> GrowingText:
    (found,) = (
        one
        for one in window.page.findChildren(GrowingText)
        if one.accessibleName() == "Skälet med egna ord"
    )
    return found


def test_what_is_typed_in_the_signing_form_is_kept(house: House, qtbot: QtBot, case: str) -> None:
    window = come_in(house, qtbot)
    window.go("review", case)
    _reason(window).setPlainText("Familjen vill vara hemma")

    house.program.lock()
    at_the_door(house, qtbot)
    again = come_in(house, qtbot)

    assert again.page_name == "review"
    assert _reason(again).toPlainText() == "Familjen vill vara hemma"


def test_another_person_begins_at_the_worklist_and_the_first_finds_their_own(
    house: House, qtbot: QtBot, case: str
) -> None:
    window = come_in(house, qtbot)
    window.go("checklist", case)

    QTest.keyClick(window, Qt.Key.Key_L, _CTRL | _SHIFT)
    page = at_the_door(house, qtbot)
    activate(page.window(), qtbot)
    assert page.people.hasFocus()
    QTest.keyClick(page.people, Qt.Key.Key_Down)
    assert page.people.currentItem().text() == BO.name
    QTest.keyClick(page.people, Qt.Key.Key_Return)
    assert page.passphrase.line.hasFocus()
    bo = come_in(house, qtbot, OTHER)
    assert bo.page_name == "worklist"
    person = bo.desk.workplace.person
    assert person is not None
    assert person.name == BO.name

    house.program.lock()
    page = at_the_door(house, qtbot)
    page.people.setCurrentRow([one.label for one in page.model.people].index(ANNA.name))
    anna = come_in(house, qtbot)
    assert anna.page_name == "worklist"


def test_what_is_half_noted_of_a_referral_is_there_again_for_whoever_typed_it_alone(
    house: House, qtbot: QtBot
) -> None:
    workplace = house.anna()
    case = decided(workplace, author=Author(ANNA.name, ANNA.role, ANNA.unit))
    workplace.close()
    said = "Zxqv sista veckan"
    window = come_in(house, qtbot)
    window.go("follow_up", case)
    page = window.page
    assert isinstance(page, FollowUpPage)
    page.forms.choose("contact")
    type_at(page.forms.contact.text_field, said)
    page.forms.choose("close")
    for key in ("1", "\r", "i dag", "\r", "Hos Zxqv", "\r", *"123"):
        held = window.focusWidget()
        if key == "\r":
            QTest.keyClick(held, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(held, key)

    QTest.keyClick(window, Qt.Key.Key_L, _CTRL | _SHIFT)
    del window, page, held
    door = at_the_door(house, qtbot)
    assert not [text for text in (*readable(), *held_texts()) if "Zxqv" in text]
    door.people.setCurrentRow([one.label for one in door.model.people].index(BO.name))
    bo = come_in(house, qtbot, OTHER)
    bo.go("follow_up", case)
    assert isinstance(bo.page, FollowUpPage)
    assert bo.page.forms.act == "send"
    assert "Zxqv" not in "".join(readable())
    house.program.lock()
    door = at_the_door(house, qtbot)
    door.people.setCurrentRow([one.label for one in door.model.people].index(ANNA.name))
    anna = come_in(house, qtbot)
    anna.go("follow_up", case)
    there = anna.page
    assert isinstance(there, FollowUpPage)
    fields = there.forms.closing.fields
    assert (there.forms.act, fields.day.text()) == ("close", "i dag")
    assert [row.value() for row in fields.last_week.rows.values()][:4] == [
        True,
        False,
        "unknown",
        None,
    ]
    there.forms.choose("contact")
    assert there.forms.contact.text_field.toPlainText() == said

    house.program.lock()
    at_the_door(house, qtbot)
    back = come_in(house, qtbot).page
    assert isinstance(back, FollowUpPage)
    assert back.forms.contact.isVisible()
    assert back.forms.contact.text_field.toPlainText() == said


def test_nobody_there_locks_and_is_warned_of_before(house: House, qtbot: QtBot, case: str) -> None:
    window = come_in(house, qtbot)
    window.go("checklist", case)
    watch = house.watch(qtbot)
    now = [10_000.0]
    watch.idle._clock = watch.idle._world = lambda: now[0]
    watch.idle.look()
    watch.idle.touch()

    now[0] += 15 * 60 - 20
    watch.idle.look()
    assert "låses om 30 sekunder" in window.messages.text()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert window.messages.text() == ""
    for _minute in range(16):
        now[0] += 60
        watch.idle.look()

    at_the_door(house, qtbot)


def test_a_screen_that_locks_locks_the_window(house: House, qtbot: QtBot) -> None:
    come_in(house, qtbot)

    house.watch(qtbot).screen.locked.emit()

    at_the_door(house, qtbot)


def test_a_dialog_that_is_open_goes_first(house: House, qtbot: QtBot) -> None:
    window = come_in(house, qtbot)
    ended: list[int] = []

    def open_dialog() -> None:
        dialog = QDialog(window)
        QLineEdit(NAME, dialog)
        QTimer.singleShot(0, house.program.app, house.program.lock)
        ended.append(dialog.exec())

    QTimer.singleShot(0, house.program.app, open_dialog)

    at_the_door(house, qtbot)
    assert ended == [0]
    assert told(readable()) == set()


def test_locked_twice_is_locked_once(house: House, qtbot: QtBot) -> None:
    come_in(house, qtbot)
    house.program.lock()
    page = at_the_door(house, qtbot)

    house.program.lock()

    assert house.door is page


def test_the_wait_is_chosen_in_the_settings_and_never_only_by_choice(
    house: House, qtbot: QtBot
) -> None:
    window = come_in(house, qtbot)
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    assert lock_minutes(window.desk.workplace) == 15

    page.lock.segment(5).click()
    assert lock_minutes(window.desk.workplace) == 5
    page.lock.segment(0).click()

    assert lock_minutes(window.desk.workplace) == 0
    assert "olåst" in page.lock_note.text()


@pytest.mark.parametrize("other_look", [False, True])
def test_it_locks_with_every_page_made(house: House, qtbot: QtBot, other_look: bool) -> None:
    """Pages write their text anew when the look changes, some with what the data say."""
    window = come_in(house, qtbot)
    for name in NAMES:
        window.pages.make(name)
    if other_look:
        keep_look(house.folder, DoorLook(text_size=USUAL_SIZE + 10))

    QTest.keyClick(window, Qt.Key.Key_L, _CTRL)

    at_the_door(house, qtbot)
    assert not (house.folder / LOG_NAME).exists()


def test_one_writes_on_where_one_broke_off(house: House, qtbot: QtBot, case: str) -> None:
    window = come_in(house, qtbot)
    _go_to_review(window, qtbot, case)
    type_at(_worry(window), "Andnöd på natten.")
    for _ in range(len("på natten.")):
        QTest.keyClick(_worry(window), Qt.Key.Key_Left)

    house.program.lock()
    at_the_door(house, qtbot)
    again = come_in(house, qtbot)
    field = _worry(again)
    qtbot.waitUntil(field.hasFocus)
    type_at(field, "svår ")

    assert field.toPlainText() == "Andnöd svår på natten."


def test_what_has_the_keyboard_again_is_in_sight(house: House, qtbot: QtBot, case: str) -> None:
    window = come_in(house, qtbot)
    window.resize(1000, 500)
    _go_to_review(window, qtbot, case)
    _worry(window).setFocus()

    house.program.lock()
    at_the_door(house, qtbot)
    field = _worry(come_in(house, qtbot))
    qtbot.waitUntil(field.hasFocus)

    assert field.visibleRegion().boundingRect().size() == field.size()


def test_the_keyboard_never_comes_back_on_another_button(
    house: House, qtbot: QtBot, case: str
) -> None:
    """What is asked at signing is not there again, and what stood after it has moved up."""
    window = come_in(house, qtbot)
    _go_to_review(window, qtbot, case)
    QTest.keyClick(window, Qt.Key.Key_F6)
    held = window.focusWidget()
    assert isinstance(held, QAbstractButton)
    text = held.text()
    place = place_of(window)

    house.program.lock()
    at_the_door(house, qtbot)
    again = come_in(house, qtbot)

    assert place.focus[1] == text != ""
    qtbot.waitUntil(lambda: again.focusWidget() is not None)
    back = again.focusWidget()
    assert not isinstance(back, QAbstractButton) or "Signera" not in back.text()


def _go_to_review(window: MainWindow, qtbot: QtBot, case: str) -> None:
    window.go("review", case)
    first = "Till steget Patient"
    qtbot.waitUntil(lambda: getattr(window.focusWidget(), "accessibleName", str)() == first)


def _worry(window: MainWindow) -> GrowingText:
    (found,) = (
        one
        for one in window.page.findChildren(GrowingText)
        if one.accessibleName() == "Vad oroar dig mest?"
    )
    return found
