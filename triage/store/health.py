"""Whether a store is whole.

`require_whole_pages` runs before anything of a store is shown. Up to `WHOLLY` it has every page
authenticated (half a second for 100 MB on a slow computer); a larger file is read through once the
window stands, by `read_through` in a thread with a connection of its own. That is no hole: the
cipher authenticates each page whenever it is read, so what is damaged is an error and never a wrong
answer. Reading it all only finds the damage sooner, while the backups are young.

What the pages cannot tell is checked beside them: the engine and its settings when the file is
opened (`database`), the triggers (`guards`), the tables (`schema`), and that decisions and their
cases have not been parted.
"""

import sqlite3
from pathlib import Path
from typing import Final

from triage.store.errors import StoreError, plain_errors

WHOLLY: Final = 50_000_000
"""Bytes of a file that is read wholly before it is shown: some 20 000 decisions, and no start that
is felt to wait."""
_WITHOUT_DECISION: Final = """
    SELECT 1 FROM cases WHERE state <> 'draft'
    AND NOT EXISTS (SELECT 1 FROM revisions WHERE case_id = cases.id) LIMIT 1
"""
_WITHOUT_CASE: Final = """
    SELECT 1 FROM (SELECT DISTINCT case_id AS id FROM revisions) AS decided
    WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = decided.id) LIMIT 1
"""


def is_read_later(path: Path) -> bool:
    """Return whether the file is too large to be read through before it is shown."""
    try:
        return path.stat().st_size > WHOLLY
    except OSError:
        return False


def require_whole_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Have every page authenticated, unless the file is read later.

    :raises StoreError: damaged
    """
    if not is_read_later(path):
        with plain_errors():
            read_pages(connection)


def require_together(connection: sqlite3.Connection, path: Path) -> None:
    """Check that each decided case has a decision and each decision its case.

    :raises StoreError: references_broken
    """
    if not is_read_later(path):
        with plain_errors():
            check_together(connection)


def read_through(connection: sqlite3.Connection) -> None:
    """Do for a large file what a start left out.

    :raises StoreError: damaged, references_broken
    """
    with plain_errors():
        read_pages(connection)
        check_together(connection)


def read_pages(connection: sqlite3.Connection) -> None:
    """Have every page of the file authenticated; the pages of its log are as they are read.

    :raises StoreError: damaged
    """
    if not _whole(connection):
        # The cipher reads the file and not its log. A power cut while the log was moved into the
        # file leaves torn pages there that the log still holds whole: it is moved again.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        # It also reads without a lock: another program may have been writing a page just then.
        # What is found while nobody writes is damage.
        connection.execute("BEGIN IMMEDIATE")
        try:
            whole = _whole(connection)
        finally:
            connection.execute("ROLLBACK")
        if not whole:
            raise StoreError("damaged")


def _whole(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA cipher_integrity_check").fetchone() is None


def check_together(connection: sqlite3.Connection) -> None:
    """Find one case without its decision, or one decision without its case.

    :raises StoreError: references_broken
    """
    for query in (_WITHOUT_DECISION, _WITHOUT_CASE):
        if connection.execute(query).fetchone() is not None:
            raise StoreError("references_broken")
