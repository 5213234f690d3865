# ruff: noqa: N802 - the camel case names are Qt's
"""The steps of an assessment at the left, each with how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import current, em
from ui.theme.fonts import SYMBOLS
from ui.widgets.measured import Measured, draw_ring


class Progress(StrEnum):
    """How far a step has come."""

    DONE = "done"
    PARTLY = "partly"
    EMPTY = "empty"


_SYMBOLS = {Progress.DONE: "✓", Progress.PARTLY: "◐", Progress.EMPTY: "○"}
_TONES = {Progress.DONE: "yes", Progress.PARTLY: "unknown", Progress.EMPTY: "muted"}


@dataclass(frozen=True, slots=True)
class Step:
    """A step's name, its count as text (`6/6`) and its progress with the word for it."""

    name: str
    count: str
    progress: Progress
    word: str


class _StepButton(QAbstractButton):
    """One line; drawn by itself so that the selected one stands out by bar, bold and ▶."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # read out as one of several, not as a box to tick
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._step = Step("", "", Progress.EMPTY, "")

    def show_step(self, step: Step) -> None:
        if step == self._step:
            return
        self._step = step
        self.setText(step.name)
        self.setAccessibleName(", ".join(filter(None, (step.name, step.word, step.count))))
        self.updateGeometry()
        self.update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _name_room(self, width: int) -> QRect:
        count = QFontMetrics(self.font()).horizontalAdvance(self._step.count)
        return QRect(em(1.8), 0, max(em(2), width - em(1.8) - count - em(1.2)), 1 << 16)

    def _below(self, width: int) -> bool:
        """Say whether the count needs a line of its own: one word of the name fills the rest."""
        metrics = QFontMetrics(self.font())
        longest = max(map(metrics.horizontalAdvance, self._step.name.split()), default=0)
        return longest > self._name_room(width).width()

    def _selected_font(self) -> QFont:
        """Return bold, unless bold alone would need another line: rows keep their height."""
        bold = self._bold()
        fits = QFontMetrics(bold).horizontalAdvance(self._step.name)
        return bold if fits <= self._name_room(self.width()).width() else self.font()

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self.font())
        if self._below(width):
            return max(24, 2 * metrics.height() + em(0.6))
        room = self._name_room(width)
        tall = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._step.name).height()
        return max(24, tall + em(0.6))

    def sizeHint(self) -> QSize:
        name = QFontMetrics(self._bold()).horizontalAdvance(self._step.name)
        count = QFontMetrics(self.font()).horizontalAdvance(self._step.count)
        width = em(1.8) + name + count + em(1.2) + 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(8), max(24, QFontMetrics(self.font()).height() + em(0.6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(tokens.selected))
            painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(tokens.primary))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.hover))
        symbol = "▶" if self.isChecked() else _SYMBOLS[self._step.progress]
        tone = "primary" if self.isChecked() else _TONES[self._step.progress]
        font = QFont(self.font())
        font.setFamily(SYMBOLS)
        painter.setFont(font)
        painter.setPen(QColor(getattr(tokens, tone)))
        middle = Qt.AlignmentFlag.AlignVCenter
        mark = QRect(em(0.5), 0, em(1.2), self.height())
        painter.drawText(mark, middle | Qt.AlignmentFlag.AlignLeft, symbol)
        painter.setFont(self._selected_font() if self.isChecked() else self.font())
        painter.setPen(QColor(tokens.text))
        room = self._name_room(self.width())
        room.setHeight(self.height())
        end = self.rect().adjusted(0, 0, -em(0.6), 0)
        if self._below(self.width()):
            line = QFontMetrics(self.font()).height()
            room.setRect(room.left(), em(0.3), end.right() - room.left(), line)
            end.setTop(em(0.3) + line)
            end.setHeight(line)
        painter.drawText(room, middle | Qt.TextFlag.TextWordWrap, self._step.name)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted))
        painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, self._step.count)
        if self.hasFocus():
            draw_ring(painter, self.rect().toRectF(), em(0.3))


class StepList(Measured):
    """Steps with one selected; arrows walk, Enter, Space or a click choose."""

    step_chosen = Signal(int)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.step_chosen)
        self._buttons: list[_StepButton] = []
        self.ready()

    def button(self, index: int) -> QAbstractButton:
        """Return the button of a step."""
        return self._buttons[index]

    def selected(self) -> int:
        """Return the selected step, -1 for none."""
        return self._group.checkedId()

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps; buttons that are there already are used again."""
        while len(self._buttons) < len(steps):
            button = _StepButton(self)
            self._group.addButton(button, len(self._buttons))
            self._buttons.append(button)
            self._column.insertWidget(len(self._buttons) - 1, button)
        while len(self._buttons) > len(steps):
            button = self._buttons.pop()
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.deleteLater()
        for button, step in zip(self._buttons, steps, strict=True):
            button.show_step(step)
        if self._buttons and self.selected() < 0:
            self.select(0)

    def select(self, index: int) -> None:
        """Show a step as the selected one, without emitting."""
        for at, button in enumerate(self._buttons):
            button.setChecked(at == index)
            # One tab stop for the whole list: the selected step.
            stop = Qt.FocusPolicy.StrongFocus if at == index else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = [at for at, button in enumerate(self._buttons) if button.hasFocus()]
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._buttons) - 1}
        key = Qt.Key(event.key())
        if not focused:
            super().keyPressEvent(event)
        elif key in moves:
            at = min(max(focused[0] + moves[key], 0), len(self._buttons) - 1)
            self._buttons[at].setFocus()
        elif key in ends:
            self._buttons[ends[key]].setFocus()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._buttons[focused[0]].click()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._column.setSpacing(em(0.1))
