"""What the window's keys do everywhere, and the menu that shows them."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from triage.texts import Translate
from ui.actions import Action, actions, keys_of

Slot = Callable[[], object]
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MENU: Final = (
    *("new", "worklist", "advice", "history", "compare", "criteria"),
    *("settings", "people", "retention", "access_log", "backups", "help", "about"),
    *("lock", "switch_person", "quit"),
)


def bind(window: QWidget, slots: Mapping[str, Slot]) -> None:
    """Bind the actions' keys to a window, in place of those that were bound before."""
    for old in window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()
    for action, slot in slots.items():
        for keys in keys_of(action):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.activated.connect(slot)


def pressed(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button that has the keyboard with Enter, as Qt does in dialogs only; say if so."""
    held = window.focusWidget()
    if not isinstance(held, QAbstractButton) or isinstance(held, QCheckBox | QRadioButton):
        return False
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not plain or event.key() not in _ENTER:
        return False
    held.click()
    return True


def menu(slots: Mapping[str, Slot], _: Translate) -> list[tuple[Action, Slot]]:
    """Return the menu's lines."""
    table = {action.id: action for action in actions(_)}
    return [(table[name], slots[name]) for name in _MENU]
