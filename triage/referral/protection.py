"""What a letter leaves out under protected identity.

No municipality, address, telephone or relatives, no name and no number. Free texts on where
and by whom the patient is found are withheld whole; in other free texts the patient's own
known particulars, identity numbers and telephone numbers are struck out. Names that the
program has never been told it cannot know: the letter warns the author of that.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
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

_DASH: Final = r"\-\u2010-\u2015\u2212"  # a word processor makes one of these of another
_SPACE: Final = r" \u00a0\u2009\u202f"
_IDENTITY: Final = (
    rf"(?<![\d-])(?:\d{{2}})?\d{{6}}[+{_DASH}{_SPACE}]{{0,3}}[\dA-Z]{{3}}[\dA-Z](?!\d)"
)
_BY_DAY: Final = rf"(?<!\d)(?:\d{{2}})?\d{{2}}(?:[{_DASH}]\d{{2}}){{2}}[{_DASH}]\d{{4}}(?!\d)"
"""An identity number whose day of birth is written as a date."""
_BETWEEN: Final = rf"[(){_DASH}{_SPACE}]{{0,3}}"
_TELEPHONE: Final = rf"(?<![\d-])(?:\+46|0046|0){_BETWEEN}\d(?:{_BETWEEN}\d){{5,10}}(?![\d-])"
_NOTHING: Final = r"(?!)"
_UNSEEN: Final = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))
"""Signs without a shape that copied text may hold, within a name as well."""
_SHORTEST_NAME: Final = 3  # shorter parts of a name are words of the language
_SHORTEST_TEXT: Final = 6  # a shorter text on home or children is a word or a count, as "Inga", "2"
_NO_WORD: Final = 6  # letters of a place that is no common word, as Vara and Mark are


def cleared(material: Material) -> Material:
    """Clear what a protected identity must not show, before any part of the letter sees it."""
    patient, signed = material.patient, material.signed
    if not patient.protected:
        return material
    places = tuple(_places(material))
    if signed is not None and signed.override is not None:
        reason, words = signed.override
        words = struck_out(words, material.notes, patient, *places)
        signed = replace(signed, override=(reason, words))
    if signed is not None:
        unit = _struck(signed.author.unit, _certain(material.notes, patient, places))
        signed = replace(signed, author=replace(signed.author, unit=unit))
    return replace(
        material,
        patient=replace(patient, name=""),
        facts={name: value for name, value in material.facts.items() if name not in WITHHELD_FACTS},
        notes=withheld(material.notes, patient, *places),
        planned={
            name: replace(one, owner=struck_out(one.owner, material.notes, patient, *places))
            for name, one in material.planned.items()
        },
        signed=signed,
    )


def _places(material: Material) -> Iterator[str]:
    """Yield the names of the municipality and of the part of the city, whichever they are."""
    code = str(material.facts.get(MUNICIPALITY, ""))
    known = material.compiled.pack.municipality.get(code)
    if known is not None:
        yield known.name
    for name in sorted(WITHHELD_FACTS):
        fact, code = material.compiled.vocabulary.fact.get(name), str(material.facts.get(name, ""))
        if isinstance(fact, ChoiceFact) and code in fact.names:
            yield fact.names[code]["sv"]


def withheld(notes: Mapping[str, str], patient: Patient, *places: str) -> Mapping[str, str]:
    """Return the notes that may be printed under protected identity, cleaned.

    `places` are the names of where the patient lives, as far as they are known.
    """
    kept = {field: text for field, text in notes.items() if field not in WITHHELD_NOTES}
    strike, own = _particulars(notes, patient, places), _certain(notes, patient, places)
    return {
        field: _struck(text, own if field in _SENDERS_OWN else strike)
        for field, text in kept.items()
    }


def struck_out(text: str, notes: Mapping[str, str], patient: Patient, *places: str) -> str:
    """Return one more text with the patient's particulars struck out."""
    return _struck(text, _particulars(notes, patient, places))


def _struck(text: str, what: re.Pattern[str]) -> str:
    return what.sub(STRUCK_OUT, _composed(text))


def _composed(text: str) -> str:
    """Return a text as it looks: letters with their marks as one sign, nothing unseen between."""
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def _certain(notes: Mapping[str, str], patient: Patient, places: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of what can only be the patient's: the whole name, the number, the place."""
    return re.compile("|".join([*_known(notes, patient, places, {patient.name.strip()}), _NOTHING]))


def _particulars(
    notes: Mapping[str, str], patient: Patient, places: Iterable[str]
) -> re.Pattern[str]:
    """Return a pattern of the above, of each part of the name, and of all that looks the same."""
    words = {patient.name.strip(), *re.split(r"[\s-]+", patient.name)}
    alike = (_BY_DAY, _IDENTITY, _TELEPHONE)
    return re.compile("|".join([*_known(notes, patient, places, words), *alike]))


def _known(
    notes: Mapping[str, str], patient: Patient, places: Iterable[str], words: Set[str]
) -> Iterator[str]:
    texts = {_composed(notes.get(field, "").strip()) for field in WITHHELD_NOTES}
    for text in sorted(texts, key=len, reverse=True):
        if len(text) >= _SHORTEST_TEXT:
            yield rf"(?<!\w){re.escape(text)}(?!\w)"
    if patient.number:
        yield _number(patient.number)
    for word in sorted(map(_composed, words), key=len, reverse=True):
        if len(word) >= _SHORTEST_NAME:
            yield rf"(?i:\b{re.escape(word)}s?\b)"  # and whose
    for place in filter(None, map(_composed, places)):
        name = re.escape(place)
        either = rf"(?i:{name})" if len(place) >= _NO_WORD else f"(?:{name}|{name.upper()})"
        yield rf"\b{either}"


def _number(number: str) -> str:
    """Return a pattern of the patient's number, whole, or of what tells most of it."""
    born, last = number[:8], number[8:]
    between = f"[+{_DASH}{_SPACE}]{{0,3}}"
    days = "|".join((born, born[2:], f"{born[:4]}-{born[4:6]}-{born[6:]}"))
    return rf"(?<!\d)(?:(?:{days})(?:{between}{last})?|{last})(?!\d)"
