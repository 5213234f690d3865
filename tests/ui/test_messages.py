"""Messages that do not talk over each other, reached by key; earlier searches, never a number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.services import Patient
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.recent_searches import MOST, RecentSearches
from ui.views.main_window import MainWindow
from ui.widgets.message_bar import MessageBar

Key = Qt.Key


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[MessageBar]:
    """Return a bar above a line that has the keyboard."""
    page = QWidget()
    column = QVBoxLayout(page)
    made = MessageBar(close_word="Stäng")
    line = QLineEdit()
    column.addWidget(made)
    column.addWidget(line)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    yield made
    page.close()


def line_of(bar: MessageBar) -> QLineEdit:
    found = bar.window().findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_an_unread_error_is_not_written_over(bar: MessageBar) -> None:
    bar.show_message("error", "Disken är full.")
    bar.show_message("success", "Sparad.")
    bar.show_message("info", "Klart.")

    assert bar.text() == "Disken är full."
    assert bar.waiting() == 1, "of what only informs the latest is enough"

    bar.close_button.click()
    assert bar.text() == "Klart."
    bar.close_button.click()
    assert bar.text() == ""


def test_a_later_error_comes_first_and_the_earlier_one_after_it(bar: MessageBar) -> None:
    for text in ("Ett", "Två", "Två", "Tre"):
        bar.show_message("error", text)

    read = []
    while bar.text():
        read.append(bar.text())
        bar.close_button.click()

    assert read == ["Tre", "Två", "Ett"]


def test_many_errors_do_not_pile_up_without_end(bar: MessageBar) -> None:
    for at in range(100):
        bar.show_message("error", f"Fel {at}")

    assert bar.waiting() == 5
    assert bar.text() == "Fel 99"


def test_what_only_informs_is_written_over(bar: MessageBar) -> None:
    bar.show_message("info", "Ett")
    bar.show_message("warning", "Två")

    assert (bar.text(), bar.waiting()) == ("Två", 0)


def test_leaving_a_page_leaves_errors_to_be_read(bar: MessageBar) -> None:
    bar.show_message("info", "Ett")
    bar.move_on()
    assert bar.text() == ""

    bar.show_message("error", "Två")
    bar.show_message("info", "Tre")
    bar.move_on()

    assert (bar.text(), bar.waiting()) == ("Två", 0)


def test_closing_by_key_gives_the_keyboard_back(bar: MessageBar) -> None:
    line = line_of(bar)
    bar.show_message("error", "Ett")
    bar.show_message("error", "Två")
    assert line.hasFocus()

    bar.take_focus()
    assert bar.close_button.hasFocus()
    QTest.keyClick(bar.close_button, Key.Key_Escape)
    assert bar.text() == "Ett"
    assert bar.close_button.hasFocus()
    QTest.keyClick(bar.close_button, Key.Key_Escape)

    assert bar.text() == ""
    assert line.hasFocus()


# In the window


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", Clock())
    Preferences(opened.workplace).purpose_read = True
    yield opened
    opened.workplace.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return open_window(desk, qtbot)


def test_a_key_leads_to_the_message_and_escape_back(window: MainWindow, qtbot: QtBot) -> None:
    window.go("settings")
    before = window.focusWidget()
    window.say("error", "Disken är full.")
    assert window.focusWidget() is before

    QTest.keyClick(window, Key.Key_F8)
    assert window.messages.close_button.hasFocus()
    QTest.keyClick(window.messages.close_button, Key.Key_Escape)

    assert window.messages.text() == ""
    assert window.focusWidget() is before


def test_an_error_goes_along_to_the_next_page(window: MainWindow) -> None:
    window.say("error", "Disken är full.")
    window.go("help")
    assert window.messages.text() == "Disken är full."

    window.say("info", "Sparat.")
    window.messages.close_button.click()
    assert window.messages.text() == "Sparat."
    window.go("worklist")
    assert window.messages.text() == ""


# Earlier searches


def searched(window: MainWindow, text: str) -> None:
    window.go("worklist")
    window.header.search.setFocus()
    window.header.search.clear()
    QTest.keyClicks(window.header.search, text)
    QTest.keyClick(window.header.search, Key.Key_Return)


def popup(qapp: QApplication, window: MainWindow) -> QMenu:
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_an_earlier_search_is_found_again_by_keys(
    desk: Desk, window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    add(desk, "Bo Ek")
    add(desk, "Eva Alm")
    searched(window, "alm")
    assert window.page_name == "checklist"
    searched(window, "bo e")
    window.go("worklist")
    window.header.search.clear()
    window.header.search.setFocus()

    QTest.keyClick(window.header.search, Key.Key_Down)
    menu = popup(qapp, window)
    offered = [one.text() for one in menu.actions() if one.text()]
    assert offered == ["bo e", "alm", "Glöm sökningarna"]
    QTest.keyClick(menu, Key.Key_Down)
    QTest.keyClick(menu, Key.Key_Return)

    assert window.header.search.text() == "alm"
    assert window.home.model.rowCount() == 1


def test_down_leads_into_the_list_where_nothing_was_searched(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    add(desk, "Bo Ek")
    window.refresh()
    window.header.search.setFocus()

    QTest.keyClick(window.header.search, Key.Key_Down)

    qtbot.waitUntil(window.home.table.hasFocus)


def test_searches_are_forgotten_when_one_asks_for_it(
    desk: Desk, window: MainWindow, qapp: QApplication
) -> None:
    add(desk, "Bo Ek")
    searched(window, "bo")
    window.go("worklist")
    window.header.search.clear()
    window.header.offer_recent()
    menu = popup(qapp, window)

    menu.actions()[-1].trigger()
    menu.close()

    assert RecentSearches(desk.workplace).offered() == ()


@pytest.mark.parametrize(
    "text",
    [
        "191212121212",
        "19121212-1212",
        "121212-1212",
        "Bo 1912",
        "1212",
        "19",
        "99196500018C",
        "Bo\u202e",
        "B",
        "",
        "finns inte",
        "Bo" + " Ek" * 40,
    ],
)
def test_no_part_of_a_number_is_kept_nor_what_finds_nobody(desk: Desk, text: str) -> None:
    add(desk, "Bo Ek", "191212121212", alias="Säng 4")
    recent = RecentSearches(desk.workplace)

    assert not recent.add(text)

    assert recent.count() == 0
    assert "1912" not in str(desk.workplace.setting("recent_searches"))


def test_what_names_somebody_who_became_protected_is_forgotten(desk: Desk) -> None:
    case = add(desk, "Bo Ek", "191212121212")
    recent = RecentSearches(desk.workplace)
    assert recent.add("bo ek")

    protected = Patient("personnummer", "191212121212", "Bo Ek", protected=True)
    desk.workplace.identify(case, protected)

    assert recent.offered() == ()
    assert recent.count() == 0


def test_the_last_eight_are_kept_each_once(desk: Desk) -> None:
    for at in "abcdefghij":
        add(desk, f"Patient {at}{at}")
    recent = RecentSearches(desk.workplace)
    for at in "abcdefghij":
        recent.add(f"{at}{at}")
    recent.add("  JJ ")

    assert len(recent.offered()) == MOST
    assert recent.offered()[0] == "JJ"


def test_nothing_is_kept_where_it_is_switched_off(desk: Desk) -> None:
    add(desk, "Bo Ek")
    Preferences(desk.workplace).keep_searches = False

    assert not RecentSearches(desk.workplace).add("bo")


@pytest.mark.parametrize("written", [7, "bo", {"a": 1}, [1, None]])
def test_what_has_no_sense_in_the_file_reads_as_nothing(desk: Desk, written: object) -> None:
    desk.workplace.set_setting("recent_searches", written)

    assert RecentSearches(desk.workplace).offered() == ()
