# ruff: noqa: N802 - the camel case names are Qt's
"""A box that asks instead of ticking itself, and a line that is kept when it is left."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit

from ui.theme import em


class AskingBox(QCheckBox):
    """Shows what the answers say, and asks when it is pressed."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self.clicked.connect(self.asked)
        self.toggled.connect(self._toggled)

    def show_done(self, *, done: bool) -> None:
        """Show whether the answers say that it is done."""
        self._shown = done
        self.setChecked(done)

    def sizeHint(self) -> QSize:
        """The mark and its ring alone: the text is a widget of its own, for it wraps."""
        side = em(1.1) + 2 * em(0.3) + 6
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Leave the tick to the answers."""

    def _toggled(self, checked: bool) -> None:
        # A screen reader's own "toggle" does not come by way of a click.
        if checked != self._shown:
            self.setChecked(self._shown)
            self.asked.emit()


class KeptLine(QLineEdit):
    """A line that is kept when it is left or Enter is pressed; Escape gives the old one back."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept = ""
        self.refused = False
        """What stands here could not be kept, and stands until it is put right."""
        self.editingFinished.connect(self._give)

    def show_kept(self, text: str) -> None:
        """Show what is kept, save over what is being typed."""
        other, self._kept = text != self._kept, text
        if other or not (self.hasFocus() or self.refused):
            self.setText(text)

    def forget(self) -> None:
        """Empty the line without giving it on."""
        self._kept = ""
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        if self.refused or self.text() != self._kept:
            self.given.emit(self.text())
