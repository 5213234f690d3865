"""Whether a team is open, and until when or from when, in words."""

from datetime import date, datetime

from triage.core.hours import Opening, OpeningState
from triage.core.swedish_time import SWEDEN
from triage.texts import Translate


def opening_words(opening: Opening, at: datetime, _: Translate) -> str:
    """Say how a team stands at `at`, the aware time that `opening` was reckoned for."""
    match opening.state:
        case OpeningState.OPEN if opening.until is not None:
            return _("öppet nu till {time}").format(time=ending(opening.until, at, _))
        case OpeningState.OPEN:  # nothing closes it within the 60 days that are looked at
            return _("öppet dygnet runt")
        case OpeningState.OPEN_DAY:
            return _("öppet i dag, klockslag inte angivet")
        case OpeningState.NOT_STATED:
            return _("öppettider inte angivna")
        case OpeningState.CLOSED if opening.next is not None:
            return _("stängt nu, öppnar {when}").format(when=coming(opening.next, at, _))
        case OpeningState.CLOSED:
            return _("stängt nu")


def ending(moment: datetime, at: datetime, _: Translate) -> str:
    """Return when something ends: the clock alone if that is today."""
    same_day = moment.astimezone(SWEDEN).date() == at.astimezone(SWEDEN).date()
    return f"{moment.astimezone(SWEDEN):%H:%M}" if same_day else coming(moment, at, _)


def coming(moment: datetime | date, at: datetime, _: Translate) -> str:
    """Return a coming time: the day as a reader says it, with the clock where it is known."""
    clock = ""
    day = moment
    if isinstance(moment, datetime):
        local = moment.astimezone(SWEDEN)
        day, clock = local.date(), f" {local:%H:%M}"
    return _day(day, at.astimezone(SWEDEN).date(), _) + clock


def _day(day: date, today: date, _: Translate) -> str:
    ahead = (day - today).days
    if ahead == 0:
        return _("i dag")
    if ahead == 1:
        return _("i morgon")
    if ahead >= 7:  # the weekday alone could be read as this week's
        return day.isoformat()
    weekdays = (
        _("måndag"),
        _("tisdag"),
        _("onsdag"),
        _("torsdag"),
        _("fredag"),
        _("lördag"),
        _("söndag"),
    )
    return weekdays[day.weekday()]
