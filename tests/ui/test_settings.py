"""Settings as their user meets them: in force at once, remembered, advised on, never in the way."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import bare
from tests.ui.desks import Clock, open_desk
from triage.texts import translator
from ui.theme import apply_theme, current
from ui.viewmodels import hsa_id
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.main_window import MainWindow
from ui.views.settings_page import SettingsPage
from ui.widgets.work_bar import WorkBar


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", Clock())
    yield opened
    opened.workplace.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.arrive()
    return made


def shown(desk: Desk, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    """Return the window, its look following what is chosen as it does in the program."""
    made = MainWindow(desk.workplace)
    qtbot.addWidget(made)
    kept = Preferences(desk.workplace)
    made.look_changed.connect(
        lambda: apply_theme(qapp, "light", kept.text_size / 100, still=kept.still)
    )
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


# HSA-id


@pytest.mark.parametrize(
    "typed", ["", " ", "SE2321000016-1003", "se2321000016–b9p", "SE162321000016-1"]
)
def test_an_hsa_id_of_the_right_shape_needs_no_advice(typed: str) -> None:
    assert hsa_id.advice(typed, str) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2321000016-1003", "Början SE saknas."),
        ("SE23210000161003", "Bindestrecket saknas."),
        ("SE232100-1003", "står 6 siffror"),
        ("SE1-1003", "står en siffra"),
        ("SE2321000016-", "Efter bindestrecket"),
        ("SE2321000016-ÅÄÖ", "Efter bindestrecket"),
        ("SE2321000016-" + "A" * 30, "Efter bindestrecket"),
        ("\u202eabc", "Början SE saknas."),
    ],
)
def test_what_looks_wrong_is_said_with_an_example(typed: str, said: str) -> None:
    advice = hsa_id.advice(typed, translator("sv"))

    assert said in advice
    assert hsa_id.EXAMPLE in advice


def test_an_hsa_id_that_looks_wrong_is_kept_all_the_same(page: SettingsPage, desk: Desk) -> None:
    line = page.author["hsa_id"]
    line.setFocus()
    QTest.keyClicks(line, "se 2321 16")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert line.text() == "SE232116"
    assert page.hsa_advice.line.isVisible()
    assert "Bindestrecket saknas" in line.accessibleDescription()
    assert Preferences(desk.workplace).author.hsa_id == "SE232116"

    line.setText("SE2321000016-1003")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert not page.hsa_advice.line.isVisible()
    assert "saknas" not in line.accessibleDescription()


# Look


def test_high_contrast_and_stillness_are_chosen_and_remembered(
    page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.look_chosen):
        page.theme.segment("contrast").click()
    with qtbot.waitSignal(page.look_chosen):
        page.still.click()

    kept = Preferences(desk.workplace)
    assert (kept.theme, kept.still) == ("contrast", True)


def test_text_grows_and_shrinks_by_key_on_any_page(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    window = shown(desk, qtbot, qapp)
    window.go("about")
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: current().scale == 1.3)

    QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert Preferences(desk.workplace).text_size == 120

    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: current().scale == 1.0)


def test_a_key_held_down_styles_the_pages_once(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    window = shown(desk, qtbot, qapp)
    styled: list[float] = []
    window.look_changed.connect(lambda: styled.append(current().scale))
    for _ in range(6):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: bool(styled))
    assert styled == [1.6]


def test_larger_text_keeps_the_question_in_use_in_sight(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    window = shown(desk, qtbot, qapp)
    window.resize(1366, 700)
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)
    fields = [one for one in page.findChildren(QLineEdit) if one.isVisibleTo(page)]
    last = fields[-1]
    last.setFocus()
    for _ in range(10):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: current().scale == 2.0)
    qtbot.waitUntil(lambda: last.visibleRegion().contains(last.rect().center()))


def test_the_setting_follows_the_keys_and_stops_at_its_bounds(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    window = shown(desk, qtbot, qapp)
    window.go("settings")
    page = window.page
    assert isinstance(page, SettingsPage)

    for _ in range(12):
        QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: page.text_size.value() == 200)
    assert Preferences(desk.workplace).text_size == 200


def test_where_nothing_is_to_move_words_alone_say_what_is_under_way(
    qtbot: QtBot, qapp: QApplication
) -> None:
    bar = WorkBar("Avbryt")
    qtbot.addWidget(bar)
    bar.say("Gör PDF …")
    assert bar.progress.isVisible()

    apply_theme(qapp, "light", still=True)

    assert not bar.progress.isVisible()
    assert bar.cancel.isVisible()
    assert bar.text() == "Gör PDF …"


# Work


def test_the_checklist_is_short_or_whole_and_always_one_of_them(
    page: SettingsPage, desk: Desk
) -> None:
    page.length.segment(True).click()
    assert Preferences(desk.workplace).short_checklist

    page.length.segment(True).click()
    assert page.length.value() is True
    assert Preferences(desk.workplace).short_checklist


def test_where_it_is_kept_is_said(page: SettingsPage, desk: Desk) -> None:
    assert str(desk.workplace.folder) in page.place.text()


def test_settings_lead_back_to_where_one_was(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    window = shown(desk, qtbot, qapp)
    window.go("criteria", "vastra")
    window.go("settings")
    window.go("teams")

    window.back()
    assert window.page_name == "settings"
    window.back()
    assert window.page_name == "criteria"


@pytest.mark.parametrize("page", ["settings", "about"])
def test_a_key_leads_back_from_a_page_beside(
    desk: Desk, qtbot: QtBot, qapp: QApplication, page: str
) -> None:
    window = shown(desk, qtbot, qapp)
    window.go(page)
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page_name == "worklist"


@pytest.mark.parametrize("raw", ['"\\ud800"', "[1]", "{}", "true", "1e9", '"  "'])
@pytest.mark.parametrize("key", ["default_pack", "language", "theme", "author_name", "last_page"])
def test_a_setting_that_makes_no_sense_keeps_no_window_away(
    key: str, raw: str, desk: Desk, qtbot: QtBot
) -> None:
    desk.workplace.set_setting(key, "")
    other = bare(desk.workplace.folder / "vagval.db")
    with closing(other), other:
        other.execute("UPDATE settings SET value = ? WHERE key = ?", (raw, key))

    window = MainWindow(desk.workplace)
    qtbot.addWidget(window)
    window.prepared()
    window.go("settings")

    assert window.page_name == "settings"
