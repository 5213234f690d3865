"""Findings of the verification that somebody answers for, and those that wait for it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from triage.proof_words import FindingWords
from ui.viewmodels.edit_choices import words_of
from ui.viewmodels.edit_meaning import Meaning, open_findings, patient_lines, proofs
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_fields import DayField, Field, LineField, PairField
from ui.views.edit_list_section import ListSection
from ui.views.edit_section import Form
from ui.views.edit_sources import SourceFields
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import label
from ui.widgets.pack_meaning import MeaningLine
from ui.widgets.pack_rows import RowText
from ui.widgets.tab_order import take_focus

_YEAR = timedelta(days=365)
"""How long an acceptance stands unless another day is written."""


class AcceptedSection(ListSection):
    """One row an acceptance; above them what the verification has found and nobody accepted."""

    key = "accepted"
    orderly = False

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        self._texts: dict[str, str] = {}
        super().__init__(
            model,
            _("Godtagna fynd"),
            _("Det prövningen visar och någon svarar för, med skäl och slutdatum."),
            "",
        )
        self.add_button.hide()
        self._open = QVBoxLayout()
        self.column.insertLayout(2, self._open)
        self.accept_buttons: list[QPushButton] = []
        model.verified.connect(self._offer)
        self._show_rows()
        self._offer()

    def start(self) -> None:
        if self.accept_buttons:  # what waits for somebody comes first
            self.accept_buttons[0].setFocus()
        else:
            super().start()

    def row(self, index: int, item: Mapping[str, Any]) -> RowText:
        finding = str(item.get("finding", ""))
        reason = words_of(item.get("reason"), self.model.desk.language, self._("Skälet saknas"))
        until = self._("till {day}").format(day=item.get("expires", ""))
        who = str(item.get("author", ""))
        return RowText(
            self._texts.get(finding, finding), " · ".join(filter(None, (reason, who, until)))
        )

    def form(self, index: int) -> Form:
        _, model, place = self._, self.model, (self.key, index)
        fields: list[Field | SourceFields] = [
            PairField(model, _("Skäl"), "pack", (*place, "reason")),
            LineField(model, _("Vem som godtar"), "pack", (*place, "author")),
            DayField(model, _("Gäller till"), "pack", (*place, "expires")),
            SourceFields(model, "pack", place, with_basis=False),
        ]
        return Form(*fields)

    def new_item(self) -> object:
        return None

    def accept(self, finding: FindingWords) -> None:
        """Begin an acceptance; its reason is still to be written."""
        _ = self._
        today = self.model.desk.workplace.now().date()
        item = {
            "finding": finding.id,
            "region": finding.region,
            "reason": {"sv": "", "en": ""},
            "source": {
                "document": "criteria_reading",
                "section": {"sv": "Lokalt ställningstagande", "en": "Local decision"},
            },
            "author": self.model.work.author().name,
            "on": today.isoformat(),
            "expires": (today + _YEAR).isoformat(),
        }
        kept = [one for one in self.items() if one.get("finding") != finding.id]
        self.model.change(_("Fynd godtaget"), "pack", (self.key,), (*kept, item))
        self.refresh()
        self.open(len(kept))
        field = None if self.rows.content is None else self.rows.content.findChild(Field)
        if field is not None and field.control is not None:
            take_focus(field.control)

    def words(self) -> tuple[str, str, str]:
        _ = self._
        return _("Fynd godtaget"), _("Godtagande borttaget"), _("Godtagande flyttat")

    def loss(self, index: int) -> str:
        return self._("Godtagandet tas bort. Fyndet står då öppet igen.")

    def _offer(self) -> None:
        while self._open.count():
            item = self._open.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.accept_buttons = []
        told = (one for proof in proofs(self.model) for one in proof.findings)
        self._texts |= {one.id: one.text for one in told}
        found = open_findings(self.model)
        if found:
            self._open.addWidget(SectionHeading(self._("Att ta ställning till")))
        for finding in found:
            meaning = Meaning("△", "gap", finding.text, (), patient_lines(finding.patients))
            self._open.addWidget(MeaningLine(meaning, self._("Visa patienten")))
            accept = QPushButton(self._("Godta med skäl"))
            accept.setAccessibleName(f"{accept.text()}: {finding.text}")
            accept.clicked.connect(lambda _checked=False, one=finding: self.accept(one))
            self.accept_buttons.append(accept)
            self._open.addWidget(accept, 0, Qt.AlignmentFlag.AlignLeft)
        if not found and not self.items() and self.model.verification is not None:
            nothing = label("muted")
            nothing.setText(self._("Prövningen visar inget att ta ställning till."))
            self._open.addWidget(nothing)
        self._show_rows()
