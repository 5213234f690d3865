"""Texts that would push the rest of the front aside: it has their beginning, and they stand whole
after it.

A receiver finds every part of the letter in its place on the first page, however much one of
them holds. Nothing is left out.
"""

from typing import Final

from triage.referral.letter import Line, Section
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELDS

_LONG: Final = 900  # characters that still stand whole on the front
_BEGINNING: Final = 320


def beginning(material: Material, label: str, text: str) -> Line:
    """Return a free text for the front, and where the rest of it is."""
    _ = material.say
    if len(text) <= _LONG:
        return Line(label, text)
    return Line(label, shortened(text, _BEGINNING), note=_("Hela texten står efter framsidan."))


def whole_texts(material: Material) -> tuple[Section, ...]:
    """Return the texts that only began under one title; nothing where none did."""
    _ = material.say
    lines = tuple(
        Line(_(field.label), material.note(field.id))
        for field in NOTE_FIELDS
        if len(material.note(field.id)) > _LONG
    )
    return (Section(_("Hela texter"), lines),) if lines else ()


def shortened(text: str, longest: int) -> str:
    """Return a text on one row; what is left out shows."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return f"{flat[:longest].rsplit(' ', 1)[0]} […]"
