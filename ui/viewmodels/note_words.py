"""What is said beside a free text of the letter: what the answers tell, and what becomes of it.

A wished day is understood as people write it, and kept as a date: ”fredag” is another day when
the letter is read next week.
"""

from datetime import date, timedelta
from typing import Final

from triage.core.compiled import CompiledPack
from triage.core.vocabulary import Facts, UrgencyClass
from triage.day_words import day_of
from triage.opening_words import coming
from triage.referral.known import known
from triage.referral.notes import NOTE_FIELDS
from triage.referral.protection import WITHHELD_NOTES
from triage.referral.wished_day import doubt
from triage.texts import Translate
from ui.viewmodels.desk import Desk

DAYS: Final = frozenset({"target_date", "intervention_stop"})
"""Fields that hold a day, or words where no day can be told."""
_A_LINE: Final = 300
SHORT: Final = frozenset(field.id for field in NOTE_FIELDS if field.longest <= _A_LINE)
"""Fields of a few words, on one line."""


def known_words(field: str, facts: Facts, compiled: CompiledPack, desk: Desk) -> str:
    """Return what the answers already tell of a field's subject; "" where they tell nothing."""
    _ = desk.translate
    told = known(field, facts, compiled, desk.language)
    return _("Ur svaren: {known}").format(known=told) if told else ""


def remark(
    field: str,
    text: str,
    desk: Desk,
    *,
    protected: bool,
    urgency: UrgencyClass | None = None,
    reason: str = "",
) -> str:
    """Return what becomes of a text as it stands; "" where it is printed as it was written.

    A wished day is held against the `urgency` and the `reason` stated for it.
    """
    _ = desk.translate
    if protected and field in WITHHELD_NOTES:
        return _("Skyddad identitet: trycks inte i remissen.")
    if field not in DAYS or not text.strip():
        return ""
    today = desk.workplace.now().date()
    day = day_of(text, today)
    if day is None:
        return _("Ingen dag som Vägval förstår; trycks som du skrev.")
    if day < today:
        return _("{day} har redan varit.").format(day=_day(day, _))
    ahead = (day - today).days
    if ahead <= 1:
        told = f"{_day(day, _)}, {coming(day, desk.workplace.now(), _)}"
    else:
        told = _("{day}, om {count} dagar").format(day=_day(day, _), count=ahead)
    if urgency is None or field != "target_date":
        return told
    wonder = doubt(day, today, urgency, reason=reason, language=desk.language)
    return f"{told}. {wonder}" if wonder else told


def kept_as(field: str, text: str, today: date) -> str:
    """Return a text as it is kept: a day as its date, anything else as it was written."""
    day = day_of(text, today) if field in DAYS else None
    return text if day is None else day.isoformat()


def stepped(text: str, by: int, today: date) -> str:
    """Return the day so many days on, as it is kept; from today where no day stands there.

    A wish never goes back before today; words that mean no day are left alone.
    """
    if not text.strip():
        return max(today, today + timedelta(days=by)).isoformat()
    day = day_of(text, today)
    if day is None:
        return text
    return max(today, day + timedelta(days=by)).isoformat()


def _day(day: date, _: Translate) -> str:
    weekdays = (
        _("måndag"),
        _("tisdag"),
        _("onsdag"),
        _("torsdag"),
        _("fredag"),
        _("lördag"),
        _("söndag"),
    )
    return f"{weekdays[day.weekday()]} {day.isoformat()}"
