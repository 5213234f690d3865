"""Which backups may go: all of a day stay, then one a day for a month, then one a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

_ALL: Final = timedelta(days=1)
_DAILY: Final = timedelta(days=31)
_One = TypeVar("_One")


def too_many(found: Sequence[tuple[datetime, _One]], now: datetime) -> list[_One]:
    """Return those that may go, of backups that are all good. The newest never may.

    Of a day or a week the last one stays. Times are of one zone, so that a day is one. What is
    dated later than now, by a clock that went wrong, stays.
    """
    newest_first = sorted(found, key=lambda pair: pair[0], reverse=True)
    kept: set[object] = set()
    gone = []
    for place, (at, one) in enumerate(newest_first):
        span = _span(at, now)
        if place and span is not None and span in kept:
            gone.append(one)
        kept.add(span)
    return gone


def _span(at: datetime, now: datetime) -> object:
    """Return the span of time that one backup stands for; None where each stands for itself."""
    if now - at <= _ALL:
        return None
    if now - at <= _DAILY:
        return at.date()
    return tuple(at.isocalendar())[:2]
