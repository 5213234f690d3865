"""When a team can be reached, as its source states it.

Sources seldom give more than "weekdays". So a period may stand without clock times, and
hours may not be stated at all; nothing is made up in their place. What these hours mean at
a given moment is worked out in `hours`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, model_validator

from triage.core.wording import Frozen, KeyFaultError

IsHoliday = Callable[[date], bool]
"""Says whether a day is a public holiday or an eve on which offices are closed."""


class Day(StrEnum):
    """A word for the days a period covers."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    WEEKDAYS = "weekdays"
    WEEKENDS = "weekends"
    EVERY_DAY = "every_day"
    ONE_WEEKEND_DAY = "one_weekend_day"  # the source does not say which


class Service(StrEnum):
    """What can be reached. The first two make the team open, the others stand beside it."""

    TEAM = "team"
    CLINICAL_ASSESSMENT = "clinical_assessment"
    PHYSICIAN_BY_PHONE = "physician_by_phone"
    PHYSICIAN_ON_CALL = "physician_on_call"
    TELEPHONE_ADVICE = "telephone_advice"


class Holidays(StrEnum):
    """What a public holiday, or an eve closed in practice, does to a period."""

    CLOSED = "closed"
    AS_WEEKEND = "as_weekend"  # the day counts as a Sunday
    OPEN = "open"  # holidays make no difference


VISITING: Final = frozenset({Service.TEAM, Service.CLINICAL_ASSESSMENT})
"""Services that make a team open; the others can be reached beside it."""

_ORDER: Final = (Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI, Day.SAT, Day.SUN)
_GROUPS: Final = {
    Day.WEEKDAYS: frozenset(range(5)),
    Day.WEEKENDS: frozenset({5, 6}),
    Day.EVERY_DAY: frozenset(range(7)),
    Day.ONE_WEEKEND_DAY: frozenset({5, 6}),
    **{day: frozenset({number}) for number, day in enumerate(_ORDER)},
}
_SUNDAY: Final = 6


def _clock(text: str) -> str:
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", text, re.ASCII):
        raise ValueError("not a clock time; write HH:MM in quotes, from '00:00' to '24:00'")
    return text


Clock = Annotated[str, AfterValidator(_clock)]
"""Local time of day, `HH:MM`; `24:00` is the midnight that ends the day."""


class Span(Frozen):
    """Opening and closing time within one day."""

    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes <= self.opens:
            raise KeyFaultError(
                "closes",
                f"closes at {self.closes}, not after it opens at {self.opens}; "
                "split a period that passes midnight in two",
            )
        return self


class Period(Frozen):
    """Days on which a service can be reached, with clock times where the source has them."""

    days: Annotated[
        tuple[Annotated[Day, Field(strict=False)], ...], Field(strict=False, min_length=1)
    ]
    opens: Clock | None = None
    closes: Clock | None = None
    conflicting: Annotated[tuple[Span, ...], Field(strict=False)] = ()
    """Other times that the same source gives; the time common to all counts as open."""
    service: Annotated[Service, Field(strict=False)] = Service.TEAM
    holidays: Annotated[Holidays, Field(strict=False)] = Holidays.CLOSED

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.opens is None) != (self.closes is None):
            given = "opens" if self.closes is None else "closes"
            raise KeyFaultError(given, "give both opens and closes, or neither")
        if self.opens is None and self.conflicting:
            raise KeyFaultError("conflicting", "other times need opens and closes beside them")
        if self.day_uncertain and (len(self.days) > 1 or self.service in VISITING):
            raise KeyFaultError(
                "days",
                "one_weekend_day stands alone, and for a physician or telephone service only: "
                "a team is not open on a day that may be the other one",
            )
        if self.opens and self.closes and self.closes > self.opens:
            spans = (Span(opens=self.opens, closes=self.closes), *self.conflicting)
            if min(s.closes for s in spans) <= max(s.opens for s in spans):
                raise KeyFaultError("conflicting", "has no time in common with opens and closes")
        _ = self.span  # refuses a period that closes before it opens
        return self

    @property
    def day_uncertain(self) -> bool:
        """The service runs on one of the days, and the source does not say on which."""
        return Day.ONE_WEEKEND_DAY in self.days

    def runs_on(self, day: date, is_holiday: IsHoliday) -> bool:
        """Say whether the period covers `day` (where uncertain: whether it may)."""
        weekday = day.weekday()
        if self.holidays is not Holidays.OPEN and is_holiday(day):
            if self.holidays is Holidays.CLOSED:
                return False
            weekday = _SUNDAY
        return any(weekday in _GROUPS[word] for word in self.days)

    @cached_property
    def span(self) -> Span | None:
        """The clock times to go by: those common to all that the source gives."""
        if self.opens is None or self.closes is None:
            return None
        spans = (Span(opens=self.opens, closes=self.closes), *self.conflicting)
        return Span(opens=max(s.opens for s in spans), closes=min(s.closes for s in spans))


class Hours(Frozen):
    """All hours of a team: round the clock, by periods, or not stated by the source."""

    always: bool = False
    periods: Annotated[tuple[Period, ...], Field(strict=False)] = ()
    stated: bool = True

    @model_validator(mode="after")
    def _one_statement(self) -> Self:
        if not self.stated and (self.always or self.periods):
            raise KeyFaultError("stated", "hours that are given are stated; leave out this key")
        if self.stated and not self.always and not self.periods:
            raise ValueError("no hours; give 'always: true', periods, or 'stated: false'")
        if self.always and self.visiting:
            raise KeyFaultError(
                "periods", "a team that is always open needs no periods for team or assessment"
            )
        return self

    @property
    def visiting(self) -> tuple[Period, ...]:
        """Periods that make the team itself open."""
        return tuple(period for period in self.periods if period.service in VISITING)

    def beside(self) -> Iterator[tuple[Service, bool, tuple[Period, ...]]]:
        """Yield the other services, each with whether its day is uncertain and its periods."""
        groups: dict[tuple[Service, bool], list[Period]] = {}
        for period in self.periods:
            if period.service not in VISITING:
                groups.setdefault((period.service, period.day_uncertain), []).append(period)
        for (service, uncertain), periods in groups.items():
            yield service, uncertain, tuple(periods)
