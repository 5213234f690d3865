"""A window that can always be reached, also when its screen has gone."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.views.window_place import StayOnScreen, bring_on_screen, placed

LEFT = QRect(0, 0, 1366, 768)
RIGHT = QRect(1366, 0, 1920, 1080)


@pytest.mark.parametrize(
    ("frame", "screens", "where"),
    [
        (QRect(10, 20, 800, 600), [LEFT], QRect(10, 20, 800, 600)),
        (QRect(1400, 20, 800, 600), [LEFT, RIGHT], QRect(1400, 20, 800, 600)),
        # Its screen has gone.
        (QRect(1400, 20, 800, 600), [LEFT], QRect(566, 20, 800, 600)),
        (QRect(1400, 20, 1900, 1000), [LEFT], QRect(0, 0, 1366, 768)),
        (QRect(-5000, -5000, 800, 600), [LEFT], QRect(0, 0, 800, 600)),
        # Half outside is how people work, while it can be moved by its upper edge.
        (QRect(1200, 700, 800, 600), [LEFT], QRect(1200, 700, 800, 600)),
        (QRect(1300, 20, 800, 600), [LEFT], QRect(566, 20, 800, 600)),
        (QRect(100, -30, 800, 600), [LEFT], QRect(100, 0, 800, 600)),
        (QRect(1400, 20, 800, 600), [], QRect(1400, 20, 800, 600)),
    ],
)
def test_a_window_is_where_a_hand_can_reach_it(
    frame: QRect, screens: list[QRect], where: QRect
) -> None:
    assert placed(frame, screens) == where


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_window_comes_back_when_its_screen_goes(
    window: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    StayOnScreen(window)
    window.move(5000, 5000)
    screen = QGuiApplication.primaryScreen()

    qapp.screenRemoved.emit(screen)

    qtbot.waitUntil(lambda: screen.availableGeometry().contains(window.frameGeometry()))


def test_a_window_that_filled_its_screen_fills_the_next(window: QWidget) -> None:
    window.showMaximized()

    bring_on_screen(window, [QRect(4000, 0, 700, 500)])

    assert window.isMaximized()


def test_a_window_that_can_be_reached_stays(window: QWidget, qapp: QApplication) -> None:
    window.setGeometry(20, 30, 300, 200)
    before = window.frameGeometry()

    StayOnScreen(window).bring_back()

    assert window.frameGeometry() == before
    assert window.windowState() == Qt.WindowState.WindowNoState
