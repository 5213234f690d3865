"""The line below every page: criteria, what the program is, where everything is kept."""

from PySide6.QtWidgets import QVBoxLayout

from ui.theme import em
from ui.widgets.measured import Measured, label


class Footer(Measured):
    """What stands below every page."""

    def __init__(self) -> None:
        super().__init__()
        self._line = label("small")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._line)
        self.ready()

    def say(self, text: str) -> None:
        self._line.setText(text)

    def text(self) -> str:
        return self._line.text()

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.0), em(0.25), em(1.0), em(0.35))
