"""Signed decisions of a case: a set of immutable revisions that name what they replace.

What is in force is the set of heads, the revisions that no other one replaces. The time of
signing never decides: clocks of workstations differ.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from triage.store import drafts, held, index
from triage.store.canonical import decision_bytes, read_decision, revision_id
from triage.store.errors import StoreError
from triage.store.folding import number_key
from triage.store.packed import Unpacker, dictionary_of, pack
from triage.store.records import Case, Decision, Revision

if TYPE_CHECKING:
    from sqlite_utils import Database


Row = tuple[str, bytes, int | None]
"""Id, bytes as they lie in the file, and the number of the dictionary that they are packed by."""


class DecidedCase(NamedTuple):
    """A case with the last of its decisions in force; `code` says why there is none to read."""

    case_id: str
    revision: Revision | None
    code: str | None
    example: bool


def payload(connection: sqlite3.Connection, identifier: str) -> bytes:
    """Return the bytes as they were signed.

    :raises StoreError: revision_unknown, revision_damaged
    """
    query = "SELECT payload, criteria FROM revisions WHERE id = ?"
    row = connection.execute(query, (identifier,)).fetchone()
    if row is None:
        raise StoreError("revision_unknown")
    signed = Unpacker(connection)(*row)
    read_decision(signed, identifier)
    return signed


def every(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield case, id, time and signed bytes of every row, in the order they came; none is read.

    The time is "" for a row from before it was kept beside the bytes.

    :raises StoreError: revision_damaged for one that cannot be unpacked
    """
    unpack = Unpacker(connection)
    query = "SELECT case_id, id, signed_at, payload, criteria FROM revisions ORDER BY seq"
    for case_id, identifier, signed_at, packed, criteria in connection.execute(query):
        yield case_id, identifier, signed_at, unpack(packed, criteria)


def revisions(connection: sqlite3.Connection, case_id: str) -> list[Revision]:
    """Return the decisions of a case, every one after those that it replaces.

    :raises StoreError: revision_damaged if the bytes of any differ from what was signed
    """
    rows = connection.execute(
        "SELECT id, payload, criteria FROM revisions WHERE case_id = ? ORDER BY seq", (case_id,)
    ).fetchall()
    return _read(case_id, rows, Unpacker(connection))


def heads(connection: sqlite3.Connection, case_id: str) -> list[Revision]:
    """Return the decisions in force: none for a first draft, more than one after a conflict."""
    return _heads(revisions(connection, case_id))


def of_patient(connection: sqlite3.Connection, number: str) -> list[Revision]:
    """Return every decision about the patient with a number, in the order they came here.

    A decision counts to the number that it was signed with: one that was corrected because it
    stood under the wrong patient is not a part of the other's history.

    :raises StoreError: revision_damaged
    """
    key = number_key(number)
    if not key:
        return []
    # The first condition is the index's own, which is not used without it.
    cases = connection.execute(
        "SELECT id FROM cases WHERE number_key <> '' AND number_key = ?", (key,)
    ).fetchall()
    unpack = Unpacker(connection)
    rows = [
        (seq, case_id, (identifier, packed, criteria))
        for (case_id,) in cases
        for seq, identifier, packed, criteria in connection.execute(
            "SELECT seq, id, payload, criteria FROM revisions WHERE case_id = ?", (case_id,)
        )
    ]
    found = [
        revision
        for _seq, case_id, row in sorted(rows, key=lambda row: row[0])
        for revision in _read(case_id, [row], unpack)
    ]
    return [one for one in found if number_key(one.decision.patient.number) == key]


def decided_count(connection: sqlite3.Connection) -> int:
    """Return how many cases have a decision."""
    count: int = connection.execute("SELECT count(DISTINCT case_id) FROM revisions").fetchone()[0]
    return count


def decided(connection: sqlite3.Connection, after: str, limit: int) -> list[DecidedCase]:
    """Return the next cases with a decision, by case id from the first one after `after`.

    A case whose revisions cannot be read is told by its code: one of them spoils no page.
    """
    rows = connection.execute(
        """
        SELECT revisions.case_id, example, revisions.id, payload, criteria
        FROM revisions JOIN cases ON cases.id = revisions.case_id
        WHERE revisions.case_id IN (
            SELECT DISTINCT case_id FROM revisions WHERE case_id > ? ORDER BY case_id LIMIT ?
        )
        ORDER BY revisions.case_id, seq
        """,
        (after, limit),
    ).fetchall()
    found = []
    unpack = Unpacker(connection)
    for (case_id, example), some in groupby(rows, key=lambda row: (row[0], bool(row[1]))):
        try:
            head = _heads(_read(case_id, [row[2:] for row in some], unpack))[-1:]
        except StoreError as error:
            found.append(DecidedCase(case_id, None, error.code, example))
        else:
            # Revisions that replace one another all round were never signed by this program.
            code = None if head else "revision_damaged"
            found.append(DecidedCase(case_id, head[0] if head else None, code, example))
    return found


def _read(case_id: str, rows: Sequence[Row], unpack: Unpacker) -> list[Revision]:
    found = [
        Revision(identifier, read_decision(unpack(packed, criteria), identifier))
        for identifier, packed, criteria in rows
    ]
    if any(revision.decision.case_id != case_id for revision in found):
        raise StoreError("revision_damaged")  # moved from another case: the row, not the bytes
    return found


def _heads(found: Sequence[Revision]) -> list[Revision]:
    replaced = {parent for revision in found for parent in revision.decision.parents}
    return [revision for revision in found if revision.id not in replaced]


def sign(db: Database, decision: Decision) -> Revision:
    """Add a decision and close its case; the very same decision again changes nothing.

    :raises StoreError: case_unknown; case_decided if the case was not reopened;
        decision_outdated if it does not name decisions in force, as it must from the second on
    """
    signed = decision_bytes(decision)
    revision = Revision(revision_id(signed), read_decision(signed, revision_id(signed)))
    case_id = decision.case_id
    state = drafts.state(db.conn, case_id)
    existing = revisions(db.conn, case_id)
    if any(known.id == revision.id for known in existing):
        return revision  # a retry after an interruption: the first attempt did arrive
    if state == "decided":
        raise StoreError("case_decided")
    in_force = {head.id for head in heads(db.conn, case_id)}
    parents = set(decision.parents)
    if not parents <= in_force or (in_force and not parents):
        raise StoreError("decision_outdated")
    before = index.words(db.conn, case_id)
    seq = _add(db, revision, signed)
    drafts.write_deciding(db, case_id, {})
    _close(db, case_id, seq, decision)
    index.renew(db.conn, case_id, newest=True, before=before)
    return revision


def _add(db: Database, revision: Revision, signed: bytes) -> int:
    """Insert a row and return its number; its time and criteria also stand where SQL sees them."""
    decision = revision.decision
    criteria, dictionary = dictionary_of(db, decision)
    row = {
        "id": revision.id,
        "case_id": decision.case_id,
        "payload": pack(signed, dictionary),
        "signed_at": decision.signed_at,
        "criteria": criteria,
    }
    db.table("revisions").insert(row)
    query = "SELECT seq FROM revisions WHERE id = ?"
    seq: int = db.conn.execute(query, (revision.id,)).fetchone()[0]
    return seq


def _close(db: Database, case_id: str, seq: int, decision: Decision) -> None:
    held.fold(db, case_id, seq, decision)
    drafts.write_columns(db, case_id, {**summary_columns(decision), "state": "decided"})


def summary_columns(decision: Decision) -> dict[str, str | bool | None]:
    """Return what the worklist shows of a decision: what was chosen, not what was suggested."""
    status = decision.recommendation.get("status")
    urgency = decision.recommendation.get("urgency")
    return {
        "care_form": decision.choice.get("care_form"),
        "status": status if isinstance(status, str) else None,
        "urgency": urgency if isinstance(urgency, str) else None,
        "red_flag": bool(decision.recommendation.get("red_flags")),
        "changed_at": decision.signed_at,
    }


def discard_correction(db: Database, case_id: str) -> Revision:
    """Set the case back to the decision in force, answers and texts included; return that.

    :raises StoreError: case_unknown, case_not_correcting, several_heads
    """
    if drafts.state(db.conn, case_id) != "correcting":
        raise StoreError("case_not_correcting")
    in_force = heads(db.conn, case_id)
    if len(in_force) != 1:
        raise StoreError("several_heads")
    words = index.words(db.conn, case_id)
    decision = in_force[0].decision
    times = drafts.answered_at(db.conn, case_id)
    before = drafts.read(db.conn, case_id)
    answered = {}
    for fact, value in decision.facts.items():
        kept = before.facts.get(fact) == value and times[fact] <= decision.signed_at
        answered[fact] = times[fact] if kept else decision.signed_at
    pack = decision.pack.get("id")
    back = replace(
        before,
        patient=decision.patient,
        pack=pack if isinstance(pack, str) else before.pack,
        facts=decision.facts,
        notes=decision.notes,
        tasks=decision.tasks,
        deciding={},
    )
    drafts.rewrite(db, back, answered)
    query = "SELECT seq FROM revisions WHERE id = ?"
    seq: int = db.conn.execute(query, (in_force[0].id,)).fetchone()[0]
    _close(db, case_id, seq, decision)
    index.renew(db.conn, case_id, before=words)
    return in_force[0]


def reopen(db: Database, case_id: str, at: str) -> None:
    """Open a decided case for correction: it holds its own answers again.

    :raises StoreError: case_unknown, case_not_decided, revision_damaged
    """
    if drafts.state(db.conn, case_id) != "decided":
        raise StoreError("case_not_decided")
    before = index.words(db.conn, case_id)
    drafts.rewrite(db, drafts.read(db.conn, case_id), drafts.answered_at(db.conn, case_id))
    drafts.write_columns(db, case_id, {"state": "correcting", "changed_at": at})
    index.renew(db.conn, case_id, before=before)


def resume_correction(db: Database, case: Case, answered: Mapping[str, str]) -> None:
    """Open a decided case for correction with all that a correction held when it was given up.

    :raises StoreError: case_unknown, case_not_decided
    """
    if drafts.state(db.conn, case.id) != "decided":
        raise StoreError("case_not_decided")
    before = index.words(db.conn, case.id)
    drafts.rewrite(db, case, answered)
    columns = {"state": "correcting", "changed_at": case.changed_at}
    drafts.write_columns(db, case.id, columns)
    index.renew(db.conn, case.id, before=before)
