# ruff: noqa: N802 - the camel case names are Qt's
"""Cells of a row that line up with those of other rows, or stand below each other as a card."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from ui.widgets.layouts import PlacedLayout


class _Line(NamedTuple):
    items: Sequence[QLayoutItem]
    shares: Sequence[float]


class ShareLayout(PlacedLayout):
    """Gives each item its share of the width, whatever it holds: equal rows make a table.

    Narrower than `least` pixels the first item has a line of its own and the others go two
    and two; narrower than half of that each has its own line.
    """

    def __init__(self, shares: Sequence[float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = tuple(shares)
        self.least = 0

    def sizeHint(self) -> QSize:
        width = max(self.least, 1)
        return QSize(width, self.heightForWidth(width))

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
