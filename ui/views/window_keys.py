"""What the window's keys do everywhere, and the menu that shows them."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from triage.texts import Translate
from ui.actions import Action, actions, keys_of

Slot = Callable[[], object]
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


def menu(slots: Mapping[str, Slot], _: Translate) -> list[tuple[Action, Slot]]:
    """Return the menu's lines."""
    table = {action.id: action for action in actions(_)}
    return [(table[name], slots[name]) for name in _MENU]
