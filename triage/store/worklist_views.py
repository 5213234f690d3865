"""The views of the worklist: which cases stand in each, in the order in which they are done.

Each view reads one index from its beginning, and no further than it shows. Functions take the
connection inside a transaction that the store holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from triage.store.records import WorklistRow
from triage.store.sheltering import SHELTERED
from triage.store.worklist import (
    LISTED,
    Key,
    Moments,
    Narrowed,
    View,
    Whose,
    open_stretches,
    read_cases,
)

URGENCIES: Final = (
    "immediate",
    "within_24_hours",
    "within_three_days",
    "within_two_weeks",
    "planned",
    "",
)
"""From the most urgent on; "" where the criteria could not tell."""

_KEY: Final = "case_id, pack, team, municipality"


class _Part(NamedTuple):
    """Cases that follow each other in a view: what they have in common, and their order.

    With `ranked` each urgency class is such a part of its own, the most urgent first.
    """

    read_by: str
    condition: str
    order: str
    ranked: bool = False


_PARTS: Final = {
    View.TODAY: (_Part("followed_due", "due_at <= :tonight", "due_at", ranked=True),),
    View.UNSENT: (
        _Part("followed_unsent", "step = 'unsent' AND later IS NULL", "signed_at", ranked=True),
    ),
    View.AWAITING: (_Part("followed_answer", "answer_by IS NOT NULL", "answer_by", ranked=True),),
    View.OVERDUE: (_Part("followed_answer", "answer_by <= :now", "answer_by", ranked=True),),
    View.REASSESS: (_Part("followed_again", "reassess_on <= :week", "reassess_on"),),
    View.CONDITIONS: (
        _Part("followed_conditions", "conditions > 0 AND condition_by IS NOT NULL", "condition_by"),
        _Part("followed_conditions", "conditions > 0 AND condition_by IS NULL", "signed_at"),
    ),
    View.REGISTER: (_Part("followed_register", "register_due = 1", "closed_on"),),
    View.CLOSED: (_Part("followed_closed", "closed_on IS NOT NULL", "closed_on DESC"),),
}
_WITH_OPEN: Final = frozenset({View.TODAY, View.ALL, View.DRAFTS})
"""Views that hold open work."""


class Asked(NamedTuple):
    """What is asked for, by whom and when."""

    view: View
    narrowed: Narrowed
    whose: Whose
    moments: Moments


def keys(connection: sqlite3.Connection, asked: Asked, limit: int = LISTED) -> list[Key]:
    """Return the first cases of a view, in its order."""
    view, narrowed, whose, _moments = asked
    values = _values(asked)
    found: dict[str, Key] = {}

    def add(sql: str) -> None:
        if len(found) < limit:
            # A case may stand in two parts: then the first holds.
            rows = connection.execute(f"{sql} LIMIT {limit}", values).fetchall()
            found.update({row[0]: Key(*row) for row in rows if row[0] not in found})

    if view is not View.TODAY and view in _WITH_OPEN:
        for sql in _open(narrowed, whose):
            add(sql)
    for part in _parts(view, narrowed):
        for urgency in _classes(part, narrowed):
            rank = f"urgency = '{urgency}' AND " if part.ranked else ""
            where = f"{rank}{part.condition}{_narrow(narrowed, rank=not part.ranked)}"
            add(
                f"SELECT {_KEY} FROM followed INDEXED BY {part.read_by}"  # noqa: S608 - constants
                f" WHERE {where} ORDER BY {part.order}"
            )
    if view is View.ALL and narrowed == Narrowed():
        add(_LATEST_DECIDED)
    if view is View.TODAY:
        for sql in _open(narrowed, whose):
            add(sql)
    return list(found.values())[:limit]


def count(connection: sqlite3.Connection, asked: Asked, limit: int = LISTED) -> int:
    """Return how many cases a view has, counted no further than one more than `limit`.

    Of the whole list the open work is counted alone; see `worklist.standing`.
    """
    values = _values(asked)
    counted = 0
    for sql in _counted(asked.view, asked.narrowed, asked.whose):
        if counted <= limit:
            most = limit + 1 - counted
            whole = f"SELECT count(*) FROM ({sql} LIMIT {most})"  # noqa: S608 - constants
            counted += connection.execute(whole, values).fetchone()[0]
    return counted


def rows(connection: sqlite3.Connection, case_ids: Sequence[str]) -> list[WorklistRow]:
    """Return the rows of cases in the order that they are named; none for one that is gone."""
    marks = ", ".join("?" * len(case_ids))
    read = {row.case_id: row for row in read_cases(connection, f"id IN ({marks})", case_ids)}
    return [read[one] for one in case_ids if one in read]


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


_LATEST_DECIDED: Final = (
    "SELECT id, coalesce(followed.pack, cases.pack), coalesce(team, ''), municipality"
    " FROM cases LEFT JOIN followed ON followed.case_id = cases.id"
    " WHERE (state = 'decided') = 1 ORDER BY changed_at DESC, id"
)


def _parts(view: View, narrowed: Narrowed) -> tuple[_Part, ...]:
    if view is not View.ALL:
        return _PARTS.get(view, ())
    if narrowed.municipality:
        at = "municipality IS NOT NULL"  # as the index says it; which one is added to every part
        return (_Part("followed_place", at, "signed_at DESC"),)
    if narrowed.team is not None:
        return (_Part("followed_team", "TRUE", "signed_at DESC"),)
    if narrowed.urgency:
        return (_Part("followed_urgency", "TRUE", "signed_at DESC"),)
    return ()


def _classes(part: _Part, narrowed: Narrowed) -> tuple[str, ...]:
    if not part.ranked:
        return ("",)
    return (narrowed.urgency,) if narrowed.urgency in URGENCIES[:-1] else URGENCIES


def _narrow(narrowed: Narrowed, *, rank: bool = True) -> str:
    """Return the condition that narrows followed cases."""
    wanted = ""
    if rank and narrowed.urgency:
        wanted += " AND urgency = :urgency"
    if narrowed.team is not None:
        wanted += " AND pack = :pack AND team = :team"
    if narrowed.municipality:
        wanted += " AND municipality = :municipality"
    return wanted


def _open(narrowed: Narrowed, whose: Whose) -> Iterable[str]:
    """Return where open work is read: one's own, the unit's, others' where they are shown."""
    for stretch in _open_ones(narrowed, whose):
        yield f"SELECT id, cases.pack, '', {_LIVES} {stretch} ORDER BY changed_at DESC, id"


def _open_ones(narrowed: Narrowed, whose: Whose) -> Iterable[str]:
    """Return the stretches of open work, as far as they are narrowed.

    A draft is nobody's yet: narrowed to a team there is none.
    """
    if narrowed.team is not None:
        return
    table, wanted = "cases", ""
    if narrowed.municipality:
        table = (
            "(SELECT case_id FROM answers INDEXED BY answers_of_places"
            " WHERE fact = 'municipality' AND value = :lives) CROSS JOIN cases ON id = case_id"
        )
        wanted = f" AND NOT {SHELTERED}"
    if narrowed.urgency:
        wanted += " AND cases.urgency = :urgency AND state <> 'decided'"
        table += "" if narrowed.municipality else " INDEXED BY cases_open_urgent"
    for stretch in open_stretches(whose):
        yield f"FROM {table} WHERE {stretch}{wanted}"


_LIVES: Final = (
    "(SELECT value ->> '$' FROM answers WHERE case_id = cases.id AND fact = 'municipality'"  # noqa: S608
    f" AND value <> '\"unknown\"' AND NOT {SHELTERED})"
)


def _counted(view: View, narrowed: Narrowed, whose: Whose) -> Iterable[str]:
    for part in _parts(view, narrowed):
        classes = ", ".join(f"'{one}'" for one in _classes(part, narrowed))
        rank = f"urgency IN ({classes}) AND " if part.ranked else ""
        where = f"{rank}{part.condition}{_narrow(narrowed, rank=not part.ranked)}"
        yield f"SELECT 1 FROM followed INDEXED BY {part.read_by} WHERE {where}"  # noqa: S608 - constants
    if view not in _WITH_OPEN:
        return
    again = ""
    if view is View.TODAY:  # a correction that is due counts once
        again = (
            " AND NOT EXISTS (SELECT 1 FROM followed"  # noqa: S608 - constants
            f" WHERE case_id = cases.id AND due_at <= :tonight{_narrow(narrowed)})"
        )
    for stretch in _open_ones(narrowed, whose):
        yield f"SELECT 1 {stretch}{again}"


def _values(asked: Asked) -> dict[str, str | None]:
    narrowed = asked.narrowed
    pack, team = narrowed.team or (None, None)
    return {
        "me": asked.whose.me,
        "urgency": narrowed.urgency,
        "pack": pack,
        "team": team,
        "municipality": narrowed.municipality,
        "lives": f'"{narrowed.municipality}"',
        **asked.moments._asdict(),
    }
