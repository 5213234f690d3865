"""The days of a closing as they are typed: what is wrong with one, and how it was understood."""

from datetime import date

from triage.past_day_words import past_day_of
from triage.texts import Translate
from ui.viewmodels.ages import short_day

_SHOWN = 20
"""Characters of a text that is no day."""


def day_problem(text: str, today: date, _: Translate) -> str:
    """Return what is wrong with the day on which something ended, "" for nothing."""
    if not text.strip():
        told = _("Skriv vilken dag, till exempel {example} eller i går.")
        return told.format(example=today.isoformat())
    day = past_day_of(text, today)
    if day is None:
        told = _("”{text}” är ingen dag. Skriv som {example}.")
        return told.format(text=text.strip()[:_SHOWN], example=today.isoformat())
    return _("Den dagen har inte varit än.") if day > today else ""


def registered_problem(text: str, died: date | None, today: date, _: Translate) -> str:
    """Return what is wrong with the day of registering; an empty text is today."""
    if not text.strip():
        return ""
    day = past_day_of(text, today)
    before = day is not None and died is not None and day < died
    return _("Den dagen är före dödsdagen.") if before else day_problem(text, today, _)


def full_day(day: date, today: date, _: Translate) -> str:
    """Return a day with its weekday and its year, so that a slip is seen."""
    weekdays = _("måndag tisdag onsdag torsdag fredag lördag söndag").split()
    said = f"{weekdays[day.weekday()]} {short_day(day, today, _)}"
    return said if str(day.year) in said else f"{said} {day.year}"
