# ruff: noqa: N802 - the camel case names are Qt's
"""The answers in short, step by step; each step's name leads back to its questions."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import current, em
from ui.theme.fonts import sizes
from ui.viewmodels.review_answers import StepInShort
from ui.widgets.measured import Measured, label, link_button, set_look, set_text

_STOP = Qt.FocusPolicy.StrongFocus
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StepRow(Measured):
    """A step's name as a link, and beside it what is known, not known and not asked."""

    asked = Signal(str)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._step = ""
        self.link = link_button()
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

    def show_step(self, step: StepInShort) -> None:
        """Show a step."""
        _ = self._
        self._step = step.step
        self.link.setText(f"{step.number}  {step.name}")
        self.link.setAccessibleName(_("Till steget {name}").format(name=step.name))
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
        # As large as the answers beside it, and on their line.
        size = sizes(current().scale).body
        self.link.setStyleSheet(f"text-align: left; font-size: {size}pt; min-height: 0;")

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

    def show_steps(self, steps: Sequence[StepInShort]) -> None:
        """Show these steps in the rows that are there."""
        while len(self.rows) < len(steps):
            row = StepRow(self._)
            row.asked.connect(self.step_asked)
            row.link.installEventFilter(self)
            row.link.setFocusPolicy(Qt.FocusPolicy.ClickFocus if self.rows else _STOP)
            self.rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(steps))
            if at < len(steps):
                row.show_step(steps[at])
        self._align()

    def stop(self) -> QWidget:
        """Return the link that Tab leads to."""
        return next(
            (row.link for row in self.rows if row.link.focusPolicy() == _STOP), self.rows[0].link
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One tab stop for all steps: the arrows walk between them."""
        links = [row.link for row in self.rows if not row.isHidden()]
        if watched not in links:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            for link in links:
                mine = link is watched
                link.setFocusPolicy(_STOP if mine else Qt.FocusPolicy.ClickFocus)
        elif event.type() == QEvent.Type.KeyPress:
            move = _MOVES.get(Qt.Key(cast("QKeyEvent", event).key()))
            if move is not None:
                at = next(i for i, link in enumerate(links) if link is watched) + move
                links[min(max(at, 0), len(links) - 1)].setFocus()
                return True
        return super().eventFilter(watched, event)

    def measure(self) -> None:
        self._align()

    def _align(self) -> None:
        """Give every name the width of the longest, so that the answers begin in one line."""
        for row in self.rows:
            row.link.ensurePolished()
        wide = max((row.link.sizeHint().width() for row in self.rows), default=0)
        for row in self.rows:
            row.link.setFixedWidth(min(wide, em(18)))
