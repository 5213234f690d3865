"""Reading everything once, to find damage before a patient's data is shown or backed up."""

import sqlite3

from triage.store import decisions, guards
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
    for case_id, identifier, signed_at, signed in decisions.every(connection):
        decision = read_decision(signed, identifier)
        if decision.case_id != case_id or signed_at not in {"", decision.signed_at}:
            raise StoreError("revision_damaged")
