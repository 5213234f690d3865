"""The list that a working day starts from: one query, in order, without the engine."""

import sqlite3
from typing import Any

from triage.store.records import WorklistRow
from triage.store.search import matching

_ROWS = (
    "SELECT id, name, number, alias, protected, state, pack, care_form, status, urgency,"
    " red_flag, changed_at, example, based_on IS NOT NULL FROM cases"
)
# Word for word the columns of the index `cases_in_worklist_order`.
_ORDER = " ORDER BY state = 'decided', changed_at DESC, id LIMIT ? OFFSET ?"


def statement(query: str) -> tuple[str, list[str]]:
    """Return the SQL of the list and the values of its search, without limit and offset."""
    if not query.strip():
        return _ROWS + _ORDER, []
    condition, values = matching(query)
    return f"{_ROWS} WHERE {condition}{_ORDER}", values


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
