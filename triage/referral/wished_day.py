"""What does not fit together in the day that the sender wishes for; said to them, never printed.

A wish is the sender's own. Nothing here holds a letter up, and a stated reason settles what only
needs explaining: the receiver reads it beside the day.
"""

from datetime import date, timedelta
from typing import Final

from triage.answer_words import lowered
from triage.core.follow_up import ANSWER_WITHIN
from triage.core.vocabulary import UrgencyClass
from triage.texts import Translate, translator

_SOON: Final = "within_three_days"
"""A wish within this class is an urgent one."""
_NO_END: Final = "planned"
"""The class that sets no last day for a wish."""


def doubt(wanted: date, today: date, urgency: UrgencyClass, *, reason: str, language: str) -> str:
    """Return what a reader would wonder at in a wished day; "" where there is nothing.

    `urgency` is how urgent the answers make it, `reason` what is stated for the day.
    """
    _ = translator(language)
    if wanted < today:
        return _("Önskat datum, {day}, har redan varit.").format(day=wanted.isoformat())
    if reason.strip():
        return ""
    name = lowered(urgency.name[language])
    latest = _last_day(urgency.id, today)
    if urgency.id != _NO_END and wanted > latest:
        text = _(
            "Önskat datum är senare än angelägenheten: {urgency}, alltså {latest}. "
            "Ändra datumet, eller skriv skälet."
        )
        return text.format(urgency=name, latest=_latest(latest, today, _))
    if wanted <= _last_day(_SOON, today) < latest:
        text = _(
            "Önskat datum är tidigare än svaren ger skäl för: {urgency}. "
            "Skriv skälet, så att mottagaren förstår."
        )
        return text.format(urgency=name)
    return ""


def _last_day(urgency: str, today: date) -> date:
    within = ANSWER_WITHIN.get(urgency, ANSWER_WITHIN[_NO_END])
    return today + timedelta(days=within.days)


def _latest(day: date, today: date, _: Translate) -> str:
    ahead = (day - today).days
    if ahead == 0:
        return _("i dag")
    if ahead == 1:
        return _("senast i morgon")
    return _("senast {day}, om {count} dagar").format(day=day.isoformat(), count=ahead)
