"""Each kind of field in a form as a text: all are kept half filled in and put back alike."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.widgets.growing_text import GrowingText
from ui.widgets.segmented import SegmentedControl


class Held(NamedTuple):
    """What stands in a field: its text, or the code of what is chosen, "" for nothing."""

    text: Callable[[], str]
    put: Callable[[str], object]
    edited: SignalInstance
    """Something else stands there than before."""


def held(field: QWidget) -> Held:
    """Return what holds the text of a field.

    :raises TypeError: for a kind of field that no form has
    """
    match field:
        case GrowingText():
            return Held(field.toPlainText, lambda text: _write(field, text), field.textChanged)
        case QLineEdit():
            return Held(field.text, field.setText, field.textChanged)
        case QComboBox():
            return Held(
                lambda: str(field.currentData() or ""),
                lambda text: field.setCurrentIndex(max(0, field.findData(text))),
                field.currentIndexChanged,
            )
        case SegmentedControl():
            return Held(
                lambda: str(field.value() or ""),
                lambda text: field.set_value(text or None),
                field.chosen,
            )
    raise TypeError(type(field).__name__)


def _write(field: GrowingText, text: str) -> None:
    field.setPlainText(text)
    field.moveCursor(QTextCursor.MoveOperation.End)  # where one writes on
