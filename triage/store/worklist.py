"""The list that a working day starts from: one query, in order, without the engine."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from triage.store.records import WorklistRow
from triage.store.search import matching

_ROWS = (
    "SELECT id, name, number, alias, protected, state, pack, care_form, status, urgency,"
    " red_flag, changed_at, example, based_on IS NOT NULL FROM cases"
)
_IDS = "SELECT id FROM cases"
# Word for word the columns of the index `cases_in_worklist_order`.
_ORDER = " ORDER BY state = 'decided', changed_at DESC, id"
_PAGE = " LIMIT ? OFFSET ?"
# Three stretches of the same index: one condition for all three would read the table.
_BEFORE = (
    "SELECT (SELECT count(*) FROM cases WHERE (state = 'decided') < :done)"
    " + (SELECT count(*) FROM cases WHERE (state = 'decided') = :done AND changed_at > :at)"
    " + (SELECT count(*) FROM cases WHERE (state = 'decided') = :done AND changed_at = :at"
    " AND id < :id)"
)


def statement(query: str) -> tuple[str, list[str]]:
    """Return the SQL of the list and the values of its search, without limit and offset."""
    if not query.strip():
        return _ROWS + _ORDER + _PAGE, []
    condition, values = matching(query)
    return f"{_ROWS} WHERE {condition}{_ORDER}{_PAGE}", values


def rows(connection: sqlite3.Connection, query: str, offset: int, limit: int) -> list[WorklistRow]:
    """Return open work first, then what was changed last."""
    sql, values = statement(query)
    searched = bool(values)
    return [
        _row(found, searched=searched)
        for found in connection.execute(sql, [*values, limit, offset]).fetchall()
    ]


def count(connection: sqlite3.Connection, query: str) -> int:
    """Return how many rows the list has in all."""
    sql, values = "SELECT count(*) FROM cases", list[str]()
    if query.strip():
        condition, values = matching(query)
        sql = f"{sql} WHERE {condition}"
    total: int = connection.execute(sql, values).fetchone()[0]
    return total


def find(connection: sqlite3.Connection, query: str) -> list[str]:
    """Return the ids of all that match, in the list's order.

    A search reads every case, however few of its rows are looked at; this does so once, where
    a count and page after page would each do it again.
    """
    condition, values = matching(query)
    sql = f"{_IDS} WHERE {condition}{_ORDER}"
    return [case_id for (case_id,) in connection.execute(sql, values).fetchall()]


def found_rows(connection: sqlite3.Connection, ids: Sequence[str]) -> Mapping[str, WorklistRow]:
    """Return the rows of cases that `find` found, by id; those removed since are left out."""
    sql = f"{_ROWS} WHERE id IN ({', '.join('?' * len(ids))})"
    rows_found = connection.execute(sql, ids).fetchall()
    return {found[0]: _row(found, searched=True) for found in rows_found}


def place(connection: sqlite3.Connection, case_id: str) -> int | None:
    """Return how many rows stand before a case in the whole list; None where it is gone."""
    sql = "SELECT state = 'decided', changed_at FROM cases WHERE id = ?"
    found = connection.execute(sql, (case_id,)).fetchone()
    if found is None:
        return None
    values = {"done": found[0], "at": found[1], "id": case_id}
    before: int = connection.execute(_BEFORE, values).fetchone()[0]
    return before


def _row(found: tuple[Any, ...], *, searched: bool) -> WorklistRow:
    (case_id, name, number, alias, protected, state, pack, *summary) = found
    care_form, status, urgency, red_flag, changed_at, example, reassessment = summary
    # A protected row that a search found was found by its exact number.
    hidden = bool(protected) and not searched
    return WorklistRow(
        case_id=case_id,
        name="" if hidden else name,
        number=None if hidden else number,
        alias=alias,
        protected=bool(protected),
        state=state,
        pack=pack,
        care_form=care_form,
        status=status,
        urgency=urgency,
        red_flag=bool(red_flag),
        changed_at=changed_at,
        example=bool(example),
        reassessment=bool(reassessment),
    )
