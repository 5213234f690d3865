# ruff: noqa: N802 - the camel case names are Qt's
"""What stands instead of the window where the data cannot be opened: what happened, what to do."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ui.theme import em
from ui.widgets.measured import Measured, label


class BlockedWindow(Measured):
    """Says it in both languages: which one is chosen stands in the data that cannot be read."""

    again = Signal()

    def __init__(self, sv: str, en: str, folder: Path) -> None:
        super().__init__()
        self.setWindowTitle("Vägval")
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = label("title")
        title.setText("Vägval kan inte öppna sina data")
        self.swedish = label()
        self.english = label("muted")
        self._place = label("small")
        self._place.setText(str(folder))
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again_button = QPushButton("Försök igen · Try again")
        self.again_button.setProperty("role", "primary")
        close = QPushButton("Stäng · Close")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.again_button)
        self._column = QVBoxLayout(self)
        for part in (title, self.swedish, self.english, self._place):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._column.addLayout(buttons)
        self.again_button.clicked.connect(self.again)
        close.clicked.connect(self.close)
        self.ready()
        self.resize(em(40), em(18))
        self.say(sv, en)

    def say(self, sv: str, en: str) -> None:
        """Show what happened, in both languages."""
        self.swedish.setText(f"⚠ {sv}")
        self.english.setText(en)
        self.setAccessibleName(sv)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Be as high as the texts need at this width; a window does not see to it by itself."""
        self.setMinimumHeight(self._column.heightForWidth(self.width()))

    def measure(self) -> None:
        self._column.setContentsMargins(em(2), em(1.6), em(2), em(1.4))
        self._column.setSpacing(em(0.8))
