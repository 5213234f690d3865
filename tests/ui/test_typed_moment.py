"""Times as people write them, read backwards for what was and forwards for what is awaited."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.past_day_words import past_day_of
from triage.texts import translator
from ui.viewmodels.typed_moment import (
    coming_moment,
    day_words,
    moment_words,
    past_moment,
)

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 20, 14, 2, tzinfo=ZONE)
"""A Friday."""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", "2026-11-20 14:02"),
        (" Nu ", "2026-11-20 14:02"),
        ("9.30", "2026-11-20 09:30"),
        ("kl 9:30", "2026-11-20 09:30"),
        ("i går 9:30", "2026-11-19 09:30"),
        ("yesterday at 10:00", "2026-11-19 10:00"),
        ("i förrgår", "2026-11-18 12:00"),
        ("för 3 dagar sedan", "2026-11-17 12:00"),
        ("i måndags 8.00", "2026-11-16 08:00"),
        ("last Monday", "2026-11-16 12:00"),
        ("tisdag", "2026-11-17 12:00"),
        ("fredag", "2026-11-20 14:02"),
        ("18/11", "2026-11-18 12:00"),
        ("24/11", "2025-11-24 12:00"),
        ("2026-11-19 08:00", "2026-11-19 08:00"),
        ("2026-12-24", "2026-12-24 12:00"),  # the ledger refuses what lies ahead
        ("om en vecka", "2026-11-27 12:00"),
        ("29/2", None),
        ("25:00", None),
        ("strax", None),
    ],
)
def test_what_was_is_read_backwards(typed: str, meant: str | None) -> None:
    found = past_moment(typed, NOW)

    assert (None if found is None else f"{found:%Y-%m-%d %H:%M}") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i morgon 14:02", "2026-11-21 14:02"),
        ("fredag", "2026-11-27 16:00"),
        ("tisdag 9:00", "2026-11-24 09:00"),
        ("16:30", "2026-11-20 16:30"),
        ("2026-12-04 14:02", "2026-12-04 14:02"),
        ("i går 9:30", "2026-11-19 09:30"),
        ("snart", None),
    ],
)
def test_what_is_awaited_is_read_forwards(typed: str, meant: str | None) -> None:
    found = coming_moment(typed, NOW)

    assert (None if found is None else f"{found:%Y-%m-%d %H:%M}") == meant


@given(minutes=st.integers(-60 * 24 * 400, 60 * 24 * 400), language=st.sampled_from(("sv", "en")))
def test_a_moment_in_words_is_read_back_as_it_was(minutes: int, language: str) -> None:
    at = (NOW.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(ZONE)
    words = moment_words(at, NOW, translator(language))

    back = past_moment(words, NOW) if at.date() < NOW.date() else coming_moment(words, NOW)

    assert back is not None
    assert back.replace(tzinfo=None) == at.replace(tzinfo=None)


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_asked(text: str) -> None:
    for found in (past_moment(text, NOW), coming_moment(text, NOW)):
        assert found is None or found.tzinfo is ZONE
    assert past_day_of(text, NOW.date()) is None or text.strip()


def test_a_day_is_told_as_people_say_it() -> None:
    days = [date(2026, 11, day) for day in (18, 19, 20, 21, 24, 27)]

    told = [day_words(day, NOW, translator("sv")) for day in days]

    assert told == ["2026-11-18", "i går", "i dag", "i morgon", "tisdag", "2026-11-27"]


def test_in_the_night_when_clocks_are_set_back_an_hour_that_comes_twice_is_the_nearest() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)
    again = first.replace(fold=1)
    for now, text, past, coming in (
        (first, "02:10", 0, 1),
        (first, "02:50", 0, 0),
        (again, "02:10", 1, 1),
        (again, "02:50", 0, 1),
        (datetime(2026, 10, 25, 9, tzinfo=ZONE), "02:10", 1, 1),
    ):
        been, awaited = past_moment(text, now), coming_moment(text, now)
        assert been is not None
        assert awaited is not None
        assert (been.fold, awaited.fold) == (past, coming), (now, text)
