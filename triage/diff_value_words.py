"""The values of a pack in words, for whoever reads what changed in them."""

from dataclasses import dataclass

from triage.core.compiled import CompiledPack
from triage.core.hours import Hours
from triage.core.pack import (
    Approval,
    Beds,
    CareForm,
    Catchment,
    Criterion,
    Enrolled,
    Parallel,
    Part,
    PhysicianLine,
    Prerequisite,
    Staffing,
    Team,
)
from triage.core.place import CITY_AREA
from triage.core.rules import AnyRule
from triage.core.vocabulary import ChoiceFact, Reconfirm, UrgencyReason, Value
from triage.core.wording import Frozen, Source, Text
from triage.diff_field_words import field_words
from triage.pack_words import approval_words
from triage.rule_words import hours_words, part_words, rule_words
from triage.team_words import enrolled_words, profession_words
from triage.texts import Translate, translator

_FORMS = frozenset({"fallback", "offers", "entry_via"})
NOTHING = "–"


@dataclass(frozen=True)
class ValueReader:
    """Reads the values of one pack."""

    compiled: CompiledPack
    language: str

    @property
    def _(self) -> Translate:
        return translator(self.language)

    def value(self, field: str, value: object) -> str:
        """Return a field's value in words."""
        _ = self._
        match value:
            case None | "":
                return NOTHING
            case bool():
                return _("ja") if value else _("nej")
            case Text():
                return value[self.language]
            case Hours() if not value.stated:
                return _("ej angivet")
            case Hours():
                return hours_words(value, _)
            case Part():
                return part_words(value, self.compiled.pack.criterion, self.language)
            case Source():
                document = self.compiled.vocabulary.document.get(value.document)
                title = value.document if document is None else document.title[self.language]
                return f"{title}, {value.section[self.language]}"
            case Catchment():
                return self._catchment(value)
            case Approval() | Beds() | Enrolled() | Staffing():
                return self._figures(value)
            case Value():
                return value.name[self.language]
            case tuple():
                return "; ".join(self.values(field, value)) or NOTHING
            case str() if field == "basis":
                return {"source": _("källa"), "derived": _("härlett"), "local": _("lokalt")}[value]
            case str() if field in _FORMS:
                return self.form(value)
            case _ if isinstance(value, AnyRule):
                return rule_words(value, self.compiled.vocabulary, self.language)
            case Frozen():
                return "; ".join(self.content(value)) or NOTHING
            case _:
                return str(value)

    def _catchment(self, catchment: Catchment) -> str:
        areas = {one.id: one.name[self.language] for one in self.compiled.pack.areas}
        named = [areas.get(area, area) for area in catchment.areas]
        named += [self.place(code) for code in catchment.municipalities]
        parts = ", ".join(map(self._city_area, catchment.city_areas))
        return ", ".join(named) + (f" ({parts})" if parts else "")

    def _city_area(self, area: str) -> str:
        known = self.compiled.vocabulary.fact.get(CITY_AREA)
        names = known.names if isinstance(known, ChoiceFact) else {}
        return names[area][self.language] if area in names else area

    def _figures(self, value: Approval | Beds | Enrolled | Staffing) -> str:
        match value:
            case Approval():
                return approval_words(value, self._)
            case Beds():
                return _noted(str(value.count), value.note, self.language)
            case Enrolled():
                return _noted(enrolled_words(value, self._), value.note, self.language)
            case Staffing():
                return self._staffing(value)

    def _reconfirm(self, asked: Reconfirm) -> str:
        vocabulary = self.compiled.vocabulary
        steps = {step.id: step.name[self.language] for step in vocabulary.steps}
        facts = {fact.id: fact.label[self.language] for fact in vocabulary.facts}
        anew = [steps.get(step, step) for step in asked.steps]
        anew += [facts.get(fact, fact) for fact in asked.facts]
        text = self._("{questions}; äldre än {hours} timmar märks")
        return text.format(questions=", ".join(anew) or NOTHING, hours=asked.hours)

    def _staffing(self, staffing: Staffing) -> str:
        _ = self._
        said = [profession_words(staffing, _)]
        if staffing.posts is not None:
            said.append(_("{posts} tjänster").format(posts=_number(staffing.posts, self.language)))
        if staffing.per_100000 is not None:
            number = _number(staffing.per_100000, self.language)
            said.append(_("{ratio} per 100 000 invånare").format(ratio=number))
        return _noted(", ".join(said), staffing.note, self.language)

    def values(self, field: str, value: object) -> list[str]:
        """Return the members of a list in words."""
        members = value if isinstance(value, tuple) else ()
        match field:
            case "municipalities":
                return [self.place(str(code)) for code in members]
            case "prerequisites":
                known = self.compiled.pack.prerequisite
                return [known[one].todo[self.language] if one in known else one for one in members]
            case "city_areas":
                return [self._city_area(str(one)) for one in members]
            case "criteria":
                stated = self.compiled.pack.criterion
                return [
                    stated[one].text[self.language] if one in stated else one for one in members
                ]
            case _ if field in _FORMS:
                return [self.form(str(one)) for one in members]
            case _:
                return [self.value(field, one) for one in members]

    def form(self, form: str) -> str:
        """Return a care form's name."""
        known = self.compiled.vocabulary.form.get(form)
        return form if known is None else known.name[self.language]

    def place(self, code: str) -> str:
        """Return a municipality's name."""
        known = self.compiled.pack.municipality.get(code)
        return code if known is None else known.name

    def content(self, thing: object) -> list[str]:
        """Return what a thing that was added or removed says: its rule, parts or services."""
        _ = self._
        told: dict[str, object] = {}
        match thing:
            case Criterion() | Prerequisite():
                told = {"when": thing.when}
            case CareForm():
                told.update(thing.admission)
            case Reconfirm():
                return [self._reconfirm(thing)]
            case Parallel():
                told = {"criteria": thing.criteria}
            case Team():
                told = {"offers": thing.offers, "catchment": thing.catchment, "hours": thing.hours}
            case PhysicianLine():
                told = {"hours": thing.hours, "who_may_use": thing.who_may_use}
            case UrgencyReason():
                if thing.when is not None:
                    told["when"] = thing.when
            case _:
                told = {
                    field: value
                    for field in ("text", "when", "reason")
                    if isinstance(value := getattr(thing, field, None), Text | str | AnyRule)
                }
        return [
            f"{field_words(field, _)}: {self.value(field, value)}" for field, value in told.items()
        ]


def _noted(text: str, note: Text | None, language: str) -> str:
    return text if note is None else f"{text} ({note[language]})"


def _number(value: float, language: str) -> str:
    text = f"{value:g}"
    return text if language == "en" else text.replace(".", ",")
