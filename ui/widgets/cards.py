# ruff: noqa: N802 - the camel case names are Qt's
"""The parts above the ladder: heading, recommendation, notices, the next question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import current, em
from ui.widgets.measured import Measured, draw_ring, label, set_look, set_text

_ONE_A_LINE = 4
NoticeKind = Literal["gap", "danger", "info"]
_NOTICE_SYMBOLS = {"gap": "△", "danger": "⚠", "info": "ℹ"}
_NOTICE_COLOURS = {
    "gap": ("gap", "notice"),
    "danger": ("danger", "alarm"),
    "info": ("primary", "selected"),
}


class SectionHeading(QLabel):
    """A heading in small spaced capitals; a screen reader hears the text as it is written."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "heading")
        self.setWordWrap(True)


@dataclass(frozen=True, slots=True)
class Head:
    """The top of the recommendation.

    One entry in `levels` is the level itself; several are those still possible, none of which
    leads. `urgency` is a symbol's worth of words (`Inom tre dygn`), `reason` what it rests on.
    """

    heading: str
    levels: Sequence[str]
    team: str = ""
    urgency: str = ""
    reason: str = ""
    kind: Literal["normal", "notice"] = "normal"
    urgent: bool = False
    calm: bool = False
    """Whether the urgency is far off, and so no warning."""
    status: str = ""
    """How settled it is: stands after the heading."""


class HeadCard(Measured):
    """The page's strongest element: level, team and urgency."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head: Head | None = None
        self._heading = SectionHeading()
        self._levels = label("title")
        self._team = label("muted")
        self._urgency = label("strong", tone="gap")
        self._reason = label("muted")
        self._column = QVBoxLayout(self)
        for line in (self._heading, self._levels, self._team, self._urgency, self._reason):
            self._column.addWidget(line)
        self.ready()

    def show_head(self, head: Head) -> None:
        """Show a recommendation; what did not change is left alone."""
        if head == self._head:
            return
        self._head = head
        heading = " · ".join(filter(None, (head.heading, head.status)))
        self._heading.setText(heading)
        several = len(head.levels) > 1
        set_look(self._levels, "role", "strong" if several else "title")
        set_text(self._levels, _listed(head.levels) if several else "".join(head.levels))
        set_text(self._team, head.team)
        warning = "danger" if head.urgent else "gap"
        set_look(self._urgency, "tone", "text" if head.calm else warning)
        set_text(
            self._urgency, f"{'⚠' if head.urgent else '◷'} {head.urgency}" * bool(head.urgency)
        )
        set_text(self._reason, head.reason)
        said = (heading, ", ".join(head.levels), head.team, head.urgency, head.reason)
        self.setAccessibleName(". ".join(part for part in said if part))
        self.update()

    def measure(self) -> None:
        side = em(0.95)
        self._column.setContentsMargins(side, em(0.8), side, em(0.85))
        self._column.setSpacing(em(0.25))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        back = tokens.selected
        if self._head is not None and self._head.kind == "notice":
            back = tokens.alarm if self._head.urgent else tokens.notice
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(back))
        painter.drawRoundedRect(self.rect(), em(0.5), em(0.5))


def _listed(levels: Sequence[str]) -> str:
    """Return levels one a line, or one after the other where they are many."""
    if len(levels) <= _ONE_A_LINE:
        return "\n".join(f"?  {level}" for level in levels)
    # No level is broken between its words.
    whole = (level.replace(" ", "\N{NO-BREAK SPACE}") for level in levels)
    return "?  " + "\N{NO-BREAK SPACE}· ".join(whole)


class NoticeCard(Measured):
    """A gap, a danger or something to know: bar, symbol, title and text."""

    def __init__(self, kind: NoticeKind = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: NoticeKind = kind
        self._symbol = label("symbol", wrap=False)
        self._title = label("strong")
        self._text = label()
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._symbol, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._title, 0, 1)
        self._grid.addWidget(self._text, 1, 1)
        self._grid.setColumnStretch(1, 1)
        self.ready()

    def show_notice(self, kind: NoticeKind, title: str, text: str = "") -> None:
        """Show a notice in place of the one before."""
        self._kind = kind
        tone, _back = _NOTICE_COLOURS[kind]
        set_look(self._symbol, "tone", tone)
        set_look(self._title, "tone", tone)
        self._symbol.setText(_NOTICE_SYMBOLS[kind])
        set_text(self._title, title)
        set_text(self._text, text)
        self.setAccessibleName(". ".join(filter(None, (title, text))))
        self.update()

    def measure(self) -> None:
        self._grid.setContentsMargins(em(0.8), em(0.55), em(0.7), em(0.6))
        self._grid.setHorizontalSpacing(em(0.45))
        self._grid.setVerticalSpacing(em(0.15))
        self._grid.setColumnMinimumWidth(0, em(1.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        tone, back = _NOTICE_COLOURS[self._kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, back)))
        painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(getattr(tokens, tone)))


class NextQuestionCard(QAbstractButton):
    """Leads to the question that matters most; says its key."""

    def __init__(self, heading: str, key: str = "F6", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._heading = SectionHeading(heading)
        self._question, self._why = label(), label("small")
        self._key = label("strong", wrap=False)
        self._key.setText(key)
        self._texts = QVBoxLayout()
        self._texts.addWidget(self._heading)
        self._texts.addWidget(self._question)
        self._texts.addWidget(self._why)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._texts, 1)
        self._row.addWidget(self._key)
        for part in (self._heading, self._question, self._why, self._key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        self._texts.setSpacing(em(0.2))
        self._row.setContentsMargins(em(0.85), em(0.6), em(0.85), em(0.65))
        self._row.setSpacing(em(0.8))

    def set_question(self, text: str) -> None:
        """Show a question, and below its line break what it is good for."""
        self._show(text, leads=True)

    def set_rest(self, text: str) -> None:
        """Say in its place why there is no question; leads nowhere."""
        self._show(text, leads=False)

    def _show(self, text: str, *, leads: bool) -> None:
        question, _break, why = text.partition("\n")
        shown = (self._question.text(), self._why.text())
        if (question, why) == shown and leads == self.isEnabled():
            return
        self._question.setText(question)
        set_text(self._why, why)
        self._heading.setVisible(leads)
        self._key.setVisible(leads)
        self.setEnabled(leads)
        self.setAccessibleName(f"{self._heading.text()}: {text}" if leads else text)
        self.setAccessibleDescription(self._key.text() if leads else "")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.border if self.underMouse() else tokens.selected))
        painter.setBrush(QColor(tokens.selected))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, em(0.5), em(0.5))
        if self.hasFocus():
            draw_ring(painter, self.rect().toRectF(), em(0.5))
