"""Days and moments as people write them: `nu`, `14:02`, `i går 9.30`, `fredag 12:00`.

What was is read backwards, so that a weekday is the last one; what is awaited is read forwards.
Days that lie ahead are told by `triage.day_words`.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from triage.day_words import day_of
from triage.opening_words import coming
from triage.texts import Translate
from ui.viewmodels.worklist_words import changed

_NOW: Final = frozenset({"nu", "now", "just nu"})
_BACK: Final = {
    "i går": 1, "igår": 1, "yesterday": 1,
    "i förrgår": 2, "iförrgår": 2, "day before yesterday": 2,
}  # fmt: skip
_DAYS_AGO: Final = re.compile(r"(?:för )?([0-9]{1,3}) (?:dag(?:ar)? sedan|dygn sedan|days? ago)")
_LAST_WEEKDAY: Final = re.compile(r"(?:i|last) ([a-zåäö]+dag|[a-z]+day)s?")
_CLOCK: Final = re.compile(r"(?:kl\.? ?|at )?([01]?[0-9]|2[0-3])[:.]([0-5][0-9])$")
_WEEK: Final = 7
NOON: Final = time(12)
"""The clock of a past day that was written without one."""
CLOSING: Final = time(16)
"""The clock of a coming day that was written without one: somebody can still telephone."""


def past_day(text: str, today: date) -> date | None:
    """Return the day in the past, or today, that a text means; None where it means none.

    A day that is written with its year is returned as it is, also where it lies ahead.
    """
    said = " ".join(text.lower().split())
    if said in _BACK:
        return today - timedelta(days=_BACK[said])
    if found := _DAYS_AGO.fullmatch(said):
        return today - timedelta(days=int(found[1]))
    if found := _LAST_WEEKDAY.fullmatch(said):
        said = found[1]
    day = day_of(said, today)
    ahead = said.startswith(("om ", "in "))
    if day is None or day <= today or ahead or re.search(r"[0-9]{4}", said):
        return day
    if not re.search(r"[0-9]", said):
        weekday = day - timedelta(days=_WEEK)  # `i morgon` is one day ahead, and no weekday
        return weekday if day_of(said, weekday) == day else day
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return None


def past_moment(text: str, now: datetime) -> datetime | None:
    """Return when something happened; an empty text means now."""
    said = " ".join(text.lower().split())
    if not said or said in _NOW:
        return now
    days, clock = _parted(said)
    if clock is not None:
        day = past_day(days, now.date()) if days else now.date()
        return None if day is None else datetime.combine(day, clock, now.tzinfo)
    day = past_day(said, now.date())
    if day is None:
        return None
    return now if day == now.date() else datetime.combine(day, NOON, now.tzinfo)


def coming_moment(text: str, now: datetime) -> datetime | None:
    """Return until when something is awaited; None where the text means no time."""
    said = " ".join(text.lower().split())
    days, clock = _parted(said)
    if clock is None:
        days, clock = said, CLOSING
    day = day_of(days, now.date()) if days else now.date()
    return None if day is None else datetime.combine(day, clock, now.tzinfo)


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
