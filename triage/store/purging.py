"""Letting cases go that are due, all or none, and leaving nothing of them in the file.

Functions take the connection; those of the purge itself run inside a transaction that the store
holds. Clearing up runs after it, and again at a later start where it was interrupted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Final, NamedTuple

from triage.core.keeping import Ground, KeepingRule
from triage.store import access_log, index, retention, sheltering
from triage.store.acts import Act, Actor
from triage.store.advice_due import DueAdvice
from triage.store.errors import StoreError
from triage.store.retention import DueCase

PENDING: Final = "purge_pending"
"""The setting that stands from a purge until nothing of it is left in any file."""


_FORGET_HALF: Final = (
    "UPDATE {table} SET value = (SELECT json_group_object(key, json(half.value))"
    " FROM json_each({table}.value) AS half"
    " WHERE half.type = 'object' AND key NOT IN (SELECT case_id FROM purging))"
    " WHERE key = 'half_noted' AND json_valid(value) AND json_type(value) = 'object'"
)


class Pending(NamedTuple):
    """A purge of which files may still hold something: when it was, and of how many cases."""

    at: str
    cases: int


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
    doubted = retention.doubt(connection, at)
    if doubted is not None:
        raise StoreError(f"clock_{doubted.kind}")
    wanted = set(expected)
    going = [one for one in retention.due(connection, rule, at) if one.case_id in wanted]
    if not wanted or len(going) != len(wanted):
        raise StoreError("purge_changed")
    cases = [one for one in going if one.ground is not Ground.ADVICE]
    given = {one.id: one for one in retention.due_advice(connection, rule, at)}
    advice = [given[one.case_id] for one in going if one.ground is Ground.ADVICE]
    rows = [(one.case_id, str(one.ground), at) for one in cases]
    connection.executemany("INSERT INTO purging (case_id, ground, at) VALUES (?, ?, ?)", rows)
    _log(connection, rule, going, at, actor)
    sheltering.keep_sheltered(connection, [entry for one in advice for entry in one.entries])
    for one in advice:
        _log_advice(connection, one, at, actor)
        gone = [(entry,) for entry in one.entries]
        connection.executemany("DELETE FROM ledger WHERE id = ? AND case_id IS NULL", gone)
    _leave_pending(connection, at, len(going))
    digests = _digests(connection)
    index.forget(connection, {one.case_id for one in cases})
    # What they took over from stays taken over, and leads to nothing any more.
    over = "UPDATE followed SET later = '' WHERE later IN (SELECT case_id FROM purging)"
    connection.execute(over)
    connection.execute("DELETE FROM ledger WHERE case_id IN (SELECT case_id FROM purging)")
    connection.execute("DELETE FROM revisions WHERE case_id IN (SELECT case_id FROM purging)")
    for digest in digests:
        _drop_pack(connection, digest)
    connection.execute("DELETE FROM cases WHERE id IN (SELECT case_id FROM purging)")
    for table in ("settings", "own_settings"):  # what was half typed about them
        connection.execute(_FORGET_HALF.format(table=table))
    connection.execute("DELETE FROM purging")
    sheltering.forget_gone(connection)
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
        if one.ground is Ground.ADVICE:
            continue  # told with who it was about, which no case knows
        told = {"ground": str(one.ground), "since": one.since}
        access_log.add(connection, Act.PURGED, at=at, actor=actor, case_id=one.case_id, detail=told)
    grounds = [one.ground for one in going]
    counts = {str(ground): str(grounds.count(ground)) for ground in Ground if ground in grounds}
    kept = {name: str(value) for name, value in rule.as_setting().items()}
    told = {"count": str(len(grounds)), **counts, **kept}
    access_log.add(connection, Act.PURGED, at=at, actor=actor, detail=told)


def _log_advice(connection: sqlite3.Connection, one: DueAdvice, at: str, actor: Actor) -> None:
    told = {"ground": str(Ground.ADVICE), "since": one.since}
    if one.advice.told("protected"):
        told["protected"] = "1"
    patient = one.advice.told("number") or one.advice.told("alias")
    access_log.add(connection, Act.PURGED, at=at, actor=actor, patient=patient, detail=told)


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
