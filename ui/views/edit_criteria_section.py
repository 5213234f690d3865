"""The criteria of a draft: wording, rule, source, and where each is used."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from triage.core.rules import Rule
from triage.packs.edit import REMOVED
from triage.rule_words import rule_words
from ui.viewmodels.edit_choices import form_name, new_id, part_names, used_by, words_of
from ui.viewmodels.edit_pack import Edit, EditPack, Place
from ui.views.edit_fields import Field, PairField
from ui.views.edit_list_section import ListSection
from ui.views.edit_section import Form
from ui.views.edit_sources import SourceFields
from ui.widgets.calm_box import CalmBox
from ui.widgets.measured import label, set_text
from ui.widgets.pack_rows import RowText
from ui.widgets.rule_editor import RuleEditor

_RULES: TypeAdapter[Rule] = TypeAdapter(Rule)


def rule_at(value: object) -> Rule | None:
    """Return a rule of the draft's values; None where it is none."""
    try:
        return _RULES.validate_python(value)
    except ValidationError:
        return None


class RuleField(Field):
    """A rule as a tree in words. A changed rule is the unit's own: its basis becomes local."""

    def __init__(self, model: EditPack, caption: str, place: Place) -> None:
        super().__init__(model, caption, "pack", (*place, "when"))
        self._item = place
        rule = rule_at(self.value())
        vocabulary = model.desk.workplace.catalogue.vocabulary
        self.editor: RuleEditor | None = None
        self._local = label("small", tone="primary")
        self._local.hide()
        if rule is not None:
            self.editor = RuleEditor(rule, vocabulary, model.desk.language)
            self.editor.edited.connect(self._take)
            self.hold(self.editor)
            self.column.addWidget(self._local)

    def show_value(self) -> None:
        rule = rule_at(self.value())
        if self.editor is not None and rule is not None:
            self.editor.set_rule(rule)

    def _take(self, rule: Rule, name: str) -> None:
        _ = self.model.desk.translate
        edits: list[Edit] = [("pack", self.place, rule.model_dump(mode="json", by_alias=True))]
        basis = (*self._item, "basis")
        if self.model.value("pack", basis) != "local":
            edits.append(("pack", basis, "local"))
            set_text(
                self._local,
                _("Regeln är nu enhetens egen: grunden är satt till ”Lokalt bestämt”."),
            )
        self.model.change_all(name, edits)


class _Uses(Field):
    """Where a criterion is used, and a list to put it into another form."""

    def __init__(self, model: EditPack, place: Place) -> None:
        _ = self._ = model.desk.translate
        super().__init__(model, _("Används av"), "pack", (*place, "id"))
        self._text = label()
        self.column.insertWidget(1, self._text)
        self.into = CalmBox()
        self.into.activated.connect(self._put)
        self.hold(self.into, stretch=False)
        self.into.setAccessibleName(_("Lägg in i en vårdform"))
        self.column.removeWidget(self._text)
        self.column.insertWidget(1, self._text)

    def show_value(self) -> None:
        _ = self._
        criterion = str(self.value())
        uses = used_by(self.model, criterion, _)
        self._text.setText(" · ".join(uses) if uses else _("Ingen vårdform ännu"))
        self.into.clear()
        self.into.addItem(_("Lägg in i en vårdform …"), None)
        for number, form in enumerate(self.model.value("pack", ("care_forms",), ())):
            for key, words in part_names(_).items():
                part = form.get(key)
                joint = next(iter(part), None) if part else None
                if joint and criterion not in part[joint]:
                    place = ("care_forms", number, key, joint, len(part[joint]))
                    self.into.addItem(f"{form_name(self.model, form['id'])} · {words}", place)

    def _put(self, index: int) -> None:
        place = self.into.itemData(index)
        if place is not None:
            name = self._("Kriterium inlagt i vårdform")
            self.model.change(name, "pack", tuple(place), str(self.value()))


class CriteriaSection(ListSection):
    """One row a criterion; unfolded it holds all that is said of it."""

    key = "criteria"

    def __init__(self, model: EditPack) -> None:
        _ = model.desk.translate
        super().__init__(
            model,
            _("Kriterier"),
            _("Ett påstående per rad, och regeln som avgör när det stämmer."),
            _("Nytt kriterium"),
        )
        self._show_rows()

    def row(self, index: int, item: Mapping[str, Any]) -> RowText:
        rule = rule_at(item.get("when"))
        vocabulary = self.model.desk.workplace.catalogue.vocabulary
        language = self.model.desk.language
        words = "" if rule is None else rule_words(rule, vocabulary, language)
        title = words_of(item.get("text"), language, self._("Nytt kriterium"))
        return RowText(title, f"{words[:1].upper()}{words[1:]}")

    def form(self, index: int) -> Form:
        _, place = self._, (self.key, index)
        return Form(
            PairField(self.model, _("Formulering"), "pack", (*place, "text")),
            RuleField(self.model, _("Stämmer när"), place),
            SourceFields(self.model, "pack", place),
            _Uses(self.model, place),
        )

    def new_item(self) -> object:
        _ = self._
        source = {"sv": "Lokalt tillägg", "en": "Local addition"}
        return {
            "id": new_id(self.model, "criteria"),
            "text": {"sv": "", "en": ""},
            "when": {"fact": "complex_symptom_picture"},
            "source": {"document": "criteria_reading", "section": source},
            "basis": "local",
        }

    def words(self) -> tuple[str, str, str]:
        _ = self._
        return _("Kriterium tillagt"), _("Kriterium borttaget"), _("Kriterium flyttat")

    def loss(self, index: int) -> str:
        uses = used_by(self.model, str(self.items()[index].get("id")), self._)
        if not uses:
            return self._("Kriteriet tas bort. Ingen vårdform använder det.")
        text = self._("Kriteriet tas bort också ur: {forms}.")
        return text.format(forms=", ".join(uses))

    def remove(self, index: int) -> None:
        """Take the criterion out of the pack and out of every form that uses it."""
        criterion = str(self.items()[index].get("id"))
        edits: list[Edit] = [("pack", (self.key, index), REMOVED)]
        for list_key, keys in (
            ("care_forms", tuple(part_names(self._))),
            ("parallel", ("criteria",)),
        ):
            for number, form in enumerate(self.model.value("pack", (list_key,), ())):
                for key in keys:
                    edits += self._without(criterion, (list_key, number, key), form.get(key))
        self.model.change_all(self.words()[1], edits)

    def _without(self, criterion: str, place: Place, part: object) -> list[Edit]:
        if not isinstance(part, Mapping):
            return []
        edits: list[Edit] = []
        for joint, names in part.items():
            left = tuple(name for name in names if name != criterion)
            if left != names:
                needed = "eligibility" in place or "criteria" in place
                if left or needed:
                    edits.append(("pack", (*place, joint), left))
                else:
                    edits.append(("pack", place, REMOVED))
        return edits
