"""Open work in the views of the worklist: whose it is, and how far it is narrowed.

Drafts and corrections are few beside all that was decided. One index holds all of them that views
ask for, so that no case is looked up that is not shown; what it is narrowed to is told by each
entry of it, and an answer is looked up for the municipality alone.
"""

from __future__ import annotations

from typing import Final

from triage.store.sheltering import SHELTERED
from triage.store.worklist import Narrowed, Whose

_WORK: Final = "cases INDEXED BY cases_open WHERE state <> 'decided'"
_ORDER: Final = (
    " ORDER BY CASE WHEN owner = :me THEN 0"
    " WHEN owner IS NULL OR state = 'correcting' THEN 1 ELSE 2 END, changed_at DESC, id"
)
"""One's own, then the unit's, then other persons'."""
_NOBODYS: Final = " ORDER BY changed_at DESC, id"
"""Without anybody signed in nothing is anybody's own."""
_LIVES: Final = (
    "SELECT value ->> '$' FROM answers WHERE case_id = first.id AND fact = 'municipality'"  # noqa: S608 - constants
    f" AND value <> '\"unknown\"' AND NOT {SHELTERED.replace('cases.', 'first.')}"
)
_LIVES_THERE: Final = (
    " AND EXISTS (SELECT 1 FROM answers INDEXED BY answers_of_places"  # noqa: S608 - constants
    " WHERE fact = 'municipality' AND value = :lives AND case_id = cases.id)"
    f" AND NOT {SHELTERED}"
)
_REAL: Final = " AND example = 0"
_OTHERS: Final = " AND owner <> :me AND owner IS NOT NULL AND state = 'draft'"


def listed(narrowed: Narrowed, whose: Whose, limit: int, *, practice: bool) -> str | None:
    """Return what reads the first open cases as keys of a view; None where there can be none.

    `practice` says that the view shows practice patients as well.
    """
    where = _where(narrowed)
    if where is None:
        return None
    where += _seen_by(narrowed, whose) + ("" if practice else _REAL)
    order = _NOBODYS if whose.me is None else _ORDER
    # Apart, so that nothing is looked up of a case that is put in order and not shown.
    return (
        "WITH first AS MATERIALIZED"  # noqa: S608 - constants
        " (SELECT id, pack, example, protected, number_key"
        f" FROM {_WORK}{where}{order} LIMIT {limit})"
        f" SELECT id, pack, '', ({_LIVES}) FROM first"
    )


def counted(narrowed: Narrowed, whose: Whose) -> str | None:
    """Return what yields a row for each open case that waits; None where there can be none."""
    where = _where(narrowed)
    if where is None:
        return None
    return f"SELECT 1 FROM {_WORK}{where}{_seen_by(narrowed, whose)}{_REAL}"  # noqa: S608 - constants


def hidden(narrowed: Narrowed, whose: Whose, *, practice: bool) -> str | None:
    """Return what yields a row for each draft of another person that is not shown."""
    where = _where(narrowed)
    if where is None or whose.me is None or whose.others or narrowed.mine:
        return None
    return f"SELECT 1 FROM {_WORK}{where}{_OTHERS}{'' if practice else _REAL}"  # noqa: S608 - constants


def _where(narrowed: Narrowed) -> str | None:
    """Return what open work is narrowed to; no draft has a team yet."""
    if narrowed.team is not None:
        return None
    urgency = " AND cases.urgency = :urgency" if narrowed.urgency else ""
    return f"{urgency}{_LIVES_THERE if narrowed.municipality else ''}"


def _seen_by(narrowed: Narrowed, whose: Whose) -> str:
    if whose.me is None:
        return ""
    if narrowed.mine:
        return " AND owner = :me"
    seen = " AND (owner = :me OR owner IS NULL OR state = 'correcting')"
    return "" if whose.others else seen
