"""How a team stands, in words: the day is named as soon as it is not today."""

from datetime import UTC, date, datetime

import pytest

from triage.core.hours import Opening, OpeningState
from triage.core.swedish_time import SWEDEN
from triage.opening_words import ending, opening_words
from triage.texts import translator

AT = datetime(2026, 11, 20, 12, 0, tzinfo=SWEDEN)  # a Friday


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=SWEDEN)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (at(20, 16), "öppet nu till 16:00"),
        (at(21, 8), "öppet nu till i morgon 08:00"),
        (at(23, 8), "öppet nu till måndag 08:00"),
        (None, "öppet dygnet runt"),
    ],
)
def test_open_until(until: datetime | None, words: str) -> None:
    assert opening_words(Opening(OpeningState.OPEN, until, None, None), AT, str) == words


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        (at(20, 16), "stängt nu, öppnar i dag 16:00"),
        (at(21, 8), "stängt nu, öppnar i morgon 08:00"),
        (date(2026, 11, 26), "stängt nu, öppnar torsdag"),
        (at(27, 8), "stängt nu, öppnar 2026-11-27 08:00"),
        (None, "stängt nu"),
    ],
)
def test_closed_until(opens: datetime | date | None, words: str) -> None:
    assert opening_words(Opening(OpeningState.CLOSED, None, opens, None), AT, str) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (OpeningState.OPEN_DAY, "öppet i dag, klockslag inte angivet"),
        (OpeningState.NOT_STATED, "öppettider inte angivna"),
    ],
)
def test_nothing_is_made_up_where_the_source_is_silent(state: OpeningState, words: str) -> None:
    assert opening_words(Opening(state, None, None, None), AT, str) == words


def test_days_are_swedish_days_whatever_the_zone() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # half past midnight on the 20th

    assert ending(datetime(2026, 11, 20, 15, 0, tzinfo=UTC), late, str) == "16:00"


def test_english() -> None:
    closed = Opening(OpeningState.CLOSED, None, at(21, 8), None)

    assert opening_words(closed, AT, translator("en")) == "closed now, opens tomorrow 08:00"
