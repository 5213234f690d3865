"""What the worklist can be narrowed to: the teams and municipalities of decided cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def teams(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the packs and teams that cases went to, each once."""
    following = "SELECT min(team) FROM followed WHERE pack = ? AND team > ?"
    return [
        (pack, team)
        for pack in _each(connection, "SELECT min(pack) FROM followed WHERE pack > ?")
        for team in _each(connection, following, pack)
    ]


def municipalities(connection: sqlite3.Connection) -> list[str]:
    """Return the municipalities where decided cases are, each once."""
    following = (
        "SELECT min(municipality) FROM followed WHERE municipality IS NOT NULL AND municipality > ?"
    )
    return list(_each(connection, following))


def _each(connection: sqlite3.Connection, following: str, *values: str) -> Iterable[str]:
    """Yield values from one to the next by their index, and not past every case."""
    last: str | None = ""
    while True:
        (last,) = connection.execute(following, (*values, last)).fetchone()
        if last is None:
            return
        yield last
