"""What the letter lacks that a receiver would have to ask for, the most pressing first.

Not every blank: the sections of the letter name those, each in its place. Nothing here keeps a
letter from being sent.
"""

from collections.abc import Iterator
from typing import Final

from triage.referral.letter import Lack
from triage.referral.material import Material
from triage.referral.notes import NOTE_FIELD
from triage.referral.protection import WITHHELD_NOTES

_NEEDED: Final = (
    "worry",
    "purpose",
    "intervention_task",
    "intervention_stop",
    "intervention_responsible",
    "diagnosis_group",
    "diagnosis_course",
    "sender_telephone",
    "responsible_physician",
    "where_now",
    "telephone",
    "consent_to_referral",
    "breakpoint_conversation",
    "patient_informed",
    "knows",
    "treatment_limitation_decided",
    "decisions",
    "preferred_place_of_care",
    "treatment",
    "symptoms_tried",
    "ecog",
    "drugs_devices",
    "allergies",
    "enrolled_in_municipal_home_care",
    "home_care",
    "family",
)
"""Questions and free texts, in the order in which a receiver would ask."""


def lacks(material: Material) -> tuple[Lack, ...]:
    """Return what to ask for: red flags, what decides the care form, what the receiver needs."""
    return tuple(_found(material))


def _found(material: Material) -> Iterator[Lack]:
    now = material.weighing
    flags = material.compiled.vocabulary.emergency.flags
    deciding = material.next_questions if material.open_outcomes else ()
    first = () if now.red_flags or now.red_flags_checked else (flags,)
    named: set[str] = set()
    for name in (*first, *deciding, *_NEEDED):
        if name in named:
            continue
        named.add(name)
        if name in NOTE_FIELD:
            if _note_lacks(material, name):
                yield Lack("note", name, material.say(NOTE_FIELD[name].label))
        elif name in material.compiled.vocabulary.fact and not material.answered(name):
            yield Lack("fact", name, material.label(name))


def _note_lacks(material: Material, name: str) -> bool:
    if material.patient.protected and name in WITHHELD_NOTES:
        return False
    return NOTE_FIELD[name].asked(material.note("purpose")) and not material.note(name)
