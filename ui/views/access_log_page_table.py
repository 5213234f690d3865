# ruff: noqa: N802 - the camel case names are Qt's
"""The log's entries as rows; what a row has no room for stands whole below the table."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import em
from ui.viewmodels.access_log_table import SECOND_ROLE, AccessLogTable, Column, Index

_ROOMY = 78
"""Ems of room from which on every column is shown."""
_NARROW = 62
"""Ems of room below which person and patient stand on a row's second line."""
_LINE = "\u2028"
_WIDTHS = {
    Column.SEQ: 5.0,
    Column.AT: 12.8,
    Column.WHO: 17.0,
    Column.ACT: 17.0,
    Column.PATIENT: 11.0,
}
"""Widths in ems; what is last in sight has the rest."""


class _Folded(QStyledItemDelegate):
    """Adds the second line where columns are folded into others."""

    def __init__(self, table: "LogTable") -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        second = index.data(SECOND_ROLE) if self._table.folded else ""
        if second:
            option.text = f"{option.text}{_LINE}{second}"


class LogTable(QTableView):
    """A row is chosen by arrows or a click; more rows come as the last ones are reached."""

    chosen = Signal(int)

    def __init__(self, model: AccessLogTable, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.folded = False
        self.setItemDelegate(_Folded(self))
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

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

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
