"""A new store from what can be read of a damaged one, and an account of what is lost.

A decision is taken only if its hash proves it. Where the newest backup has what the damaged file
lost, it is taken from there, proven the same way. A draft comes as far as it is whole; one that
lacks answers is named. The damaged file is copied first and never written to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.keys.data_key import DataKey
from triage.store import cipher, decisions, drafts, held, index, salvage_pages
from triage.store.canonical import read_decision, revision_id
from triage.store.errors import StoreError, plain_errors
from triage.store.packed import dictionary_of, pack, unpack
from triage.store.progress import Progress, tell
from triage.store.records import Case, Decision
from triage.store.salvage_rows import Gaps, Row, case_of_revision, of_key, rows
from triage.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_A_CASE: Final = ("answers", "notes", "tasks", "deciding")
_MADE_ANEW: Final = frozenset({"doc"})
"""Columns of a case that follow from the rest."""
_CASE_IDS: Final = "SELECT rowid, id FROM cases INDEXED BY sqlite_autoindex_cases_1 ORDER BY id"
_NAMED_CASE: Final = "case_id"


@dataclass(frozen=True)
class Account:
    """What was saved, and what is lost: cases by id, as far as anything still tells of them."""

    decisions: int = 0
    drafts: int = 0
    from_backup: int = 0
    lost_decisions: tuple[str, ...] = ()
    """Cases of which a decision is lost, once for each."""
    partial_drafts: tuple[str, ...] = ()
    lost_cases: tuple[str, ...] = ()
    unknown_lost: bool = False
    """Something may be lost that nothing tells of any more."""
    log_entries: int = 0
    log_whole: bool = True

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        lost = (*self.lost_decisions, *self.partial_drafts, *self.lost_cases)
        return not lost and not self.unknown_lost and self.log_whole


def salvage(
    damaged: Path,
    key: DataKey,
    target: Path,
    backup: Path | None,
    progress: Progress,
) -> Account:
    """Make a store at `target` from a copy of the damaged file; `backup` is a whole store's file.

    The copy is written to: see `salvage_pages.mend`.

    :raises StoreError: salvage_nothing, disk_full
    :raises Stopped: if asked to
    """
    salvage_pages.mend(damaged, key)
    connection = _opened(damaged, key)
    spare = None if backup is None else _opened(backup, key)
    try:
        with plain_errors(), _Target.open(target, key) as store:
            return _Salvage(store, (damaged, key), connection, spare, progress).done()
    finally:
        for one in (connection, spare):
            if one is not None:
                one.close()


def _opened(path: Path, key: DataKey) -> sqlite3.Connection | None:
    """Return a connection; None for a file whose beginning or list of tables is lost."""
    connection = cipher.connect(str(path), key)
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("SELECT name FROM sqlite_schema").fetchall()
    except sqlite3.Error:
        connection.close()
        return None
    return connection


class _Target(Store):
    """A new store that is being filled."""

    def changing(self) -> AbstractContextManager[Database]:
        """Hold the one transaction of all that is taken over."""
        return self._change()


class _Salvage:
    """One salvage under way."""

    def __init__(
        self,
        store: _Target,
        file: tuple[Path, DataKey],
        connection: sqlite3.Connection | None,
        spare: sqlite3.Connection | None,
        progress: Progress,
    ) -> None:
        """Read the file by `connection`, or by its pages where there is none."""
        self._store, (self._damaged, self._key) = store, file
        self._source, self._spare, self._progress = connection, spare, progress
        self._dictionaries: dict[int, bytes] = {}
        self._lost_cases: set[str] = set()
        self._lost_decisions: list[str] = []
        self._unknown = connection is None
        self._partial: list[str] = []
        self._from_backup = 0

    def done(self) -> Account:
        """Take over all that can be read, in one transaction."""
        with self._store.changing() as db:
            self._took_identity(db)
            for table in ("people", "packs", "dictionaries"):
                self._plain(db, table)
            for table, column in (("settings", "key"), ("own_settings", "person")):
                self._by_key(db, table, column, ())
            self._cases(db)
            self._revisions(db)
            self._answers(db)
            log_whole = self._log(db)
            self._settle(db)
            if not self._any(db):
                raise StoreError("salvage_nothing")
            index.rebuild(db.conn)
            return self._account(db.conn, log_whole=log_whole)

    def _account(self, connection: sqlite3.Connection, *, log_whole: bool) -> Account:
        def count(query: str) -> int:
            number: int = connection.execute(query).fetchone()[0]
            return number

        return Account(
            decisions=count("SELECT count(*) FROM revisions"),
            drafts=count("SELECT count(*) FROM cases WHERE state <> 'decided'"),
            from_backup=self._from_backup,
            lost_decisions=tuple(self._lost_decisions),
            partial_drafts=tuple(self._partial),
            lost_cases=tuple(sorted(self._lost_cases)),
            unknown_lost=self._unknown,
            log_entries=count("SELECT count(*) FROM access_log"),
            log_whole=log_whole,
        )

    def _any(self, db: Database) -> bool:
        query = "SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM people)"
        return bool(db.conn.execute(query).fetchone()[0])

    # Tables

    def _rows(self, table: str, gaps: Gaps) -> Iterator[Row]:
        if self._source is not None:
            yield from rows(self._source, table, gaps)
        else:
            gaps.complete = False
        if not gaps.none:  # the pages of a tree may be whole where the way to them is not
            for name, row in salvage_pages.found(self._damaged, self._key):
                if name == table:
                    yield row

    def _insert(self, db: Database, table: str, row: Row) -> bool:
        """Insert a row as far as the new store has its columns; return whether it is new."""
        columns = {one.name for one in db.table(table).columns}
        kept = {name: row[name] for name in row if name in columns}
        names = ", ".join(kept)
        marks = ", ".join("?" * len(kept))
        try:
            made = db.conn.execute(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
                list(kept.values()),
            )
        except sqlite3.IntegrityError:
            return False  # a page that was found twice, or a row that breaks a rule
        return made.rowcount == 1

    def _took_identity(self, db: Database) -> None:
        """Be the same store, so that its backups are its own and its log stays proven."""
        for source in (self._spare, self._source):
            if source is None:
                continue
            found, _lost = of_key(source, "identity", "name", ("store_id", "log_key"))
            for row in found:
                db.conn.execute("UPDATE identity SET value = :value WHERE name = :name", row)

    def _plain(self, db: Database, table: str) -> None:
        gaps = Gaps()
        for row in self._rows(table, gaps):
            proven = table != "packs" or row["digest"] == _digest(row["data"])
            if proven and self._insert(db, table, row) and table == "dictionaries":
                self._dictionaries[int(str(row["id"]))] = bytes(_blob(row["data"]))
        if self._spare is not None and not gaps.none:
            for row in rows(self._spare, table, Gaps()):
                if self._insert(db, table, row) and table == "dictionaries":
                    self._dictionaries[int(str(row["id"]))] = bytes(_blob(row["data"]))

    def _by_key(self, db: Database, table: str, column: str, keys: Sequence[str]) -> list[str]:
        lost = list(keys)
        if self._source is not None:
            found, lost = of_key(self._source, table, column, keys)
            for row in found:
                self._insert(db, table, row)
        return lost

    # Cases and decisions

    def _cases(self, db: Database) -> None:
        gaps = Gaps()
        people = {row[0] for row in db.conn.execute("SELECT id FROM people")}
        for row in self._rows("cases", gaps):
            self._case(db, row, people)
        self._unknown = self._unknown or not gaps.complete
        if gaps.lost and self._source is not None:
            self._lost_cases |= _ids_of(self._source, gaps.lost)
        if self._spare is not None and self._lost_cases:
            for row in rows(self._spare, "cases", Gaps()):
                if row["id"] in self._lost_cases:
                    self._case(db, row, people)

    def _case(self, db: Database, row: Row, people: set[object]) -> None:
        kept = {name: value for name, value in row.items() if name not in _MADE_ANEW}
        if kept.get("owner") not in people:
            kept["owner"] = None
        self._insert(db, "cases", kept)

    def _revisions(self, db: Database) -> None:
        gaps, unread = Gaps(), list[Row]()
        for number, row in enumerate(self._rows("revisions", gaps)):
            tell(self._progress, number, 0)
            if not self._revision(db, row):
                unread.append(row)
        self._unknown = self._unknown or not gaps.complete
        whose = (lambda _seq: None) if self._source is None else case_of_revision(self._source)
        missing = {seq: whose(seq) for seq in gaps.lost}
        missing |= {int(str(row["seq"])): str(row["case_id"]) for row in unread}
        if self._spare is not None and (missing or self._unknown):
            self._revisions_of_backup(db)
        there = {row[0] for row in db.conn.execute("SELECT seq FROM revisions")}
        for seq, case_id in sorted(missing.items()):
            if seq in there:
                continue
            if case_id is None:
                self._unknown = True
            else:
                self._lost_decisions.append(case_id)

    def _revisions_of_backup(self, db: Database) -> None:
        if self._spare is None:
            return
        known = {row[0] for row in db.conn.execute("SELECT id FROM revisions")}
        own, self._dictionaries = self._dictionaries, {}
        for row in rows(self._spare, "dictionaries", Gaps()):
            self._dictionaries[int(str(row["id"]))] = bytes(_blob(row["data"]))
        for row in rows(self._spare, "revisions", Gaps()):
            if row["id"] not in known and self._revision(db, row):
                self._from_backup += 1
        self._dictionaries = own

    def _revision(self, db: Database, row: Row) -> bool:
        """Take a decision over if its hash proves it; return whether it is there now."""
        identifier = str(row["id"])
        query = "SELECT 1 FROM revisions WHERE id = ?"
        if db.conn.execute(query, (identifier,)).fetchone() is not None:
            return True
        try:
            signed = self._unpacked(row)
            decision = read_decision(signed, identifier)
        except StoreError:
            return False
        if decision.case_id != row["case_id"]:
            return False
        self._require_case(db, decision)
        criteria, dictionary = dictionary_of(db, decision)
        kept: Row = {
            "id": identifier,
            "case_id": decision.case_id,
            "signed_at": decision.signed_at,
            "payload": pack(signed, dictionary),
            "criteria": criteria,
        }
        numbered = {**kept, "seq": row["seq"]}
        return self._insert(db, "revisions", numbered) or self._insert(db, "revisions", kept)

    def _unpacked(self, row: Row) -> bytes:
        payload, criteria = _blob(row["payload"]), row.get("criteria")
        if criteria is None:
            return payload
        dictionary = self._dictionaries.get(int(str(criteria)))
        if dictionary is None:
            raise StoreError("revision_damaged")
        return unpack(payload, dictionary)

    def _require_case(self, db: Database, decision: Decision) -> None:
        """Make the case of a decision from the decision, where its own row is lost."""
        query = "SELECT 1 FROM cases WHERE id = ?"
        if db.conn.execute(query, (decision.case_id,)).fetchone() is not None:
            return
        at = decision.signed_at
        case = Case(
            id=decision.case_id,
            patient=decision.patient,
            pack=str(decision.pack.get("id", "")),
            facts={},
            notes={},
            created_at=at,
            changed_at=at,
            based_on=decision.based_on,
        )
        drafts.insert(db, case, {})

    def _settle(self, db: Database) -> None:
        """Let each case hold what its decisions say, or be open work where they are lost."""
        cases = db.conn.execute(
            "SELECT id, state, held_by IS NOT NULL AND held_by NOT IN (SELECT seq FROM revisions),"
            " (SELECT max(seq) FROM revisions WHERE case_id = cases.id), held_by FROM cases"
        ).fetchall()
        for case_id, state, gone, last, held_by in cases:
            if last is None:
                if state != "draft":
                    held.unfolded(db, case_id)
                    drafts.write_columns(db, case_id, {"state": "draft"})
                    self._partial.append(case_id)
            elif gone or (held_by is None and state != "correcting"):
                self._close(db, case_id, last)
        there = {row[0] for row in db.conn.execute("SELECT id FROM cases")}
        self._lost_cases -= there
        self._partial = list(dict.fromkeys(self._partial))

    def _close(self, db: Database, case_id: str, seq: int) -> None:
        decision = decisions.revisions(db.conn, case_id)[-1].decision
        held.fold(db, case_id, seq, decision)
        columns = {**decisions.summary_columns(decision), "state": "decided"}
        drafts.write_columns(db, case_id, columns)

    def _answers(self, db: Database) -> None:
        open_work = [
            row[0] for row in db.conn.execute("SELECT id FROM cases WHERE state <> 'decided'")
        ]
        for table in _OF_A_CASE:
            self._partial += self._by_key(db, table, _NAMED_CASE, open_work)

    # The log

    def _log(self, db: Database) -> bool:
        for table in ("access_log_purges",):
            self._plain_log(db, table)
        gaps = Gaps()
        entries = {int(str(row["seq"])): row for row in self._rows("access_log", gaps)}
        for _seq, row in sorted(entries.items()):
            self._insert(db, "access_log", row)
        first, last, count = db.conn.execute(
            "SELECT min(seq), max(seq), count(*) FROM access_log"
        ).fetchone()
        return gaps.none and (count == 0 or last - first + 1 == count)

    def _plain_log(self, db: Database, table: str) -> None:
        if self._source is not None:
            for row in rows(self._source, table, Gaps()):
                self._insert(db, table, row)


def _ids_of(connection: sqlite3.Connection, numbers: set[int]) -> set[str]:
    """Return which cases lay on rows that are lost, by the index over their ids."""
    found = set()
    for direction in ("", " DESC"):
        try:
            cursor = connection.execute(f"{_CASE_IDS}{direction}")
            while (row := cursor.fetchone()) is not None:
                if row[0] in numbers:
                    found.add(row[1])
        except sqlite3.Error:
            continue
        break
    return found


def _blob(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _digest(data: object) -> str:
    return "sha256:" + revision_id(_blob(data))
