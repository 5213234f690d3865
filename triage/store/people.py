"""Who may sign in, and what each of them has set up for themselves.

Functions take the database inside a transaction that the store holds; they never commit.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from triage.core.people import Person
from triage.store.canonical import read_setting
from triage.store.errors import StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = "id, name, role, unit, hsa_id, left_at"


def everyone(connection: sqlite3.Connection) -> list[Person]:
    """Return all who ever could sign in, in the order they came."""
    query = f"SELECT {_COLUMNS} FROM people ORDER BY created_at, id"  # noqa: S608 - a constant
    return [Person(*row) for row in connection.execute(query)]


def read(connection: sqlite3.Connection, person_id: str) -> Person:
    """Return one person.

    :raises StoreError: person_unknown
    """
    query = f"SELECT {_COLUMNS} FROM people WHERE id = ?"  # noqa: S608 - a constant
    row = connection.execute(query, (person_id,)).fetchone()
    if row is None:
        raise StoreError("person_unknown")
    return Person(*row)


def keep(db: Database, person: Person, at: str) -> None:
    """Add a person, or change what stands about one."""
    columns = {
        "name": person.name,
        "role": person.role,
        "unit": person.unit,
        "hsa_id": person.hsa_id,
        "left_at": person.left_at,
    }
    if db.conn.execute("SELECT 1 FROM people WHERE id = ?", (person.id,)).fetchone():
        db.table("people").update(person.id, columns)
    else:
        db.table("people").insert({"id": person.id, **columns, "created_at": at})


def setting(connection: sqlite3.Connection, person_id: str, key: str, default: object) -> object:
    """Return one of a person's own settings."""
    query = "SELECT value FROM own_settings WHERE person = ? AND key = ?"
    row = connection.execute(query, (person_id, key)).fetchone()
    return default if row is None else read_setting(row[0], default)


def keep_setting(db: Database, person_id: str, key: str, value: str) -> None:
    """Keep one of a person's own settings, as JSON."""
    row = {"person": person_id, "key": key, "value": value}
    db.table("own_settings").upsert(row, pk=("person", "key"))
