"""How long ago something was, and a day in short, as people say them."""

from datetime import UTC, date, datetime, timedelta

from triage.texts import Translate

_HOURS = 48
"""Up to here an age is told in hours: whether a symptom was rated today matters."""


def short_day(day: date, today: date, _: Translate) -> str:
    """Return a day as `2 nov`, with its year where that is another than today's."""
    months = _("jan feb mars april maj juni juli aug sept okt nov dec").split()
    named = f"{day.day} {months[day.month - 1]}"
    return named if day.year == today.year else f"{named} {day.year}"


def age_words(at: datetime, now: datetime, _: Translate) -> str:
    """Return how long ago something was: `för 4 dagar sedan`. What lies ahead is just now."""
    hours = int(_passed(at, now).total_seconds() // 3600)
    if hours < 1:
        return _("nyss")
    if hours == 1:
        return _("för en timme sedan")
    if hours < _HOURS:
        return _("för {hours} timmar sedan").format(hours=hours)
    return _("för {days} dagar sedan").format(days=hours // 24)


def older_than(at: datetime, now: datetime, hours: int) -> bool:
    """Return whether something is more than so many hours ago."""
    return _passed(at, now) > timedelta(hours=hours)


def _passed(at: datetime, now: datetime) -> timedelta:
    # In one and the same time zone Python would count the hour of a clock change as well.
    return now.astimezone(UTC) - at.astimezone(UTC)
