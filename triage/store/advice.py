"""Advice that belongs to no case, as lists ask for it: by when it was given, and by call-backs.

Functions take the connection; nothing is written here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import NamedTuple

from triage.core.ledger import Entry, Kind
from triage.store.ledger import COLUMNS, read_row
from triage.store.sheltering import ADVISED


class Given(NamedTuple):
    """Advice as it was written, and what was written about it since, in that order."""

    advice: Entry
    since: tuple[Entry, ...]


def given(connection: sqlite3.Connection, first: str, until: str, limit: int) -> list[Given]:
    """Return the advice given from one time until before another, the latest first."""
    return _with_rest(
        connection,
        "kind = 'advice' AND happened_at >= ? AND happened_at < ?"
        " ORDER BY happened_at DESC, seq DESC LIMIT ?",
        (first, until, limit),
    )


def to_call_back(connection: sqlite3.Connection) -> list[Given]:
    """Return the advice after which somebody was to call back, by the day of it."""
    # Most have been called back long ago: of those no more is read than that something was said.
    said = connection.execute(
        "SELECT detail ->> CASE kind WHEN 'advice' THEN 'corrects'"
        " WHEN 'called_back' THEN 'advice' ELSE 'entry' END"
        " FROM ledger WHERE case_id IS NULL AND seq > (SELECT min(seq) FROM ledger"
        " WHERE due IS NOT NULL)"
    )
    over = {one for (one,) in said.fetchall() if one}
    due = connection.execute("SELECT id FROM ledger WHERE due IS NOT NULL ORDER BY due, seq")
    waiting = [one for (one,) in due.fetchall() if one not in over]
    if not waiting:
        return []
    marks = ", ".join("?" * len(waiting))
    return _with_rest(connection, f"id IN ({marks}) ORDER BY due, seq", tuple(waiting))


def one(connection: sqlite3.Connection, entry_id: str) -> Given | None:
    """Return one piece of advice; None where there is none with this id."""
    return next(iter(_with_rest(connection, "kind = 'advice' AND id = ?", (entry_id,))), None)


def _with_rest(
    connection: sqlite3.Connection, where: str, values: tuple[object, ...]
) -> list[Given]:
    rows = connection.execute(
        f"SELECT seq, {ADVISED}, {COLUMNS} FROM ledger WHERE {where}",  # noqa: S608 - our own
        values,
    ).fetchall()
    if not rows:
        return []
    found = [(row[0], _sheltered(read_row(row[2:]), bool(row[1]))) for row in rows]
    rest = connection.execute(
        f"SELECT {COLUMNS} FROM ledger WHERE case_id IS NULL AND seq > ? ORDER BY seq",  # noqa: S608 - our own
        (min(seq for seq, _entry in found),),
    ).fetchall()
    about: dict[str, list[Entry]] = {entry.id: [] for _seq, entry in found}
    for row in rest:
        said = read_row(row)
        for field in _REFERS.get(said.kind, ()):
            if said.told(field) in about:
                about[said.told(field)].append(said)
                break
    return [Given(entry, tuple(about[entry.id])) for _seq, entry in found]


def _sheltered(entry: Entry, protected: bool) -> Entry:
    if not protected:
        return entry
    return replace(entry, detail={**entry.detail, "protected": "1"})


_REFERS = {
    Kind.ADVICE: ("corrects",),
    Kind.CALLED_BACK: ("advice",),
    Kind.STRUCK: ("entry",),
}
