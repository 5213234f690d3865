"""The answers of a decided case: its decision holds them, so the case holds none of its own.

While a case is worked on each answer, text and task is a row, written as it is given. Signing
copies them all into the decision; the rows would lie there a second time for as long as the
decision is kept. They are taken away, but for the one thing a decision lacks: when each answer
was given. A correction puts the rows back.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from triage.store.canonical import read_decision
from triage.store.errors import StoreError
from triage.store.packed import Unpacker
from triage.store.records import Decision

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES: Final = ("answers", "notes", "tasks")
"""Whose rows a decided case has none of."""
_MOST: Final = 2**20  # bytes of all times of a case
_MILLISECOND: Final = timedelta(milliseconds=1)


def fold(db: Database, case_id: str, seq: int, decision: Decision) -> None:
    """Let the decision in row `seq` hold what the case held; the times of its answers are kept."""
    times = dict(
        db.conn.execute("SELECT fact, answered_at FROM answers WHERE case_id = ?", (case_id,))
    )
    packed = pack_times([times.get(fact, decision.signed_at) for fact in sorted(decision.facts)])
    for table in TABLES:
        db.table(table).delete_where("case_id = ?", [case_id])
    db.table("cases").update(case_id, {"held_by": seq, "held_times": packed})


def unfolded(db: Database, case_id: str) -> None:
    """Note that the case holds its own rows again."""
    db.table("cases").update(case_id, {"held_by": None, "held_times": None})


def decision(connection: sqlite3.Connection, case_id: str) -> Decision | None:
    """Return the decision that holds a case's answers; None where they are rows of their own.

    :raises StoreError: revision_damaged
    """
    row = connection.execute(
        "SELECT revisions.id, payload, criteria, revisions.case_id FROM cases"
        " LEFT JOIN revisions ON revisions.seq = cases.held_by"
        " WHERE cases.id = ? AND held_by IS NOT NULL",
        (case_id,),
    ).fetchone()
    if row is None:
        return None
    identifier, payload, criteria, of_case = row
    if of_case != case_id:
        raise StoreError("revision_damaged")
    found = read_decision(Unpacker(connection)(payload, criteria), identifier)
    if found.case_id != case_id:
        raise StoreError("revision_damaged")
    return found


def times(connection: sqlite3.Connection, case_id: str, of: Decision) -> dict[str, str]:
    """Return when each answer was given that the decision holds.

    :raises StoreError: damaged
    """
    row = connection.execute("SELECT held_times FROM cases WHERE id = ?", (case_id,)).fetchone()
    facts = sorted(of.facts)
    found = _unpacked(row[0])
    if len(found) != len(facts):
        raise StoreError("damaged")
    return dict(zip(facts, found, strict=True))


# Most answers of a case are given within minutes: all but the first time are told as
# milliseconds after it. A time written in some other way is kept as it was written.


def pack_times(written: list[str]) -> bytes:
    """Return the times of answers, in the order of their facts, as a case keeps them."""
    first = written[0] if written else ""
    told: list[str | int] = [first, *(_after(first, one) for one in written[1:])]
    return zlib.compress(json.dumps(told if written else [], separators=(",", ":")).encode(), 9)


def _after(first: str, time: str) -> str | int:
    since = datetime.fromisoformat(time) - datetime.fromisoformat(first)
    after = since // _MILLISECOND
    return after if _at(first, after) == time else time


def _at(first: str, after: int) -> str:
    at = datetime.fromisoformat(first) + after * _MILLISECOND
    return at.isoformat(timespec="milliseconds")


def _unpacked(packed: bytes) -> list[str]:
    try:
        told = json.loads(zlib.decompressobj().decompress(packed, _MOST))
        first = told[0] if told else ""
        return [_at(first, one) if isinstance(one, int) else str(one) for one in told]
    except (zlib.error, ValueError, TypeError, OverflowError):
        raise StoreError("damaged") from None
