"""Where the window stands: at first, and when the screen that it stood on is gone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SIZE: Final = QSize(1366, 768)
"""Of the first start, in pixels, where the screen has room for it and for a frame."""


def begin_at_a_good_size(window: QWidget) -> None:
    """Give a new window its size; on a small screen it fills it."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(_SIZE.width(), screen.width()), min(_SIZE.height(), screen.height()))
    # With its frame it would not fit: the footer would be off the screen.
    if screen.width() <= _SIZE.width() or screen.height() <= _SIZE.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)


_GRIP: Final = QSize(120, 24)
"""Pixels of a window's upper edge that must be on a screen, for a hand to move it by."""


class StayOnScreen(QObject):
    """Brings a window back when the screen that it stands on disappears; lives as it does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._later)

    @Slot(QScreen)
    def _later(self, _screen: QScreen) -> None:
        # Once Qt and the desktop have had their say about where it goes.
        QTimer.singleShot(0, self, self.bring_back)

    @Slot()
    def bring_back(self) -> None:
        """Move the window onto a screen, unless it can be reached where it is."""
        bring_on_screen(
            self._window, [one.availableGeometry() for one in QGuiApplication.screens()]
        )


def bring_on_screen(window: QWidget, screens: Sequence[QRect]) -> None:
    """Move a window so that it can be reached on one of these screens, the first at worst."""
    frame = window.frameGeometry()
    there = placed(frame, screens)
    if there == frame:
        return
    state = window.windowState()
    filled = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
    if state & filled:
        # A window that fills a screen is not moved: it fills the other one instead.
        window.setWindowState(state & ~filled)
    edges = frame.size() - window.size()
    window.resize(there.size() - edges)
    window.move(there.topLeft())
    if state & filled:
        window.setWindowState(state)


def placed(frame: QRect, screens: Sequence[QRect]) -> QRect:
    """Return where a frame can be reached: as it is, or on the first screen, no larger than it."""
    if not screens:
        return frame
    edge = QRect(frame.topLeft(), QSize(frame.width(), _GRIP.height()))
    for screen in screens:
        seen = screen.intersected(edge)
        if seen.width() >= min(_GRIP.width(), frame.width()) and seen.height() == edge.height():
            return frame
    home = screens[0]
    size = frame.size().boundedTo(home.size())
    left = min(max(frame.left(), home.left()), home.right() + 1 - size.width())
    top = min(max(frame.top(), home.top()), home.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())
