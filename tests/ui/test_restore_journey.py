"""From the page of backups to the restored store and in again, through the program itself."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.doors import PHRASE, House
from tests.ui.opened import seen
from triage.services import Patient
from triage.store.salvage_pages import PAGE
from ui.views.backups_page import BackupsPage
from ui.views.backups_page_row import BackupDetails
from ui.views.door_blocked import BlockedPage
from ui.views.door_restore import RestorePage
from ui.views.door_unlock import UnlockPage
from ui.views.main_window import MainWindow

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
ANNE = Patient("personnummer", "191212121212", "Ánne Čáhppe")


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    made = House(tmp_path / "data", qapp)
    made.live_in(bo=False)
    yield made
    made.leave()


def come_in(house: House, qtbot: QtBot) -> MainWindow:
    if house.program.window is None:
        house.program.open()
    house.unlock(PHRASE)
    qtbot.waitUntil(lambda: isinstance(house.program.window, MainWindow))
    return house.window


def restore(page: RestorePage, qtbot: QtBot) -> None:
    page.choice.secret.line.setText(PHRASE)
    with qtbot.waitSignal(page.choice.model.restored):
        QTest.keyClick(page.choice.secret.line, Qt.Key.Key_Return)
    assert "Återställd som den var" in seen(page)
    page.choice.on_button.click()


def names(window: MainWindow) -> set[str]:
    return {row.name for row in window.desk.workplace.worklist() if not row.example}


def test_what_was_done_after_the_backup_is_set_aside(house: House, qtbot: QtBot) -> None:
    house.add(BO)
    window = come_in(house, qtbot)
    window.go("backups")
    page = window.page
    assert isinstance(page, BackupsPage)
    with qtbot.waitSignal(page.said):
        page.model.make()
    qtbot.waitUntil(lambda: len(page.rows.buttons) == 1)
    page.desk.workplace.begin(ANNE)
    assert names(window) == {BO.name, ANNE.name}
    page.rows.buttons[0].click()
    details = page.rows.content
    assert isinstance(details, BackupDetails)

    details.first.click()

    qtbot.waitUntil(lambda: not isinstance(house.program.window, MainWindow))
    door = house.door
    assert isinstance(door, RestorePage)
    assert not door.choice.salvage.isVisible(), "the store is whole"
    restore(door, qtbot)
    assert isinstance(house.door, UnlockPage)
    window = come_in(house, qtbot)
    assert names(window) == {BO.name}
    assert len(list(house.folder.glob("former-*"))) == 1


def test_a_store_that_is_gone_comes_back_at_the_door(house: House, qtbot: QtBot) -> None:
    house.add(BO)
    window = come_in(house, qtbot)
    window.desk.workplace.backups.make("asked")
    house.program.lock()
    qtbot.waitUntil(lambda: not isinstance(house.program.window, MainWindow))
    house.leave()
    for file in house.folder.glob("vagval.db*"):
        file.unlink()
    house.program.open()
    blocked = house.door
    assert isinstance(blocked, BlockedPage)
    ways = blocked.findChildren(QPushButton)
    (way,) = [one for one in ways if one.text() == "Återställ en säkerhetskopia …"]
    way.click()
    door = house.door
    assert isinstance(door, RestorePage)
    restore(door, qtbot)
    assert names(come_in(house, qtbot)) == {BO.name}


def test_a_damaged_store_leaves_the_keyboard_on_what_helps(house: House, qtbot: QtBot) -> None:
    store = house.folder / "vagval.db"
    store.write_bytes(bytes(PAGE) + store.read_bytes()[PAGE:])
    house.program.open()
    with qtbot.waitActive(house.door_window):
        house.door_window.activateWindow()
    house.unlock(PHRASE)
    assert isinstance(house.door, BlockedPage)
    held = house.door_window.focusWidget()
    assert isinstance(held, QPushButton)
    assert held.text() == "Återställ en säkerhetskopia …"

    QTest.keyClick(held, Qt.Key.Key_Return)

    assert isinstance(house.door, RestorePage)
