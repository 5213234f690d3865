"""Where the window stands when nobody has moved it yet."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
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
