"""A copy of the whole store as it stood at one moment, and what is in it, table by table.

Other connections may write meanwhile: all is read inside one transaction. The copy is encrypted
under the same key; nothing of it is ever on a disk in the clear.
"""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from triage.keys.data_key import DataKey
from triage.store import database
from triage.store.database import pragma
from triage.store.errors import StoreError, plain_errors
from triage.store.progress import Progress, tell, unheard

_ROWS: Final = 1000
"""Rows that are fetched and hashed at a time."""
_PAGES: Final = 500
"""Pages that are copied at a time."""
_MARSHAL: Final = 2
"""The form in which rows are hashed: without references, and the same in every Python since 2.5."""
_SMALL: Final = ("identity", "own_settings", "people", "settings", "access_log_purges")
_NEWEST: Final = (
    # A backup is no change that would ask for the next one.
    "SELECT (SELECT seq FROM access_log WHERE act <> 'backed_up' ORDER BY seq DESC LIMIT 1)",
    "SELECT max(seq) FROM revisions",
    "SELECT max(rowid) FROM packs",
    "SELECT max(rowid) FROM cases",
    # Word for word as the index of the worklist has it, which answers both at once.
    "SELECT max(changed_at) FROM cases WHERE (state = 'decided') = 0",
    "SELECT max(changed_at) FROM cases WHERE (state = 'decided') = 1",
)


_NO_CODE: Final = {
    "disk I/O error": "disk_error",
    "database or disk is full": "disk_full",
    "database is locked": "locked",
    "unable to open database file": "cannot_open",
}
"""What the driver's `backup` raises without a result code: the engine's own fixed texts."""


class Table(NamedTuple):
    """What one table holds: how many rows, and a digest of them all."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Contents:
    """All that a store holds. Digests are keyed: they tell nothing to who lacks the key."""

    version: int
    schema: str
    tables: Mapping[str, Table]


@contextmanager
def reading(path: Path, key: DataKey) -> Iterator[sqlite3.Connection]:
    """Hold one moment of a store in sight, whatever others write.

    :raises StoreError: as `database.connect`
    """
    connection = database.connect(path, key, create=False, wait_ms=2000)
    try:
        with plain_errors():
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            yield connection
    finally:
        connection.close()


def contents(
    connection: sqlite3.Connection, key: DataKey, progress: Progress = unheard
) -> Contents:
    """Return what the store holds; the caller holds the transaction.

    :raises StoreError: damaged and the like, where a page cannot be read
    :raises Stopped: if asked to
    """
    secret = key.derive("backup digest")
    with plain_errors():
        names = tables(connection)
        definitions = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
        ).fetchall()
        found: dict[str, Table] = {}
        for at, (name, ordered) in enumerate(names.items()):
            tell(progress, at, len(names))
            found[name] = _table(connection, name, secret, progress, ordered=ordered)
        schema = hashlib.blake2b(marshal.dumps(definitions, _MARSHAL), key=secret, digest_size=32)
        return Contents(int(pragma(connection, "user_version")), schema.hexdigest(), found)


def tables(connection: sqlite3.Connection) -> dict[str, bool]:
    """Return the tables that hold rows of their own, and whether they have a row number."""
    listed = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main'"
        " AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return {name: not without for name, without in listed.fetchall()}


def _table(
    connection: sqlite3.Connection, name: str, secret: bytes, progress: Progress, *, ordered: bool
) -> Table:
    quoted = '"' + name.replace('"', '""') + '"'
    # A table without row numbers is kept in the order of its key.
    order = " ORDER BY rowid" if ordered else ""
    cursor = connection.execute(f"SELECT * FROM {quoted}{order}")  # noqa: S608 - quoted above
    digest, count = hashlib.blake2b(key=secret, digest_size=32), 0
    while rows := cursor.fetchmany(_ROWS):
        for row in rows:
            digest.update(marshal.dumps(row, _MARSHAL))
        count += len(rows)
        tell(progress, 0, 0)
    return Table(count, digest.hexdigest())


def store_id(connection: sqlite3.Connection) -> str:
    """Return which store it is, in hex.

    :raises StoreError: damaged
    """
    with plain_errors():
        row = connection.execute("SELECT value FROM identity WHERE name = 'store_id'").fetchone()
    if row is None:
        raise StoreError("damaged")
    return bytes(row[0]).hex()


def mark(connection: sqlite3.Connection, key: DataKey) -> str:
    """Return what differs as soon as something was changed; cheap, whatever the store's size."""
    secret = key.derive("backup digest")
    with plain_errors():
        newest = [connection.execute(query).fetchone()[0] for query in _NEWEST]
        there = tables(connection)
        small = [
            _table(connection, name, secret, unheard, ordered=there[name]).digest
            for name in _SMALL
            if name in there
        ]
    told = marshal.dumps([*newest, *small], _MARSHAL)
    return hashlib.blake2b(told, key=secret, digest_size=16).hexdigest()


def copy(
    connection: sqlite3.Connection, key: DataKey, target: Path, progress: Progress = unheard
) -> None:
    """Copy what a connection sees into a new file under the same key, on disk when this returns.

    :raises StoreError: disk_full, damaged, cannot_open
    :raises Stopped: if asked to
    """
    made = database.connect(target, key, create=True, wait_ms=2000)

    def step(_status: int, remaining: int, total: int) -> None:
        tell(progress, total - remaining, total)

    try:
        with database.want_of_room_named(target), plain_errors():
            made.execute("PRAGMA synchronous = FULL")
            try:
                connection.backup(made, pages=_PAGES, progress=step)
            except sqlite3.OperationalError as error:
                if str(error) in _NO_CODE:
                    raise StoreError(_NO_CODE[str(error)]) from None
                raise
    finally:
        made.close()
