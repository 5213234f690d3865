"""How the draft takes what its sources leave open."""

from collections.abc import Mapping
from typing import Any

from ui.viewmodels.edit_choices import new_id, words_of
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_fields import ChoiceField, PairField
from ui.views.edit_list_section import ListSection
from ui.views.edit_section import Form
from ui.views.edit_sources import SourceFields
from ui.widgets.pack_rows import RowText


class ReadingsSection(ListSection):
    """One row a reading, a conflict or a note."""

    key = "readings"

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Tolkningar"),
            _("Det källan lämnar öppet eller säger på två sätt, och hur kriterierna läser det."),
            _("Ny tolkning"),
        )
        self._show_rows()

    def _kinds(self) -> dict[str, str]:
        _ = self._
        return {
            "reading": _("Tolkning"),
            "conflict": _("Källan säger två saker"),
            "note": _("Att veta"),
        }

    def row(self, index: int, item: Mapping[str, Any]) -> RowText:
        text = words_of(item.get("text"), self.model.desk.language, self._("Ny tolkning"))
        return RowText(text, self._kinds().get(str(item.get("kind")), ""))

    def form(self, index: int) -> Form:
        _, place = self._, (self.key, index)
        kinds = list(self._kinds().items())
        return Form(
            ChoiceField(self.model, _("Slag"), "pack", (*place, "kind"), kinds),
            PairField(self.model, _("Text"), "pack", (*place, "text")),
            SourceFields(self.model, "pack", place, with_basis=False),
        )

    def new_item(self) -> object:
        return {
            "id": new_id(self.model, "readings"),
            "kind": "reading",
            "text": {"sv": "", "en": ""},
            "source": {
                "document": "criteria_reading",
                "section": {"sv": "Lokalt tillägg", "en": "Local addition"},
            },
        }

    def words(self) -> tuple[str, str, str]:
        _ = self._
        return _("Tolkning tillagd"), _("Tolkning borttagen"), _("Tolkning flyttad")

    def loss(self, index: int) -> str:
        return self._("Tolkningen tas bort. Patienter påverkas inte.")
