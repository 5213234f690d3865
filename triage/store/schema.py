"""Which version of the schema this program reads and writes.

The version stands in the file's header (`user_version`), so that a start reads one number and
loads no migrations when nothing is to be done.
"""

import sqlite3
from typing import Final

from triage.store import guards
from triage.store.database import pragma
from triage.store.errors import StoreError, plain_errors

VERSION: Final = 6  # number of steps in triage.store.migrations


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
    """Migrate where needed, then check the guards.

    :raises StoreError: guards_altered, and what `migrations.migrate` raises
    """
    with plain_errors():
        if int(pragma(connection, "user_version")) < VERSION:
            from triage.store.migrations import migrate  # noqa: PLC0415 - loads sqlite-utils

            migrate(connection)
        guards.check(connection)
