"""What may go and why, what the record system has, and whether the clock can be believed.

Functions take the connection; those that change something do so inside a transaction that the
store holds. The rules stand in SQL here as the unit has set them, and once more at their legal
least in `purge_guards`, which nothing here can get around. `purging` lets go what is due.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from triage.core.keeping import ClockDoubt, Ground, KeepingRule, clock_doubt
from triage.store import advice_due
from triage.store.advice_due import DueAdvice
from triage.store.errors import StoreError
from triage.store.purge_guards import LAST_ACT, SIGNED
from triage.store.records import State
from triage.store.sheltering import SHELTERED, number_sheltered


class DueCase(NamedTuple):
    """A case whose time is out. Of a protected person neither name nor number is told.

    `since` is what its time is counted from: the last act, the marking or the last change. Advice
    that belongs to no case stands here by the id of its first entry.
    """

    case_id: str
    ground: Ground
    since: str
    name: str
    number: str | None
    alias: str
    protected: bool
    state: State
    changed_at: str


class Moved(NamedTuple):
    """A decision was marked as moved to the record system."""

    at: str
    by: str


_COLUMNS: Final = f"id, name, number, alias, {SHELTERED}, state, changed_at"
_TIME: Final = "'%Y-%m-%dT%H:%M:%SZ'"
_DUE: Final = {
    # `changed_at < :before` walks the worklist's index; the exact comparison follows.
    Ground.AGE: (
        f"SELECT {_COLUMNS}, strftime({_TIME}, {LAST_ACT}) FROM cases"  # noqa: S608 - constants
        " WHERE (state = 'decided') IN (0, 1) AND changed_at < :before"
        " AND state <> 'draft' AND example = 0"
        f" AND julianday({LAST_ACT}, :span) <= julianday(:at)"
    ),
    Ground.MOVED: (
        f"SELECT {_COLUMNS}, moved_at FROM cases"  # noqa: S608 - constants
        " WHERE moved_at IS NOT NULL AND state = 'decided' AND example = 0"
        f" AND moved_by IS NOT NULL AND julianday(moved_at) >= {LAST_ACT}"
        " AND julianday(moved_at, :span) <= julianday(:at)"
    ),
    Ground.DRAFT: (
        f"SELECT {_COLUMNS}, changed_at FROM cases"  # noqa: S608 - constants
        " WHERE (state = 'decided') = 0 AND changed_at < :before"
        f" AND state = 'draft' AND example = 0 AND {SIGNED} IS NULL"
        " AND julianday(changed_at, :span) <= julianday(:at)"
    ),
    Ground.PRACTICE: f"SELECT {_COLUMNS}, changed_at FROM cases WHERE example = 1",  # noqa: S608
}


def due(connection: sqlite3.Connection, rule: KeepingRule, at: str) -> list[DueCase]:
    """Return every case that may go, each under one ground, those waiting longest first."""
    found: dict[str, DueCase] = {}
    spans = {
        Ground.MOVED: f"+{rule.moved_days} days",
        Ground.AGE: f"+{rule.years} years",
        Ground.DRAFT: f"+{rule.draft_years} years",
        Ground.PRACTICE: "",
    }
    for ground, span in spans.items():
        values = {"at": at, "span": span, "before": _before(connection, at, span)}
        for row in connection.execute(_DUE[ground], values).fetchall():
            found.setdefault(row[0], _case(ground, row))
    found |= {one.id: _advice(connection, one) for one in due_advice(connection, rule, at)}
    order = tuple(Ground)
    return sorted(found.values(), key=lambda one: (order.index(one.ground), one.since, one.case_id))


def due_advice(connection: sqlite3.Connection, rule: KeepingRule, at: str) -> list[DueAdvice]:
    """Return the advice that belongs to no case and may go."""
    span = f"+{rule.years} years"
    return advice_due.due(connection, span, at, _before(connection, at, span))


def _advice(connection: sqlite3.Connection, one: DueAdvice) -> DueCase:
    told = one.advice.told
    hidden = bool(told("protected")) or number_sheltered(connection, told("number"))
    shown = ("", None) if hidden else (told("name"), told("number") or None)
    return DueCase(
        one.id, Ground.ADVICE, one.since, *shown, told("alias"), hidden, "decided", one.since
    )


def _before(connection: sqlite3.Connection, at: str, span: str) -> str:
    """Return a time, a day on the safe side, that whatever is due was last changed before."""
    back = span.replace("+", "-")
    query = f"SELECT strftime({_TIME}, :at, :back, '+2 days')"
    found: str = connection.execute(query, {"at": at, "back": back or "-0 days"}).fetchone()[0]
    return found


def _case(ground: Ground, row: tuple[Any, ...]) -> DueCase:
    case_id, name, number, alias, protected, state, changed_at, since = row
    hidden = bool(protected)
    shown = "" if hidden else name, None if hidden else number
    return DueCase(case_id, ground, since, *shown, alias, hidden, state, changed_at)


# Marking


def mark_moved(connection: sqlite3.Connection, case_id: str, at: str, by: str) -> None:
    """Note that the record system has a decision.

    :raises StoreError: clock_behind where the decision was signed after this
    """
    query = f"SELECT julianday(:at) >= {LAST_ACT} FROM cases WHERE id = :id"  # noqa: S608 - a constant
    after = connection.execute(query, {"at": at, "id": case_id}).fetchone()[0]
    if not after:
        raise StoreError("clock_behind")
    _set_moved(connection, case_id, at, by)


def unmark_moved(connection: sqlite3.Connection, case_id: str) -> None:
    """Take the note back."""
    _set_moved(connection, case_id, None, None)


def _set_moved(
    connection: sqlite3.Connection, case_id: str, at: str | None, by: str | None
) -> None:
    query = "UPDATE cases SET moved_at = ?, moved_by = ? WHERE id = ?"
    connection.execute(query, (at, by, case_id))


def moved(connection: sqlite3.Connection, case_id: str) -> Moved | None:
    """Return the mark of a decided case; one from before a later decision counts no more."""
    query = (
        f"SELECT moved_at, moved_by FROM cases WHERE id = ? AND state = 'decided'"  # noqa: S608
        f" AND moved_by IS NOT NULL AND julianday(moved_at) >= {LAST_ACT}"
    )
    row = connection.execute(query, (case_id,)).fetchone()
    return None if row is None else Moved(*row)


# The clock


def doubt(connection: sqlite3.Connection, at: str) -> ClockDoubt | None:
    """Return why a clock that says `at` is not to be believed; None where it is."""
    logged = connection.execute("SELECT at FROM access_log ORDER BY seq DESC")
    changed = connection.execute("SELECT changed_at FROM cases")
    return clock_doubt(datetime.fromisoformat(at), _times(logged), _times(changed))


def _times(rows: Iterable[tuple[str]]) -> Iterator[datetime]:
    for (text,) in rows:
        try:
            time = datetime.fromisoformat(text)
        except ValueError:
            continue  # the log's own verification tells of it
        if time.tzinfo is not None:
            yield time
