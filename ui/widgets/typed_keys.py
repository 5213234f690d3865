"""Keys that a focused row takes itself, by the one table of shortcuts."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.actions import keys_of


def typed(event: QKeyEvent, *actions: str) -> str:
    """Return which of the actions was typed; "" for none of them.

    Control counts; Shift does not, for on some keyboards `+` needs it.
    """
    held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    pressed = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
    for action in actions:
        if any(QKeySequence(keys) == pressed for keys in keys_of(action)):
            return action
    return ""
