"""A line that says that the record system has a decision; one press sets it or takes it back."""

from PySide6.QtCore import Signal

from ui.theme import em
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button, set_text


class MovedLine(Measured):
    """A text where it is marked, and a button; hidden where nothing can be marked."""

    pressed = Signal()

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.text = label("small", tone="yes", wrap=False)
        self.button = link_button()
        self.button.setAccessibleDescription(keys)
        self.button.clicked.connect(self.pressed)
        self._row = FlowLayout(self)
        self._row.addWidget(self.text)
        self._row.addWidget(self.button)
        self.hide()
        self.ready()

    def show_mark(self, words: str, action: str, *, possible: bool) -> None:
        """Say what is marked, and what a press does."""
        shown = f"✓ {words}" if words else ""
        if self.isVisible() and shown != self.text.text():
            announce(self.button, words or action)
        set_text(self.text, shown)
        self.button.setText(f"{action}  {self._keys}")
        self.button.setAccessibleName(action)
        self.button.setAccessibleDescription(" ".join(filter(None, (words, self._keys))))
        self.setVisible(possible)

    def measure(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(0.7))
