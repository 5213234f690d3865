"""Days and moments as people write them: `nu`, `14:02`, `i går 9.30`, `fredag 12:00`.

What was is read backwards, so that a weekday is the last one; what is awaited is read forwards.
Days are told by `triage.day_words` and `triage.past_day_words`.
"""

import re
from datetime import date, datetime, time
from typing import Final

from triage.day_words import day_of
from triage.opening_words import coming
from triage.past_day_words import past_day_of
from triage.texts import Translate
from ui.viewmodels.worklist_words import changed

_NOW: Final = frozenset({"nu", "now", "just nu"})
_CLOCK: Final = re.compile(r"(?:kl\.? ?|at )?([01]?[0-9]|2[0-3])[:.]([0-5][0-9])$")
NOON: Final = time(12)
"""The clock of a past day that was written without one."""
CLOSING: Final = time(16)
"""The clock of a coming day that was written without one: somebody can still telephone."""


def past_moment(text: str, now: datetime) -> datetime | None:
    """Return when something happened; an empty text means now."""
    said = " ".join(text.lower().split())
    if not said or said in _NOW:
        return now
    days, clock = _parted(said)
    if clock is not None:
        day = past_day_of(days, now.date()) if days else now.date()
        if day is None:
            return None
        *first, last = _moments(day, clock, now)
        return first[0] if first and last.timestamp() > now.timestamp() else last
    day = past_day_of(said, now.date())
    if day is None:
        return None
    return now if day == now.date() else datetime.combine(day, NOON, now.tzinfo)


def coming_moment(text: str, now: datetime) -> datetime | None:
    """Return until when something is awaited; None where the text means no time.

    A day that has been is read as well: a referral that is noted late may have been due already.
    """
    said = " ".join(text.lower().split())
    days, clock = _parted(said)
    if clock is None:
        days, clock = said, CLOSING
    today = now.date()
    day = (day_of(days, today) or past_day_of(days, today)) if days else today
    if day is None:
        return None
    first, *again = _moments(day, clock, now)
    return again[0] if again and first.timestamp() < now.timestamp() else first


def _moments(day: date, clock: time, now: datetime) -> list[datetime]:
    """Return what a clock on a day can mean: in the night when clocks are set back, two moments."""
    first = datetime.combine(day, clock, now.tzinfo)
    again = first.replace(fold=1)
    return [first, again] if again.timestamp() > first.timestamp() else [first]


def _parted(said: str) -> tuple[str, time | None]:
    found = _CLOCK.search(said)
    if found is None or (found.start() and said[found.start() - 1] not in " ,"):
        return said, None
    return said[: found.start()].rstrip(" ,"), time(int(found[1]), int(found[2]))


def moment_words(at: datetime, now: datetime, _: Translate) -> str:
    """Return a moment as one says it, before or after now, in words that are read back as it."""
    if at.date() < now.date():
        return changed(at, now.date(), _) if _recent(at, now) else f"{at:%Y-%m-%d %H:%M}"
    return coming(at, now, _)


def day_words(day: date, now: datetime, _: Translate) -> str:
    """Return a day as one says it."""
    ahead = (day - now.date()).days
    if ahead == -1:
        return _("i går")
    return day.isoformat() if ahead < 0 else coming(day, now, _)


def _recent(at: datetime, now: datetime) -> bool:
    return (now.date() - at.date()).days < 2
