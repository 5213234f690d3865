# ruff: noqa: N802 - the camel case names are Qt's
"""A line for a day as people write it; the arrows up and down go a day on and back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class DayLine(QLineEdit):
    """Asks for another day with the arrow keys, a week with the page keys. Knows no calendar."""

    stepped = Signal(int)
    """Days on from what stands here; negative ones back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(event.key())
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif not self.isReadOnly():
            self.stepped.emit(by)


_STEPS = {
    int(Qt.Key.Key_Up): 1,
    int(Qt.Key.Key_Down): -1,
    int(Qt.Key.Key_PageUp): 7,
    int(Qt.Key.Key_PageDown): -7,
}
