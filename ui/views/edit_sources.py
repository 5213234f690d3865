"""Where a statement comes from, as fields: document, section, and on what it rests."""

from PySide6.QtWidgets import QVBoxLayout

from triage.packs.edit import FilePart
from ui.theme import em
from ui.viewmodels.edit_choices import bases, documents
from ui.viewmodels.edit_pack import EditPack, Place
from ui.views.edit_fields import ChoiceField, PairField
from ui.widgets.measured import Measured


class SourceFields(Measured):
    """Document, section and basis."""

    def __init__(
        self, model: EditPack, part: FilePart, place: Place, *, with_basis: bool = True
    ) -> None:
        super().__init__()
        _ = model.desk.translate
        source = (*place, "source")
        self.document = ChoiceField(
            model, _("Källa"), part, (*source, "document"), documents(model)
        )
        self.section = PairField(model, _("Avsnitt i källan"), part, (*source, "section"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.document)
        self._column.addWidget(self.section)
        if with_basis:
            self.basis = ChoiceField(model, _("Grund"), part, (*place, "basis"), bases(_))
            self._column.addWidget(self.basis)
        self.ready()

    def measure(self) -> None:
        self._column.setSpacing(em(0.6))
