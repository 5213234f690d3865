"""Reading a damaged store row by row, around the pages that cannot be read.

A table is read from its beginning as far as it goes, then from its end; what lies between is
asked for by the row numbers that the table's indexes still know. So an index tells of a row whose
page is lost, and the page is found whose index is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_MOST_ASKED: Final = 100_000
"""Row numbers that are tried one by one where no index knows which there are."""
Row = dict[str, object]


@dataclass
class Gaps:
    """What could not be read of a table: numbers of rows that there were, and whether that is all.

    `complete` is False where nothing is left that would tell of every row.
    """

    lost: set[int] = field(default_factory=set)
    complete: bool = True

    @property
    def none(self) -> bool:
        """Whether the table was read whole."""
        return not self.lost and self.complete


def rows(connection: sqlite3.Connection, table: str, gaps: Gaps) -> Iterator[Row]:
    """Yield the readable rows of a table that has row numbers, as dictionaries with `at_row`."""
    last = 0
    broke = False
    for row in _until_it_breaks(connection, table, "rowid > ? ORDER BY rowid", (0,)):
        last = int(str(row["at_row"]))
        yield row
    broke = _broke(connection, table, last)
    if not broke:
        return
    tail = list(_backwards(connection, table, last))
    first = int(str(tail[-1]["at_row"])) if tail else None
    numbers, gaps.complete = _known(connection, table)
    between = sorted(n for n in numbers if n > last and (first is None or n < first))
    if not gaps.complete and first is not None:
        between = sorted({*between, *range(last + 1, min(first, last + _MOST_ASKED))})
    yield from _one_by_one(connection, table, between, numbers, gaps)
    yield from reversed(tail)


def _one_by_one(
    connection: sqlite3.Connection,
    table: str,
    asked: Sequence[int],
    known: set[int],
    gaps: Gaps,
) -> Iterator[Row]:
    for number in asked:
        found = list(_until_it_breaks(connection, table, "rowid = ?", (number,)))
        if found:
            yield found[0]
        elif number in known:
            gaps.lost.add(number)


def _until_it_breaks(
    connection: sqlite3.Connection, table: str, where: str, values: tuple[object, ...]
) -> Iterator[Row]:
    """Yield rows by the table itself, never by an index, up to the first page that is damaged."""
    try:
        cursor = connection.execute(
            f"SELECT rowid AS at_row, * FROM {table} NOT INDEXED WHERE {where}",  # noqa: S608 - our own names
            values,
        )
        names = [one[0] for one in cursor.description]
        while (row := cursor.fetchone()) is not None:
            yield dict(zip(names, row, strict=True))
    except sqlite3.Error:
        return


def _broke(connection: sqlite3.Connection, table: str, last: int) -> bool:
    """Return whether reading on after a row fails, rather than finds no more."""
    try:
        more = connection.execute(
            f"SELECT rowid FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid",  # noqa: S608
            (last,),
        ).fetchone()
    except sqlite3.Error:
        return True
    return more is not None


def _backwards(connection: sqlite3.Connection, table: str, last: int) -> Iterator[Row]:
    where = "rowid > ? ORDER BY rowid DESC"
    yield from _until_it_breaks(connection, table, where, (last,))


def _known(connection: sqlite3.Connection, table: str) -> tuple[set[int], bool]:
    """Return the row numbers that indexes know, and whether one of them was read whole."""
    numbers: set[int] = set()
    whole = False
    for name in _indexes(connection, table):
        found, ended = _numbers_of(connection, table, name)
        numbers |= found
        whole = whole or ended
    return numbers, whole


def _indexes(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the indexes that hold every row."""
    try:
        listed = connection.execute("SELECT name, partial FROM pragma_index_list(?)", (table,))
        return [name for name, partial in listed.fetchall() if not partial]
    except sqlite3.Error:
        return []


def _numbers_of(connection: sqlite3.Connection, table: str, index: str) -> tuple[set[int], bool]:
    found: set[int] = set()
    query = f'SELECT rowid FROM {table} INDEXED BY "{index}"'  # noqa: S608 - our own names
    first = _column_of(connection, index)
    for direction in ("", " DESC"):
        order = "" if first is None else f" ORDER BY {first}{direction}"
        try:
            cursor = connection.execute(query + order)
            while (row := cursor.fetchone()) is not None:
                found.add(row[0])
        except sqlite3.Error:
            continue
        return found, True
    return found, False


def _column_of(connection: sqlite3.Connection, index: str) -> str | None:
    try:
        row = connection.execute(
            "SELECT name FROM pragma_index_info(?) ORDER BY seqno", (index,)
        ).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else row[0]


def case_of_revision(connection: sqlite3.Connection) -> Callable[[int], str | None]:
    """Return what tells whose a lost decision was, by the index over cases."""
    known: dict[int, str] = {}
    query = "SELECT seq, case_id FROM revisions INDEXED BY revisions_of_a_case ORDER BY case_id"
    for direction in ("", " DESC"):
        try:
            cursor = connection.execute(query + direction)
            while (row := cursor.fetchone()) is not None:
                known[row[0]] = row[1]
        except sqlite3.Error:
            continue
        break
    return known.get


def of_key(
    connection: sqlite3.Connection, table: str, column: str, keys: Sequence[str]
) -> tuple[list[Row], list[str]]:
    """Read a table that is kept by its key; return rows, and the keys of which some are lost.

    It is read whole where that can be done, else key by key.
    """
    try:
        cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()], []
    except sqlite3.Error:
        found: list[Row] = []
    lost = []
    for key in keys:
        try:
            cursor = connection.execute(
                f"SELECT * FROM {table} WHERE {column} = ?",  # noqa: S608 - our own names
                (key,),
            )
            names = [one[0] for one in cursor.description]
            found += [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except sqlite3.Error:
            lost.append(key)
    return found, lost
