"""What is to be done before enrolment, and what the unit has switched on of it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox

from triage.packs.edit import REMOVED
from ui.viewmodels.edit_choices import new_id, words_of
from ui.viewmodels.edit_pack import Edit, EditPack
from ui.views.edit_criteria_section import RuleField
from ui.views.edit_fields import CheckField, Field, PairField
from ui.views.edit_list_section import ListSection
from ui.views.edit_section import Form
from ui.views.edit_sources import SourceFields
from ui.widgets.pack_rows import RowText


class SwitchField(Field):
    """Whether the unit asks for it; a setting of this workstation, in force at once."""

    def __init__(self, model: EditPack, prerequisite: str) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Gäller hos oss"),
            "pack",
            (),
            _("Bara vissa team begär detta. Gäller genast på den här datorn, utan ny version."),
        )
        self._prerequisite = prerequisite
        self.box = QCheckBox(_("Visa som något att göra före inskrivning"))
        self.box.clicked.connect(self._switch)
        self.hold(self.box, stretch=False)

    def show_value(self) -> None:
        self.box.setChecked(self._prerequisite in self.model.work.switched_on())

    def refresh(self) -> None:
        self.show_value()

    def _switch(self, on: bool) -> None:
        self.model.work.switch(self._prerequisite, on=on)


class PrerequisitesSection(ListSection):
    """One row a to-do; none of them ever lowers the level."""

    key = "prerequisites"

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Att göra före inskrivning"),
            _("Det som saknas blir en uppgift bredvid rekommendationen. Nivån ändras aldrig."),
            _("Ny uppgift"),
        )
        self._show_rows()

    def row(self, index: int, item: Mapping[str, Any]) -> RowText:
        language = self.model.desk.language
        owner = words_of(item.get("owner"), language, "")
        if item.get("switched_locally"):
            on = item.get("id") in self.model.work.switched_on()
            state = self._("gäller hos oss") if on else self._("gäller inte hos oss")
            owner = f"{owner} · {state}"
        return RowText(words_of(item.get("todo"), language, self._("Ny uppgift")), owner)

    def form(self, index: int) -> Form:
        _, model, place = self._, self.model, (self.key, index)
        parts: list[Field | SourceFields] = [
            PairField(model, _("Uppgift"), "pack", (*place, "todo")),
            PairField(model, _("Vem som gör det"), "pack", (*place, "owner")),
            RuleField(model, _("Är gjort när"), place),
            SourceFields(model, "pack", place),
            CheckField(
                model,
                _("Bara vissa team begär det"),
                "pack",
                (*place, "switched_locally"),
                _("Då är den av tills enheten slår på den."),
            ),
        ]
        if model.value("pack", (*place, "switched_locally")):
            parts.insert(0, SwitchField(model, str(model.value("pack", (*place, "id")))))
        return Form(*parts)

    def new_item(self) -> object:
        return {
            "id": new_id(self.model, "prerequisites"),
            "todo": {"sv": "", "en": ""},
            "owner": {"sv": "Den som remitterar", "en": "The referrer"},
            "when": {"derived": "consent_settled"},
            "source": {
                "document": "criteria_reading",
                "section": {"sv": "Lokalt tillägg", "en": "Local addition"},
            },
            "basis": "local",
        }

    def words(self) -> tuple[str, str, str]:
        _ = self._
        return _("Uppgift tillagd"), _("Uppgift borttagen"), _("Uppgift flyttad")

    def loss(self, index: int) -> str:
        return self._("Uppgiften tas bort, också ur de vårdformer som begär den.")

    def remove(self, index: int) -> None:
        """Take the to-do out of the pack and out of every form that asks for it."""
        gone = self.items()[index].get("id")
        edits: list[Edit] = [("pack", (self.key, index), REMOVED)]
        for number, form in enumerate(self.model.value("pack", ("care_forms",), ())):
            asked = form.get("prerequisites", ())
            left = tuple(one for one in asked if one != gone)
            if left != asked:
                edits.append(("pack", ("care_forms", number, "prerequisites"), left or REMOVED))
        self.model.change_all(self.words()[1], edits)
