# ruff: noqa: N802 - the camel case names are Qt's
"""Cells of a row that line up with those of other rows, or stand below each other as a card."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class _Line(NamedTuple):
    items: Sequence[QLayoutItem]
    shares: Sequence[float]


class ShareLayout(QLayout):
    """Gives each item its share of the width, whatever it holds: equal rows make a table.

    Narrower than `least` pixels the first item has a line of its own and the others go two
    and two; narrower than half of that each has its own line.
    """

    def __init__(self, shares: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._shares = tuple(shares)
        self.least = 0

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        width = max(self.least, 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(width, 0).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def in_line(self, width: int) -> bool:
        """Say whether all items stand in one line at a width."""
        return width >= self.least

    def _lines(self, width: int) -> list[_Line]:
        shown = [
            (item, share)
            for item, share in zip(self._items, self._shares, strict=False)
            if not item.isEmpty()
        ]
        if self.in_line(width):
            return [_Line([item for item, _ in shown], [share for _, share in shown])]
        items = [item for item, _ in shown]
        step = 2 if width >= self.least // 2 else 1
        rest = [items[at : at + step] for at in range(1, len(items), step)]
        return [_Line(items[:1], [1]), *(_Line(line, [1] * step) for line in rest)]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place the items and return the height that they take."""
        inner = rect.marginsRemoved(self.contentsMargins())
        gap = self.spacing()
        top = inner.y()
        for number, line in enumerate(self._lines(rect.width())):
            top += gap // 2 if number else 0
            room = inner.width() - gap * (len(line.shares) - 1)
            left, height = inner.x(), 0
            for item, share in zip(line.items, line.shares, strict=False):
                width = max(1, round(room * share / sum(line.shares)))
                tall = (
                    item.heightForWidth(width)
                    if item.hasHeightForWidth()
                    else item.sizeHint().height()
                )
                if move:
                    item.setGeometry(QRect(left, top, width, tall))
                left += width + gap
                height = max(height, tall)
            top += height
        return top - rect.y() + self.contentsMargins().bottom()
