"""A day that has been, as people write it: `i går`, `fredag`, `24/11`, `för tre dagar sedan`.

The same words as in `triage.day_words`, read backwards: a weekday is the last one, a day without a
year the last such day.
"""

import re
from datetime import date, timedelta
from typing import Final

from triage.day_words import MOST, day_of

_BEHIND: Final = {
    "i går": 1, "igår": 1, "yesterday": 1,
    "i förrgår": 2, "iförrgår": 2, "förrgår": 2, "day before yesterday": 2,
    "för en vecka sedan": 7, "a week ago": 7,
}  # fmt: skip
_NUMBERS: Final = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju")
_AGO: Final = re.compile(
    r"(?:för )?([0-9]{1,3}|två|tre|fyra|fem|sex|sju) (?:dag(?:ar)? sedan|dygn sedan|days? ago)"
)
_LAST: Final = re.compile(r"^i (\w+dag)s$")
_YEAR: Final = re.compile(r"[0-9]{4}")


def past_day_of(text: str, today: date) -> date | None:
    """Return the day that a text means, looking back from today; None where it means none.

    What can only mean a day to come (`i morgon`, a date with its year) is that day.
    """
    said = " ".join(text.lower().split()) if len(text) <= MOST else ""
    said = _LAST.sub(r"\1", said)
    if said in _BEHIND:
        return today - timedelta(days=_BEHIND[said])
    if found := _AGO.fullmatch(said):
        days = int(found[1]) if found[1].isdigit() else _NUMBERS.index(found[1])
        return today - timedelta(days=days)
    day = day_of(said.removeprefix("förra ").removeprefix("last "), today)
    if day is None or day <= today or _YEAR.search(said) or _ahead(said):
        return day
    weekday = not any(sign.isdigit() for sign in said)
    return day - timedelta(days=7) if weekday else _year_before(day)


def _ahead(said: str) -> bool:
    return said.startswith(("om ", "in ")) or "morgon" in said or "tomorrow" in said


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 4)
