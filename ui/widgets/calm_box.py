# ruff: noqa: N802 - the camel case names are Qt's
"""A drop-down list that scrolling past leaves alone."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget


class CalmBox(QComboBox):
    """A list that the wheel does not change: scrolling past must never choose.

    Where there is too little room, what it shows is shortened and stands whole where the
    pointer rests.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentTextChanged.connect(self._tell_whole)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def setCurrentIndex(self, index: int) -> None:
        super().setCurrentIndex(index)
        self._tell_whole()  # also where its signals are held back

    def _tell_whole(self) -> None:
        text = self.currentText()
        needed = QSize(self.fontMetrics().horizontalAdvance(text), self.fontMetrics().height())
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        kind = QStyle.ContentsType.CT_ComboBox
        whole = self.style().sizeFromContents(kind, option, needed, self).width()
        self.setToolTip(text if self.width() < whole else "")
