# ruff: noqa: N802 - the camel case names are Qt's
"""Scores over time: for each a small line of steps from 0 to 4, with the number on every step.

The number says what the height shows, a symbol with a word says how it went, and the whole line
stands in words for those who hear it. Days that find no room are the oldest.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ui.theme import current, em
from ui.widgets.measured import Measured, label, set_look, set_text

_HIGHEST: Final = 4
_COLUMN: Final = 4.6
"""Ems of a day."""
_LEAST: Final = 2
"""Days that always have room: last time and now."""


class Line(NamedTuple):
    """One score: its name, its values with None where nobody rated, and how it went."""

    name: str
    values: Sequence[int | None]
    symbol: str
    word: str
    tone: str
    spoken: str


class _Columns(Measured):
    """Days side by side, the newest at the right end of what there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._days = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.ready()

    def sizeHint(self) -> QSize:
        return QSize(em(_COLUMN) * max(self._days, _LEAST), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(em(_COLUMN) * _LEAST, self._height())

    def _height(self) -> int:
        return em(1.6)

    def first(self) -> int:
        """Return the first day that has room."""
        return max(0, self._days - max(_LEAST, self.width() // em(_COLUMN)))

    def _boxes(self) -> list[tuple[int, QRectF]]:
        first, wide = self.first(), em(_COLUMN)
        return [
            (at, QRectF((at - first) * wide, 0, wide, self.height()))
            for at in range(first, self._days)
        ]


class Days(_Columns):
    """The days above the lines."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()

    def show_days(self, words: Sequence[str]) -> None:
        self._words, self._days = tuple(words), len(words)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(current().tokens.muted))
        metrics = QFontMetrics(self.font())
        placed = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        for at, box in self._boxes():
            words = metrics.elidedText(
                self._words[at], Qt.TextElideMode.ElideRight, round(box.width())
            )
            painter.drawText(box, placed, words)


class Steps(_Columns):
    """One line of steps."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._values = tuple(line.values)
        self._days = len(self._values)
        self.setAccessibleName(line.spoken)
        self.setToolTip(line.spoken)

    def _height(self) -> int:
        return em(3.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self._y(0)
        painter.setPen(QPen(QColor(tokens.line), 1))
        for _at, box in self._boxes():
            painter.drawLine(QLineF(box.left(), foot, box.right(), foot))
        before: tuple[float, int] | None = None
        for at, box in self._boxes():
            value = self._values[at]
            if value is None:
                before = None
                painter.setPen(QColor(tokens.muted))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "–")
                continue
            y = self._y(value)
            painter.setPen(QPen(QColor(tokens.primary), max(2.0, em(0.16))))
            if before is not None and before[1] != value:
                painter.drawLine(QLineF(box.left(), self._y(before[1]), box.left(), y))
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
            before = (box.right(), value)
            self._write(painter, box, y, str(value), last=at == self._days - 1)

    def _y(self, value: int) -> float:
        """Return the height of a value; above the highest one there is room for its number."""
        room = self.height() - self._letters() - em(0.5)
        return self.height() - em(0.3) - room * value / _HIGHEST

    def _letters(self) -> int:
        return QFontMetrics(self.font()).height()

    def _write(self, painter: QPainter, box: QRectF, y: float, text: str, *, last: bool) -> None:
        font = self.font()
        font.setBold(last)
        painter.setFont(font)
        painter.setPen(QColor(current().tokens.text))
        high = self._letters()
        above = QRectF(box.left(), y - high - 1, box.width(), high)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)


class TrendBoard(Measured):
    """Every score with its name before the steps and how it went after them."""

    def __init__(self, name: str, older: str) -> None:
        """Take the board's name, and the words for days without room, with `{days}`."""
        super().__init__()
        self.setAccessibleName(name)
        self._older = older
        self.days = Days()
        self.note = label("small")
        self.steps: list[Steps] = []
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.days, 0, 1)
        self._grid.setColumnStretch(3, 1)
        self._grid.addWidget(self.note, 1, 1)
        self.note.hide()
        self.ready()

    def show_lines(self, days: Sequence[str], lines: Sequence[Line]) -> None:
        """Show lines in place of those before."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.steps = [], []
        self.days.show_days(days)
        for row, line in enumerate(lines, start=1):
            name, how, steps = label(), label(wrap=False), Steps(line)
            name.setText(line.name)
            how.setText(f"{line.symbol} {line.word}")
            set_look(how, "tone", line.tone)
            for column, part in enumerate((name, steps, how)):
                self._grid.addWidget(part, row, column)
            self._grid.setAlignment(how, Qt.AlignmentFlag.AlignVCenter)
            self._parts += [name, steps, how]
            self.steps.append(steps)
        self._grid.addWidget(self.note, len(lines) + 1, 1, 1, 3)
        self.measure()
        self._say_older()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_older()

    def _say_older(self) -> None:
        older = self.days.first()
        set_text(self.note, self._older.format(days=older) if older else "")

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.8))
        self._grid.setVerticalSpacing(em(0.1))
        self._grid.setColumnMinimumWidth(0, em(10))
        for part in self._parts:
            if isinstance(part, QLabel) and part.wordWrap():
                part.setMaximumWidth(em(12))
