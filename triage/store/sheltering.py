"""Whose identity is protected: a person's of whom anything here says so, not that record's alone.

The rule, for every list, search, print, export and count: nothing tells who or where a patient is
as long as any case under the same number is marked protected, or any call for advice about that
number that stands. Which of them came first does not matter, nor how the number was written.
Practice shelters nobody real, and nobody real shelters practice. Without a number, as for an
alias, only the record itself says so.

A mark goes with what bears it: taken back where it was set, a draft deleted, a call struck. A
purge is no such act: who was sheltered by what is purged stays so, for as long as anything is
left under the number.

What cases say is asked of the cases; what calls say stands in the table `sheltered`, a row for
each call and one without a call for what was purged. Functions take the connection; those that
write do so inside a transaction that the store holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from triage.core.ledger import Entry

_PURGED: Final = ""
"""Stands for the call in a row of `sheltered` where what said so is purged."""


def _said_of(key: str) -> str:
    """Return the condition that a real case or a call says it of a number, told by SQL."""
    return (
        f"({key} <> '' AND (EXISTS (SELECT 1 FROM cases AS same WHERE same.number_key <> ''"  # noqa: S608 - our own
        f" AND same.number_key = {key} AND same.protected = 1 AND same.example = 0)"
        f" OR EXISTS (SELECT 1 FROM sheltered AS said WHERE said.number_key = {key})))"
    )


SHELTERED: Final = (
    "(cases.protected = 1 OR CASE cases.example WHEN 0 THEN "  # noqa: S608 - our own
    + _said_of("cases.number_key")
    + " ELSE cases.number_key <> '' AND EXISTS (SELECT 1 FROM cases AS same"
    " WHERE same.number_key <> '' AND same.number_key = cases.number_key"
    " AND same.protected = 1 AND same.example = 1) END)"
)
"""A condition on rows of `cases`."""

ADVISED: Final = _said_of("ledger.number_key")
"""The same of rows of `ledger` that are advice, which is never practice; beside what they say."""


def sheltered(connection: sqlite3.Connection, case_id: str) -> bool:
    """Return whether nothing may tell who a case is about."""
    query = f"SELECT {SHELTERED} FROM cases WHERE id = ?"  # noqa: S608 - a constant
    found = connection.execute(query, (case_id,)).fetchone()
    return found is not None and bool(found[0])


def number_sheltered(connection: sqlite3.Connection, number: str) -> bool:
    """Return whether nothing may tell who has a number, of what belongs to no case."""
    query = f"SELECT {_said_of(':key')}"
    found = connection.execute(query, {"key": _key(number)}).fetchone()
    return bool(found[0])


def number_known(connection: sqlite3.Connection, number: str) -> bool:
    """Return whether anything but practice stands under a number."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM cases WHERE number_key <> '' AND number_key = :key"
        " AND example = 0) OR EXISTS (SELECT 1 FROM ledger WHERE number_key <> ''"
        " AND number_key = :key)"
    )
    return bool(connection.execute(query, {"key": _key(number)}).fetchone()[0])


def same_number(connection: sqlite3.Connection, *keys: str) -> list[str]:
    """Return the cases with any of these numbers, as they are compared."""
    query = "SELECT id FROM cases WHERE number_key <> '' AND number_key = ?"
    return [row[0] for key in dict.fromkeys(keys) for row in connection.execute(query, (key,))]


def noted(connection: sqlite3.Connection, new: Entry) -> str:
    """Keep what an entry of no case says of a number; return the number, "" where it says none."""
    if new.kind == "struck":
        query = "DELETE FROM sheltered WHERE call = ? RETURNING number_key"
        gone = connection.execute(query, (new.told("entry"),)).fetchall()
        return str(gone[0][0]) if gone else ""
    key = _key(new.told("number")) if new.kind == "advice" and new.told("protected") else ""
    if key:
        connection.execute("INSERT OR IGNORE INTO sheltered VALUES (?, ?)", (key, new.id))
    return key


def keep_sheltered(connection: sqlite3.Connection, calls: Iterable[str]) -> None:
    """Let who was sheltered by what is purged now stay so; `calls` are the entries that go.

    What the cases say that go, the others say by themselves from now on.
    """
    kept = "UPDATE OR REPLACE sheltered SET call = ? WHERE call = ?"
    connection.executemany(kept, [(_PURGED, call) for call in calls])
    going = (
        "FROM cases WHERE protected = 1 AND number_key <> '' AND id IN"
        " (SELECT case_id FROM purging)"
    )
    connection.execute(
        f"INSERT OR IGNORE INTO sheltered SELECT number_key, ? {going} AND example = 0",
        (_PURGED,),
    )
    connection.execute(
        "UPDATE cases SET protected = 1 WHERE protected = 0 AND number_key <> ''"  # noqa: S608 - constants
        f" AND number_key IN (SELECT number_key {going}) AND {SHELTERED}"
    )


def forget_gone(connection: sqlite3.Connection) -> None:
    """Keep no number that nothing is left of; after a purge."""
    connection.execute(
        "DELETE FROM sheltered WHERE NOT EXISTS (SELECT 1 FROM cases WHERE cases.number_key <> ''"
        " AND cases.number_key = sheltered.number_key AND example = 0) AND NOT EXISTS"
        " (SELECT 1 FROM ledger WHERE ledger.number_key <> ''"
        " AND ledger.number_key = sheltered.number_key)"
    )


def rebuild(connection: sqlite3.Connection, purged: Iterable[str]) -> None:
    """Keep what the calls say that are there; `purged` are numbers of which what said so is not."""
    connection.execute(
        "INSERT OR IGNORE INTO sheltered SELECT number_key, id FROM ledger WHERE kind = 'advice'"
        " AND number_key <> '' AND detail ->> 'protected' <> '' AND id NOT IN (SELECT detail"
        " ->> 'entry' FROM ledger WHERE kind = 'struck' AND case_id IS NULL)"
    )
    rows = [(key, _PURGED) for key in purged]
    connection.executemany("INSERT OR IGNORE INTO sheltered VALUES (?, ?)", rows)


def purged(connection: sqlite3.Connection) -> list[str]:
    """Return the numbers that are sheltered by what is purged."""
    query = "SELECT number_key FROM sheltered WHERE call = ?"
    return [key for (key,) in connection.execute(query, (_PURGED,)).fetchall()]


def _key(number: str) -> str:
    from triage.store.folding import number_key  # noqa: PLC0415 - not needed to start

    return number_key(number)
