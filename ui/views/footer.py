"""The line below every page: criteria, what the program is, where everything is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ui.theme import em
from ui.widgets.measured import Measured, label, link_button


class Footer(Measured):
    """What stands below every page."""

    pack_asked = Signal()
    """The criteria that are named here are to be read."""
    reminder_asked = Signal()
    """What one is reminded of is to be done."""

    def __init__(self) -> None:
        super().__init__()
        self._pack: QPushButton | None = None
        self._reminder: QPushButton | None = None
        self._below: QHBoxLayout | None = None
        self._line = label("small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self._line, 1)
        self._column.addLayout(self._row)
        self.ready()

    def say(self, pack: str, line: str) -> None:
        """Show the criteria's name, "" for none, as a link, and the rest."""
        if pack and self._pack is None:
            self._pack = self._link()
        if self._pack is not None:
            self._pack.setText(pack)
            self._pack.setVisible(bool(pack))
            self._begin_with_the_page()
        self._line.setText(f"· {line}" if pack else f"{line[:1].upper()}{line[1:]}")

    def remind(self, text: str) -> None:
        """Remind of something, calmly and until it is done; "" takes it away."""
        if text and self._reminder is None:
            self._reminder = link_button()
            self._reminder.clicked.connect(self.reminder_asked)
            self._below = QHBoxLayout()
            self._below.addWidget(self._reminder)
            self._below.addStretch(1)
            self._column.insertLayout(0, self._below)
            self._begin_with_the_page()
        if self._reminder is not None:
            self._reminder.setText(text)
            self._reminder.setVisible(bool(text))

    def text(self) -> str:
        """Return what stands there."""
        reminder = self._reminder.text() if self._reminder is not None else ""
        shown = self._pack is not None and not self._pack.isHidden()
        named = self._pack.text() if self._pack is not None and shown else ""
        return " ".join(part for part in (named, self._line.text(), reminder) if part)

    def _link(self) -> QPushButton:
        """Make the link when there is something to name: a start need not wait for it."""
        made = link_button()
        made.clicked.connect(self.pack_asked)
        self._row.insertWidget(0, made)
        self._keep_height(made)
        return made

    def _keep_height(self, link: QPushButton) -> None:
        """Stand as tall without the link, or every page would move when it comes and goes."""
        link.ensurePolished()
        self._line.setMinimumHeight(link.sizeHint().height())

    def measure(self) -> None:
        if self._pack is not None:
            self._keep_height(self._pack)
        self._row.setSpacing(em(0.2))
        self._begin_with_the_page()

    def _begin_with_the_page(self) -> None:
        """Have the words begin where a page's do; a link keeps room for its ring before them."""
        linked = self._pack is not None and not self._pack.isHidden()
        ring = 2 + max(1, em(0.2)) if linked else 0
        self._row.setContentsMargins(em(1.4) - ring, em(0.1), em(0.4), em(0.15))
        if self._below is not None:
            self._below.setContentsMargins(em(1.4) - 2 - max(1, em(0.2)), em(0.15), em(0.4), 0)
