"""Days that have been, as people write them."""

from datetime import date

import pytest

from triage.past_day_words import past_day_of

TODAY = date(2026, 11, 22)
"""A Sunday."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("i dag", "2026-11-22"),
        ("Igår", "2026-11-21"),
        ("yesterday", "2026-11-21"),
        ("i förrgår", "2026-11-20"),
        ("för tre dagar sedan", "2026-11-19"),
        ("12 days ago", "2026-11-10"),
        ("fredag", "2026-11-20"),
        ("i tisdags", "2026-11-17"),
        ("söndag", "2026-11-22"),
        ("last friday", "2026-11-20"),
        ("20/11", "2026-11-20"),
        ("24/11", "2025-11-24"),
        ("3 dec", "2025-12-03"),
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("2026-12-03", "2026-12-03"),
        ("i morgon", "2026-11-23"),
        ("i övermorgon", "2026-11-24"),
        ("om två veckor", "2026-12-06"),
        ("", None),
        ("snart", None),
        ("9" * 60, None),
    ],
)
def test_a_day_is_read_backwards(said: str, meant: str | None) -> None:
    found = past_day_of(said, TODAY)

    assert (found.isoformat() if found else None) == meant


def test_a_leap_day_of_the_past_is_found() -> None:
    assert past_day_of("29/2", date(2028, 2, 28)) == date(2024, 2, 29)
