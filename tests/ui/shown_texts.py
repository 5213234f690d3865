"""Every text that a window shows, tells a screen reader or hands to the clipboard."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def texts_of(window: QWidget) -> list[str]:
    """Return all of it, of widgets that are in sight as well as what they say of themselves."""
    found = [window.windowTitle(), QGuiApplication.clipboard().text()]
    for one in (window, *window.findChildren(QWidget)):
        if one is window or one.isVisibleTo(window):
            found += _widget(one)
    return [text for text in found if text]


def _widget(one: QWidget) -> Iterator[str]:
    yield from (one.toolTip(), one.statusTip(), one.whatsThis(), one.windowTitle())
    yield from (one.accessibleName(), one.accessibleDescription())
    match one:
        case QLineEdit():
            yield from (one.displayText(), one.placeholderText())
        case QLabel() | QAbstractButton():
            yield one.text().replace("\N{ZERO WIDTH SPACE}", "")
        case QPlainTextEdit() | QTextEdit():
            yield one.toPlainText()
        case QGroupBox():
            yield one.title()
        case QAbstractItemView():
            yield from _items(one.model())
        case _:
            pass


def _items(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for row in range(min(model.rowCount(), 50)):
        for column in range(model.columnCount()):
            for role in _SAID:
                value = model.index(row, column).data(role)
                if isinstance(value, str):
                    yield value
