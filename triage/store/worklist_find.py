"""What a search finds in the worklist."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

from triage.store import search
from triage.store.worklist import COLUMNS, HITS, Found, Whose, read_row, with_follow

if TYPE_CHECKING:
    from triage.store.search import Meanings

_WHOLE: Final = " ORDER BY state = 'decided', changed_at DESC, id"


def find(
    connection: sqlite3.Connection, query: str, whose: Whose, meanings: Meanings | None, limit: int
) -> Found:
    """Return the first cases that match a query: open work, then decisions, the latest first.

    Nothing is sorted but open work, and nothing read past the limit.
    """
    rows = _numbered(connection, query)
    expression = search.expression(connection, query, meanings or search.no_meanings)
    if expression:
        values = {"me": whose.me, "limit": limit + 1, "most": HITS + 1}
        for sql, state in ((_FIND_OPEN, _IS_OPEN), (_FIND_DECIDED, _IS_DECIDED)):
            if len(rows) <= limit:
                values["limit"] = limit + 1 - len(rows)
                match = f"({expression}) AND {state}"
                rows += connection.execute(sql, {**values, "match": match}).fetchall()
    found = {row[0]: row for row in reversed(rows)}  # a protected one may be found in both ways
    kept = [read_row(one, query) for one in reversed(found.values())]
    return Found(with_follow(connection, kept[:limit]), len(kept) > limit)


_IS_OPEN: Final = 'codes : ("state=draft" OR "state=correcting")'
_IS_DECIDED: Final = 'codes : "state=decided"'
_FIND_OPEN: Final = (
    f"SELECT {COLUMNS} FROM (SELECT rowid FROM found_by WHERE found_by MATCH :match"  # noqa: S608
    " ORDER BY rowid DESC LIMIT :most) AS hits CROSS JOIN cases ON cases.doc = hits.rowid"
    " ORDER BY owner IS NOT :me, changed_at DESC, id LIMIT :limit"
)
_FIND_DECIDED: Final = (
    f"SELECT {COLUMNS} FROM (SELECT rowid FROM found_by WHERE found_by MATCH :match"  # noqa: S608
    " ORDER BY rowid DESC LIMIT :limit) AS hits CROSS JOIN cases ON cases.doc = hits.rowid"
    " ORDER BY hits.rowid DESC"
)


def _numbered(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a protected identity with exactly this number, open ones first."""
    ids = search.protected(connection, query)
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT {COLUMNS} FROM cases WHERE id IN ({marks}){_WHOLE}"  # noqa: S608 - our own
    return connection.execute(sql, ids).fetchall() if ids else []
