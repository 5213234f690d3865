"""The window as its user meets it: keys, pages, languages, messages."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.services import StoreError
from triage.services.example import ensure_example
from ui import mishaps
from ui.program import warm_up
from ui.theme import apply_theme
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.worklist_row import Column
from ui.views.main_window import MainWindow
from ui.views.settings_page import SettingsPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path, Clock())
    made.workplace.store.set_setting("purpose_read", True)
    yield made
    made.workplace.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return open_window(desk, qtbot)


def texts(window: MainWindow) -> list[str]:
    return [one.text() for one in window.page.findChildren(QLabel) if one.isVisible()]


def test_an_empty_list_says_what_to_do(window: MainWindow) -> None:
    assert any("Ctrl+N" in text for text in texts(window))
    assert not window.page.table.isVisible()  # type: ignore[attr-defined] # the worklist is in front


def test_from_key_to_case_by_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    panel = window.begin_panel()
    assert panel.isVisible()
    QTest.keyClicks(panel.number, "19610118-2803")
    assert "65 år" in panel.note_text()

    QTest.keyClick(panel.number, Qt.Key.Key_Return, CTRL)
    assert window.page_name == "checklist", "the main key begins what is filled in"
    window.go("worklist")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    QTest.keyClicks(panel.number, "196109732393")
    panel.protected.setFocus()
    QTest.keyClick(panel.protected, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.begun) as begun:  # the last field ends with Enter as all do
        QTest.keyClick(panel.protected, Qt.Key.Key_Return)

    assert window.page_name == "checklist"
    case = window.desk.workplace.case(begun.args[0])
    assert (case.facts["age_years"], case.patient.protected) == (64, True)


def test_enter_presses_the_button_that_has_the_keyboard(window: MainWindow) -> None:
    window.begin()
    window.begin_panel().cancel_button.setFocus()

    QTest.keyClick(window.begin_panel().cancel_button, Qt.Key.Key_Return)

    assert not window.begin_panel().isVisible()


def test_a_first_start_on_a_small_screen_fills_it_and_no_more(window: MainWindow) -> None:
    assert window.screen().availableGeometry().width() <= 1366  # the platform's own
    assert window.isMaximized()


def test_tab_reaches_an_earlier_assessment_before_the_buttons_below_it(
    window: MainWindow, desk: Desk
) -> None:
    add(desk, "Ánne Čáhppe", "195009072553")
    window.begin()
    panel = window.begin_panel()
    QTest.keyClicks(panel.number, "195009072553")
    panel.alias.setFocus()

    QTest.keyClick(panel.alias, Qt.Key.Key_Tab)

    assert window.focusWidget() is panel.offers()[0]


def test_large_text_leaves_the_entry_the_height_it_needs(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    add(desk, "Ánne Čáhppe", "195009072553")
    Preferences(desk.workplace).language = "en"
    apply_theme(qapp, "light", 2.0)
    window = open_window(desk, qtbot)
    window.showNormal()
    window.resize(1366, 768)
    window.begin()
    panel = window.begin_panel()

    QTest.keyClicks(panel.number, "195009072553")
    qapp.processEvents()

    assert window.height() == 768
    assert panel.height() >= panel.heightForWidth(panel.width())


def test_leaving_the_list_empties_the_search_line_with_its_button(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    case = add(desk, "Ánne Čáhppe", "195009072553")
    window.header.search.setText("nobody")
    button = window.header.search.findChild(QToolButton)
    assert button is not None
    qtbot.waitUntil(button.isVisible)

    window.go("checklist", case)

    assert window.header.search.text() == ""
    qtbot.waitUntil(lambda: not button.isVisible())
    assert window.page_name == "checklist", "emptying asks for no other list"


def test_a_very_long_name_wraps_in_the_header(window: MainWindow, desk: Desk) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff" * 2
    window.go("checklist", add(desk, name, "195009072553"))

    line = window.header.findChild(QLabel, "patient")

    assert line is not None
    assert line.accessibleName().startswith(name)
    assert line.minimumSizeHint().width() <= line.width()


def test_escape_closes_the_entry_and_forgets_what_was_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.begin()
    panel = window.begin_panel()
    QTest.keyClicks(panel.number, "1961")

    QTest.keyClick(panel.number, Qt.Key.Key_Escape)

    assert not panel.isVisible()
    assert panel.number.text() == ""


def test_search_narrows_the_list_and_enter_opens(desk: Desk, qtbot: QtBot) -> None:
    add(desk, "Ánne Čáhppe", "195009072553")
    wanted = add(desk, "Bo Ek")
    window = open_window(desk, qtbot)
    window.prepared()
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.header.search.hasFocus()

    QTest.keyClicks(window.header.search, "ek")
    qtbot.waitUntil(lambda: window.home.model.rowCount() == 1)
    with qtbot.waitSignal(window.home.go) as gone:
        QTest.keyClick(window.header.search, Qt.Key.Key_Return)

    assert gone.args == ["checklist", wanted]
    assert window.header.search.text() == ""


def test_back_in_the_list_one_stands_on_the_case_that_one_comes_from(
    desk: Desk, qtbot: QtBot
) -> None:
    first, other = add(desk, "Ánne Čáhppe"), add(desk, "Bo Ek")
    window = open_window(desk, qtbot)
    window.prepared()
    for case in (first, other):
        window.go("checklist", case)
        window.go("worklist")
        assert window.home.bookmark() == (case,)


def test_back_in_a_narrowed_list_the_search_line_says_to_what(desk: Desk, qtbot: QtBot) -> None:
    add(desk, "Ánne Čáhppe", "195009072553")
    add(desk, "Bo Ek")
    window = open_window(desk, qtbot)
    window.prepared()
    QTest.keyClicks(window.header.search, "ek")
    qtbot.waitUntil(lambda: window.home.model.rowCount() == 1)
    window.go("settings")

    window.back()

    assert (window.header.search.text(), window.home.model.rowCount()) == ("ek", 1)
    QTest.keyClick(window.header.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.home.model.rowCount() == 2)


def test_the_list_opens_with_the_keyboard_in_it_and_drafts_on_top(desk: Desk, qtbot: QtBot) -> None:
    add(desk, "Bo Ek")
    window = open_window(desk, qtbot)

    qtbot.waitUntil(window.home.table.hasFocus)

    with qtbot.waitSignal(window.home.go):
        QTest.keyClick(window.home.table, Qt.Key.Key_Return)


def test_narrow_lists_fold_and_keep_state_and_urgency(desk: Desk, qtbot: QtBot) -> None:
    add(desk, "Bo Ek")
    window = open_window(desk, qtbot)
    table = window.home.table
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: not table.folded)
    assert not table.isColumnHidden(Column.STATE)

    window.resize(760, 600)

    qtbot.waitUntil(lambda: table.folded)
    assert table.isColumnHidden(Column.STATE)
    assert not table.isColumnHidden(Column.PATIENT)


def test_the_language_changes_at_once_and_on_the_same_page(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.author["name"].setText("Ada Läkare")

    page.language.segment("en").click()

    qtbot.waitUntil(lambda: window.desk.language == "en")
    assert window.page_name == "settings"
    assert window.page.title() == "Settings"
    assert Preferences(desk.workplace).author.name == "Ada Läkare"


def test_a_theme_is_asked_for_at_once(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)

    with qtbot.waitSignal(window.look_changed):
        page.theme.segment("dark").click()
    with qtbot.waitSignal(window.look_changed):
        page.text_size.setValue(150)

    preferences = Preferences(desk.workplace)
    assert (preferences.theme, preferences.text_size) == ("dark", 150)


def test_usual_criteria_stand_in_the_footer(window: MainWindow) -> None:
    assert "Kriterier" not in window.footer.text()
    window.prepared()
    assert window.footer.text().startswith("Kriterier: Västra sjukvårdsregionen 2026.1 · ")

    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    page.usual_pack.setCurrentIndex(page.usual_pack.findData("skane"))

    assert window.footer.text().startswith("Kriterier: Skåne")


@pytest.mark.parametrize("name", ["help", "about", "settings", "worklist"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_opens_in_both_languages(
    desk: Desk, qtbot: QtBot, name: str, language: str
) -> None:
    Preferences(desk.workplace).language = language
    window = open_window(desk, qtbot)

    window.go(name)

    assert window.page.title()
    assert window.windowTitle() == f"{window.page.title()} – Vägval"


def test_the_purpose_is_said_until_it_was_read(desk: Desk, qtbot: QtBot) -> None:
    Preferences(desk.workplace).purpose_read = False
    window = open_window(desk, qtbot)
    assert "inte CE-märkt" in window.home.purpose.bar.text()

    window.home.purpose.bar.action_button.click()

    assert not window.home.purpose.bar.isVisible()
    assert Preferences(desk.workplace).purpose_read


def test_the_window_comes_back_where_it_was(desk: Desk, qtbot: QtBot) -> None:
    first = open_window(desk, qtbot)
    first.resize(911, 555)
    first.go("help")
    first.close()

    again = open_window(desk, qtbot)

    assert again.height() == 555  # the screen of these tests is only 800 wide
    assert again.page_name == "help"


def test_an_unforeseen_error_is_said_without_its_text_and_noted_without_it(
    window: MainWindow, tmp_path: Path
) -> None:
    typed = "19121212-1212"
    hook = mishaps.hook(tmp_path, window.say_error)
    try:
        raise ValueError(typed)
    except ValueError:
        kind, error, traceback = sys.exc_info()
        assert kind is not None
        assert error is not None
        hook(kind, error, traceback)

    assert window.messages.text().startswith("Något gick fel")
    noted = (tmp_path / mishaps.LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError at tests/ui/test_main_window.py:" in noted
    assert typed not in noted + window.messages.text()


def test_an_error_of_the_store_says_itself(window: MainWindow) -> None:
    window.say_error(StoreError("disk_full"))

    assert window.messages.text() == StoreError("disk_full").sv


def test_the_example_can_be_had_again(desk: Desk, qtbot: QtBot) -> None:
    ensure_example(desk.workplace)
    window = open_window(desk, qtbot)
    window.go("help")

    window.page.example.click()  # type: ignore[attr-defined] # help is in front

    assert window.page_name == "worklist"
    assert window.home.model.rowCount() == 2


def test_the_menu_leads_to_every_page_and_shows_the_keys(window: MainWindow) -> None:
    menu = window.header.menu
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    entries = {one.text().split("\t")[0]: one for one in menu.actions() if one.text()}

    assert list(entries) == [
        "Ny bedömning", "Arbetslistan", "Notera ett råd", "Patientens historik",
        "Jämför regionerna för ärendet",
        "Läs kriterierna", "Inställningar", "Personer och lösenfraser", "Gallring", "Åtkomstlogg",
        "Säkerhetskopior", "Hjälp",
        "Om Vägval", "Lås", "Byt person", "Avsluta",
    ]  # fmt: skip
    assert entries["Hjälp"].text() == "Hjälp\tF1"
    entries["Om Vägval"].trigger()
    assert window.page_name == "about"


def test_criteria_that_do_not_load_name_themselves_and_the_others_work(
    window: MainWindow, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    criteria = Path(shutil.copytree(CRITERIA, tmp_path / "criteria"))
    (criteria / "skane" / "pack.yaml").write_text("id: [", encoding="utf-8")
    desk.workplace.catalogue = Catalogue(criteria)
    desk.workplace.set_setting("default_pack", "skane")
    warm_up(desk.workplace, window, tmp_path)

    said = window.messages.text()
    assert "”skane” går inte att läsa" in said
    assert "skane/pack.yaml:2:1" in said
    assert "de andra fungerar" in said
    assert "skane/pack.yaml:2:1" in (tmp_path / mishaps.LOG_NAME).read_text(encoding="utf-8")
    caplog.clear()  # this record was expected
    assert [row.alias for row in desk.workplace.worklist()] == ["Övningspatient"]
    window.go("checklist", desk.workplace.worklist()[0].case_id)
    assert "Västra sjukvårdsregionen" in window.footer.text()
