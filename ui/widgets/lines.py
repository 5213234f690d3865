"""Lines of text below an optional heading."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from ui.theme import em
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label


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
