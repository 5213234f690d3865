"""Advice that belongs to no case and whose time is out, with all that was written about it since.

A correction, a call back and a striking belong to the advice they speak of: what was written last
of them is the last act, and they go together or not at all.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Final, NamedTuple

from triage.core.ledger import Entry, Kind
from triage.store.ledger import COLUMNS, read_row

_REFERS: Final = ("corrects", "advice", "entry")
"""What of an entry names an earlier one."""


class DueAdvice(NamedTuple):
    """A piece of advice that may go: all its entries, and since when nothing was added."""

    entries: tuple[str, ...]
    since: str
    advice: Entry
    """As it was last corrected."""

    @property
    def id(self) -> str:
        """The first entry's, which stands for them all."""
        return self.entries[0]


def due(connection: sqlite3.Connection, span: str, at: str, before: str) -> list[DueAdvice]:
    """Return the advice of which every entry is older than a span at a time.

    `before` is a time that whatever is due was noted before.
    """
    any_old = "SELECT 1 FROM ledger WHERE case_id IS NULL AND noted_at < ? LIMIT 1"
    if connection.execute(any_old, (before,)).fetchone() is None:
        return []
    rows = connection.execute(
        f"SELECT {COLUMNS}, coalesce(julianday(noted_at, ?) <= julianday(?), 0) FROM ledger"  # noqa: S608 - our own
        " WHERE case_id IS NULL ORDER BY seq",
        (span, at),
    ).fetchall()
    roots: dict[str, str] = {}
    groups: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
    for *row, past in rows:
        entry = read_row(tuple(row))
        named = next((entry.told(field) for field in _REFERS if entry.told(field)), "")
        root = roots[entry.id] = roots.get(named, entry.id)
        groups[root].append((entry, bool(past)))
    return [_told(group) for group in groups.values() if all(past for _entry, past in group)]


def _told(group: list[tuple[Entry, bool]]) -> DueAdvice:
    entries = [entry for entry, _past in group]
    given = [one for one in entries if one.kind is Kind.ADVICE] or entries
    since = max(one.noted_at for one in entries)
    return DueAdvice(tuple(one.id for one in entries), since, given[-1])
