"""How long cases are kept: a unit's rule, the law's floor under it, and what the clock is worth.

A decision that exists only here is a record and stays at least ten years after the last act on
its case, what was noted in the follow-up among those acts. So does advice. Whether ten years have
passed is told by a clock, and a clock can be wrong: it is believed as far as the access log shows
it going on without a leap.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Literal, Self

LEAST_YEARS: Final = 10
"""Of a decision that exists only here, after the last act on its case."""
LEAST_MOVED_DAYS: Final = 7
"""So that a press by mistake is noticed while it can still be taken back."""
LEAST_DRAFT_YEARS: Final = 1


class Ground(StrEnum):
    """Why a case may go. The values stand in stores and logs: none is ever renamed."""

    AGE = "age"
    """A decision whose time is out."""
    MOVED = "moved"
    """A decision that the record system has."""
    DRAFT = "draft"
    """Never signed, and untouched for long."""
    PRACTICE = "practice"
    """About nobody."""
    ADVICE = "advice"
    """Given to somebody who asked, and about no case: kept as long as a decision."""


USUAL: Final = frozenset({Ground.AGE, Ground.MOVED, Ground.ADVICE})
"""What goes unless something else is chosen: what the law or the record system sees to."""


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """How long a unit keeps what: years after the last act, days after moving, years untouched."""

    years: int = LEAST_YEARS
    moved_days: int = 30
    draft_years: int = 2

    @classmethod
    def read(cls, kept: object) -> Self:
        """Return the rule that a setting holds, never below its floor, whatever stands there.

        What is no whole number reads as the default; what is too small reads as the least.
        """
        found = kept if isinstance(kept, Mapping) else {}
        chosen = {}
        for one in fields(cls):
            value = found.get(one.name)
            if isinstance(value, int) and not isinstance(value, bool):
                chosen[one.name] = clamped(one.name, value)
        return cls(**chosen)

    def as_setting(self) -> dict[str, int]:
        """Return the rule as a setting holds it."""
        return {one.name: clamped(one.name, getattr(self, one.name)) for one in fields(self)}


BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "years": (LEAST_YEARS, 100),
    "moved_days": (LEAST_MOVED_DAYS, 3650),
    "draft_years": (LEAST_DRAFT_YEARS, 100),
}
"""Least and most of each number of a rule."""


def clamped(name: str, value: int) -> int:
    """Return a number of the rule within its bounds."""
    least, most = BOUNDS[name]
    return min(max(value, least), most)


SLACK: Final = timedelta(hours=1)
"""By which a clock is set right without meaning anything."""
LEAP: Final = timedelta(days=366)
"""Without a sign of life longer than this, a clock may have leapt ahead."""
PROVEN: Final = timedelta(days=30)
"""A clock that went on so long without a leap is believed again."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Why the clock is not believed.

    `behind`: it stands before `seen`, which is known to have been. `ahead`: it leapt from `seen`
    to `since`. `until` is when it will be believed if it is right and goes on; None while it is
    wrong beyond doubt.
    """

    kind: Literal["behind", "ahead"]
    seen: datetime
    since: datetime
    until: datetime | None


def clock_doubt(
    now: datetime, logged: Iterable[datetime], changed: Iterable[datetime]
) -> ClockDoubt | None:
    """Return why the clock is not to be believed; None where it is.

    `logged` are the access log's times, the latest entry first; no more of them is read than is
    needed. `changed` are the times of cases, in any order: they speak where the log is young.
    """
    since = now
    for at in logged:
        doubt = _between(at, since, now)
        if doubt is not None:
            return doubt
        since = min(since, at)
        if now - since >= PROVEN:
            return None
    stamps = sorted(changed)
    if stamps and stamps[-1] > now + SLACK:
        return ClockDoubt("behind", stamps[-1], now, None)
    before = [at for at in stamps if at < since]
    return _between(before[-1], since, now) if before else None


def _between(at: datetime, since: datetime, now: datetime) -> ClockDoubt | None:
    """Return what speaks against a clock that went from `at` to `since`, and on to now."""
    until = None if since == now else since + PROVEN
    if at > since + SLACK:
        return ClockDoubt("behind", at, since, until)
    if since - at > LEAP:
        return ClockDoubt("ahead", at, since, since + PROVEN)
    return None
