"""Below the questions of a step: the step before, what is saved, the step after."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.widgets.measured import label


class Ends(QWidget):
    """Names the steps around this one where there is room for the names."""

    back = Signal()
    on = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._around = ("", "")
        self._side = 0
        self.saved = label("small")
        self.previous = QPushButton()
        self.following = QPushButton()
        self.following.setProperty("role", "primary")
        self.previous.clicked.connect(self.back)
        self.following.clicked.connect(self.on)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.previous)
        self._row.addWidget(self.saved, 1)
        self._row.addWidget(self.following)

    def lead(self, before: str, after: str) -> None:
        """Lead to the steps before and after; "" where there is none before."""
        self._around = (before, after)
        self.previous.setVisible(bool(before))
        self._name()

    def measure(self, side: int) -> None:
        """Follow another text size or width; `side` is the room at both sides."""
        self._side = side
        self._row.setSpacing(em(0.9))
        self._row.setContentsMargins(side, em(0.6), side, em(0.9))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._name()

    def _name(self) -> None:
        before, after = self._around
        self.previous.setText(f"◀  {before}")
        self.following.setText(self._("Nästa: {step}").format(step=after) + "  ▶")
        wanted = self.previous.sizeHint().width() + self.following.sizeHint().width() + em(1)
        wanted += self.saved.fontMetrics().horizontalAdvance(self.saved.text())
        wanted += 2 * max(0, self._row.spacing())
        if wanted > self.width() - 2 * self._side:
            self.previous.setText("◀  " + self._("Föregående"))
            self.following.setText(self._("Nästa") + "  ▶")
        self.previous.setAccessibleName(before)
        self.following.setAccessibleName(self._("Nästa: {step}").format(step=after))
