"""The right-hand panel: is the draft sound, who moves by it, what of the stored cases."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import em
from ui.viewmodels import edit_meaning as meaning
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_backtest_panel import BacktestPanel
from ui.widgets.cards import NoticeCard, NoticeKind, SectionHeading
from ui.widgets.measured import Measured, label
from ui.widgets.on_demand import OnDemand
from ui.widgets.pack_meaning import Meanings


class LivePanel(Measured):
    """Follows the draft: faults at once, proofs when the hand rests."""

    asked = Signal(str)
    """The section where something can be done, as `criteria#3`."""

    def __init__(self, model: EditPack) -> None:
        super().__init__()
        _ = self._ = model.desk.translate
        self.model = model
        self.setProperty("surface", "base")
        self.card = NoticeCard()
        self._headings: dict[str, SectionHeading] = {}
        patient = _("Visa patienten")
        self.faults, self.found = Meanings(patient), Meanings(patient)
        self.sound, self.moves = Meanings(patient), Meanings(patient)
        for lines in (self.faults, self.found):
            lines.asked.connect(self.asked)
        self.backtest = BacktestPanel(model)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.card)
        self._add(_("Att rätta"), self.faults)
        self._add(_("Fynd att ta ställning till"), self.found)
        self._add(_("Vem flyttas mot i dag"), self.moves)
        told = label("small")
        self._share = OnDemand(_("Vad andelen säger"), told)
        told.setText(meaning.reservation(model))
        self._column.addWidget(self._share, 0)
        self._add(_("Prövningen"), self.sound)
        self._column.addWidget(SectionHeading(_("Lagrade ärenden")))
        self._column.addWidget(self.backtest)
        self._column.addStretch(1)
        model.checked.connect(self.follow)
        model.verified.connect(self.follow)
        self.follow()
        self.ready()

    def follow(self) -> None:
        """Show what the draft now means."""
        model = self.model
        title, line, kind = meaning.headline(model)
        self.card.show_notice(cast("NoticeKind", kind), title, line)
        self._show(self.faults, meaning.faults(model))
        moves = meaning.moves(model)
        self._show(self.moves, moves)
        self._share.setVisible(any(one.patient for one in moves))
        proved = meaning.sound(model)
        if proved or not model.loads:
            self._show(self.found, meaning.findings(model))
            self._show(self.sound, proved)

    def _add(self, heading: str, lines: Meanings) -> None:
        title = SectionHeading(heading)
        self._headings[str(id(lines))] = title
        self._column.addWidget(title)
        self._column.addWidget(lines)
        self._show(lines, ())

    def _show(self, lines: Meanings, told: Sequence[meaning.Meaning]) -> None:
        lines.show_meanings(told)
        lines.setVisible(bool(told))
        self._headings[str(id(lines))].setVisible(bool(told))

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.0), em(0.9), em(1.0), em(1.2))
        self._column.setSpacing(em(0.55))
