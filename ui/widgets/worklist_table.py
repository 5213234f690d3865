# ruff: noqa: N802, N803 - the camel case names are Qt's
"""The worklist's table: rows drawn whole, columns folded in two where there is little room."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from triage.services import WorklistRow
from ui.theme import current, em
from ui.theme.fonts import SYMBOLS
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_row import ASIDE_ROLE, SECOND_ROLE, TONE_ROLE, Column

_WIDE = 88
"""Ems of room from which on every column stands by itself."""
_FOLDED = {Column.FLAG, Column.PATIENT, Column.CARE_FORM}
_WIDTHS = {
    Column.FLAG: 4.0,
    Column.NUMBER: 9.2,
    Column.STATE: 13.7,
    Column.CARE_FORM: 13.0,
    Column.URGENCY: 10.2,
    Column.DUE: 16.5,
    Column.CHANGED: 7.6,
}
"""Widths in ems; the patient has the rest."""
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
Index = QModelIndex | QPersistentModelIndex


class _Cell(QStyledItemDelegate):
    """Draws a cell in its tone; the selected row has the soft background and a bar."""

    def __init__(self, table: "WorklistTable") -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(em(4), self._table.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = current().tokens
        row = index.row()
        box: QRect = option.rect
        chosen = row == self._table.currentIndex().row()
        title = self._table.heading(row)
        painter.save()
        if title:
            self._heading(painter, box, title)
            painter.restore()
            return
        hovered = row == self._table.hovered
        back = tokens.selected if chosen else tokens.hover if hovered else tokens.base
        painter.fillRect(box, QColor(back))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line))
        if chosen and index.column() == Column.FLAG:
            bar = max(3, em(0.25)) if self._table.hasFocus() else max(1, em(0.1))
            painter.fillRect(box.left(), box.top(), bar, box.height(), QColor(tokens.primary))
        if chosen and self._table.hasFocus():
            for y in (box.top(), box.bottom() - 1):
                painter.fillRect(box.left(), y, box.width(), 2, QColor(tokens.focus))
        inner = box.adjusted(em(0.6), 0, -em(0.4), 0)
        if self._table.folded:
            half = inner.height() // 2
            first = QRect(inner.left(), inner.top() + em(0.2), inner.width(), half - em(0.2))
            second = QRect(inner.left(), inner.top() + half, inner.width(), half - em(0.2))
            under = index.data(SECOND_ROLE)
            self._line(painter, first if under else inner, index)
            late = index.sibling(row, Column.DUE).data(TONE_ROLE)  # it stands below the care form
            tone = (late if index.column() == Column.CARE_FORM else None) or "muted"
            self._draw(painter, second, under or "", getattr(tokens, tone), self._table.font())
        else:
            self._line(painter, inner, index)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, title: str) -> None:
        """Draw this cell's piece of a heading, which goes through all columns."""
        tokens = current().tokens
        painter.setClipRect(box)
        painter.fillRect(box, QColor(tokens.window))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.border))
        font = QFont(self._table.font())
        font.setBold(True)
        left = em(0.9)
        whole = QRect(left, box.top(), self._table.viewport().width() - left, box.height())
        self._draw(painter, whole, title, tokens.text, font)

    def _line(self, painter: QPainter, box: QRect, index: Index) -> None:
        tokens = current().tokens
        tone = index.data(TONE_ROLE)
        font = QFont(self._table.font())
        if index.column() == Column.PATIENT:
            font.setBold(True)
        elif index.column() == Column.FLAG:
            font.setFamily(SYMBOLS)
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        used = self._draw(painter, box, text, getattr(tokens, tone or "text"), font)
        folded = self._table.folded or index.column() == Column.PATIENT
        aside = index.data(ASIDE_ROLE) if folded else ""
        if aside:
            rest = box.adjusted(used + em(0.7), 0, 0, 0)
            self._draw(painter, rest, aside, tokens.muted, self._table.font())

    def _draw(self, painter: QPainter, box: QRect, text: str, colour: str, font: QFont) -> int:
        """Draw one line, cut with dots where it is too long; return its width."""
        if not text or box.width() < em(1):
            return 0
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box, _ONE_LINE, shown)
        return metrics.horizontalAdvance(shown)


class WorklistTable(QTableView):
    """A row is chosen by arrows or a click, opened by Enter or a double click."""

    opened = Signal(str)  # case

    def __init__(self, model: WorklistModel, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worklist = model
        self.hovered = -1
        self.folded = False
        self._low: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heading.setMinimumSectionSize(24)
        self.entered.connect(self._hover)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        model.modelReset.connect(self._reset)
        self._measure()

    def heading(self, row: int) -> str:
        """Return the heading that stands in a row; "" where it is a case."""
        found = self._worklist.heading(row)
        return "" if found is None else f"{found.title} ({found.cases})"

    def select_row(self, row: int) -> None:
        """Make a row the current one, in sight; for a heading the first one under it.

        Nothing happens where there is no such row.
        """
        if not 0 <= row < self._worklist.rowCount():
            return
        if self.heading(row):
            row += 1
        index = self._worklist.index(row, Column.PATIENT)
        self.setCurrentIndex(index)
        if self.heading(row - 1):
            self.scrollTo(self._worklist.index(row - 1, Column.PATIENT))
        self.scrollTo(index)

    def read_again(self, case_id: str = "") -> None:
        """Read the list again and stand on a case; where it is gone, where one stood."""
        row = max(0, self.currentIndex().row())
        self._worklist.reload()
        if self._worklist.rowCount():
            self._worklist.case_id(0)  # the first page, so that the case can be found in it
            at = self._worklist.row_of(case_id) if case_id else -1
            self.select_row(min(row, self._worklist.rowCount() - 1) if at < 0 else at)

    def chosen(self) -> WorklistRow | None:
        """Return the current row; None where there is none."""
        row = self.currentIndex().row()
        return self._worklist.row(row) if 0 <= row < self._worklist.rowCount() else None

    def open_current(self) -> None:
        """Open the current row, or the first where none is current."""
        if self._worklist.rowCount():
            self._open(max(0, self.currentIndex().row()))

    def row_height(self) -> int:
        """Return the height of a row in pixels."""
        line = QFontMetrics(self.font()).height()
        return max(24, 2 * line + em(0.8) if self.folded else line + em(1.1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_current()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Move from row to row; always on the patient, the cell that is read out for the row."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self._worklist.rowCount() - 1,
        }
        row = ends.get(cursorAction)
        if row is None:
            row = super().moveCursor(cursorAction, modifiers).row()
        if self.heading(row):  # passed over, or where nothing stands above it stayed below
            row += -1 if 0 < row < self.currentIndex().row() else 1
        return self._worklist.index(row, Column.PATIENT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._measure()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._worklist.rowCount():
            self.select_row(0)
        self._redraw(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._redraw(self.currentIndex().row())

    def currentChanged(self, current_index: Index, previous: Index) -> None:
        super().currentChanged(current_index, previous)
        self._redraw(current_index.row())  # the whole row is marked, not the cell
        self._redraw(previous.row())

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self.hovered:
            before, self.hovered = self.hovered, index.row()
            self._redraw(before)
            self._redraw(self.hovered)

    def _redraw(self, row: int) -> None:
        # Not by the viewport: asking for it once makes Qt set up every kind of widget there is.
        for column in Column:
            self.update(self._worklist.index(row, column))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading chooses nothing."""
        if not self.heading(self.rowAt(event.position().toPoint().y())):
            super().mousePressEvent(event)

    def _open(self, row: int) -> None:
        if self.heading(row):
            return
        self.opened.emit(self._worklist.case_id(row))

    def _reset(self) -> None:
        self.hovered = -1
        self._measure_headings()

    def _measure_headings(self) -> None:
        """A heading takes one line, also where rows take two."""
        for row in self._low:  # a row keeps its height, whatever comes to stand in it
            self.setRowHeight(row, self.row_height())
        self._low = tuple(self._worklist.headings()) if self.folded else ()
        one = max(24, QFontMetrics(self.font()).height() + em(0.8))
        for row in self._low:
            self.setRowHeight(row, one)

    def _measure(self) -> None:
        room = self.width()
        self.folded = room < em(_WIDE)
        heading = self.horizontalHeader()
        for column in Column:
            self.setColumnHidden(column, self.folded and column not in _FOLDED)
            if column == Column.PATIENT:
                heading.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                heading.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(column, em(_WIDTHS[column]))
        if self.folded:
            self.setColumnWidth(Column.CARE_FORM, min(em(19), round(room * 0.45)))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._measure_headings()
