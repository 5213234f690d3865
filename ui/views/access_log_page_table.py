# ruff: noqa: N802 - the camel case names are Qt's
"""The log's entries as rows; what a row has no room for stands whole below the table."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import current, em
from ui.viewmodels.access_log_table import SECOND_ROLE, AccessLogTable, Column, Index

_ROOMY = 78
"""Ems of room from which on every column is shown."""
_NARROW = 62
"""Ems of room below which person and patient stand on a row's second line."""
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
_WIDTHS = {
    Column.SEQ: 5.0,
    Column.AT: 12.8,
    Column.WHO: 17.0,
    Column.ACT: 17.0,
    Column.PATIENT: 11.0,
}
"""Widths in ems; what is last in sight has the rest."""


class _Cell(QStyledItemDelegate):
    """Draws a cell in one line or two; the current row is marked as in the worklist."""

    def __init__(self, table: "LogTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, box = current().tokens, option.rect
        chosen = index.row() == self._table.currentIndex().row()
        held = chosen and self._table.hasFocus()
        painter.save()
        painter.fillRect(box, QColor(tokens.selected if chosen else tokens.base))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line))
        if chosen and box.left() <= 0:
            bar = max(3, em(0.25)) if held else max(1, em(0.1))
            painter.fillRect(box.left(), box.top(), bar, box.height(), QColor(tokens.primary))
        if held:
            for y in (box.top(), box.bottom() - 1):
                painter.fillRect(box.left(), y, box.width(), 2, QColor(tokens.focus))
        inner = box.adjusted(em(0.6), em(0.2), -em(0.4), -em(0.2))
        second = index.data(SECOND_ROLE) if self._table.folded else ""
        first = index.data(Qt.ItemDataRole.DisplayRole) or ""
        if second:
            half = inner.height() // 2
            self._line(painter, inner.adjusted(0, 0, 0, -half), first, tokens.text)
            self._line(painter, inner.adjusted(0, half, 0, 0), second, tokens.muted)
        else:
            self._line(painter, inner, first, tokens.text)
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, text: str, colour: str) -> None:
        metrics = QFontMetrics(self._table.font())
        painter.setFont(self._table.font())
        painter.setPen(QColor(colour))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _ONE_LINE, elided)


class LogTable(QTableView):
    """A row is chosen by arrows or a click; more rows come as the last ones are reached."""

    chosen = Signal(int)

    def __init__(self, model: AccessLogTable, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.folded = False
        self.setItemDelegate(_Cell(self))
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setMinimumSectionSize(24)
        self.setMinimumHeight(1)  # it gives way to what stands around it
        self._measure()

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self._redraw(now.row())  # the whole row is marked, not the cell
        self._redraw(before.row())
        self.chosen.emit(now.row())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move from row to row, always on the act: the cell that is read out for the row."""
        actions = QAbstractItemView.CursorAction
        if action == actions.MoveHome:
            row = 0
        elif action == actions.MoveEnd:
            row = self._entries.rowCount() - 1
        else:
            row = super().moveCursor(action, modifiers).row()
        return self._entries.index(row, Column.ACT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._entries.rowCount():
            self.setCurrentIndex(self._entries.index(0, Column.ACT))
        self._redraw(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._redraw(self.currentIndex().row())

    def _redraw(self, row: int) -> None:
        for column in Column:
            self.update(self._entries.index(row, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._measure()

    def _measure(self) -> None:
        room = self.width()
        self.folded = room < em(_NARROW)
        hidden = set() if room >= em(_ROOMY) else {Column.SEQ, Column.MORE}
        if self.folded:
            hidden |= {Column.WHO, Column.PATIENT}
        rest = Column.ACT if self.folded else Column.WHO if hidden else Column.MORE
        heading = self.horizontalHeader()
        modes = QHeaderView.ResizeMode
        for column in Column:
            self.setColumnHidden(column, column in hidden)
            heading.setSectionResizeMode(column, modes.Stretch if column == rest else modes.Fixed)
            if column != rest and column in _WIDTHS:
                self.setColumnWidth(column, em(_WIDTHS[column]))
        self.verticalHeader().setSectionResizeMode(modes.Fixed)
        lines = QFontMetrics(self.font()).height() * (2 if self.folded else 1)
        self.verticalHeader().setDefaultSectionSize(max(24, lines + em(0.8)))
