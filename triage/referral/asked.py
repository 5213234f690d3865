"""The letter's headline: what is asked for and by when, and what belongs to the asking."""

from datetime import date
from typing import Final

from triage.answer_words import lowered
from triage.referral import wished_day
from triage.referral.letter import Line
from triage.referral.material import Material
from triage.referral.notes import PURPOSES

_POINT: Final = "point_intervention"
_A_DAY: Final = 40  # characters of a day that the headline has room for


def headline(material: Material) -> str:
    """Return what is asked for and by when, as one line, with what it must not be read without."""
    _ = material.say
    code = material.note("purpose")
    purpose = _(PURPOSES[code]) if code in PURPOSES else code or _("Syfte ej angivet")
    asked = f"{purpose} – {lowered(urgency_name(material, material.weighing.urgency.current))}"
    wanted = material.note("target_date")
    if _day(wanted) is not None:
        asked = _("{asked}, önskat datum {day}").format(asked=asked, day=wanted)
    elif 0 < len(wanted) <= _A_DAY:
        asked = _("{asked}, önskat: {day}").format(asked=asked, day=lowered(wanted))
    caveats = []
    if material.weighing.blocked_by is not None:
        caveats.append(_("patienten tackar nej till remiss"))
    if not material.weighing.red_flags and not material.weighing.red_flags_checked:
        caveats.append(_("larmtecken ej kontrollerade"))
    return f"{asked} ({'; '.join(caveats)})" if caveats else asked


def asked(material: Material) -> tuple[Line, ...]:
    """Return why that day; of a point intervention what, how long, and who stays responsible.

    What a point intervention lacks is said: nobody can take it on without.
    """
    _ = material.say
    lines = []
    wanted, reason = material.note("target_date"), material.note("target_reason")
    if len(wanted) > _A_DAY:
        lines.append(Line(_("Önskat datum"), wanted))
    if reason:
        lines.append(Line(_("Skäl till datum"), reason))
    if material.note("purpose") == _POINT:
        for label, field in (
            (_("Uppgift"), "intervention_task"),
            (_("Slut"), "intervention_stop"),
            (_("Ansvar kvar hos"), "intervention_responsible"),
        ):
            text = material.note(field)
            lines.append(Line(label, text or _("Ej angivet"), mark="" if text else "!"))
    return tuple(lines)


def doubt(material: Material) -> str:
    """Return what the sender may want to mend in the day wished for; "" where nothing."""
    wanted = _day(material.note("target_date"))
    if wanted is None:
        return ""
    return wished_day.doubt(
        wanted,
        material.day(material.at),
        material.compiled.vocabulary.urgency[material.weighing.urgency.current],
        reason=material.note("target_reason"),
        language=material.language,
    )


def urgency_name(material: Material, urgency: str) -> str:
    """Return the words for a class of urgency."""
    return material.compiled.vocabulary.urgency[urgency].name[material.language]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
