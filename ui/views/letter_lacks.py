"""What a receiver would ask for, as a short list that leads to where it is filled in."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage.referral.letter import Lack
from triage.texts import Translate
from ui.theme import em
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button
from ui.widgets.tab_order import follow_reading_order

_FEW: Final = 6
"""How many are in sight before somebody asks for all."""


class LacksList(Measured):
    """Links, the most pressing first. Shows that nothing lacks only where it stands alone."""

    asked = Signal(object)
    """The `Lack` that somebody wants to fill in."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._lacks: tuple[Lack, ...] = ()
        self.links: list[QPushButton] = []
        self.heading = SectionHeading()
        self.none = label("muted")
        self.none.setText(_("Inget saknas av det som mottagare brukar fråga efter."))
        self.more = link_button()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self._places = QWidget()
        self._flow = FlowLayout(self._places)
        self._flow.addWidget(self.more)  # or it would be a window until there is a link before it
        self._column = QVBoxLayout(self)
        for part in (self.heading, self._places, self.none):
            self._column.addWidget(part)
        self.ready()

    @property
    def empty(self) -> bool:
        """Whether nothing lacks."""
        return not self._lacks

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        """Show a list in place of the one before, its beginning first."""
        if tuple(lacks) == self._lacks and self.links:
            return
        self._lacks = tuple(lacks)
        self.more.setChecked(False)
        self._show()

    def first(self) -> QPushButton | None:
        """Return the link to what is most pressing; None where nothing lacks."""
        return None if self.empty else self.links[0]

    def _show(self) -> None:
        _, count = self._, len(self._lacks)
        shown = count if self.more.isChecked() or count == _FEW + 1 else min(_FEW, count)
        if shown > len(self.links):
            self._flow.removeWidget(self.more)
            for lack in self._lacks[len(self.links) : shown]:
                self.links.append(self._link(lack))
            self._flow.addWidget(self.more)  # it stands behind the last link
        for at, link in enumerate(self.links):
            link.setVisible(at < shown)
            if at < shown:
                self._name(link, self._lacks[at])
        heading = _("Mottagaren kan fråga efter ({count})").format(count=count)
        self.heading.setText(heading)
        for part in (self.heading, self._places):
            part.setHidden(self.empty)
        self.none.setVisible(self.empty)
        self.more.setVisible(count > _FEW + 1)
        folded, unfolded = _("Visa alla {count}").format(count=count), _("Visa färre")
        self.more.setText(f"{unfolded} ▾" if self.more.isChecked() else f"{folded} ▸")
        follow_reading_order(self)

    def _link(self, lack: Lack) -> QPushButton:
        made = link_button()
        at = len(self.links)
        made.clicked.connect(partial(self._ask, at))
        self._name(made, lack)
        self._flow.addWidget(made)
        return made

    def _name(self, link: QPushButton, lack: Lack) -> None:
        link.setText(lack.label.replace("&", "&&"))
        link.setAccessibleName(self._("Fyll i: {what}").format(what=lack.label))

    def _ask(self, at: int) -> None:
        self.asked.emit(self._lacks[at])

    def _unfold(self, _open: bool) -> None:
        self._show()

    def measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(0.2))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setSpacing(em(0.3))
