"""Nothing of the door is cut off, at either size of text, on the smallest screen."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.doors import ANNA, PHRASE, House
from tests.ui.test_clipping import faults
from ui.viewmodels.door_look import DoorLook, keep_look
from ui.views.door_code import CodePage
from ui.views.door_recover import RecoverPage
from ui.views.door_set_up import SetUpPage
from ui.views.door_unlock import UnlockPage
from ui.views.main_window import MainWindow
from ui.views.people_page import PeoplePage


@pytest.fixture(params=[100, 200], ids=["100 %", "200 %"])
def house(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[House]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    made = House(tmp_path / "data", qapp)
    made.folder.mkdir()
    keep_look(made.folder, DoorLook(theme="light", text_size=request.param))
    yield made
    made.leave()


def _at(house: House) -> None:
    house.program.open()
    house.door_window.resize(1366, 768)


def _set_up(house: House, _qtbot: QtBot) -> None:
    _at(house)
    page = house.door
    assert isinstance(page, SetUpPage)
    page.passphrase.line.setText("kort")
    page.go_on.click()


def _code(house: House, qtbot: QtBot) -> None:
    _at(house)
    page = house.door
    assert isinstance(page, SetUpPage)
    for field in ("name", "role", "unit"):
        page.model.write(field, getattr(ANNA, field))
    page.passphrase.line.setText(PHRASE)
    page.again.line.setText(PHRASE)
    page.go_on.click()
    qtbot.waitUntil(lambda: isinstance(house.door, CodePage))


def _unlock(house: House, _qtbot: QtBot) -> None:
    house.live_in(bo=True)
    _at(house)
    for _try in range(6):
        house.unlock("fel fras")
    assert isinstance(house.door, UnlockPage)


def _recover(house: House, _qtbot: QtBot) -> None:
    house.live_in(bo=True)
    _at(house)
    page = house.door
    assert isinstance(page, UnlockPage)
    page.forgotten.click()
    forgot = house.door
    assert isinstance(forgot, RecoverPage)
    forgot.code.line.setText(house.code)
    forgot.go_on.click()


@pytest.mark.parametrize("lead", [_set_up, _code, _unlock, _recover])
def test_no_page_of_the_door_cuts_anything_off(
    house: House, qtbot: QtBot, lead: Callable[[House, QtBot], None]
) -> None:
    lead(house, qtbot)

    assert faults(house.door_window, qtbot) == []


def test_the_page_of_people_cuts_nothing_off(house: House, qtbot: QtBot) -> None:
    house.live_in(bo=True)
    _at(house)
    house.unlock(PHRASE)
    qtbot.waitUntil(lambda: isinstance(house.program.window, MainWindow))
    house.window.resize(1366, 768)
    house.window.go("people")
    page = house.window.page
    assert isinstance(page, PeoplePage)
    page.rows.buttons[1].click()
    page.own_button.click()
    page.code_button.click()

    assert faults(house.window, qtbot) == []
