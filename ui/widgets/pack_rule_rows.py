# ruff: noqa: N802 - the camel case names are Qt's
"""One row of a rule's tree, drawn with its indentation and what it means."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import current, em
from ui.viewmodels.edit_rule import RowWords
from ui.viewmodels.rule_tree import Kind
from ui.widgets.measured import draw_ring

_WRAP = Qt.TextFlag.TextWordWrap


class RuleRow(QAbstractButton):
    """A tab stop only while it is the chosen one; the tree around it knows the keys."""

    chosen = Signal(object)
    """Its place."""
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words: RowWords | None = None
        self.clicked.connect(self._clicked)

    def show_row(self, words: RowWords, *, chosen: bool) -> None:
        """Show a row."""
        self.setChecked(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        if words != self.words:
            self.words = words
            self.setText(words.text)
            self.setAccessibleName(words.spoken)
            self.updateGeometry()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would take the arrows to walk among all widgets; the rows' owner knows better.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def nextCheckState(self) -> None:
        """Stay as the tree says: it knows which row is chosen."""

    def _clicked(self) -> None:
        if self.words is not None:
            self.setFocus()
            self.chosen.emit(self.words.row.place)

    # Drawing

    def _left(self) -> int:
        depth = 0 if self.words is None else self.words.row.depth
        return em(0.9) + depth * em(1.6)

    def _fonts(self) -> tuple[QFont, QFont]:
        first, second = QFont(self.font()), QFont(self.font())
        first.setBold(self.words is not None and self.words.row.kind is not Kind.LEAF)
        second.setPointSizeF(second.pointSizeF() * 0.875)
        return first, second

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        first, second = self._fonts()
        room = QRect(self._left(), em(0.3), max(em(4), width - self._left() - em(0.6)), 1 << 16)
        text = QFontMetrics(first).boundingRect(room, _WRAP, self.text())
        note = "" if self.words is None else self.words.note
        if not note:
            return text, QRect()
        below = QRect(room.left(), text.bottom() + 1, room.width(), 1 << 16)
        return text, QFontMetrics(second).boundingRect(below, _WRAP, note)

    def heightForWidth(self, width: int) -> int:
        text, note = self._boxes(width)
        return max(24, max(text.bottom(), note.bottom()) + em(0.35))

    def sizeHint(self) -> QSize:
        wide = self._left() + QFontMetrics(self._fonts()[0]).horizontalAdvance(self.text()) + em(1)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + em(6), max(24, QFontMetrics(self.font()).height() + em(0.6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = tokens.selected if self.isChecked() else tokens.base
        if self.underMouse() and not self.isChecked():
            back = tokens.hover
        painter.fillRect(self.rect(), QColor(back))
        if self.isChecked():
            painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(tokens.primary))
        painter.setPen(QColor(tokens.border))
        for depth in range(0 if self.words is None else self.words.row.depth):
            x = em(1.3) + depth * em(1.6)
            painter.drawLine(x, 0, x, self.height())
        text, note = self._boxes(self.width())
        first, second = self._fonts()
        painter.setFont(first)
        painter.setPen(QColor(tokens.primary if first.bold() else tokens.text))
        painter.drawText(text, _WRAP, self.text())
        if self.words is not None and self.words.note:
            painter.setFont(second)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(note, _WRAP, self.words.note)
        if self.hasFocus():
            draw_ring(painter, self.rect().toRectF(), em(0.3))
