"""Whose identity is protected: a patient's whose number any case marks so, not that case's alone.

Protection is often noted later than the first decision. From then on no list, search or print of
an earlier case tells who or where the patient is; practice shelters nobody real.
"""

import sqlite3
from typing import Final

SHELTERED: Final = (
    "(cases.protected = 1 OR (cases.number_key <> '' AND EXISTS (SELECT 1 FROM cases AS same"
    " WHERE same.number_key <> '' AND same.number_key = cases.number_key"
    " AND same.protected = 1 AND same.example = cases.example)))"
)
"""A condition on rows of `cases`."""


def sheltered(connection: sqlite3.Connection, case_id: str) -> bool:
    """Return whether nothing may tell who a case is about."""
    query = f"SELECT {SHELTERED} FROM cases WHERE id = ?"  # noqa: S608 - a constant
    found = connection.execute(query, (case_id,)).fetchone()
    return found is not None and bool(found[0])


def number_sheltered(connection: sqlite3.Connection, number: str) -> bool:
    """Return whether nothing may tell who has a number, of what belongs to no case."""
    from triage.store.folding import number_key  # noqa: PLC0415 - not needed to start

    query = (
        "SELECT 1 FROM cases WHERE number_key <> '' AND number_key = ? AND protected = 1"
        " AND example = 0"
    )
    return connection.execute(query, (number_key(number),)).fetchone() is not None


def same_number(connection: sqlite3.Connection, *keys: str) -> list[str]:
    """Return the cases with any of these numbers, as they are compared."""
    query = "SELECT id FROM cases WHERE number_key <> '' AND number_key = ?"
    return [row[0] for key in dict.fromkeys(keys) for row in connection.execute(query, (key,))]


def keep_sheltered(connection: sqlite3.Connection) -> None:
    """Let what a case that is purged now has sheltered be so by itself."""
    connection.execute(
        "UPDATE cases SET protected = 1 WHERE protected = 0 AND number_key <> ''"  # noqa: S608 - a constant
        " AND number_key IN (SELECT number_key FROM cases WHERE protected = 1 AND id IN"
        f" (SELECT case_id FROM purging)) AND {SHELTERED}"
    )
