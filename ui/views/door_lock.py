"""Letting go of a window when it locks: nothing that it showed is left to be read."""

import gc
from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget


def let_go(window: QWidget, copied: Collection[QClipboard.Mode]) -> None:
    """Take a window and all that it holds out of sight, out of the desktop's ears and of memory.

    What was `copied` here goes from those clipboards as well; what others copied is theirs.
    """
    for mode in copied:
        QGuiApplication.clipboard().clear(mode)
    # Without closing it: it has kept what it could, and must not ask whether it may go.
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # The objects of the start were set aside for good; now they may be garbage like others.
    gc.unfreeze()
    gc.collect()
