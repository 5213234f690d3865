# ruff: noqa: N802 - the camel case names are Qt's
"""Scores over time as small lines, each from 0 at its foot to 4 at its top, all in one span.

A rating is a dot with its number above, at its place in time; a draft's is a ring. What the
picture shows stands in words in each line's accessible name, and in the table beside it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import current, em
from ui.widgets.measured import Measured, label

_HIGHEST: Final = 4
_SEVERE: Final = 3
_LEAST: Final = 8
"""Ems of width of a line at least."""


class Dot(NamedTuple):
    """One rating: when, how high, and whether it is signed."""

    at: datetime
    value: int
    decided: bool = True


class Row(NamedTuple):
    """One score: its name, its ratings, the latest in words, and all of it to be heard."""

    name: str
    dots: Sequence[Dot]
    latest: str
    spoken: str


class _Drawn(Measured):
    """Something drawn across the span of time."""

    def __init__(self, first: datetime, last: datetime) -> None:
        super().__init__()
        self._first, self._last = first, last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ready()

    def _x(self, at: datetime) -> float:
        span = (self._last - self._first).total_seconds()
        side = em(0.8)
        room = self.width() - 2 * side
        return side + (room * (at - self._first).total_seconds() / span if span else room / 2)

    def sizeHint(self) -> QSize:
        return QSize(em(2 * _LEAST), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(em(_LEAST), self._height())

    def _height(self) -> int:
        return em(1.5)


class ScoreLine(_Drawn):
    """The ratings of one score."""

    def __init__(self, row: Row, first: datetime, last: datetime) -> None:
        super().__init__(first, last)
        self.row = row
        self.setAccessibleName(row.spoken)
        self.setToolTip(row.spoken)

    def _height(self) -> int:
        return QFontMetrics(self.font()).height() + em(2.6)

    def _y(self, value: int) -> float:
        top = QFontMetrics(self.font()).height() + em(0.35)
        foot = self.height() - em(0.35)
        return foot - (foot - top) * value / _HIGHEST

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for value, style in ((0, Qt.PenStyle.SolidLine), (_SEVERE, Qt.PenStyle.DotLine)):
            painter.setPen(QPen(QColor(tokens.line), 1, style))
            painter.drawLine(QLineF(0, self._y(value), self.width(), self._y(value)))
        spots = [QPointF(self._x(dot.at), self._y(dot.value)) for dot in self.row.dots]
        painter.setPen(QPen(QColor(tokens.primary), max(1.5, em(0.1))))
        for before, after in pairwise(spots):
            painter.drawLine(before, after)
        radius = max(2.5, em(0.2))
        for dot, spot in zip(self.row.dots, spots, strict=True):
            painter.setBrush(QColor(tokens.primary if dot.decided else tokens.base))
            painter.drawEllipse(spot, radius, radius)
        self._write(painter, spots)

    def _write(self, painter: QPainter, spots: Sequence[QPointF]) -> None:
        """Write the numbers, the latest first; one that finds no room is left to the words."""
        metrics = QFontMetrics(self.font())
        painter.setPen(QColor(current().tokens.text))
        font = self.font()
        free = float(self.width()) + metrics.horizontalAdvance("0")
        for dot, spot in reversed(list(zip(self.row.dots, spots, strict=True))):
            text = str(dot.value)
            wide = metrics.horizontalAdvance(text) + em(0.3)
            if spot.x() + wide / 2 > free:
                continue
            font.setBold(dot is self.row.dots[-1])
            painter.setFont(font)
            box = QRectF(0, 0, wide, metrics.height())
            box.moveCenter(QPointF(spot.x(), spot.y() - metrics.height() / 2 - em(0.25)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            free = spot.x() - wide / 2


class _Span(_Drawn):
    """The first and the last day, below the lines."""

    def __init__(self, first: datetime, last: datetime, words: tuple[str, str]) -> None:
        super().__init__(first, last)
        self._words = words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(current().tokens.muted))
        first, last = self._words
        box = QRectF(self.rect())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, first)
        if first != last:
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, last)


class ScorePicture(Measured):
    """Every score beneath the one before, with its name and what it was last."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lines: list[ScoreLine] = []
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.ready()

    def show_rows(
        self, rows: Sequence[Row], first: datetime, last: datetime, words: tuple[str, str]
    ) -> None:
        """Show scores in place of those before; `words` are the first and the last day."""
        self.clear()
        for at, row in enumerate(rows):
            name, latest, line = label(), label("small"), ScoreLine(row, first, last)
            name.setText(row.name)
            latest.setText(row.latest)
            for column, part in enumerate((name, line, latest)):
                self._grid.addWidget(part, at, column, Qt.AlignmentFlag.AlignVCenter)
                self._parts.append(part)
            self.lines.append(line)
        span = _Span(first, last, words)
        self._grid.addWidget(span, len(rows), 1)
        self._parts.append(span)
        self.measure()

    def clear(self) -> None:
        """Show nothing."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.lines = [], []

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.7))
        self._grid.setVerticalSpacing(em(0.1))
        self._grid.setColumnMinimumWidth(0, em(7))
        self._grid.setColumnMinimumWidth(2, em(6))
