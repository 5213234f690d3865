"""Red flags in the letter: those found, whether anybody looked, and who was called."""

from datetime import datetime

from triage.referral.letter import Line
from triage.referral.material import Material

_MARK_WARNING = "!"


def alarm(material: Material) -> tuple[str, ...]:
    """Return a red flag's title, the signs and when, what they call for and who was called.

    Empty where there is no red flag.
    """
    notice = material.compiled.vocabulary.emergency
    if not material.weighing.red_flags:
        return ()
    decided = material.facts.get(notice.limits)
    call = notice.undecided
    if decided is True:
        call = notice.limited
    elif decided is False:
        call = notice.active
    language = material.language
    signs, seen = material.answer(notice.flags), material.rated.get(notice.flags)
    if seen is not None:
        signs = f"{signs} ({material.moment(seen)})"
    called = _called(material)
    return notice.title[language], signs, call[language], f"{called.label}: {called.text}"


def red_flags(material: Material) -> tuple[Line, ...]:
    """Return whether red flags were checked; those found stand in the alarm."""
    _ = material.say
    flags = material.compiled.vocabulary.emergency.flags
    label = material.label(flags)
    if material.weighing.red_flags:
        return ()
    if material.weighing.red_flags_checked:
        day = material.rated.get(flags)
        if day is None:
            return (Line(label, _("Kontrollerade: inga.")),)
        checked = _("Kontrollerade {day}: inga.").format(day=material.day(day).isoformat())
        return (Line(label, checked),)
    if flags in material.facts:
        return (Line(label, _("Ej känt. Frågat, men inte kontrollerat."), mark=_MARK_WARNING),)
    return (Line(label, _("Ej kontrollerat."), mark=_MARK_WARNING),)


def contact(material: Material) -> tuple[Line, ...]:
    """Return a contact noted without a red flag; with one it stands in the alarm."""
    if material.weighing.red_flags or not _noted(material):
        return ()
    return (_called(material),)


def _noted(material: Material) -> bool:
    return bool(_noted_time(material) or material.note("red_flag_contact_with"))


def _called(material: Material) -> Line:
    _ = material.say
    label = _("Larmkontakt")
    time, who = _noted_time(material), material.note("red_flag_contact_with")
    if time and who:
        return Line(label, _("{time} med {who}").format(time=time, who=who))
    if time:
        return Line(label, _("{time}, med vem är inte angivet").format(time=time))
    if who:
        return Line(label, _("med {who}, tiden är inte angiven").format(who=who))
    return Line(label, _("Ingen kontakt noterad."))


def _noted_time(material: Material) -> str:
    """Return when the contact was; what is no time stands as it was noted."""
    kept = material.note("red_flag_contact")
    try:
        at = datetime.fromisoformat(kept)
        return kept.replace("T", " ") if at.tzinfo is None else material.moment(at)
    except (ValueError, OverflowError):  # the latter: the first and the last day there is
        return kept
