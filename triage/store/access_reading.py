"""The access log as it is read: a page at a time, from the newest entry back, without counting.

A page begins behind the number that the last one ended with, so that the thousandth costs what the
first did.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, Final, NamedTuple

from triage.store.sheltering import SHELTERED, number_known, number_sheltered

_SLACK: Final = timedelta(minutes=1)
_NEAR: Final = 20_000
"""Entries among which a page of a period is looked for before its ends are."""
_ENTRIES: Final = (  # what the case says is asked as it is now: it may be protected since
    "SELECT seq, at, person, who, unit, act, case_id, patient, detail,"  # noqa: S608 - a constant
    f" (SELECT {SHELTERED} FROM cases WHERE id = log.case_id),"
    " (SELECT example FROM cases WHERE id = log.case_id),"
    " (SELECT at FROM access_log WHERE seq < log.seq ORDER BY seq DESC LIMIT 1)"
    " FROM access_log AS log"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: `since` and before `until` (ISO 8601 in UTC), of a person, of a patient.

    "" asks for all. `person` is an id, `patient` a number or alias as it stands in the log.
    """

    since: str = ""
    until: str = ""
    person: str = ""
    patient: str = ""


class Entry(NamedTuple):
    """One entry."""

    seq: int
    at: str
    person: str
    who: str
    unit: str
    act: str
    case_id: str
    patient: str
    detail: Mapping[str, str]
    protected: bool
    """Whether the patient's identity is, or was then, to be protected."""
    set_back: bool
    """Whether the clock stood before that of the entry before."""


def entries(
    connection: sqlite3.Connection, wanted: Wanted, before: int | None, limit: int
) -> list[Entry]:
    """Return the next entries before a number, or the newest, the newest first."""
    top = 2**62 if before is None else before
    if not (wanted.since or wanted.until):
        return _found(connection, wanted, (0, top - 1), limit)
    # Most periods that are asked for end near where one reads: looked for there first, for the
    # ends of a long one cost a look at every entry in it.
    last = connection.execute("SELECT max(seq) FROM access_log WHERE seq < ?", (top,)).fetchone()[0]
    found = _found(connection, wanted, ((last or 0) - _NEAR, last or 0), limit)
    if len(found) == limit:
        return found
    bounds = _bounds(connection, wanted)
    if bounds is None:
        return []
    return _found(connection, wanted, (bounds[0], min(bounds[1], top - 1)), limit)


def _found(
    connection: sqlite3.Connection, wanted: Wanted, bounds: tuple[int, int], limit: int
) -> list[Entry]:
    conditions: list[str] = ["seq BETWEEN ? AND ?"]
    values: list[str | int] = [*bounds]
    if wanted.since or wanted.until:
        conditions += ["at >= ?", "at < ?"]
        values += _times(wanted)
    for column, value in (("person", wanted.person), ("patient", wanted.patient)):
        if value:
            conditions.append(f"{column} = ?")
            values.append(value)
    if wanted.patient:
        conditions.append("patient <> ''")  # word for word what the index is restricted to
    sql = f"{_ENTRIES} WHERE {' AND '.join(conditions)} ORDER BY seq DESC LIMIT ?"
    found = connection.execute(sql, (*values, limit)).fetchall()
    hidden = cache(partial(_hidden, connection))
    return [_entry(row, hidden) for row in found]


def _times(wanted: Wanted) -> tuple[str, str]:
    return wanted.since, wanted.until or "\U0010ffff"


def _bounds(connection: sqlite3.Connection, wanted: Wanted) -> tuple[int, int] | None:
    """Return the first and last entry of a period, from the index alone."""
    first, last = connection.execute(
        "SELECT min(seq), max(seq) FROM access_log INDEXED BY access_log_of_a_time"
        " WHERE at >= ? AND at < ?",
        _times(wanted),
    ).fetchone()
    return None if first is None else (first, last)


def _hidden(connection: sqlite3.Connection, patient: str) -> bool:
    """Return whether a patient's identity is protected, or was when the store last knew."""
    if number_sheltered(connection, patient):
        return True
    said = (
        "SELECT 1 FROM access_log WHERE patient <> '' AND patient = ?"
        " AND detail ->> 'protected' = '1' LIMIT 1"
    )
    return not number_known(connection, patient) and bool(
        connection.execute(said, (patient,)).fetchall()
    )


def _entry(row: tuple[Any, ...], hidden_patient: Callable[[str], bool]) -> Entry:
    seq, at, person, who, unit, act, case_id, patient, detail, *of_case, at_before = row
    protected, practice = of_case
    kept = json.loads(detail)
    told = {key: str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}
    back = at_before is not None and _earlier(at, at_before)
    hidden = told.pop("protected", "") == "1" or bool(protected)
    hidden = hidden or bool(patient and not practice and hidden_patient(patient))
    return Entry(seq, at, person, who, unit, act, case_id, patient, told, hidden, back)


def _earlier(at: str, than: str) -> bool:
    try:
        return datetime.fromisoformat(at) < datetime.fromisoformat(than) - _SLACK
    except (ValueError, TypeError):
        return False  # altered from outside: verifying tells that
