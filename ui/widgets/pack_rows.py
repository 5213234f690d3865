# ruff: noqa: N802 - the camel case names are Qt's
"""Rows of which one unfolds what is edited in it, right below itself.

Arrows walk, Enter or a click unfolds, Ctrl and an arrow move the row, Delete asks to take it
away, + adds one. One row is the tab stop.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import current, em
from ui.theme.fonts import SYMBOLS
from ui.widgets.measured import Measured, draw_ring
from ui.widgets.typed_keys import typed

_WRAP = Qt.TextFlag.TextWordWrap
_KEYS: Final = ("row_walk", "row_ends", "row_move", "row_open", "row_remove", "row_add")


@dataclass(frozen=True, slots=True)
class RowText:
    """A row: its title, a line under it, and a mark (`tone` is a colour of the theme)."""

    title: str
    under: str = ""
    mark: str = ""
    tone: str = "muted"
    said: str = ""
    """What the mark means, for a screen reader."""


class _RowButton(QAbstractButton):
    """Draws a row; the list around it knows the keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.row = RowText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would take the arrows to walk among all widgets; the rows' owner knows better.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def nextCheckState(self) -> None:
        """Stay as the list says: it knows which row is open."""

    def show_row(self, row: RowText) -> None:
        if row != self.row:
            self.row = row
            self.setText(row.title)
            self.setAccessibleName(", ".join(filter(None, (row.title, row.said, row.under))))
            self.updateGeometry()
            self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        first, second = QFont(self.font()), QFont(self.font())
        first.setBold(self.isChecked())
        second.setPointSizeF(second.pointSizeF() * 0.875)
        return first, second

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        first, second = QFont(self.font()), self._fonts()[1]
        first.setBold(True)  # so that unfolding moves nothing
        room = QRect(em(2.1), em(0.4), max(em(4), width - em(2.1) - em(2.2)), 1 << 16)
        text = QFontMetrics(first).boundingRect(room, _WRAP, self.row.title)
        text.setWidth(room.width())
        if not self.row.under:
            return text, QRect()
        below = QRect(room.left(), text.bottom() + 2, room.width(), 1 << 16)
        under = QFontMetrics(second).boundingRect(below, _WRAP, self.row.under)
        return text, under.adjusted(0, 0, em(0.5), 0)

    def heightForWidth(self, width: int) -> int:
        text, under = self._boxes(width)
        return max(24, max(text.bottom(), under.bottom()) + em(0.45))

    def sizeHint(self) -> QSize:
        wide = em(24)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(10), max(24, QFontMetrics(self.font()).height() + em(0.8)))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = tokens.selected if self.isChecked() else tokens.base
        if self.underMouse() and not self.isChecked():
            back = tokens.hover
        painter.fillRect(self.rect(), QColor(back))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        if self.isChecked():
            painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(tokens.primary))
        text, under = self._boxes(self.width())
        symbols = QFont(self.font())
        symbols.setFamily(SYMBOLS)
        painter.setFont(symbols)
        painter.setPen(QColor(tokens.muted))
        arrow = QRect(em(0.7), text.top(), em(1.2), QFontMetrics(symbols).height())
        painter.drawText(arrow, Qt.AlignmentFlag.AlignLeft, "▾" if self.isChecked() else "▸")
        if self.row.mark:
            painter.setPen(QColor(getattr(tokens, self.row.tone)))
            end = QRect(self.width() - em(2.0), text.top(), em(1.4), arrow.height())
            painter.drawText(end, Qt.AlignmentFlag.AlignRight, self.row.mark)
        first, second = self._fonts()
        painter.setFont(first)
        painter.setPen(QColor(tokens.text))
        painter.drawText(text, _WRAP, self.row.title)
        painter.setFont(second)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(under, _WRAP, self.row.under)
        if self.hasFocus():
            draw_ring(painter, self.rect().toRectF(), em(0.3))


class PackRows(Measured):
    """Shows rows; asks to open, move, remove and add."""

    asked_open = Signal(int)
    """A row to unfold; the open one again, to fold it."""
    asked_move = Signal(int, int)
    """A row, and -1 for up or 1 for down."""
    asked_remove = Signal(int)
    asked_add = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.buttons: list[_RowButton] = []
        self.opened = -1
        self.content: QWidget | None = None
        self.ready()

    def set_rows(self, rows: Sequence[RowText]) -> None:
        """Show these rows; what is unfolded stays where it is."""
        while len(self.buttons) < len(rows):
            button = _RowButton(self)
            button.clicked.connect(lambda _checked=False, one=button: self._clicked(one))
            self.buttons.append(button)
            self._column.addWidget(button)
        while len(self.buttons) > len(rows):
            gone = self.buttons.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for button, row in zip(self.buttons, rows, strict=True):
            button.show_row(row)
        self._mark()

    def titles(self) -> list[str]:
        """Return the rows' titles, in order."""
        return [button.text() for button in self.buttons]

    def unfold(self, index: int, content: QWidget | None) -> None:
        """Show a content below a row; -1 and None fold all."""
        if self.content is not None:
            self._column.removeWidget(self.content)
            self.content.hide()
            self.content.deleteLater()
        self.opened, self.content = index, content
        if content is not None:
            self._column.insertWidget(index + 1, content)
            content.show()
        self._mark()

    def focus_row(self, index: int) -> None:
        """Put the keyboard on a row, as far as there are rows."""
        if self.buttons:
            self.buttons[min(max(index, 0), len(self.buttons) - 1)].setFocus()

    def _mark(self) -> None:
        stop = max(self.opened, 0)
        for at, button in enumerate(self.buttons):
            button.setChecked(at == self.opened)
            policy = Qt.FocusPolicy.StrongFocus if at == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            button.update()

    def _clicked(self, button: QAbstractButton) -> None:
        if button in self.buttons:
            button.setFocus()
            self.asked_open.emit(self.buttons.index(button))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        if at is None:
            super().keyPressEvent(event)
            return
        by = -1 if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Home} else 1
        match typed(event, *_KEYS):
            case "row_walk":
                self.focus_row(at + by)
            case "row_ends":
                self.focus_row(0 if by < 0 else len(self.buttons))
            case "row_move":
                self.asked_move.emit(at, by)
            case "row_open":
                self.asked_open.emit(at)
            case "row_remove":
                self.asked_remove.emit(at)
            case "row_add":
                self.asked_add.emit()
            case _:
                super().keyPressEvent(event)
