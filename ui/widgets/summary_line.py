"""The recommendation in one line, for where its panel is out of sight."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme import em
from ui.widgets.measured import label, link_button, set_look, set_text


class SummaryLine(QFrame):
    """The recommendation in one line that stays in sight, with a link down to the whole of it."""

    asked_for = Signal()

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setProperty("surface", "top")
        self._text = label("strong")
        self._link = link_button(word)
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
