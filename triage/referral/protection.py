"""What a letter leaves out under protected identity.

No municipality, address, telephone or relatives, no name and no number. Free texts on where
and by whom the patient is found are withheld whole; in other free texts the patient's own
known particulars, identity numbers and telephone numbers are struck out. Names that the
program has never been told it cannot know: the letter warns the author of that.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Final

from triage.core.people import Patient
from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import ChoiceFact
from triage.referral.material import Material

WITHHELD_NOTES: Final = frozenset({"where_now", "telephone", "family", "children", "home_care"})
WITHHELD_FACTS: Final = frozenset({"municipality", "city_area"})
_SENDERS_OWN: Final = frozenset(
    {"sender_telephone", "responsible_physician", "intervention_responsible"}
)
"""Texts on the sender's side: their telephone numbers and names are what they are for."""

STRUCK_OUT: Final = "[…]"

_IDENTITY: Final = r"(?<![\d-])(?:\d{2})?\d{6}[-+ ]?[\dA-Z]{3}[\dA-Z](?!\d)"
_TELEPHONE: Final = r"(?<![\d-])(?:\+46|0046|0)[ -]?\d(?:[ -]?\d){5,10}(?![\d-])"
_NOTHING: Final = r"(?!)"
_SHORTEST_NAME: Final = 3  # shorter parts of a name are words of the language


def cleared(material: Material) -> Material:
    """Clear what a protected identity must not show, before any part of the letter sees it."""
    patient, signed = material.patient, material.signed
    if not patient.protected:
        return material
    place = _place(material)
    if signed is not None and signed.override is not None:
        reason, words = signed.override
        words = struck_out(words, material.notes, patient, place)
        signed = replace(signed, override=(reason, words))
    return replace(
        material,
        patient=replace(patient, name=""),
        facts={name: value for name, value in material.facts.items() if name not in WITHHELD_FACTS},
        notes=withheld(material.notes, patient, place),
        planned={
            name: replace(one, owner=struck_out(one.owner, material.notes, patient, place))
            for name, one in material.planned.items()
        },
        signed=signed,
    )


def _place(material: Material) -> str:
    """Return the municipality's name, whichever region it lies in; empty where none is known."""
    code = str(material.facts.get(MUNICIPALITY, ""))
    known = material.compiled.pack.municipality.get(code)
    if known is not None:
        return known.name
    fact = material.compiled.vocabulary.fact[MUNICIPALITY]
    return fact.names[code]["sv"] if isinstance(fact, ChoiceFact) and code in fact.names else ""


def withheld(notes: Mapping[str, str], patient: Patient, place: str) -> Mapping[str, str]:
    """Return the notes that may be printed under protected identity, cleaned.

    `place` is the name of the municipality, or empty.
    """
    kept = {field: text for field, text in notes.items() if field not in WITHHELD_NOTES}
    strike, own = _particulars(notes, patient, place), _certain(notes, patient, place)
    return {
        field: (own if field in _SENDERS_OWN else strike).sub(STRUCK_OUT, text)
        for field, text in kept.items()
    }


def struck_out(text: str, notes: Mapping[str, str], patient: Patient, place: str) -> str:
    """Return one more text with the patient's particulars struck out."""
    return _particulars(notes, patient, place).sub(STRUCK_OUT, text)


def _certain(notes: Mapping[str, str], patient: Patient, place: str) -> re.Pattern[str]:
    """Return a pattern of what can only be the patient's: the whole name, the number, the place."""
    return re.compile("|".join([*_known(notes, patient, place, {patient.name.strip()}), _NOTHING]))


def _particulars(notes: Mapping[str, str], patient: Patient, place: str) -> re.Pattern[str]:
    """Return a pattern of the above, of each part of the name, and of all that looks the same."""
    words = {patient.name.strip(), *re.split(r"[\s-]+", patient.name)}
    return re.compile("|".join([*_known(notes, patient, place, words), _IDENTITY, _TELEPHONE]))


def _known(
    notes: Mapping[str, str], patient: Patient, place: str, words: Set[str]
) -> Iterator[str]:
    exact = {notes.get(field, "").strip() for field in WITHHELD_NOTES}
    if patient.number:
        exact |= {patient.number, patient.number[2:], f"{patient.number[:8]}-{patient.number[8:]}"}
    yield from (re.escape(text) for text in sorted(exact, key=len, reverse=True) if text)
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_NAME:
            yield rf"(?i:\b{re.escape(word)}\b)"
    if place:
        yield rf"\b{re.escape(place)}"
