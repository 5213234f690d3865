# ruff: noqa: N802 - the camel case names are Qt's
"""The answers in short, step by step; each step's name leads back to its questions."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from triage.texts import Translate
from ui.theme import current, em
from ui.theme.fonts import sizes
from ui.viewmodels.review_answers import StepInShort
from ui.widgets.measured import Measured, label, set_look, set_text


class StepRow(Measured):
    """A step's name as a link, and beside it what is known, not known and not asked."""

    asked = Signal(str)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._step = ""
        self.link = QPushButton()
        self.link.setProperty("role", "link")
        self.given = label()
        self.not_known = label("small")
        self.not_asked = label("small")
        self.hints = label("small", tone="unknown")
        self._texts = QVBoxLayout()
        for line in (self.given, self.not_known, self.not_asked, self.hints):
            self._texts.addWidget(line)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._texts, 1)
        self.link.clicked.connect(lambda: self.asked.emit(self._step))
        self.ready()

    def show_step(self, step: StepInShort, *, editable: bool) -> None:
        """Show a step; a decided one leads nowhere."""
        _ = self._
        self._step = step.step
        self.link.setText(f"{step.number}  {step.name}")
        self.link.setAccessibleName(_("Till steget {name}").format(name=step.name))
        self.link.setEnabled(editable)
        set_look(self.given, "tone", "gap" if step.unchecked else "text")
        set_text(self.given, f"△ {step.given}" if step.unchecked else step.given)
        set_text(self.not_known, step.not_known)
        set_text(self.not_asked, step.not_asked)
        set_text(self.hints, "\n".join(f"△ {hint}" for hint in step.hints))

    def texts(self) -> list[str]:
        """Return what is in sight, line by line."""
        lines: list[QLabel] = [self.given, self.not_known, self.not_asked, self.hints]
        return [line.text() for line in lines if not line.isHidden()]

    def measure(self) -> None:
        self._row.setContentsMargins(em(0.7), em(0.4), em(0.8), em(0.45))
        self._row.setSpacing(em(0.8))
        self._texts.setSpacing(em(0.1))
        self.link.setFixedWidth(em(13.5))
        # As large as the answers beside it, and on their line.
        size = sizes(current().scale).body
        self.link.setStyleSheet(
            f"text-align: left; font-size: {size}pt; min-height: 0; margin: -2px;"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(current().tokens.line))
        painter.drawLine(0, self.rect().bottom(), self.width(), self.rect().bottom())


class AnswersList(Measured):
    """Every step of the checklist."""

    step_asked = Signal(str)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.setAccessibleName(_("Svaren i korthet"))
        frame = QFrame()
        frame.setProperty("surface", "base")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.rows: list[StepRow] = []
        self.ready()

    def show_steps(self, steps: Sequence[StepInShort], *, editable: bool) -> None:
        """Show these steps in the rows that are there."""
        while len(self.rows) < len(steps):
            row = StepRow(self._)
            row.asked.connect(self.step_asked)
            self.rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(steps))
            if at < len(steps):
                row.show_step(steps[at], editable=editable)
