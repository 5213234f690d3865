"""What a reader calls the things of a pack, section by section."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from triage.core.compiled import CompiledPack
from triage.core.pack import Area, PhysicianLine, Team
from triage.core.vocabulary import CareFormName, DerivedFact, Step, UrgencyClass
from triage.statement_words import accepted_words

_Named = Area | CareFormName | DerivedFact | PhysicianLine | Step | Team | UrgencyClass


def names_of(compiled: CompiledPack, section: str, language: str) -> Mapping[str, str]:
    """Return the names of a section's things by id; of what has none, how its text begins."""
    pack, vocabulary = compiled.pack, compiled.vocabulary
    match section:
        case "criterion":
            return {one.id: one.text[language] for one in pack.criteria}
        case "prerequisite":
            return {one.id: one.todo[language] for one in pack.prerequisites}
        case "reading":
            return {one.id: _beginning(one.text[language]) for one in pack.readings}
        case "hint":
            return {one.id: _beginning(one.text[language]) for one in vocabulary.hints}
        case "accepted":
            found = [one.finding for one in pack.accepted]
            return {one: accepted_words(one, pack, vocabulary, language) for one in found}
        case "municipality":
            return {one.code: one.name for one in pack.municipalities}
        case "fact":
            return {one.id: one.label[language] for one in vocabulary.facts}
        case "document":
            return {one.id: one.title[language] for one in vocabulary.documents}
        case "urgency_reason":
            return {
                f"{one.id}.{reason.id}": reason.text[language]
                for one in vocabulary.urgency.classes
                for reason in one.reasons
            }
        case _:
            named = _named(compiled).get(section, ())
            return {one.id: one.name[language] for one in named}


def _named(compiled: CompiledPack) -> Mapping[str, Sequence[_Named]]:
    """Return the things that have a name of their own, by section."""
    pack, vocabulary = compiled.pack, compiled.vocabulary
    line = pack.physician_line
    return {
        "care_form": vocabulary.care_forms,
        "care_form_name": vocabulary.care_forms,
        "parallel": vocabulary.care_forms,
        "team": pack.teams,
        "area": pack.areas,
        "physician_line": () if line is None else (line,),
        "derived": vocabulary.derived,
        "step": vocabulary.steps,
        "urgency_class": vocabulary.urgency.classes,
    }


def _beginning(text: str) -> str:
    return shorten(text, 60, placeholder=" …")
