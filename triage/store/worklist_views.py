"""The views of the worklist: which cases stand in each, in the order in which they are done.

Each view reads one index from its beginning, and no further than it shows. Practice is no work:
it is found among all cases and among drafts, and stands in no other view and in no count.
Functions take the connection inside a transaction that the store holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from triage.store import worklist_open
from triage.store.records import WorklistRow
from triage.store.worklist import (
    LISTED,
    Key,
    Moments,
    Narrowed,
    View,
    Whose,
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
_REAL: Final = "example = 0 AND "
"""Word for word the beginning of what each list's index holds."""


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
WITH_PRACTICE: Final = frozenset({View.ALL, View.DRAFTS})
"""Views where a practice patient is found."""


class Asked(NamedTuple):
    """What is asked for, by whom and when."""

    view: View
    narrowed: Narrowed
    whose: Whose
    moments: Moments

    @property
    def mine(self) -> bool:
        """Whether it is narrowed to what is somebody's own."""
        return self.narrowed.mine and self.whose.me is not None


def keys(connection: sqlite3.Connection, asked: Asked, limit: int = LISTED) -> list[Key]:
    """Return the first cases of a view, in its order."""
    values = _values(asked)
    found: dict[str, Key] = {}
    for sql in _listed(asked, limit):
        if len(found) < limit:
            # A case may stand in two parts: then the first holds.
            rows = connection.execute(sql, values).fetchall()
            found.update({row[0]: Key(*row) for row in rows if row[0] not in found})
    return list(found.values())[:limit]


def count(connection: sqlite3.Connection, asked: Asked, limit: int = LISTED) -> int:
    """Return how many cases wait in a view, counted no further than one more than `limit`.

    Of the whole list the open work is counted alone; see `worklist.standing`.
    """
    counted = 0
    for sql in _counted(asked):
        if counted <= limit:
            counted += _count(connection, sql, asked, limit + 1 - counted)
    return counted


def hidden(connection: sqlite3.Connection, asked: Asked, limit: int = LISTED) -> int:
    """Return how many drafts of other persons a view does not show, counted as by `count`."""
    view, narrowed, whose, _moments = asked
    practice = view in WITH_PRACTICE
    sql = worklist_open.hidden(narrowed, whose, practice=practice) if view in _WITH_OPEN else None
    return 0 if sql is None else _count(connection, sql, asked, limit + 1)


def _count(connection: sqlite3.Connection, sql: str, asked: Asked, most: int) -> int:
    whole = f"SELECT count(*) FROM ({sql} LIMIT {most})"  # noqa: S608 - constants
    counted: int = connection.execute(whole, _values(asked)).fetchone()[0]
    return counted


def rows(connection: sqlite3.Connection, case_ids: Sequence[str]) -> list[WorklistRow]:
    """Return the rows of cases in the order that they are named; none for one that is gone."""
    marks = ", ".join("?" * len(case_ids))
    read = {row.case_id: row for row in read_cases(connection, f"id IN ({marks})", case_ids)}
    return [read[one] for one in case_ids if one in read]


_LATEST_DECIDED: Final = (
    "SELECT id, coalesce(followed.pack, cases.pack), coalesce(team, ''), municipality"
    " FROM cases LEFT JOIN followed ON followed.case_id = cases.id"
    " WHERE (state = 'decided') = 1 ORDER BY changed_at DESC, id"
)
_ME: Final = "(SELECT number FROM workers WHERE person = :me)"
_ALL_MINE: Final = (
    f"SELECT {_KEY} FROM (SELECT {_KEY}, signed_at FROM followed INDEXED BY followed_signed"  # noqa: S608 - constants
    f" WHERE signed_by = {_ME} UNION ALL SELECT {_KEY}, signed_at"
    f" FROM followed INDEXED BY followed_noted WHERE noted_by = {_ME} ORDER BY signed_at DESC)"
)


def _listed(asked: Asked, limit: int) -> Iterable[str]:
    """Return what reads each stretch of a view."""
    view, narrowed, whose, _moments = asked
    practice = view in WITH_PRACTICE
    work = worklist_open.listed(narrowed, whose, limit, practice=practice)
    if work is not None and practice:
        yield work
    for part in _parts(asked):
        for urgency in _classes(part, narrowed):
            rank = f"urgency = '{urgency}' AND " if part.ranked else ""
            where = f"{rank}{_condition(part, asked)}"
            yield (
                f"SELECT {_KEY} FROM followed INDEXED BY {part.read_by}"  # noqa: S608 - constants
                f" WHERE {where} ORDER BY {part.order} LIMIT {limit}"
            )
    if view is View.ALL and narrowed._replace(mine=False) == Narrowed():
        yield f"{_ALL_MINE if asked.mine else _LATEST_DECIDED} LIMIT {limit}"
    if work is not None and view is View.TODAY:
        yield work


def _counted(asked: Asked) -> Iterable[str]:
    for part in _parts(asked):
        classes = ", ".join(f"'{one}'" for one in _classes(part, asked.narrowed))
        rank = f"urgency IN ({classes}) AND " if part.ranked else ""
        where = f"{rank}{_condition(part, asked)}"
        yield f"SELECT 1 FROM followed INDEXED BY {part.read_by} WHERE {where}"  # noqa: S608 - constants
    work = worklist_open.counted(asked.narrowed, asked.whose)
    if work is None or asked.view not in _WITH_OPEN:
        return
    if asked.view is View.TODAY:  # a correction that is due counts once; a draft is never due
        work += (
            " AND (state = 'draft' OR NOT EXISTS (SELECT 1 FROM followed"  # noqa: S608 - constants
            f" WHERE case_id = cases.id AND due_at <= :tonight{_narrow(asked)}))"
        )
    yield work


def _parts(asked: Asked) -> tuple[_Part, ...]:
    view, narrowed = asked.view, asked.narrowed
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


def _condition(part: _Part, asked: Asked) -> str:
    real = "" if asked.view in WITH_PRACTICE else _REAL
    return f"{real}{part.condition}{_narrow(asked, rank=not part.ranked)}"


def _narrow(asked: Asked, *, rank: bool = True) -> str:
    """Return the condition that narrows followed cases."""
    narrowed, wanted = asked.narrowed, ""
    if rank and narrowed.urgency:
        wanted += " AND urgency = :urgency"
    if narrowed.team is not None:
        wanted += " AND pack = :pack AND team = :team"
    if narrowed.municipality:
        wanted += " AND municipality = :municipality"
    if asked.mine:
        wanted += f" AND {_ME} IN (signed_by, noted_by)"
    return wanted


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
