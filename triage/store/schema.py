"""Which version of the schema this program reads and writes.

The version stands in the file's header (`user_version`), so that a start reads one number and
loads no migrations when nothing is to be done.
"""

import sqlite3
from typing import Final

from triage.store import guards
from triage.store.database import pragma
from triage.store.errors import StoreError, plain_errors

VERSION: Final = 7  # number of steps in triage.store.migrations


FINGERPRINT: Final = "271874dede93cbb5181a1cf7c492a872edecb30e3f99523ff232f24a303cb078"
"""Of the tables, indexes and views that the steps make; a test tells the one of a new step."""


def require_readable(connection: sqlite3.Connection) -> None:
    """Refuse a file of a later program before anything in it is touched.

    :raises StoreError: newer_version
    """
    with plain_errors():
        if int(pragma(connection, "user_version")) > VERSION:
            raise StoreError("newer_version")


def is_behind(connection: sqlite3.Connection) -> bool:
    """Return whether the file holds the tables of an earlier program."""
    with plain_errors():
        return 0 < int(pragma(connection, "user_version")) < VERSION


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Migrate where needed, then check the guards and the tables.

    :raises StoreError: guards_altered, schema_altered, and what `migrations.migrate` raises
    """
    with plain_errors():
        if int(pragma(connection, "user_version")) < VERSION:
            from triage.store.migrations import migrate  # noqa: PLC0415 - loads sqlite-utils

            migrate(connection)
        guards.check(connection)
        if fingerprint(connection) != FINGERPRINT:
            raise StoreError("schema_altered")


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of what the file says its tables, indexes and views are, in hex.

    Without what the engine and its full-text search keep for themselves, which is theirs to
    change, and without triggers: see `guards`.
    """
    from hashlib import sha256  # noqa: PLC0415 - only where a store is opened

    rows = connection.execute(
        """
        SELECT type, name, tbl_name, sql FROM sqlite_schema
        WHERE type <> 'trigger' AND name NOT LIKE '%sqlite\\_%' ESCAPE '\\'
        AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
        ORDER BY type, name
        """
    ).fetchall()
    return sha256(repr(rows).encode()).hexdigest()
