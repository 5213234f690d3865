"""What the guards let go, and what nobody gets past them, not even with the key and bare SQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from tests.keys_for_tests import KEY, bare
from tests.store.examples import ANNE, BJORN, decision, draft
from triage.core.keeping import LEAST_DRAFT_YEARS, LEAST_MOVED_DAYS, LEAST_YEARS
from triage.store import Store
from triage.store.purge_guards import LEAST

OLD, NEW = "2009-03-02T08:00:00Z", "2025-03-02T08:00:00Z"
NOW = "2025-06-01T08:00:00Z"
_PUT = "INSERT INTO purging (case_id, ground, at) VALUES (?, ?, ?)"


@pytest.fixture
def cases(path: Path) -> dict[str, str]:
    """Keep an old and a new decision, a draft of each age, and practice; return them by name."""
    with Store.open(path, KEY) as store:
        found = {}
        for name, at in (("old", OLD), ("new", NEW)):
            case = draft(store, ANNE, at)
            store.sign(decision(case, signed_at=at))
            found[name] = case.id
            found[f"{name} draft"] = draft(store, BJORN, at).id
        found["practice"] = store.create_case(ANNE, "skane", NEW, example=True).id
    return found


@pytest.fixture
def raw(path: Path, cases: dict[str, str]) -> Iterator[Connection]:
    with closing(bare(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def _refused(raw: Connection, statement: str, *values: object) -> str:
    with pytest.raises(sqlite3.IntegrityError) as refused:
        raw.execute(statement, values)
    return str(refused.value)


def test_the_guards_hold_the_least_that_the_rules_may_say() -> None:
    rules = {
        "age": f"+{LEAST_YEARS} years",
        "moved": f"+{LEAST_MOVED_DAYS} days",
        "draft": f"+{LEAST_DRAFT_YEARS} years",
    }
    assert rules == LEAST


@pytest.mark.parametrize(
    ("name", "ground"), [("old", "age"), ("old draft", "draft"), ("practice", "practice")]
)
def test_what_is_due_may_stand_in_the_table(
    raw: Connection, cases: dict[str, str], name: str, ground: str
) -> None:
    raw.execute(_PUT, (cases[name], ground, NOW))


@pytest.mark.parametrize(
    ("name", "ground", "at"),
    [
        ("new", "age", NOW),
        ("new", "moved", NOW),
        ("new", "draft", NOW),
        ("new", "practice", NOW),
        ("old", "practice", NOW),
        ("old", "draft", NOW),
        ("old draft", "age", NOW),
        ("new draft", "draft", NOW),
        ("practice", "age", NOW),
        # A time that is none lets nothing through.
        ("old", "age", "junk"),
        ("old", "age", ""),
        # Nor does a caller's clock that is years ahead of the computer's.
        ("new", "age", "9998-01-01T08:00:00Z"),
    ],
)
def test_what_is_not_due_may_not(
    raw: Connection, cases: dict[str, str], name: str, ground: str, at: str
) -> None:
    assert "until its time is out" in _refused(raw, _PUT, cases[name], ground, at)


def test_an_edited_row_makes_no_decision_older_than_its_signing(
    raw: Connection, cases: dict[str, str]
) -> None:
    raw.execute("UPDATE cases SET changed_at = ?, created_at = ?", (OLD, OLD))

    assert "until its time is out" in _refused(raw, _PUT, cases["new"], "age", NOW)


def test_a_case_that_is_not_there_may_not(raw: Connection) -> None:
    assert "until its time is out" in _refused(raw, _PUT, "nobody", "age", NOW)


def test_a_clock_before_the_last_entry_of_the_log_lets_nothing_go(
    raw: Connection, cases: dict[str, str]
) -> None:
    told = _refused(raw, _PUT, cases["old"], "age", "2020-01-01T08:00:00Z")
    assert "before the last entry" in told


def test_no_decision_goes_unless_its_case_stands_in_the_table(
    raw: Connection, cases: dict[str, str]
) -> None:
    raw.execute(_PUT, (cases["old"], "age", NOW))

    told = _refused(raw, "DELETE FROM revisions WHERE case_id = ?", cases["new"])
    assert "cannot be deleted" in told
    raw.execute("DELETE FROM revisions WHERE case_id = ?", (cases["old"],))


def test_a_purge_that_is_not_finished_cannot_be_committed(
    raw: Connection, cases: dict[str, str]
) -> None:
    raw.execute(_PUT, (cases["old"], "age", NOW))
    raw.execute("DELETE FROM revisions WHERE case_id = ?", (cases["old"],))

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        raw.commit()


def test_a_case_is_purged_whole(raw: Connection, cases: dict[str, str]) -> None:
    raw.execute(_PUT, (cases["old"], "age", NOW))
    raw.execute("DELETE FROM revisions WHERE case_id = ?", (cases["old"],))

    assert "whole or not at all" in _refused(raw, "DELETE FROM purging")
    raw.execute("DELETE FROM cases WHERE id = ?", (cases["old"],))
    raw.execute("DELETE FROM purging")
    raw.commit()
    assert raw.execute("SELECT count(*) FROM revisions").fetchone() == (1,)


def test_a_row_of_the_table_is_not_turned_to_another_case(
    raw: Connection, cases: dict[str, str]
) -> None:
    raw.execute(_PUT, (cases["old"], "age", NOW))

    assert "another case" in _refused(raw, "UPDATE purging SET case_id = ?", cases["new"])
    told = _refused(raw, _PUT.replace("INSERT", "INSERT OR REPLACE"), cases["new"], "age", NOW)
    assert "until its time is out" in told


def test_a_real_case_is_not_made_practice(raw: Connection, cases: dict[str, str]) -> None:
    told = _refused(raw, "UPDATE cases SET example = 1 WHERE id = ?", cases["new"])
    assert "for practice" in told


def test_a_mark_of_the_record_system_is_not_backdated(
    raw: Connection, cases: dict[str, str]
) -> None:
    told = _refused(
        raw,
        "UPDATE cases SET moved_at = '2024-01-01T08:00:00Z', moved_by = 'X' WHERE id = ?",
        cases["new"],
    )
    assert "set when it is set" in told


def test_kept_criteria_go_in_no_other_way(raw: Connection) -> None:
    raw.execute("INSERT INTO packs VALUES ('sha256:alone', x'00')")
    raw.commit()

    assert "cannot be deleted" in _refused(raw, "DELETE FROM packs")
