# ruff: noqa: N802 - the camel case names are Qt's
"""Small parts of the checklist page: lines, a text on demand, a summary line, a list of steps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.step_list import Step


class Lines(Measured):
    """Lines of text, with a heading or without; nothing at all while there is no line."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self._name = heading
        self._text = label("small", tone="text")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if heading:
            self._column.addWidget(SectionHeading(heading))
        self._column.addWidget(self._text)
        self.hide()
        self.ready()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show lines in place of those before."""
        if self.set_lines(lines):
            self.setVisible(bool(lines))

    def set_lines(self, lines: Sequence[str]) -> bool:
        """Change the lines whether they are in sight or not; say whether they are others."""
        text = "\n".join(lines)
        if text == self._text.text():
            return False
        self._text.setText(text)
        self.setAccessibleName(": ".join(filter(None, (self._name, text))))
        return True

    def text(self) -> str:
        """Return what stands below the heading."""
        return self._text.text()

    def measure(self) -> None:
        self._column.setSpacing(em(0.2))


class OnDemand(Measured):
    """A link that unfolds what not everyone needs to see."""

    unfolded = Signal(bool)

    def __init__(self, word: str, content: QWidget) -> None:
        super().__init__()
        self._word = word
        self.link = QPushButton()
        self.link.setProperty("role", "link")
        self.link.setCheckable(True)
        self._content = content
        content.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(content)
        self.link.toggled.connect(self._unfold)
        self._unfold(False)
        self.ready()

    def _unfold(self, open_: bool) -> None:
        self.link.setText(f"{self._word} {'▾' if open_ else '▸'}")
        self._content.setVisible(open_)
        self.unfolded.emit(open_)

    def measure(self) -> None:
        self._column.setSpacing(em(0.2))


class SummaryLine(QFrame):
    """The recommendation in one line that stays in sight, with a link down to the whole of it."""

    asked_for = Signal()

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setProperty("surface", "top")
        self._text = label("strong")
        self._link = QPushButton(word)
        self._link.setProperty("role", "link")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._link)
        self._link.clicked.connect(self.asked_for)

    def show_summary(self, text: str, *, urgent: bool) -> None:
        """Show the line; red only where something cannot wait."""
        set_text(self._text, text)
        set_look(self._text, "tone", "danger" if urgent else "text")
        self.setAccessibleName(text)

    def measure(self, side: int) -> None:
        """Stand in line with what is below, `side` pixels from both edges."""
        self._row.setContentsMargins(side, em(0.4), side, em(0.4))

    def text(self) -> str:
        """Return the line."""
        return self._text.text()


class CalmBox(QComboBox):
    """A list that the wheel does not change: scrolling past must never choose."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StepChoice(CalmBox):
    """The steps as a list to unfold, where there is no room for a column of them."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.activated.connect(self.chosen)

    def show_steps(self, steps: Sequence[Step], selected: int) -> None:
        """Show these steps."""
        while self.count() < len(steps):
            self.addItem("")
        for at, step in enumerate(steps):
            self.setItemText(at, "   ".join(filter(None, (f"{at + 1}  {step.name}", step.count))))
        self.setCurrentIndex(selected)
