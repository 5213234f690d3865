"""No layout is asked for its items: their wrappers outlive them, and the program would crash."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.tab_order import follow_reading_order

_UI = Path(__file__).parents[2] / "ui"


def test_parts_of_a_layout_are_never_fetched_as_items() -> None:
    asking = [path.name for path in _UI.rglob("*.py") if ".itemAt(" in path.read_text("utf-8")]

    assert asking == [], "ask the layout for a part's place: indexOf"


def _button(name: str) -> QPushButton:
    button = QPushButton(name)
    button.setObjectName(name)
    return button


def test_tab_follows_nested_layouts_whatever_was_made_first(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    last, first, left, right, cell = map(_button, ("last", "first", "left", "right", "cell"))
    column, row, grid = QVBoxLayout(top), QHBoxLayout(), QGridLayout()
    column.addWidget(last)
    column.insertLayout(0, grid)
    column.insertLayout(0, row)
    column.insertWidget(0, first)
    row.addWidget(right)
    row.insertWidget(0, left)
    grid.addWidget(cell, 0, 0)

    follow_reading_order(top)

    order: list[str] = []
    at: QWidget | None = first
    while at is not None and len(order) < 5:
        if isinstance(at, QPushButton):
            order.append(at.objectName())
        at = at.nextInFocusChain()
    assert order == ["first", "left", "right", "cell", "last"]


def test_what_was_put_in_order_can_be_deleted_and_made_anew(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    column = QVBoxLayout(top)
    for _ in range(200):
        part = QWidget()
        inside = QVBoxLayout(part)
        inside.addWidget(QPushButton("one"))
        column.addWidget(part)
        follow_reading_order(top)
        part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert column.count() == 0
