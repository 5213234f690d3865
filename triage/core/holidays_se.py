"""Swedish public holidays, with the eves on which offices are closed in practice.

Sundays are not among them: a weekend is a matter of the weekday. Midsummer Eve, Christmas
Eve and New Year's Eve are, as the Annual Leave Act counts them with the holidays.
"""

from datetime import date
from functools import lru_cache

from triage.core.hours_periods import IsHoliday


def swedish_holidays() -> IsHoliday:
    """Return the calendar; each year is reckoned once, when a day of it is first asked for.

    Covers 1953 and later; before, no day is a holiday.
    """
    return _is_holiday


def _is_holiday(day: date) -> bool:
    return day in _holidays_of(day.year)


@lru_cache(maxsize=8)
def _holidays_of(year: int) -> frozenset[date]:
    import holidays  # noqa: PLC0415 - slower than all of the engine: only when first asked

    categories = (holidays.PUBLIC, holidays.DE_FACTO)
    return frozenset(holidays.country_holidays("SE", years=year, categories=categories))
