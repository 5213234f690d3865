"""One page of the door: a title, what it is about, fields under each other, buttons at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import current, em
from ui.views.door_pass_line import EnteredLine
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text


class DoorPage(Measured):
    """What the pages of the door have in common."""

    go = Signal(str)
    """Another page of the door, by name."""
    opened = Signal(object)
    """The open workplace."""

    def __init__(self, _: Translate, title: str, lead: str = "") -> None:
        super().__init__()
        self._ = _
        self._headings: list[SectionHeading] = []
        self._links: list[QHBoxLayout] = []
        self.heading = label("title")
        self.heading.setText(title)
        self.lead = label("muted")
        set_text(self.lead, lead)
        self._said = label(tone="danger")
        self._said.hide()
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.lead)

    def title(self) -> str:
        """Return the page's name."""
        return self.heading.text()

    def arrive(self) -> None:
        """Put the keyboard where the page begins."""

    def leave(self) -> None:
        """Forget what is secret; called before another page, and before the door closes."""

    def add(self, *parts: QWidget) -> None:
        """Add parts below each other."""
        for part in parts:
            self.column.addWidget(part)

    def section(self, text: str) -> None:
        """Begin a section."""
        heading = SectionHeading(text)
        self._headings.append(heading)
        self.column.addWidget(heading)

    def add_link(self, link: QPushButton) -> None:
        """Add a link whose words begin where the other lines do; it keeps a ring before them."""
        row = QHBoxLayout()
        row.addWidget(link)
        row.addStretch(1)
        self._links.append(row)
        self.column.addLayout(row)

    def buttons(self, parts: Sequence[QWidget]) -> None:
        """Add what was said to be wrong, and the buttons below it."""
        self.column.addWidget(self._said)
        self._flow = FlowLayout()
        self._buttons = list(parts)
        for part in parts:
            self._flow.addWidget(part)
        self.column.addLayout(self._flow)

    def put_first(self, part: QWidget) -> None:
        """Put a button before the others."""
        for one in self._buttons:
            self._flow.removeWidget(one)
        self._buttons.insert(0, part)
        for one in self._buttons:
            self._flow.addWidget(one)

    def say(self, text: str, *, tone: str = "danger") -> None:
        """Say something beside the buttons; "" takes it back."""
        symbol = {"danger": "⚠ ", "yes": "✓ ", "muted": ""}[tone]
        shown = f"{symbol}{text}" if text else ""
        set_look(self._said, "tone", tone)
        if shown and shown != self._said.text():
            announce(self, text, urgent=tone == "danger")
        set_text(self._said, shown)

    def said(self) -> str:
        """Return what is said."""
        return "" if self._said.isHidden() else self._said.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Stand out as a sheet."""
        tokens = current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.base))
        sheet = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(sheet, em(0.5), em(0.5))

    def measure(self) -> None:
        self.column.setContentsMargins(em(1.6), em(1.4), em(1.6), em(1.6))
        self.column.setSpacing(em(0.7))
        for heading in self._headings:
            heading.setContentsMargins(0, em(0.6), 0, 0)
        for row in self._links:
            row.setContentsMargins(-2 - max(1, em(0.2)), 0, 0, 0)
        if hasattr(self, "_flow"):
            self._flow.setSpacing(em(0.6))


def button(text: str, *, role: str = "") -> QPushButton:
    """Return a button; `role` as the style sheet knows it."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    return made


class NamedLine(Measured):
    """A line with its caption above and what is wrong with it below."""

    def __init__(self, caption: str, note: str = "") -> None:
        super().__init__()
        self._note = note
        shown = label("strong")
        shown.setText(caption)
        self.line = EnteredLine()
        self.line.setMaxLength(200)
        self.line.setAccessibleName(caption)
        shown.setBuddy(self.line)
        self._under = label("small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (shown, self.line, self._under):
            self._column.addWidget(part)
        self.refuse("")
        self.ready()

    def text(self) -> str:
        """Return what stands there."""
        return self.line.text()

    def refuse(self, problem: str, *, advice: bool = False) -> None:
        """Say what is wrong in place of the note; "" takes it back. Advice stops nobody."""
        text = problem or self._note
        symbol = "" if not problem else "△ " if advice else "⚠ "
        set_look(self._under, "tone", "unknown" if advice else "danger" if problem else "muted")
        set_look(self.line, "wrong", "true" if problem and not advice else "false")
        set_text(self._under, f"{symbol}{text}" if text else "")
        self.line.setAccessibleDescription(text)

    def note(self) -> str:
        """Return what stands below the line."""
        return self._under.text()

    def measure(self) -> None:
        self._column.setSpacing(em(0.25))
