# ruff: noqa: N802 - the camel case names are Qt's
"""A list to read through, two lines a row: what it is, and muted below what is to be known."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import current, em

Index = QModelIndex | QPersistentModelIndex
_LINE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_LEAST: Final = 3
"""Rows that are in sight at once, where there are so many."""
_MOST: Final = 9


class TwoLineList(QListView):
    """As high as its rows up to a point; nothing in it is chosen, arrows read it line by line."""

    def __init__(self, model: QAbstractItemModel, second: int, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_Row(self, second))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        model.modelReset.connect(self._measure)
        self._measure()

    def row_height(self) -> int:
        """Return the height of a row in pixels."""
        return 2 * QFontMetrics(self.font()).height() + em(0.7)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def _measure(self) -> None:
        rows = min(max(self.model().rowCount(), 1), _MOST)
        frame = 2 * self.frameWidth()
        self.setMaximumHeight(rows * self.row_height() + frame)
        self.setMinimumHeight(min(rows, _LEAST) * self.row_height() + frame)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())


class _Row(QStyledItemDelegate):
    def __init__(self, listed: TwoLineList, second: int) -> None:
        super().__init__(listed)
        self._list, self._second = listed, second

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(em(10), self._list.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, box = current().tokens, QRect(option.rect)
        here = self._list.hasFocus() and index.row() == self._list.currentIndex().row()
        painter.save()
        painter.fillRect(box, QColor(tokens.selected if here else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line))
        inner = box.adjusted(em(0.7), em(0.3), -em(0.7), -em(0.3))
        half = inner.height() // 2
        strong = QFont(self._list.font())
        strong.setBold(True)
        lines = (
            (index.data(Qt.ItemDataRole.DisplayRole), strong, tokens.text, inner.top()),
            (index.data(self._second), self._list.font(), tokens.muted, inner.top() + half),
        )
        for text, font, colour, top in lines:
            place = QRect(inner.left(), top, inner.width(), half)
            elide = Qt.TextElideMode.ElideRight
            shown = QFontMetrics(font).elidedText(text or "", elide, place.width())
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(place, _LINE, shown)
        painter.restore()
