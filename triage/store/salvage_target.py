"""The new store that a salvage fills: rows as far as it has their columns, decisions as proven."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from triage.store import decisions, drafts, followed, held, sheltering
from triage.store.canonical import read_decision
from triage.store.errors import StoreError
from triage.store.packed import dictionary_of, pack, unpack
from triage.store.records import Case, Decision
from triage.store.salvage_rows import Row

if TYPE_CHECKING:
    from sqlite_utils import Database

Dictionaries = Mapping[int, bytes]
"""What decisions are packed by: bytes by number."""


class Target:
    """A store inside the one transaction of all that is taken over."""

    def __init__(self, db: Database) -> None:
        """Take the database; the caller holds the transaction."""
        self.db = db
        self.connection: sqlite3.Connection = db.conn
        self._columns = cache(lambda table: {one.name for one in db.table(table).columns})

    def insert(self, table: str, row: Row) -> bool:
        """Insert a row as far as the store has its columns; return whether it is new."""
        kept = {name: row[name] for name in row if name in self._columns(table)}
        names = ", ".join(kept)
        marks = ", ".join("?" * len(kept))
        try:
            made = self.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
                list(kept.values()),
            )
        except sqlite3.IntegrityError:
            return False  # a page that was found twice, or a row that breaks a rule
        return made.rowcount == 1

    def ids(self, table: str) -> set[object]:
        """Return the ids of all rows of a table."""
        return {row[0] for row in self.connection.execute(f"SELECT id FROM {table}")}  # noqa: S608 - as above

    def dictionaries(self) -> Dictionaries:
        """Return the dictionaries that were taken over."""
        return dict(self.connection.execute("SELECT id, data FROM dictionaries").fetchall())

    def take(self, row: Row, known: Dictionaries) -> bool:
        """Take a decision over if its hash proves it; return whether it is there now."""
        identifier = str(row["id"])
        if self._has("revisions", identifier):
            return True
        try:
            signed = _unpacked(row, known)
            decision = read_decision(signed, identifier)
        except StoreError:
            return False
        if decision.case_id != row["case_id"]:
            return False
        if not self._has("cases", decision.case_id):
            drafts.insert(self.db, _case_of(decision), {})
        criteria, dictionary = dictionary_of(self.db, decision)
        kept: Row = {
            "id": identifier,
            "case_id": decision.case_id,
            "signed_at": decision.signed_at,
            "payload": pack(signed, dictionary),
            "criteria": criteria,
        }
        numbered = {**kept, "seq": row["seq"]}
        return self.insert("revisions", numbered) or self.insert("revisions", kept)

    def note(self, row: Row) -> bool:
        """Take an entry of the ledger over; return whether it is there now."""
        unnumbered = {name: value for name, value in row.items() if name != "seq"}
        return self.insert("ledger", row) or self.insert("ledger", unnumbered)

    def shelter(self, purged: Iterable[str]) -> None:
        """Tell anew whose identity is protected; before anything that tells of anybody."""
        sheltering.rebuild(self.connection, purged)

    def follow(self, over: Iterable[str]) -> None:
        """Tell anew where each case stands; `over` are those that nobody follows any more."""
        followed.rebuild(self.db)
        for case_id in over:
            followed.leave(self.db, case_id)

    def _has(self, table: str, identifier: str) -> bool:
        query = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - our own names
        return self.connection.execute(query, (identifier,)).fetchone() is not None

    def settle(self) -> list[str]:
        """Let each case hold what its decisions say; return those whose decisions are all lost.

        They are open work again.
        """
        cases = self.connection.execute(
            "SELECT id, state, held_by IS NOT NULL AND held_by NOT IN (SELECT seq FROM revisions),"
            " (SELECT max(seq) FROM revisions WHERE case_id = cases.id), held_by FROM cases"
        ).fetchall()
        opened = []
        for case_id, state, gone, last, held_by in cases:
            if last is None:
                if state != "draft":
                    held.unfolded(self.db, case_id)
                    drafts.write_columns(self.db, case_id, {"state": "draft"})
                    opened.append(case_id)
            elif gone or (held_by is None and state != "correcting"):
                self._close(case_id, last)
        return opened

    def _close(self, case_id: str, seq: int) -> None:
        decision = decisions.revisions(self.connection, case_id)[-1].decision
        held.fold(self.db, case_id, seq, decision)
        columns = {**decisions.summary_columns(decision), "state": "decided"}
        drafts.write_columns(self.db, case_id, columns)


def dictionaries_of(found: Iterable[Row]) -> Dictionaries:
    """Return the dictionaries in rows of their table."""
    return {int(str(row["id"])): blob(row["data"]) for row in found}


def blob(value: object) -> bytes:
    """Return a column's bytes; none for what is something else in a damaged row."""
    return value if isinstance(value, bytes) else b""


def _unpacked(row: Row, known: Dictionaries) -> bytes:
    payload, criteria = blob(row["payload"]), row.get("criteria")
    if criteria is None:
        return payload
    dictionary = known.get(int(str(criteria)))
    if dictionary is None:
        raise StoreError("revision_damaged")
    return unpack(payload, dictionary)


def _case_of(decision: Decision) -> Case:
    """Return the case of a decision as the decision tells of it, where its own row is lost."""
    at = decision.signed_at
    return Case(
        id=decision.case_id,
        patient=decision.patient,
        pack=str(decision.pack.get("id", "")),
        facts={},
        notes={},
        created_at=at,
        changed_at=at,
        based_on=decision.based_on,
    )
