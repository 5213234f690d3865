"""The rule and its floor; when a clock is believed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.keeping import BOUNDS, LEAP, PROVEN, SLACK, KeepingRule, clock_doubt

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def _doubt(now: datetime, *before: datetime, cases: Sequence[datetime] = ()) -> str:
    """Return the kind of doubt after entries at these times, the earliest first."""
    found = clock_doubt(now, reversed(before), cases)
    return "" if found is None else found.kind


# The rule


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_whatever_stands_in_the_setting_the_rule_keeps_its_floor(kept: object) -> None:
    for setting in (kept, dict.fromkeys(BOUNDS, kept)):
        rule = KeepingRule.read(setting)
        for name, (least, most) in BOUNDS.items():
            assert least <= getattr(rule, name) <= most


@given(st.integers(10, 100), st.integers(7, 3650), st.integers(1, 100))
def test_a_rule_within_its_bounds_is_read_as_it_was_kept(
    years: int, days: int, drafts: int
) -> None:
    rule = KeepingRule(years, days, drafts)
    assert KeepingRule.read(rule.as_setting()) == rule


# The clock


def test_a_clock_that_goes_on_day_by_day_is_believed() -> None:
    assert _doubt(NOW, *(NOW - days * DAY for days in range(90, 0, -1))) == ""


def test_a_new_workplace_is_believed() -> None:
    assert _doubt(NOW) == ""
    assert _doubt(NOW, NOW - DAY) == ""


@pytest.mark.parametrize(("back", "kind"), [(SLACK, ""), (SLACK + DAY, "behind")])
def test_a_clock_is_behind_once_it_is_more_than_set_right(back: timedelta, kind: str) -> None:
    assert _doubt(NOW, NOW - 3 * DAY, NOW + back) == kind


@pytest.mark.parametrize(("gap", "kind"), [(LEAP, ""), (LEAP + DAY, "ahead")])
def test_a_year_without_a_sign_of_life_may_be_a_leap(gap: timedelta, kind: str) -> None:
    assert _doubt(NOW, NOW - gap) == kind


def test_entries_made_after_a_leap_do_not_hide_it_until_a_month_has_passed() -> None:
    leap = NOW + 10 * LEAP
    assert _doubt(leap + 5 * DAY, NOW, leap, leap + DAY) == "ahead"
    assert _doubt(leap + PROVEN, NOW, leap, leap + DAY) == ""


def test_a_clock_set_right_again_is_believed_after_a_month() -> None:
    wrong = NOW + 10 * LEAP
    assert _doubt(NOW + DAY, NOW - DAY, wrong, NOW) == "behind"
    assert _doubt(NOW + PROVEN, NOW - DAY, wrong, NOW) == ""


def test_until_when_it_waits_is_told() -> None:
    leap = NOW + 10 * LEAP
    found = clock_doubt(leap + DAY, [leap, NOW], ())
    assert found is not None
    assert (found.seen, found.since, found.until) == (NOW, leap, leap + PROVEN)


def test_a_clock_wrong_beyond_doubt_is_not_waited_for() -> None:
    found = clock_doubt(NOW, [NOW + LEAP], ())
    assert found is not None
    assert found.until is None


def test_cases_speak_where_the_log_is_young() -> None:
    assert _doubt(NOW, NOW - DAY, cases=[NOW - 2 * DAY]) == ""
    assert _doubt(NOW, NOW - DAY, cases=[NOW - 3 * LEAP]) == "ahead"
    assert _doubt(NOW, NOW - DAY, cases=[NOW + DAY]) == "behind"


def test_cases_from_a_time_when_the_clock_was_wrong_hinder_a_proven_clock_no_more() -> None:
    assert _doubt(NOW, NOW - PROVEN, cases=[NOW + 9 * LEAP]) == ""


def test_no_more_of_the_log_is_read_than_is_needed() -> None:
    read: list[int] = []

    def backwards() -> Iterator[datetime]:
        for days in range(1, 10_000):
            read.append(days)
            yield NOW - days * DAY

    assert clock_doubt(NOW, backwards(), ()) is None
    assert len(read) == PROVEN.days
