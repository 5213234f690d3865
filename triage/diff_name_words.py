"""What a reader calls the things of a pack, section by section."""

from collections.abc import Mapping
from textwrap import shorten

from triage.core.compiled import CompiledPack


def names_of(compiled: CompiledPack, section: str, language: str) -> Mapping[str, str]:
    """Return the names of a section's things by id; of what has none, how its text begins."""
    pack, vocabulary = compiled.pack, compiled.vocabulary
    match section:
        case "care_form" | "parallel" | "care_form_name":
            return {one.id: one.name[language] for one in vocabulary.care_forms}
        case "criterion":
            return {one.id: one.text[language] for one in pack.criteria}
        case "prerequisite":
            return {one.id: one.todo[language] for one in pack.prerequisites}
        case "reading":
            return {one.id: _beginning(one.text[language]) for one in pack.readings}
        case "team":
            return {one.id: one.name[language] for one in pack.teams}
        case "physician_line" if pack.physician_line is not None:
            return {pack.physician_line.id: pack.physician_line.name[language]}
        case "area":
            return {one.id: one.name[language] for one in pack.areas}
        case "municipality":
            return {one.code: one.name for one in pack.municipalities}
        case "fact":
            return {one.id: one.label[language] for one in vocabulary.facts}
        case "derived":
            return {one.id: one.name[language] for one in vocabulary.derived}
        case "step":
            return {one.id: one.name[language] for one in vocabulary.steps}
        case "hint":
            return {one.id: _beginning(one.text[language]) for one in vocabulary.hints}
        case "document":
            return {one.id: one.title[language] for one in vocabulary.documents}
        case "urgency_class":
            return {one.id: one.name[language] for one in vocabulary.urgency.classes}
        case "urgency_reason":
            return {
                f"{one.id}.{reason.id}": reason.text[language]
                for one in vocabulary.urgency.classes
                for reason in one.reasons
            }
        case _:
            return {}


def _beginning(text: str) -> str:
    return shorten(text, 60, placeholder=" …")
