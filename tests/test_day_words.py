"""Days as people write them."""

from datetime import date

import pytest

from triage.day_words import day_of

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", "2026-11-22"),
        ("Idag ", "2026-11-22"),
        ("  I  MORGON", "2026-11-23"),
        ("tomorrow", "2026-11-23"),
        ("i övermorgon", "2026-11-24"),
        ("om 3 dagar", "2026-11-25"),
        ("in 1 day", "2026-11-23"),
        ("om 2 veckor", "2026-12-06"),
        ("om en vecka", "2026-11-29"),
        ("fredag", "2026-11-27"),
        ("på tis", "2026-11-24"),
        ("friday", "2026-11-27"),
        ("söndag", "2026-11-29"),
        ("2026-11-24", "2026-11-24"),
        ("20261124", "2026-11-24"),
        ("2026-02-01", "2026-02-01"),
        ("24/11", "2026-11-24"),
        ("1/2", "2027-02-01"),
        ("24/11 2027", "2027-11-24"),
        ("24 nov", "2026-11-24"),
        ("den 24 november 2026", "2026-11-24"),
        ("Nov 24", "2026-11-24"),
        ("3 oct", "2027-10-03"),
        ("29 feb 2028", "2028-02-29"),
    ],
)
def test_what_people_write_is_a_day(text: str, day: str) -> None:
    assert day_of(text, SUNDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["", "snart", "2026-13-01", "2026-02-30", "0026-11-24", "31/2", "32 nov", "m", "ti",
     "om dagar", "24 xyz", "i\x00morgon", "\u202e4211-11-2026", "24" * 500_000],
)  # fmt: skip
def test_what_means_no_day_is_none(text: str) -> None:
    assert day_of(text, SUNDAY) is None


def test_a_weekday_is_never_today() -> None:
    for ahead in range(7):
        today = date(2026, 11, 16 + ahead)
        assert 1 <= (day_of("onsdag", today) - today).days <= 7  # type: ignore[operator] # a day
