"""A case while it is being worked on: who, which pack, answers, free texts.

Functions take the database inside a transaction that the store holds; they never commit.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from triage.core.people import Patient
from triage.store.canonical import answer_json
from triage.store.errors import StoreError
from triage.store.late import Late
from triage.store.records import Answer, Case, State, Task
from triage.store.sheltering import SHELTERED

if TYPE_CHECKING:
    from sqlite_utils import Database

    from triage.store import folding, held
else:
    folding = Late("triage.store.folding")
    held = Late("triage.store.held")


def new_id() -> str:
    """Return a random UUID (version 4) in hex, without loading the module for it."""
    bits = bytearray(os.urandom(16))
    bits[6] = bits[6] & 0x0F | 0x40
    bits[8] = bits[8] & 0x3F | 0x80
    return bits.hex()


def state(connection: sqlite3.Connection, case_id: str) -> State:
    """Return draft, decided or correcting.

    :raises StoreError: case_unknown
    """
    row = connection.execute("SELECT state FROM cases WHERE id = ?", (case_id,)).fetchone()
    if row is None:
        raise StoreError("case_unknown")
    found: State = row[0]
    return found


def number(connection: sqlite3.Connection, case_id: str) -> str | None:
    """Return the number that a case stands under; None where there is none."""
    row = connection.execute("SELECT number FROM cases WHERE id = ?", (case_id,)).fetchone()
    found: str | None = None if row is None else row[0]
    return found


def summary(
    connection: sqlite3.Connection, case_id: str
) -> tuple[str | None, str | None, str | None, bool]:
    """Return what the worklist shows of a case: care form, status, urgency, red flag."""
    care_form, status, urgency, red_flag = connection.execute(
        "SELECT care_form, status, urgency, red_flag FROM cases WHERE id = ?", (case_id,)
    ).fetchone()
    return care_form, status, urgency, bool(red_flag)


def read(connection: sqlite3.Connection, case_id: str) -> Case:
    """Return the case as it stands.

    :raises StoreError: case_unknown; revision_damaged for a decided case whose decision cannot be
        read
    """
    case = read_row(connection, case_id)
    facts, notes, tasks = _given(connection, case_id)
    return replace(case, facts=facts, notes=notes, tasks=tasks)


def read_row(connection: sqlite3.Connection, case_id: str) -> Case:
    """Return what a case's own row tells: all but answers, texts and tasks.

    :raises StoreError: case_unknown
    """
    row = connection.execute(
        f"SELECT kind, number, name, alias, {SHELTERED}, pack, created_at, changed_at, example,"  # noqa: S608 - a constant
        " state, based_on, owner FROM cases WHERE id = ?",
        (case_id,),
    ).fetchone()
    if row is None:
        raise StoreError("case_unknown")
    kind, number, name, alias, protected, pack, created_at, changed_at, example, now, *more = row
    based_on, owner = more
    deciding = connection.execute("SELECT field, text FROM deciding WHERE case_id = ?", (case_id,))
    return Case(
        id=case_id,
        patient=Patient(kind, number, name, alias, bool(protected)),
        pack=pack,
        facts={},
        notes={},
        created_at=created_at,
        changed_at=changed_at,
        example=bool(example),
        state=now,
        based_on=based_on,
        deciding=dict(deciding),
        owner=owner,
    )


def _given(
    connection: sqlite3.Connection, case_id: str
) -> tuple[Mapping[str, Answer], Mapping[str, str], Mapping[str, Task]]:
    """Return answers, texts and tasks: a decided case's from its decision, else its own rows."""
    decision = held.decision(connection, case_id)
    if decision is not None:
        return decision.facts, decision.notes, decision.tasks
    answers = connection.execute("SELECT fact, value FROM answers WHERE case_id = ?", (case_id,))
    facts: dict[str, Answer] = {fact: json.loads(value) for fact, value in answers}
    notes = connection.execute("SELECT field, text FROM notes WHERE case_id = ?", (case_id,))
    rows = connection.execute(
        "SELECT prerequisite, owner, due FROM tasks WHERE case_id = ?", (case_id,)
    )
    tasks = {prerequisite: Task(seen_to_by, due) for prerequisite, seen_to_by, due in rows}
    return facts, dict(notes), tasks


def answered_at(connection: sqlite3.Connection, case_id: str) -> dict[str, str]:
    """Return when each fact was last answered.

    :raises StoreError: revision_damaged for a decided case whose decision cannot be read
    """
    decision = held.decision(connection, case_id)
    if decision is not None:
        return held.times(connection, case_id, decision)
    return dict(
        connection.execute("SELECT fact, answered_at FROM answers WHERE case_id = ?", (case_id,))
    )


def answer(connection: sqlite3.Connection, case_id: str, fact: str) -> Answer | None:
    """Return one answer of a case that is open for work; None where there is none."""
    query = "SELECT value FROM answers WHERE case_id = ? AND fact = ?"
    row = connection.execute(query, (case_id, fact)).fetchone()
    given: Answer | None = None if row is None else json.loads(row[0])
    return given


def based_on(connection: sqlite3.Connection, revision_ids: Sequence[str]) -> list[str]:
    """Return the cases that began from any of these decisions, the oldest first."""
    found = [
        row
        for revision_id in revision_ids
        for row in connection.execute(
            "SELECT created_at, id FROM cases WHERE based_on = ?", (revision_id,)
        )
    ]
    return [case_id for _created_at, case_id in sorted(found)]


def insert(db: Database, case: Case, answered: Mapping[str, str]) -> None:
    """Add a case; `answered` has the times of answers that are older than the case.

    :raises StoreError: case_exists
    """
    if db.conn.execute("SELECT 1 FROM cases WHERE id = ?", (case.id,)).fetchone():
        raise StoreError("case_exists")
    db.table("cases").insert(
        {
            "id": case.id,
            **patient_columns(case.patient),
            "pack": case.pack,
            "state": "draft",
            "example": case.example,
            "based_on": case.based_on,
            "owner": case.owner,
            "created_at": case.created_at,
            "changed_at": case.changed_at,
        }
    )
    _write_all(db, case, answered)


def rewrite(db: Database, case: Case, answered: Mapping[str, str]) -> None:
    """Let a case hold what `case` holds, and nothing else; its state stays for the caller."""
    write_columns(db, case.id, {**patient_columns(case.patient), "pack": case.pack})
    for table in held.TABLES:
        db.table(table).delete_where("case_id = ?", [case.id])
    held.unfolded(db, case.id)
    _write_all(db, case, answered)


def _write_all(db: Database, case: Case, answered: Mapping[str, str]) -> None:
    for fact, value in case.facts.items():
        write_answer(db, case.id, fact, value, answered.get(fact, case.created_at))
    for field, text in case.notes.items():
        write_note(db, case.id, field, text)
    for prerequisite, task in case.tasks.items():
        write_task(db, case.id, prerequisite, task)
    write_deciding(db, case.id, case.deciding)


def patient_columns(patient: Patient) -> dict[str, str | bool | None]:
    """Return the columns of `cases` that say who the patient is and how to find them."""
    return {
        "kind": patient.kind,
        "number": patient.number,
        "name": patient.name,
        "alias": patient.alias,
        "protected": patient.protected,
        "number_key": folding.number_key(patient.number),
    }


def write_answer(db: Database, case_id: str, fact: str, value: Answer | None, at: str) -> None:
    """Keep one answer, or take it back with None."""
    if value is None:
        db.table("answers").delete_where("case_id = ? AND fact = ?", [case_id, fact])
        return
    # By hand: the library asks for the table's columns and keys first, at each key press.
    db.execute(
        "INSERT INTO answers (case_id, fact, value, answered_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (case_id, fact) DO UPDATE"
        " SET value = excluded.value, answered_at = excluded.answered_at",
        (case_id, fact, answer_json(value), at),
    )


def write_note(db: Database, case_id: str, field: str, text: str | None) -> None:
    """Keep one free text; an empty one or None takes it back."""
    if not text:
        db.table("notes").delete_where("case_id = ? AND field = ?", [case_id, field])
        return
    note = {"case_id": case_id, "field": field, "text": text}
    db.table("notes").upsert(note, pk=("case_id", "field"))


def write_task(db: Database, case_id: str, prerequisite: str, task: Task | None) -> None:
    """Keep who sees to a prerequisite and when; None, or nobody and no day, takes it back.

    :raises StoreError: day_not_a_date
    """
    if task is None or not any(task):
        db.table("tasks").delete_where("case_id = ? AND prerequisite = ?", [case_id, prerequisite])
        return
    if task.due and not _is_day(task.due):
        raise StoreError("day_not_a_date")
    planned = {"case_id": case_id, "prerequisite": prerequisite, **task._asdict()}
    db.table("tasks").upsert(planned, pk=("case_id", "prerequisite"))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def write_deciding(db: Database, case_id: str, deciding: Mapping[str, str]) -> None:
    """Keep what stands in the signing form, instead of what stood there."""
    db.table("deciding").delete_where("case_id = ?", [case_id])
    for field, text in deciding.items():
        if text:
            db.table("deciding").insert({"case_id": case_id, "field": field, "text": text})


def write_columns(db: Database, case_id: str, columns: Mapping[str, str | bool | None]) -> None:
    """Change columns of a case that is known to exist."""
    # By hand, as in `write_answer`.
    changed = ", ".join(f"{name} = ?" for name in columns)
    values = [*columns.values(), case_id]
    db.execute(f"UPDATE cases SET {changed} WHERE id = ?", values)  # noqa: S608 - our own names
