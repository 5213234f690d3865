"""Reading everything once, to find damage before a patient's data is shown or backed up."""

import sqlite3

from triage.store import guards
from triage.store.canonical import read_decision
from triage.store.errors import StoreError


def verify(connection: sqlite3.Connection) -> None:
    """Check pages, references, guards, and the hash of every decision.

    :raises StoreError: damaged, guards_altered, revision_damaged
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise StoreError("damaged")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError("damaged")
    guards.check(connection)
    for identifier, signed in connection.execute("SELECT id, payload FROM revisions"):
        read_decision(signed, identifier)
