"""The letter in a dozen lines: who, what is asked for, how urgent, why, and what is missing.

For a field of the record system that holds little, or a message to the team. It says that it is
short where it leaves out what somebody wrote.
"""

from collections.abc import Iterable
from typing import Final

from triage.core.vocabulary import ScoreFact
from triage.referral import request
from triage.referral.conditions import to_do
from triage.referral.lacking import lacks
from triage.referral.letter import Line
from triage.referral.material import Material
from triage.referral.persons import signature
from triage.referral.receiver import receiver
from triage.referral.stated import score_row

_LONGEST: Final = 240  # characters of one person's text
_MOST: Final = 7  # names of what is missing; the letter has all
_SEVERE: Final = 3


def short(material: Material) -> tuple[Line, ...]:
    """Return what stands under the headline, each line whole in itself."""
    _ = material.say
    level, urgency = request.level(material), request.urgency(material)
    return (
        level,
        receiver(material)[0],
        *request.declined(material),
        urgency,
        *request.red_flags(material),
        *request.contact(material),
        *_patient(material),
        Line(_("Oroar mest"), shortened(material.note("worry")) or _("Ej angivet")),
        *_symptoms(material),
        *request.reason(material),
        *map(_shortened, request.override(material)),
        *request.gap(material),
        *_tasks(material),
        *_missing(material),
        *_contact(material),
    )


def shortened(text: str) -> str:
    """Return a text on one row; what is left out shows."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return flat
    return f"{flat[:_LONGEST].rsplit(' ', 1)[0]} […]"


def _shortened(line: Line) -> Line:
    return Line(line.label, shortened(line.text), mark=line.mark, note=line.note)


def _patient(material: Material) -> Iterable[Line]:
    _ = material.say
    told = [
        f"ECOG {material.facts[name]}" if name == "ecog" else material.answer(name)
        for name in ("age_years", "diagnosis_group", "ecog", "current_care_setting")
        if material.answered(name)
    ]
    if told:
        yield Line(_("Patient"), " · ".join(told))


def _symptoms(material: Material) -> Iterable[Line]:
    _ = material.say
    severe = [
        fact.id
        for fact in material.compiled.vocabulary.facts
        if isinstance(fact, ScoreFact)
        and material.answered(fact.id)
        and int(str(material.facts[fact.id])) >= _SEVERE
    ]
    if severe:
        yield Line(_("Svåra symtom"), score_row(material, severe))


def _tasks(material: Material) -> Iterable[Line]:
    _ = material.say
    tasks = [line.text.rstrip(".") for line in to_do(material).lines]
    if tasks:
        yield Line(_("Att göra"), f"{'; '.join(tasks)}.")


def _missing(material: Material) -> Iterable[Line]:
    _ = material.say
    flags = material.compiled.vocabulary.emergency.flags  # have a line of their own
    names = [lack.label for lack in lacks(material) if lack.id != flags]
    if names:
        more = len(names) - _MOST
        shown = ", ".join(names[:_MOST])
        text = _("{names} och {count} till").format(names=shown, count=more) if more > 0 else shown
        yield Line(_("Saknas"), f"{text}.")


def _contact(material: Material) -> Iterable[Line]:
    _ = material.say
    said = signature(material)
    if said:
        yield Line(_("Signerat"), said)
    telephone = material.note("sender_telephone")
    if telephone:
        yield Line(_("Direkttelefon"), telephone)
