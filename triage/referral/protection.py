"""What a letter leaves out under protected identity.

No municipality, address, telephone or relatives, no name and no number. Free texts on where
and by whom the patient is found are withheld whole; in other free texts the patient's own
known particulars, identity numbers and telephone numbers are struck out. Names that the
program has never been told it cannot know: the letter warns the author of that.
"""

import re
from collections.abc import Mapping
from typing import Final

from triage.core.people import Patient

WITHHELD_NOTES: Final = frozenset({"where_now", "telephone", "family", "home_care"})
WITHHELD_FACTS: Final = frozenset({"municipality", "city_area"})
_SENDERS_OWN: Final = frozenset({"sender_telephone", "responsible_physician"})

STRUCK_OUT: Final = "[…]"

_IDENTITY: Final = r"(?<![\d-])(?:\d{2})?\d{6}[-+ ]?[\dA-Z]{3}[\dA-Z](?!\d)"
_TELEPHONE: Final = r"(?<![\d-])(?:\+46|0046|0)[ -]?\d(?:[ -]?\d){5,10}(?![\d-])"
_SHORTEST_NAME: Final = 3  # shorter parts of a name are words of the language


def withheld(notes: Mapping[str, str], patient: Patient, place: str) -> Mapping[str, str]:
    """Return the notes that may be printed under protected identity, cleaned.

    `place` is the name of the municipality, or empty.
    """
    kept = {field: text for field, text in notes.items() if field not in WITHHELD_NOTES}
    strike = _particulars(notes, patient, place)
    return {
        field: text if field in _SENDERS_OWN else strike.sub(STRUCK_OUT, text)
        for field, text in kept.items()
    }


def struck_out(text: str, notes: Mapping[str, str], patient: Patient, place: str) -> str:
    """Return one more text with the patient's particulars struck out."""
    return _particulars(notes, patient, place).sub(STRUCK_OUT, text)


def _particulars(notes: Mapping[str, str], patient: Patient, place: str) -> re.Pattern[str]:
    words = {patient.name.strip(), *re.split(r"[\s-]+", patient.name)}
    exact = {notes.get(field, "").strip() for field in WITHHELD_NOTES}
    if patient.number:
        exact |= {patient.number, patient.number[2:], f"{patient.number[:8]}-{patient.number[8:]}"}
    known = [
        *(re.escape(text) for text in sorted(exact, key=len, reverse=True) if text),
        *(
            rf"(?i:\b{re.escape(word)}\b)"
            for word in sorted(words, key=len, reverse=True)
            if len(word) >= _SHORTEST_NAME
        ),
        *([rf"\b{re.escape(place)}"] if place else []),
    ]
    return re.compile("|".join([*known, _IDENTITY, _TELEPHONE]))
