# ruff: noqa: N802 - the camel case names are Qt's
"""A drop-down list that scrolling past leaves alone."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class CalmBox(QComboBox):
    """A list that the wheel does not change: scrolling past must never choose."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
