"""The letter in a dozen lines: who, what is asked for, how urgent, why, and what is missing.

For a field of the record system that holds little, or a message to the team. It says that it is
short where it leaves out what somebody wrote.
"""

from collections.abc import Iterable
from typing import Final

from triage.referral import choice, red_flags, request
from triage.referral.conditions import to_do
from triage.referral.letter import Line
from triage.referral.material import Material
from triage.referral.persons import signature
from triage.referral.receiver import receiver
from triage.referral.scores import score_row, severe
from triage.referral.whole_texts import shortened

_LONGEST: Final = 240  # characters of one person's text


def short(material: Material) -> tuple[Line, ...]:
    """Return what stands under the headline, each line whole in itself."""
    _ = material.say
    level, urgency = request.level(material), request.urgency(material)
    return (
        level,
        receiver(material)[0],
        *choice.declined(material),
        urgency,
        *red_flags.red_flags(material),
        *red_flags.contact(material),
        *request.in_brief(material),
        Line(_("Oroar mest"), shortened(material.note("worry"), _LONGEST) or _("Ej angivet")),
        *_symptoms(material),
        *request.reason(material),
        *map(_shortened, choice.override(material)),
        *choice.gap(material),
        *_tasks(material),
        *request.missing(material),
        *_contact(material),
    )


def _shortened(line: Line) -> Line:
    return Line(line.label, shortened(line.text, _LONGEST), mark=line.mark, note=line.note)


def _symptoms(material: Material) -> Iterable[Line]:
    _ = material.say
    worst = severe(material)
    if worst:
        yield Line(_("Svåra symtom"), score_row(material, worst))


def _tasks(material: Material) -> Iterable[Line]:
    _ = material.say
    tasks = [line.text.rstrip(".") for line in to_do(material).lines]
    if tasks:
        yield Line(_("Att göra"), f"{'; '.join(tasks)}.")


def _contact(material: Material) -> Iterable[Line]:
    _ = material.say
    said = signature(material)
    if said:
        yield Line(_("Signerat"), said)
    telephone = material.note("sender_telephone")
    if telephone:
        yield Line(_("Direkttelefon"), telephone)
