"""What lists ask of decided cases: where each stands and when it is due, one row a case.

Derived: a row is the fold of the case's decision and its ledger, made again whenever one of them
changes, and can be made again from them at any time. Functions take the connection inside a
transaction that the store holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from triage.core.follow_up import ANSWER_WITHIN, Decided, Standing, standing
from triage.core.swedish_time import SWEDEN
from triage.store import decisions, index, ledger
from triage.store.canonical import canonical
from triage.store.errors import StoreError
from triage.store.records import Decision, Follow, Revision
from triage.store.session import require_utc
from triage.store.sheltering import SHELTERED

if TYPE_CHECKING:
    from sqlite_utils import Database

    from triage.core.ledger import Entry

SINCE: Final = "follow_up_since"
"""The setting with the last decision that was signed before there was a ledger: its time, and the
number of the last that was written. Either alone does not tell: a clock may stand before that time
for a while, and a number is given anew where the last decision was purged. In older stores it is
the time by itself."""


def row(connection: sqlite3.Connection, case_id: str) -> Follow | None:
    """Return what lists show of a case; None for one that was never decided."""
    query = f"SELECT {', '.join(Follow._fields)} FROM followed WHERE case_id = ?"  # noqa: S608 - our own
    found = connection.execute(query, (case_id,)).fetchone()
    return None if found is None else Follow(*found)


def decided_of(connection: sqlite3.Connection, revision: Revision) -> Decided:
    """Return what the follow-up of a decision rests on."""
    decision = revision.decision
    recommendation = decision.recommendation
    conditions = recommendation.get("conditions")
    found = conditions if isinstance(conditions, list) else []
    names = [str(one["id"]) for one in found if isinstance(one, dict) and "id" in one]
    tasks = {name: decision.tasks[name] for name in names if name in decision.tasks}
    return Decided(
        revision=revision.id,
        signed_at=decision.signed_at,
        care_form=str(decision.choice.get("care_form")),
        urgency=str(recommendation.get("urgency") or ""),
        dying=decision.facts.get("last_days_of_life") is True,
        conditions={name: tasks[name].due if name in tasks else "" for name in names},
        tracked=_tracked(connection, revision),
        owners={name: task.owner for name, task in tasks.items() if task.owner},
    )


def _tracked(connection: sqlite3.Connection, revision: Revision) -> bool:
    """Return whether a decision is followed: unless it is from before there was a ledger."""
    since, last = _since(connection)
    if revision.decision.signed_at > since:
        return True
    if last is None:
        return False
    query = "SELECT seq FROM revisions WHERE id = ?"
    found = connection.execute(query, (revision.id,)).fetchone()
    return found is None or bool(found[0] > last)


def _since(connection: sqlite3.Connection) -> tuple[str, int | None]:
    """Return the time and the number of `SINCE`."""
    found = connection.execute("SELECT value FROM settings WHERE key = ?", (SINCE,)).fetchone()
    try:
        kept: object = "" if found is None else json.loads(found[0])
        told = kept if isinstance(kept, dict) else {"signed_at": kept}
        since, last = str(told.get("signed_at") or ""), told.get("seq")
        if since:
            require_utc(since)
        return since, last if isinstance(last, int) else None
    except (ValueError, RecursionError, StoreError):
        return "", None  # no time at all: what cannot be told apart is followed


def read(connection: sqlite3.Connection, case_id: str) -> Standing:
    """Return where a case stands.

    :raises StoreError: case_not_decided; revision_damaged
    """
    head = _head(connection, case_id)
    if head is None:
        raise StoreError("case_not_decided")
    return _standing(connection, head, ledger.of_case(connection, case_id))


def _standing(connection: sqlite3.Connection, head: Revision, entries: Sequence[Entry]) -> Standing:
    case_id = head.decision.case_id
    return standing(
        decided_of(connection, head),
        entries,
        SWEDEN,
        taken_over=_later(connection, case_id) is not None,
    )


def _head(connection: sqlite3.Connection, case_id: str) -> Revision | None:
    heads = decisions.heads(connection, case_id)
    return heads[-1] if heads else None


def _later(connection: sqlite3.Connection, case_id: str) -> str | None:
    query = "SELECT later FROM followed WHERE case_id = ?"
    found = connection.execute(query, (case_id,)).fetchone()
    return None if found is None else found[0]


# Keeping it


def refresh(db: Database, case_id: str, head: Revision | None = None) -> None:
    """Make the row of a case again, after its decision or its ledger changed."""
    head = head or _head(db.conn, case_id)
    if head is None:
        return
    entries = ledger.of_case(db.conn, case_id)
    decision, stands = head.decision, _standing(db.conn, head, entries)
    sent, closed = stands.sent, stands.closed
    protected, example = db.conn.execute(
        f"SELECT {SHELTERED}, example FROM cases WHERE id = ?",  # noqa: S608 - a constant
        (case_id,),
    ).fetchone()
    place = decision.facts.get("municipality")
    team = decision.choice.get("team") if sent is None else sent.told("team")
    urgency = str(decision.recommendation.get("urgency") or "")
    shown = isinstance(place, str) and place != "unknown" and not protected
    signed_by = _signer(db.conn, case_id)
    noted_by = _worker(db.conn, entries[-1].person) if entries else None
    shows: dict[str, object] = {
        "case_id": case_id,
        "step": str(stands.step),
        "pack": str(decision.pack.get("id", "")),
        "team": team or "",
        "municipality": place if shown else None,
        # Lists go class by class: one that this program does not know stands with what is unclear.
        "urgency": urgency if urgency in ANSWER_WITHIN else "",
        "signed_at": decision.signed_at,
        "sent_at": None if sent is None else sent.happened_at,
        "answer_by": stands.answer_by,
        "reassess_on": stands.reassess_on,
        "conditions": len(stands.conditions),
        "condition_by": stands.condition_by,
        "due_at": stands.due_at,
        "closed_on": None if closed is None else closed.told("day"),
        "outcome": None if closed is None else closed.told("outcome"),
        "register_due": int(stands.register_due and not example),
        "signed_by": signed_by,
        "noted_by": None if noted_by == signed_by else noted_by,
        "example": example,
    }
    names = ", ".join(shows)
    marks = ", ".join("?" * len(shows))
    turned = ", ".join(f"{name} = excluded.{name}" for name in shows)
    # Told to the engine at once: sqlite-utils looks the table up first, which takes a millisecond.
    db.conn.execute(
        f"INSERT INTO followed ({names}) VALUES ({marks})"  # noqa: S608 - our own names
        f" ON CONFLICT (case_id) DO UPDATE SET {turned}",
        list(shows.values()),
    )


def _signer(connection: sqlite3.Connection, case_id: str) -> int | None:
    """Return the number of whoever signed last; None where neither log nor row tells it."""
    query = (
        "SELECT person FROM access_log WHERE act = 'signed' AND case_id = ?"
        " ORDER BY seq DESC LIMIT 1"
    )
    found = connection.execute(query, (case_id,)).fetchone()
    if found is None:  # the log's time may be out
        query = "SELECT signed_by FROM followed WHERE case_id = ?"
        found = connection.execute(query, (case_id,)).fetchone()
        return None if found is None else found[0]
    return _worker(connection, found[0])


def _worker(connection: sqlite3.Connection, person: str) -> int | None:
    """Return the number that stands for a person in lists; None where nobody was signed in."""
    if not person:
        return None
    query = "SELECT number FROM workers WHERE person = ?"
    found = connection.execute(query, (person,)).fetchone()
    if found is None:
        connection.execute("INSERT INTO workers (person) VALUES (?)", (person,))
        found = connection.execute(query, (person,)).fetchone()
    return int(found[0])


def signed(db: Database, revision: Revision) -> None:
    """Follow a decision that was just signed, and let it take over from the patient's earlier.

    Which of two cases is the earlier is told by their first decisions: whoever corrects an old
    one does not put it before what was decided since.
    """
    decision = revision.decision
    case_id = decision.case_id
    refresh(db, case_id, revision)
    began = _began_from(db.conn, decision)
    for one in _taken_over_by(db.conn, case_id):
        # A correction may have turned the decision to another patient: then it takes over no more.
        if one != began and not _same_patient(db.conn, one, case_id):
            _turn(db, one, None)
            _line_up(db, one)
    _line_up(db, case_id)
    if began is not None and not _later(db.conn, began):
        _turn(db, began, case_id)


def _turn(db: Database, case_id: str, later: str | None) -> None:
    db.conn.execute("UPDATE followed SET later = ? WHERE case_id = ?", (later, case_id))
    refresh(db, case_id)


def _line_up(db: Database, case_id: str) -> None:
    """Let each case of a patient with a number be taken over by the next of them."""
    number, example = _patient(db.conn, case_id)
    if not number:
        later = _later(db.conn, case_id)
        taking = _head(db.conn, later) if later else None
        # Without a number only a reassessment that began from it takes over from a case.
        if taking is not None and _began_from(db.conn, taking.decision) != case_id:
            _turn(db, case_id, None)
        return
    query = (
        "SELECT followed.case_id, later, (SELECT min(seq) FROM revisions"
        " WHERE revisions.case_id = followed.case_id) AS first"
        " FROM followed JOIN cases ON cases.id = followed.case_id"
        " WHERE number_key <> '' AND number_key = ? AND cases.example = ? ORDER BY first"
    )
    found = db.conn.execute(query, (number, example)).fetchall()
    after = [one for one, _later_one, _first in found[1:]]
    for (one, later, _first), following in zip(found, [*after, None], strict=True):
        stays = following is None and (later == "" or (later and not _patient(db.conn, later)[0]))
        if later != following and not stays:
            _turn(db, one, following)


def _began_from(connection: sqlite3.Connection, decision: Decision) -> str | None:
    """Return the case that a reassessment began from, where no number tells that they are one."""
    if decision.based_on is None:
        return None
    query = "SELECT case_id FROM revisions WHERE id = ? AND case_id <> ?"
    found = connection.execute(query, (decision.based_on, decision.case_id)).fetchone()
    if found is None:
        return None
    (number, example), (own, practice) = (
        _patient(connection, one) for one in (found[0], decision.case_id)
    )
    return found[0] if example == practice and not (number and own) else None


def _taken_over_by(connection: sqlite3.Connection, case_id: str) -> list[str]:
    query = "SELECT case_id FROM followed WHERE later IS NOT NULL AND later = ?"
    return [one for (one,) in connection.execute(query, (case_id,)).fetchall()]


def _same_patient(connection: sqlite3.Connection, one: str, other: str) -> bool:
    number, example = _patient(connection, one)
    return bool(number) and (number, example) == _patient(connection, other)


def _patient(connection: sqlite3.Connection, case_id: str) -> tuple[str, int]:
    """Return what tells a case's patient: the number as it is compared, and whether practice."""
    query = "SELECT number_key, example FROM cases WHERE id = ?"
    found = connection.execute(query, (case_id,)).fetchone()
    return ("", 0) if found is None else (str(found[0] or ""), int(found[1]))


def leave(db: Database, case_id: str) -> None:
    """Let a case that another took over from stay so, where the other is gone."""
    _turn(db, case_id, "")


def rebuild(db: Database) -> None:
    """Make every row again, in the order of the first decisions; what cannot be read gets none."""
    db.conn.execute("DELETE FROM followed")
    cases = db.conn.execute(
        "SELECT case_id, min(seq) AS first FROM revisions GROUP BY case_id ORDER BY first"
    ).fetchall()
    for case_id, _first in cases:
        try:
            head = _head(db.conn, case_id)
        except StoreError:
            continue
        if head is not None:
            signed(db, head)


def begin(db: Database) -> None:
    """Follow the decisions of a store that kept no ledger before: nothing is asked for them."""
    # One that a clock dated ahead by mistake would leave all that is signed until then unfollowed.
    latest, last = db.conn.execute(
        "SELECT coalesce(max(signed_at) FILTER (WHERE julianday(signed_at)"
        " <= julianday('now', '+1 day')), max(signed_at)), max(seq) FROM revisions"
    ).fetchone()
    if latest:
        value = canonical({"seq": last, "signed_at": latest}).decode("utf-8")
        db.table("settings").upsert({"key": SINCE, "value": value}, pk="key")
    rebuild(db)
    query = f"SELECT id FROM cases WHERE protected = 0 AND {SHELTERED}"  # noqa: S608 - a constant
    for (case_id,) in db.conn.execute(query).fetchall():
        with suppress(StoreError):  # one that cannot be read is found by nothing that tells of it
            index.renew_another(db.conn, case_id)
