"""What may go and why, and letting it go.

Functions take the connection; those that change something do so inside a transaction that the
store holds. The rules stand in SQL here as the unit has set them, and once more at their legal
least in `purge_guards`, which nothing here can get around.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from triage.core.keeping import ClockDoubt, Ground, KeepingRule, clock_doubt
from triage.store import access_log, index
from triage.store.acts import Act, Actor
from triage.store.errors import StoreError
from triage.store.purge_guards import LAST_ACT, SIGNED
from triage.store.records import State

PENDING: Final = "purge_pending"
"""The setting that stands from a purge until nothing of it is left in any file."""


class DueCase(NamedTuple):
    """A case whose time is out. Of a protected person neither name nor number is told.

    `since` is what its time is counted from: the last act, the marking or the last change.
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


class Pending(NamedTuple):
    """A purge of which files may still hold something: when it was, and of how many cases."""

    at: str
    cases: int


_COLUMNS: Final = "id, name, number, alias, protected, state, changed_at"
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
    order = tuple(Ground)
    return sorted(found.values(), key=lambda one: (order.index(one.ground), one.since, one.case_id))


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


# Purging


def purge(
    connection: sqlite3.Connection,
    rule: KeepingRule,
    expected: Collection[str],
    at: str,
    actor: Actor,
) -> list[DueCase]:
    """Let cases go, all of them or none; return what went.

    `expected` are the cases that somebody has agreed to; each must still be due.

    :raises StoreError: clock_behind, clock_ahead, purge_changed
    """
    doubted = doubt(connection, at)
    if doubted is not None:
        raise StoreError(f"clock_{doubted.kind}")
    wanted = set(expected)
    going = [one for one in due(connection, rule, at) if one.case_id in wanted]
    if not wanted or len(going) != len(wanted):
        raise StoreError("purge_changed")
    rows = [(one.case_id, str(one.ground), at) for one in going]
    connection.executemany("INSERT INTO purging (case_id, ground, at) VALUES (?, ?, ?)", rows)
    _log(connection, rule, going, at, actor)
    _leave_pending(connection, at, len(going))
    digests = _digests(connection)
    index.forget(connection, wanted)
    connection.execute("DELETE FROM revisions WHERE case_id IN (SELECT case_id FROM purging)")
    for digest in digests:
        _drop_pack(connection, digest)
    connection.execute("DELETE FROM cases WHERE id IN (SELECT case_id FROM purging)")
    connection.execute("DELETE FROM purging")
    for table in ("settings", "own_settings"):  # what was searched for were names
        connection.execute(f"DELETE FROM {table} WHERE key = 'recent_searches'")  # noqa: S608
    return going


def _log(
    connection: sqlite3.Connection,
    rule: KeepingRule,
    going: Collection[DueCase],
    at: str,
    actor: Actor,
) -> None:
    """Tell of each case, while the store still knows who it is about, and of all together."""
    for one in going:
        told = {"ground": str(one.ground), "since": one.since}
        access_log.add(connection, Act.PURGED, at=at, actor=actor, case_id=one.case_id, detail=told)
    grounds = [one.ground for one in going]
    counts = {str(ground): str(grounds.count(ground)) for ground in Ground if ground in grounds}
    kept = {name: str(value) for name, value in rule.as_setting().items()}
    told = {"count": str(len(grounds)), **counts, **kept}
    access_log.add(connection, Act.PURGED, at=at, actor=actor, detail=told)


def _digests(connection: sqlite3.Connection) -> list[str]:
    """Return the criteria that decisions now going were made by."""
    query = (
        "SELECT DISTINCT digest FROM revisions JOIN dictionaries ON dictionaries.id = criteria"
        " WHERE case_id IN (SELECT case_id FROM purging)"
    )
    return [str(digest) for (digest,) in connection.execute(query).fetchall()]


def _drop_pack(connection: sqlite3.Connection, digest: str) -> None:
    """Remove criteria that no decision rests on any more."""
    resting = (
        "SELECT 1 FROM revisions JOIN dictionaries ON dictionaries.id = criteria"
        " WHERE digest = ? LIMIT 1"
    )
    if connection.execute(resting, (digest,)).fetchone() is None:
        connection.execute("DELETE FROM packs WHERE digest = ?", (digest,))


def _leave_pending(connection: sqlite3.Connection, at: str, cases: int) -> None:
    before = pending(connection)
    if before is not None:  # an earlier purge whose traces are not all gone yet
        cases += before.cases
    text = json.dumps({"at": at, "cases": cases})
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (PENDING, text))


def pending(connection: sqlite3.Connection) -> Pending | None:
    """Return the purge whose traces are not all gone yet.

    A mark that cannot be read counts as one: clearing up once more does no harm.
    """
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (PENDING,)).fetchone()
    if row is None:
        return None
    try:
        found = json.loads(row[0])
        return Pending(str(found["at"]), int(found["cases"]))
    except (ValueError, KeyError, TypeError):
        return Pending("", 0)


def end_pending(connection: sqlite3.Connection) -> None:
    """Note that nothing of any purge is left."""
    connection.execute("DELETE FROM settings WHERE key = ?", (PENDING,))


# Clearing up


def rewrite_search(connection: sqlite3.Connection) -> None:
    """Write the full text anew, for its segments keep words until they are merged."""
    query = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
    for (name,) in connection.execute(query).fetchall():
        quoted = '"' + name.replace('"', '""') + '"'
        connection.execute(f"INSERT INTO {quoted} ({quoted}) VALUES ('optimize')")  # noqa: S608


def write_anew(connection: sqlite3.Connection) -> None:
    """Write the file anew without what was freed, and empty its log.

    :raises StoreError: locked where somebody else reads or writes
    """
    connection.execute("VACUUM")
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError("locked")
