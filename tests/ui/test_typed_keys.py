"""A focused row takes the keys that the one table names, and no others."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ui.actions import actions
from ui.widgets.typed_keys import typed

NAMES = [one.id for one in actions(str) if one.page == "edit_criteria" and one.typed]
KEYS = {
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "Return": Qt.Key.Key_Return,
    "Enter": Qt.Key.Key_Enter,
    "+": Qt.Key.Key_Plus,
    "Ins": Qt.Key.Key_Insert,
    "Del": Qt.Key.Key_Delete,
    "I": Qt.Key.Key_I,
}
PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def pressed(key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_the_table_is_known(qapp: QApplication, name: str) -> None:
    keys = next(one.keys for one in actions(str) if one.id == name)

    for text in keys:
        held = CTRL if text.startswith("Ctrl+") else PLAIN
        assert typed(pressed(KEYS[text.removeprefix("Ctrl+")], held), *NAMES) == name


def test_plus_may_need_shift_and_an_arrow_with_control_is_another(qapp: QApplication) -> None:
    assert typed(pressed(Qt.Key.Key_Plus, SHIFT), *NAMES) == "row_add"
    assert typed(pressed(Qt.Key.Key_Up, CTRL), *NAMES) == "row_move"
    assert typed(pressed(Qt.Key.Key_I, CTRL), *NAMES) == ""
    assert typed(pressed(Qt.Key.Key_X), *NAMES) == ""
