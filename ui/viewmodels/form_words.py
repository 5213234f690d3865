"""Words for a care form and for what the source states of it, wherever a ladder is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.vocabulary import Vocabulary
from triage.core.wording import Source
from triage.texts import Translate, translator

Mark = Literal["yes", "no", "unknown", "gap"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of the source, weighed: its state with the word for it, wording and place."""

    mark: Mark
    word: str
    text: str
    source: str


def form_name(vocabulary: Vocabulary, form: str, language: str) -> str:
    """Return the words for a care form, or for the outcome without one.

    A form of an old decision that the vocabulary lacks by now stands by its id.
    """
    if form == NOT_PALLIATIVE:
        _ = translator(language)
        return _("Ingen palliativ vårdform")
    known = vocabulary.form.get(form)
    return form if known is None else known.name[language]


def mark_words(_: Translate) -> Mapping[Mark, str]:
    """Return the word for each mark, of a care form and of a criterion alike."""
    return {
        "yes": _("uppfyllt"),
        "no": _("inte uppfyllt"),
        "unknown": _("öppet"),
        "gap": _("uppfyllt men erbjuds inte här"),
    }


def source_line(vocabulary: Vocabulary, source: Source, language: str) -> str:
    """Return publisher, year and section, enough to look a statement up."""
    section = source.section[language]
    document = vocabulary.document.get(source.document)
    return section if document is None else f"{document.publisher} {document.year}, {section}"
