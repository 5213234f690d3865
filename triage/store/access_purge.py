"""Removing the oldest entries of the access log, so that what is left can still be verified.

Before they go, a note is signed with the log's key: how far it went, how many, from when to when,
and the mac that the next entry is bound to. A guard lets no entry go that has no such note, or is
younger than five years.
"""

import json
import sqlite3
from typing import Final

from triage.store import access_log
from triage.store.access_findings import Purge
from triage.store.acts import Act, Actor

LEAST_YEARS: Final = 5
"""What the law asks; the guard `access_log_is_kept` says the same to whoever opens the file."""
_PURGE: Final = b"vagval access log purge 1\n"
_NOTES: Final = "SELECT through, at, person, removed, first_at, last_at, chain, mac"


def due(connection: sqlite3.Connection, before: str) -> tuple[int, int]:
    """Return the last entry that may go, and how many those up to it are; (0, 0) for none.

    Only the log's beginning goes: an entry whose clock was wrong stays until those before it go.
    """
    first = connection.execute("SELECT min(seq) FROM access_log").fetchone()[0]
    if first is None:
        return 0, 0
    kept = connection.execute(
        "SELECT seq FROM access_log WHERE at >= ? ORDER BY seq LIMIT 1", (before,)
    ).fetchone()
    through = access_log.end(connection)[0] if kept is None else kept[0] - 1
    if through < first:
        return 0, 0
    count: int = connection.execute(
        "SELECT count(*) FROM access_log WHERE seq <= ?", (through,)
    ).fetchone()[0]
    return through, count


def purge(connection: sqlite3.Connection, before: str, *, at: str, actor: Actor) -> Purge | None:
    """Remove the entries from before a time, note it and log it; the caller holds the transaction.

    :raises sqlite3.IntegrityError: for entries that the guard keeps
    """
    through, count = due(connection, before)
    if not count:
        return None
    first_at, last_at = connection.execute(
        "SELECT min(at), max(at) FROM access_log WHERE seq <= ?", (through,)
    ).fetchone()
    chain = bytes(
        connection.execute("SELECT mac FROM access_log WHERE seq = ?", (through,)).fetchone()[0]
    )
    done = Purge(through, at, actor.person, count, first_at, last_at)
    mark = _mark(access_log.log_key(connection), done, chain)
    connection.execute(
        "INSERT INTO access_log_purges VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (through, at, actor.person, count, first_at, last_at, chain, mark),
    )
    connection.execute("DELETE FROM access_log WHERE seq <= ?", (through,))
    access_log.add(
        connection,
        Act.LOG_PURGED,
        at=at,
        actor=actor,
        detail={"through": str(through), "removed": str(count)},
    )
    return done


def purges(connection: sqlite3.Connection) -> list[tuple[Purge, tuple[bytes, bytes]]]:
    """Return the notes of all purges, each with the chain's mac at its end and its own."""
    rows = connection.execute(f"{_NOTES} FROM access_log_purges ORDER BY through").fetchall()
    return [(Purge(*row[:6]), (bytes(row[6]), bytes(row[7]))) for row in rows]


def sound(key: bytes, noted: Purge, marks: tuple[bytes, bytes]) -> bool:
    """Return whether a note is as it was written."""
    chain, mark = marks
    return _mark(key, noted, chain) == mark


def _mark(key: bytes, noted: Purge, chain: bytes) -> bytes:
    from hmac import digest  # noqa: PLC0415 - seldom needed

    parts = (noted.through, noted.at, noted.person, noted.removed, noted.first_at, noted.last_at)
    return digest(key, _PURGE + chain + json.dumps(parts).encode(), "sha256")
