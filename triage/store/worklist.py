"""The list that a working day starts from, and what of it can be asked for; without the engine.

Four stretches, each in the order of what was changed last: the open work of the person who is
signed in, what is nobody's or is being corrected, other persons' drafts where they are asked for,
and what is decided. However many decisions there are, no more of them are looked at than are
shown: a list of a million is counted no further than `FAR`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from triage.store.late import Late
from triage.store.records import Follow, WorklistRow
from triage.store.sheltering import SHELTERED

if TYPE_CHECKING:
    from triage.store import search
else:
    search = Late("triage.store.search")

FAR: Final = 10_000
"""Rows of a stretch that are counted. Nobody scrolls further: a search finds what is older."""
HITS: Final = 1_000
"""Hits of a search that are counted."""
LISTED: Final = 1_000
"""Cases that a view holds. Nobody works through more: narrowing or a search finds the rest."""

COLUMNS: Final = (
    f"id, name, number, alias, {SHELTERED}, state, pack, care_form, status, urgency,"
    " red_flag, changed_at, example, based_on IS NOT NULL, owner, kind,"
    # A mark from before a later decision counts no more.
    " state = 'decided' AND moved_by IS NOT NULL AND moved_at >= changed_at"
)
_OPEN: Final = "state <> 'decided'"
_MINE: Final = "owner = :me"
_OTHERS: Final = "owner <> :me AND owner IS NOT NULL AND state = 'draft'"
_UNITS: Final = "(owner IS NULL OR (owner <> :me AND state = 'correcting'))"
_LATEST: Final = " ORDER BY changed_at DESC, id"


class Whose(NamedTuple):
    """Whose list it is: the person signed in, or None, and whether others' drafts are shown."""

    me: str | None = None
    others: bool = False


EVERYBODY: Final = Whose()
"""The list of nobody in particular: all open work is one stretch."""


class View(StrEnum):
    """One way of looking at the cases, in the order of its keys. The values stand in settings."""

    TODAY = "today"
    """What somebody must do today or should have done, the most urgent first; then open drafts."""
    ALL = "all"
    DRAFTS = "drafts"
    UNSENT = "unsent"
    AWAITING = "awaiting"
    """Sent, and the receiver owes an answer."""
    OVERDUE = "overdue"
    """An answer should have come."""
    REASSESS = "reassess"
    """To be seen again within a week."""
    CONDITIONS = "conditions"
    """A condition of the decision is still open."""
    REGISTER = "register"
    """Died, and the palliative register was not told."""
    CLOSED = "closed"


class Narrowed(NamedTuple):
    """What a view is narrowed to; "" and None leave it as it is.

    `team` is a pack and the id of one of its teams. Of a protected identity no municipality is
    known to a list: narrowed to one it never shows them. `mine` is the open work of who is signed
    in, what they signed, and what they were the last to note something about; without anybody
    signed in it leaves a view as it is.
    """

    urgency: str = ""
    team: tuple[str, str] | None = None
    municipality: str = ""
    mine: bool = False


EVERYTHING: Final = Narrowed()


class Moments(NamedTuple):
    """When a list is asked for. Times are ISO 8601 in UTC, days ISO days in Sweden."""

    now: str
    tonight: str
    """The end of today. As text it comes after today as a day, and before tomorrow."""
    week: str
    """The day in a week."""


class Key(NamedTuple):
    """A case of a view, and what it can be grouped by."""

    case_id: str
    pack: str
    team: str
    municipality: str | None


class Standing(NamedTuple):
    """How many rows the list has, counted no further than `FAR`, and whether there are more.

    `others` is how many drafts of other persons are not shown.
    """

    rows: int
    more: bool
    others: int


class Found(NamedTuple):
    """The first rows that a search finds, in the list's order; whether there are more."""

    rows: list[WorklistRow]
    more: bool

    @property
    def ids(self) -> list[str]:
        """The cases of the rows."""
        return [row.case_id for row in self.rows]


def _open_stretches(whose: Whose) -> list[str]:
    """Return the condition of each stretch of open work, in order; `:me` is who is signed in."""
    if whose.me is None:
        # Without anybody signed in nothing is anybody's own: one stretch, by the index's words.
        return ["(state = 'decided') = 0"]
    found = [f"{_OPEN} AND {_MINE}", f"{_OPEN} AND {_UNITS}"]
    return [*found, f"{_OPEN} AND {_OTHERS}"] if whose.others else found


# Word for word the beginning of the index `cases_in_worklist_order`.
_DECIDED: Final = "(state = 'decided') = 1"


def standing(connection: sqlite3.Connection, whose: Whose, far: int = FAR) -> Standing:
    """Return how long the list is."""
    counts = _counts(connection, whose, far)
    others = 0
    if whose.me is not None and not whose.others:
        others = _count(connection, f"{_OPEN} AND {_OTHERS}", whose, far)
    more = any(count > far for count in counts)
    return Standing(sum(min(count, far) for count in counts), more, others)


def _counts(connection: sqlite3.Connection, whose: Whose, far: int) -> list[int]:
    conditions = [*_open_stretches(whose), _DECIDED]
    return [_count(connection, condition, whose, far) for condition in conditions]


def _count(connection: sqlite3.Connection, condition: str, whose: Whose, far: int) -> int:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM cases WHERE {condition} LIMIT :far)"  # noqa: S608
    values = {"me": whose.me, "far": far + 1}
    count: int = connection.execute(sql, values).fetchone()[0]
    return count


def rows(
    connection: sqlite3.Connection, whose: Whose, offset: int, limit: int, far: int = FAR
) -> list[WorklistRow]:
    """Return a page of the list."""
    found: list[WorklistRow] = []
    conditions = [*_open_stretches(whose), _DECIDED]
    for number, condition in enumerate(conditions):
        if len(found) == limit:
            break
        wanted = limit - len(found)
        if offset < far or number == len(conditions) - 1:
            sql = f"SELECT {COLUMNS} FROM cases WHERE {condition}{_LATEST}"  # noqa: S608
            values = {"me": whose.me, "limit": wanted, "offset": offset}
            page = connection.execute(f"{sql} LIMIT :limit OFFSET :offset", values).fetchall()
            found += [read_row(one) for one in page]
        else:
            page = []
        if page:
            offset = 0
        elif number < len(conditions) - 1:
            offset -= min(_count(connection, condition, whose, far), far)
    return with_follow(connection, found)


def read_cases(
    connection: sqlite3.Connection, condition: str, values: Sequence[object]
) -> list[WorklistRow]:
    """Return the rows of the cases that a condition names, in any order."""
    sql = f"SELECT {COLUMNS} FROM cases WHERE {condition}"  # noqa: S608 - our own
    found = [read_row(one) for one in connection.execute(sql, values).fetchall()]
    return with_follow(connection, found)


def with_follow(connection: sqlite3.Connection, found: list[WorklistRow]) -> list[WorklistRow]:
    """Return the rows with where each stands that was ever decided."""
    decided = [row.case_id for row in found if row.state != "draft"]
    if not decided:
        return found
    marks = ", ".join("?" * len(decided))
    sql = f"SELECT case_id, {', '.join(Follow._fields)} FROM followed WHERE case_id IN ({marks})"  # noqa: S608
    follows = {one[0]: Follow(*one[1:]) for one in connection.execute(sql, decided).fetchall()}
    return [row._replace(follow=follows.get(row.case_id)) for row in found]


def place(connection: sqlite3.Connection, case_id: str, whose: Whose, far: int = FAR) -> int | None:
    """Return how many rows stand before a case; None where it is gone, hidden or far down."""
    before = 0
    for condition in (*_open_stretches(whose), _DECIDED):
        sql = f"SELECT changed_at FROM cases WHERE id = :id AND {condition}"  # noqa: S608
        values = {"me": whose.me, "id": case_id, "far": far + 1}
        found = connection.execute(sql, values).fetchone()
        if found is None:
            before += min(_count(connection, condition, whose, far), far)
            continue
        values["at"] = found[0]
        for earlier in ("changed_at > :at", "changed_at = :at AND id < :id"):
            counted = f"SELECT 1 FROM cases WHERE {condition} AND {earlier} LIMIT :far"  # noqa: S608
            count = connection.execute(f"SELECT count(*) FROM ({counted})", values).fetchone()[0]  # noqa: S608
            before += count
        return before
    return None


def read_row(found: tuple[Any, ...], query: str = "") -> WorklistRow:
    """Return a row of `COLUMNS`; a protected one tells its number to who searched for all of it."""
    (case_id, name, number, alias, protected, state, pack, *summary) = found
    care_form, status, urgency, red_flag, changed_at, example, reassessment, *more = summary
    owner, kind, moved = more
    hidden = bool(protected) and not search.is_number(query, number, kind)
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
        owner=owner,
        moved=bool(moved),
    )
