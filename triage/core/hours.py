"""What a team's hours mean at one moment: open or not, until when, and when next.

Everything is reckoned in Swedish local time and compared in UTC, so that it holds in the
hour that is skipped in March and in the one that comes twice in October.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from triage.core.hours_periods import (
    Day,
    Holidays,
    Hours,
    IsHoliday,
    Period,
    Service,
    Span,
)
from triage.core.swedish_time import SWEDEN

__all__ = [
    "Contact",
    "Day",
    "Holidays",
    "Hours",
    "IsHoliday",
    "Opening",
    "OpeningState",
    "Period",
    "Service",
    "Span",
    "Standing",
    "opening",
]


_HORIZON: Final = 60  # days ahead; a weekly team opens again within three weeks of any holiday


class OpeningState(StrEnum):
    """What is known of a service at one moment."""

    OPEN = "open"
    CLOSED = "closed"
    OPEN_DAY = "open_day"  # open this day; the source gives no clock times
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Standing:
    """State of one service. Times are Swedish local time.

    `until`: when an open service closes; None if it does not within 60 days.
    `next`: when a service that is not known to be open opens (next), a date where no clock
    time is stated; None if it does not within 60 days.
    """

    state: OpeningState
    until: datetime | None = None
    next: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A service beside the team: a physician by phone or on call, telephone advice.

    With `day_uncertain` the service runs on one of two days and the source does not say
    which: `open` then means "perhaps, call".
    """

    service: Service
    standing: Standing
    day_uncertain: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """A team at one moment, and who else can be reached: `phone` now, or else soonest."""

    state: OpeningState
    until: datetime | None
    next: datetime | date | None
    phone: Contact | None


def opening(hours: Hours, at: datetime, is_holiday: IsHoliday) -> Opening:
    """Say how the team stands at `at`, an aware time in any zone.

    Raises ValueError for a time without a zone.
    """
    if at.utcoffset() is None:
        raise ValueError("the time has no zone; give an aware datetime")
    moment = at.astimezone(UTC)
    contacts = [
        Contact(service, _standing(periods, moment, is_holiday), uncertain)
        for service, uncertain, periods in hours.beside()
    ]
    phone = min(contacts, key=_how_soon, default=None)
    if hours.always:
        team = Standing(OpeningState.OPEN)
    elif hours.visiting:
        team = _standing(hours.visiting, moment, is_holiday)
    else:
        team = Standing(OpeningState.NOT_STATED)
    return Opening(team.state, team.until, team.next, phone)


def _standing(periods: tuple[Period, ...], moment: datetime, is_holiday: IsHoliday) -> Standing:
    today = moment.astimezone(SWEDEN).date()
    days = [today + timedelta(days=ahead) for ahead in range(_HORIZON)]
    until = _end_of_run(periods, days, moment, is_holiday)
    if until is not None:
        closes = until.astimezone(SWEDEN) if until < _midnight(days[-1], 1) else None
        return Standing(OpeningState.OPEN, until=closes)
    untimed_today = _untimed(periods, today, is_holiday)
    state = OpeningState.OPEN_DAY if untimed_today else OpeningState.CLOSED
    return Standing(state, next=_next(periods, days, moment, is_holiday))


def _end_of_run(
    periods: tuple[Period, ...], days: list[date], moment: datetime, is_holiday: IsHoliday
) -> datetime | None:
    """Return when the opening that holds `moment` ends; None where none holds it."""
    end: datetime | None = None
    for day in days:
        for opens, closes in _timed(periods, day, is_holiday):
            if opens <= (end or moment) < closes:
                end = closes
        if end is None or end < _midnight(day, 1):
            break
    return end


def _next(
    periods: tuple[Period, ...], days: list[date], moment: datetime, is_holiday: IsHoliday
) -> datetime | date | None:
    for day in days:
        if day != days[0] and _untimed(periods, day, is_holiday):
            return day
        for opens, _ in _timed(periods, day, is_holiday):
            if opens > moment:
                return opens.astimezone(SWEDEN)
    return None


def _untimed(periods: tuple[Period, ...], day: date, is_holiday: IsHoliday) -> bool:
    return any(p.opens is None and p.runs_on(day, is_holiday) for p in periods)


def _timed(
    periods: tuple[Period, ...], day: date, is_holiday: IsHoliday
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the day's openings in UTC by opening time; one that the clock skips is left out."""
    spans = (period.span for period in periods if period.runs_on(day, is_holiday))
    instants = sorted(
        (_instant(day, span.opens), _instant(day, span.closes)) for span in spans if span
    )
    return ((opens, closes) for opens, closes in instants if opens < closes)


def _instant(day: date, clock: str) -> datetime:
    if clock == "24:00":
        return _midnight(day, 1)
    return datetime.combine(day, time.fromisoformat(clock), SWEDEN).astimezone(UTC)


def _midnight(day: date, ahead: int) -> datetime:
    return datetime.combine(day + timedelta(days=ahead), time(), SWEDEN).astimezone(UTC)


def _how_soon(contact: Contact) -> tuple[int, str, bool]:
    """Order contacts: reachable now, perhaps today, later; a certain day before an uncertain."""
    # Days and times compare as ISO text; "9" comes after every year that can be meant.
    rank = {OpeningState.OPEN: 0, OpeningState.OPEN_DAY: 1}.get(contact.standing.state, 2)
    soon = contact.standing.next
    return rank, "9" if soon is None else soon.isoformat(), contact.day_uncertain
