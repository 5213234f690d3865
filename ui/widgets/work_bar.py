"""What is under way, with a way to stop it; hidden while nothing is.

Where nothing is to move by itself, words alone say that something is under way.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from ui.theme import current, em
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label


class WorkBar(Measured):
    """Says what is being done; how long it takes is not known."""

    cancelled = Signal()

    def __init__(self, cancel_word: str) -> None:
        super().__init__()
        self._text = label("muted", wrap=False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.cancel = QPushButton(cancel_word)
        self.cancel.clicked.connect(self.cancelled)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._text)
        self._row.addWidget(self.progress, 1)
        self._row.addWidget(self.cancel)
        self.hide()
        self.ready()

    def say(self, text: str) -> None:
        """Show what is being done; "" when it has ended."""
        if text and text != self._text.text():
            announce(self, text)
        self._text.setText(text)
        self.progress.setAccessibleName(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return what is said to be done."""
        return self._text.text()

    def measure(self) -> None:
        self._row.setSpacing(em(0.7))
        self.progress.setVisible(not current().still)
        self.progress.setFixedHeight(max(8, em(0.6)))
