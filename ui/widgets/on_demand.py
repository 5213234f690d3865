"""What not everyone needs to see, folded behind a link."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import em
from ui.widgets.measured import Measured, link_button


class OnDemand(Measured):
    """A link that unfolds what not everyone needs to see."""

    unfolded = Signal(bool)

    def __init__(self, word: str, content: QWidget, *, about: str = "") -> None:
        """Fold a content; `about` tells a screen reader what it belongs to."""
        super().__init__()
        self._word = word
        self._said = f"{word}: {about}" if about else word
        self.link = link_button()
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
        self.link.setAccessibleName(self._said)
        self._content.setVisible(open_)
        self.unfolded.emit(open_)

    def measure(self) -> None:
        self._column.setSpacing(em(0.2))
