# ruff: noqa: N802 - the camel case names are Qt's
"""One of a few values, all in sight: `Ja · Nej · Vet ej`, or a score with its word.

The control draws its segments as one piece; each is still a radio button of its own to a
screen reader and to the mouse. Unanswered is visibly empty, and an answer can be taken back.
Where the width does not hold all segments they wrap, and every line is a piece of its own.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.theme import current, em
from ui.widgets.measured import Measured, draw_ring

RING = 4  # pixels round a piece: 2 of focus ring, 2 of air


class Option(NamedTuple):
    """A value, what stands on its segment, its word, and the keys that choose it."""

    value: object
    label: str
    word: str = ""
    keys: str = ""


class _Segment(QRadioButton):
    """A segment's mouse and accessibility; the control does the drawing."""

    def __init__(self, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.option = option
        self._owner = parent
        # It stays "auto-exclusive", which makes it a radio button to a screen reader; what can be
        # taken back is for its group to say.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(" ".join(filter(None, (option.label, option.word))))
        self.setToolTip(option.word)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave the drawing to the control."""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._owner.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._owner.update()


class SegmentedControl(Measured):
    """Exclusive and clearable; `chosen` carries the value, or None when it is taken back."""

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[Option],
        *,
        name: str = "",
        words_shown: bool = False,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show the options; `required` where one of them always holds and none is taken back."""
        super().__init__(parent)
        self._segments = [_Segment(option, self) for option in options]
        self._words_shown = words_shown
        self._required = required
        self._ringed = False
        self._remark = ""
        group = QButtonGroup(self)
        group.setExclusive(False)
        for index, segment in enumerate(self._segments):
            group.addButton(segment, index)
        group.idClicked.connect(self._clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.ready()

    def segment(self, value: object) -> QRadioButton:
        """Return the button of a value; KeyError if there is none."""
        for one in self._segments:
            if _same(one.option.value, value):
                return one
        raise KeyError(value)

    def value(self) -> object:
        """Return the chosen value, or None while unanswered."""
        return next((one.option.value for one in self._segments if one.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Show a value without emitting; None, or a value that is no option, shows none."""
        for one in self._segments:
            one.setChecked(value is not None and _same(one.option.value, value))
        self._describe()
        self.update()

    def explain(self, remark: str) -> None:
        """Have a screen reader say a remark after the answer."""
        self._remark = remark
        self._describe()

    def _describe(self) -> None:
        chosen = (one.accessibleName() for one in self._segments if one.isChecked())
        told = (next(chosen, ""), self._remark)
        self.setAccessibleDescription(". ".join(filter(None, told)))

    def set_ringed(self, *, ringed: bool) -> None:
        """Draw the focus ring for an owner that holds the focus in this control's place."""
        if ringed != self._ringed:
            self._ringed = ringed
            self.update()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a key that chooses, moves or clears; return whether it was one."""
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            return False
        key = event.key()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._choose(None)
        elif key == Qt.Key.Key_Left:
            self._step(-1)
        elif key == Qt.Key.Key_Right:
            self._step(1)
        else:
            typed = event.text().lower()
            match = next((s for s in self._segments if typed and typed in s.option.keys), None)
            if match is None:
                return False
            self._choose(match.option.value)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def _clicked(self, index: int) -> None:
        # A click on the chosen one has already unchecked it: that takes the answer back.
        clicked = self._segments[index]
        if self._required and not clicked.isChecked():
            self.set_value(clicked.option.value)
            return
        self._choose(clicked.option.value if clicked.isChecked() else None, force=True)

    def _step(self, by: int) -> None:
        at = next((i for i, one in enumerate(self._segments) if one.isChecked()), None)
        if at is None:
            at = 0 if by > 0 else len(self._segments) - 1
        else:
            at = min(max(at + by, 0), len(self._segments) - 1)
        self._choose(self._segments[at].option.value)

    def _choose(self, value: object, *, force: bool = False) -> None:
        if not force and _same(value, self.value()):
            return
        if value is None and self._required:
            return
        self.set_value(value)
        self.chosen.emit(value)

    # Geometry: from bold metrics, so that choosing never clips or moves anything.

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _word_width(self) -> int:
        if not self._words_shown:
            return 0
        metrics = QFontMetrics(self.font())
        words = [metrics.horizontalAdvance(one.option.word) for one in self._segments]
        return max(words, default=0) + em(0.7)

    def _height(self) -> int:
        return max(24, QFontMetrics(self._bold()).height() + em(0.8))

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._bold())
        return [
            max(em(2.7), metrics.horizontalAdvance(one.option.label) + em(1.5))
            for one in self._segments
        ]

    def _lines(self, width: int) -> list[list[tuple[int, int]]]:
        """Return, line by line, (index of the segment, its width)."""
        room = width - 2 * RING
        if sum(self._widths()) + self._word_width() <= room:
            return [list(enumerate(self._widths()))]
        lines: list[list[tuple[int, int]]] = [[]]
        used = 0
        for index, wide in enumerate(self._widths()):
            if lines[-1] and used + wide > room:
                lines.append([])
                used = 0
            lines[-1].append((index, min(wide, room)))
            used += wide
        return lines

    def _word_below(self, width: int) -> bool:
        return self._words_shown and width < self.sizeHint().width()

    def sizeHint(self) -> QSize:
        wide = sum(self._widths()) + self._word_width() + 2 * RING
        return QSize(wide, self._height() + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0) + 2 * RING, self._height() + 2 * RING)

    def heightForWidth(self, width: int) -> int:
        below = QFontMetrics(self.font()).height() if self._word_below(width) else 0
        return len(self._lines(width)) * (self._height() + 2 * RING) + below

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def measure(self) -> None:
        self._place()

    def _place(self) -> None:
        y = RING
        beside = 0 if self._word_below(self.width()) else self._word_width()
        for line in self._lines(self.width()):
            x = RING + beside
            for index, wide in line:
                self._segments[index].setGeometry(x, y, wide, self._height())
                x += wide
            y += self._height() + 2 * RING

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self._ringed or self.hasFocus()
        for line in self._lines(self.width()):
            self._paint_piece(painter, [self._segments[index] for index, _ in line], ringed=ringed)
        chosen = next((one for one in self._segments if one.isChecked()), None)
        if self._words_shown and chosen is not None:
            painter.setPen(QColor(current().tokens.text))
            painter.setFont(self.font())
            align = Qt.AlignmentFlag.AlignVCenter
            if self._word_below(self.width()):
                tall = QFontMetrics(self.font()).height()
                room = QRect(RING, self.height() - tall, self.width() - RING, tall)
                painter.drawText(room, align | Qt.AlignmentFlag.AlignLeft, chosen.option.word)
            else:
                room = QRect(0, RING, self._word_width() + RING - em(0.7), self._height())
                painter.drawText(room, align | Qt.AlignmentFlag.AlignRight, chosen.option.word)

    def _paint_piece(self, painter: QPainter, line: list[_Segment], *, ringed: bool) -> None:
        tokens = current().tokens
        piece = QRectF(line[0].geometry().united(line[-1].geometry()))
        radius = em(0.4)
        outline = piece.adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(outline, radius, radius)
        painter.fillPath(path, QColor(tokens.base))
        painter.save()
        painter.setClipPath(path)
        for one in line:
            box = QRectF(one.geometry())
            if one.isChecked():
                painter.fillRect(box, QColor(tokens.primary))
            elif one.underMouse() and one.isEnabled():
                painter.fillRect(box, QColor(tokens.hover))
        painter.setPen(QPen(QColor(tokens.border), 1))
        for before, after in pairwise(line):
            if not (before.isChecked() or after.isChecked()):
                x = after.x() + 0.5
                painter.drawLine(
                    QRectF(x, piece.top(), 0, piece.height()).topLeft(),
                    QRectF(x, piece.top(), 0, piece.height()).bottomLeft(),
                )
        painter.restore()
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        for one in line:
            painter.setFont(self._bold() if one.isChecked() else self.font())
            painter.setPen(QColor(tokens.on_primary if one.isChecked() else tokens.text))
            painter.drawText(one.geometry(), Qt.AlignmentFlag.AlignCenter, one.option.label)
        if ringed:
            draw_ring(painter, piece.adjusted(-RING, -RING, RING, RING), radius + 3)


def _same(one: object, other: object) -> bool:
    """Tell True from 1 and False from 0, which Python holds equal."""
    return type(one) is type(other) and one == other
