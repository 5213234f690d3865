"""A day as people write it, in Swedish or English: `i morgon`, `fredag`, `24/11`, `2026-11-24`."""

import re
from datetime import date, timedelta
from typing import Final

MOST: Final = 40
"""Characters of a day at most; what is longer is no day."""

_AHEAD: Final = {
    "i dag": 0, "idag": 0, "today": 0,
    "i morgon": 1, "imorgon": 1, "i morgen": 1, "tomorrow": 1,
    "i övermorgon": 2, "iövermorgon": 2, "övermorgon": 2, "day after tomorrow": 2,
    "om en vecka": 7, "in a week": 7, "om två veckor": 14, "in two weeks": 14,
}  # fmt: skip
_WEEKDAYS: Final = (
    ("måndag", "monday"), ("tisdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lördag", "saturday"), ("söndag", "sunday"),
)  # fmt: skip
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "maj",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
_ENGLISH: Final = {"may": 5, "oct": 10}
_MONTH: Final = {name: at for at, name in enumerate(_MONTHS, start=1)} | _ENGLISH
_SHORTEST_WEEKDAY: Final = 3

_IN_DAYS: Final = re.compile(r"(?:om|in) ([0-9]{1,3}) (?:dag(?:ar)?|dygn|days?)")
_IN_WEEKS: Final = re.compile(r"(?:om|in) ([0-9]{1,2}) (?:veck(?:a|or)|weeks?)")
_ISO: Final = re.compile(r"([0-9]{4})[-./ ]?([0-9]{1,2})[-./ ]?([0-9]{1,2})")
_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:[ /-]([0-9]{4}))?")
_NAMED: Final = re.compile(r"(?:den )?([0-9]{1,2})\.? ([a-z]{3})[a-z]*\.?(?: ([0-9]{4}))?")
_NAMED_FIRST: Final = re.compile(r"([a-z]{3})[a-z]* ([0-9]{1,2})(?:,? ([0-9]{4}))?")


def day_of(text: str, today: date) -> date | None:
    """Return the day that a text means, counted from today; None where it means none.

    A weekday is the next one after today. A day without a year is the next such day.
    """
    said = " ".join(text.lower().split()) if len(text) <= MOST else ""
    if said in _AHEAD:
        return today + timedelta(days=_AHEAD[said])
    for pattern, days in ((_IN_DAYS, 1), (_IN_WEEKS, 7)):
        if found := pattern.fullmatch(said):
            return today + timedelta(days=int(found[1]) * days)
    weekday = _weekday(said.removeprefix("på ").removeprefix("on "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _dated(said, today)


def _weekday(said: str) -> int | None:
    if len(said) < _SHORTEST_WEEKDAY:
        return None
    for at, names in enumerate(_WEEKDAYS):
        if any(name.startswith(said) for name in names):
            return at
    return None


def _dated(said: str, today: date) -> date | None:
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(said):
        return _in_year(found[3], int(found[2]), int(found[1]), today)
    if (found := _NAMED.fullmatch(said)) and found[2] in _MONTH:
        return _in_year(found[3], _MONTH[found[2]], int(found[1]), today)
    if (found := _NAMED_FIRST.fullmatch(said)) and found[1] in _MONTH:
        return _in_year(found[3], _MONTH[found[1]], int(found[2]), today)
    return None


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    if year is not None:
        return _day(int(year), month, day)
    this, following = (_day(today.year + ahead, month, day) for ahead in (0, 1))
    return this if this is not None and this >= today else following


def _day(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2200:  # further off it is mistyped
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
