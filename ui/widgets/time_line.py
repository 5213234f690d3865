# ruff: noqa: N802 - the camel case names are Qt's
"""What happened, one thing below the other along a line: when at the left, what at the right.

The whole list is one tab stop: arrows walk, Enter or a click opens. A row tells all of itself,
so that what is heard is what is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from triage.right_to_left import from_left
from ui.theme import current, em
from ui.theme.fonts import SYMBOLS
from ui.widgets.measured import Measured, draw_ring

_WRAP: Final = Qt.TextFlag.TextWordWrap
_WHEN: Final = 6.6
"""Ems of the day and the clock."""
_SIGN: Final = 2.0
"""Ems of the line with its symbols."""
_FAR: Final = 10
"""Rows that Page Up and Page Down go past."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A row. `tone` is a colour of the theme; `day` is "" where it is that of the row before."""

    day: str
    clock: str
    symbol: str
    tone: str
    title: str
    texts: tuple[str, ...] = ()
    who: str = ""
    struck: str = ""
    opens: bool = True
    spoken: str = ""


class _Row(QAbstractButton):
    """Draws a row; the list around it knows the keys."""

    reached = Signal()

    def __init__(self, moment: Moment, *, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.moment, self._last = moment, last
        self._tall: dict[int, int] = {}
        self.setText(moment.title)
        self.setAccessibleName(moment.spoken)
        if moment.opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A button would take the arrows to walk among all widgets; the list knows better.
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def _parts(self) -> list[tuple[str, QFont, str]]:
        """Return text, font and colour of what stands below each other."""
        moment, plain = self.moment, self.font()
        strong, small = QFont(plain), QFont(plain)
        strong.setBold(True)
        small.setPointSizeF(plain.pointSizeF() * 0.875)
        if moment.struck:
            strong.setStrikeOut(True)
        texts = "\n".join(moment.texts)
        tone = "muted" if moment.struck else "text"
        parts = ((moment.title, strong, tone), (texts, plain, tone))
        ends = ((moment.struck, plain, "unknown"), (moment.who, small, "muted"))
        return [part for part in (*parts, *ends) if part[0]]

    def _boxes(self, width: int) -> list[QRect]:
        left = em(_WHEN + _SIGN)
        room = max(em(6), width - left - em(0.8))
        top, found = em(0.4), []
        for text, font, _colour in self._parts():
            asked = QRect(left, top, room, 1 << 16)
            box = QFontMetrics(font).boundingRect(asked, _WRAP, text)
            found.append(QRect(left, top, room, box.height()))
            top += box.height() + em(0.1)
        return found

    def heightForWidth(self, width: int) -> int:
        if width not in self._tall:
            lines = 2 if self.moment.day else 1
            least = QFontMetrics(self.font()).height() * lines + em(0.8)
            self._tall[width] = max(24, least, self._boxes(width)[-1].bottom() + em(0.5))
        return self._tall[width]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._tall.clear()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(em(30), self.heightForWidth(em(30)))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(16), max(24, QFontMetrics(self.font()).height() + em(0.8)))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, moment = current().tokens, self.moment
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = tokens.selected if self.hasFocus() else tokens.base
        if self.underMouse() and moment.opens and not self.hasFocus():
            back = tokens.hover
        painter.fillRect(self.rect(), QColor(back))
        if moment.day:
            painter.fillRect(0, 0, self.width(), 1, QColor(tokens.line))
        self._paint_when(painter)
        for (text, font, colour), box in zip(self._parts(), self._boxes(self.width()), strict=True):
            painter.setFont(font)
            painter.setPen(QColor(getattr(tokens, colour)))
            painter.drawText(box, _WRAP, from_left(text))
        if self.hasFocus():
            draw_ring(painter, self.rect().toRectF(), em(0.3))

    def _paint_when(self, painter: QPainter) -> None:
        tokens, moment = current().tokens, self.moment
        high, top = QFontMetrics(self.font()).height(), em(0.4)
        strong = QFont(self.font())
        strong.setBold(True)
        day = QRect(em(0.7), top, em(_WHEN - 0.7), high)
        if moment.day:
            painter.setFont(strong)
            painter.setPen(QColor(tokens.text))
            painter.drawText(day, Qt.AlignmentFlag.AlignLeft, moment.day)
            day.translate(0, high)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(day, Qt.AlignmentFlag.AlignLeft, moment.clock)
        sign = QRect(em(_WHEN), top, em(1.3), high)
        if not self._last:
            middle = sign.center().x()
            below = QRect(middle, sign.bottom() + 2, 1, self.height() - sign.bottom())
            painter.fillRect(below, QColor(tokens.line))
        symbols = QFont(strong)
        symbols.setFamily(SYMBOLS)
        painter.setFont(symbols)
        painter.setPen(QColor(getattr(tokens, "muted" if moment.struck else moment.tone)))
        painter.drawText(sign, Qt.AlignmentFlag.AlignHCenter, moment.symbol)


class TimeLine(Measured):
    """Rows along a line; asks to open one, and to be scrolled to where the keyboard is."""

    opened = Signal(int)
    reached = Signal(object)
    """The row that has the keyboard."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self.ready()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show rows in place of those before."""
        last = len(moments) - 1
        # Made out of sight and shown at once: each row shown by itself has all laid out anew.
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = [_Row(one, last=at == last, parent=body) for at, one in enumerate(moments)]
        for at, row in enumerate(self.rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == 0 else Qt.FocusPolicy.ClickFocus)
            row.clicked.connect(lambda _checked=False, at=at: self._open(at))
            row.reached.connect(lambda at=at: self._stop_at(at))
            column.addWidget(row)
        self._column.removeWidget(self._body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        self._column.addWidget(body)
        body.show()

    def focus_row(self, at: int) -> None:
        """Put the keyboard on a row, as far as there are rows."""
        if self.rows:
            row = self.rows[min(max(at, 0), len(self.rows) - 1)]
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def at(self) -> int:
        """Return the row that has the keyboard; -1 for none."""
        return next((at for at, row in enumerate(self.rows) if row.hasFocus()), -1)

    def _open(self, at: int) -> None:
        self.rows[at].setFocus(Qt.FocusReason.MouseFocusReason)
        if self.rows[at].moment.opens:
            self.opened.emit(at)

    def _stop_at(self, at: int) -> None:
        """Let Tab come back to where the arrows left."""
        for other, row in enumerate(self.rows):
            stop = Qt.FocusPolicy.StrongFocus if other == at else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(stop)
        self.reached.emit(self.rows[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.at()
        keys = Qt.Key
        steps = {
            keys.Key_Up: -1,
            keys.Key_Down: 1,
            keys.Key_PageUp: -_FAR,
            keys.Key_PageDown: _FAR,
            keys.Key_Home: -len(self.rows),
            keys.Key_End: len(self.rows),
        }
        if at < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in {keys.Key_Return, keys.Key_Enter}:
            self._open(at)
        elif event.key() in steps:
            self.focus_row(at + steps[keys(event.key())])
        else:
            super().keyPressEvent(event)
