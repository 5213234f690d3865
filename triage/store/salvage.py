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
from triage.store import cipher, index, salvage_pages, sheltering
from triage.store.canonical import revision_id
from triage.store.errors import StoreError, plain_errors
from triage.store.progress import Progress, tell
from triage.store.salvage_rows import Gaps, Row, case_of_revision, of_key, rows
from triage.store.salvage_target import Target, blob, dictionaries_of
from triage.store.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_A_CASE: Final = ("answers", "notes", "tasks", "deciding")
_MADE_ANEW: Final = frozenset({"doc"})
"""Columns of a case that follow from the rest."""
_CASE_IDS: Final = "SELECT rowid, id FROM cases INDEXED BY sqlite_autoindex_cases_1 ORDER BY id"


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
    noted: int = 0
    """Entries of the ledger, advice that belongs to no case among them."""
    ledger_whole: bool = True

    @property
    def whole(self) -> bool:
        """Whether nothing is lost."""
        lost = (*self.lost_decisions, *self.partial_drafts, *self.lost_cases)
        return not (lost or self.unknown_lost) and self.log_whole and self.ledger_whole


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
        with plain_errors(), _New.open(target, key) as store, store.changing() as db:
            return _Salvage(Target(db), (damaged, key), connection, spare, progress).done()
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


class _New(Store):
    """A new store that is being filled."""

    def changing(self) -> AbstractContextManager[Database]:
        """Hold the one transaction of all that is taken over."""
        return self._change()


class _Salvage:
    """One salvage under way."""

    def __init__(
        self,
        new: Target,
        file: tuple[Path, DataKey],
        connection: sqlite3.Connection | None,
        spare: sqlite3.Connection | None,
        progress: Progress,
    ) -> None:
        """Read the file by `connection`, or by its pages where there is none."""
        self._new, (self._damaged, self._key) = new, file
        self._source, self._spare, self._progress = connection, spare, progress
        self._lost_cases: set[str] = set()
        self._lost_decisions: list[str] = []
        self._unknown = connection is None
        self._partial: list[str] = []
        self._from_backup = 0

    def done(self) -> Account:
        """Take over all that can be read."""
        self._took_identity()
        for table in ("people", "packs", "dictionaries"):
            self._plain(table)
        for table, column in (("settings", "key"), ("own_settings", "person")):
            self._by_key(table, column, ())
        self._cases()
        self._revisions()
        open_work = self._open_work()
        for table in _OF_A_CASE:
            self._partial += self._by_key(table, "case_id", open_work)
        log_whole = self._log()
        self._partial = list(dict.fromkeys([*self._partial, *self._new.settle()]))
        self._lost_cases -= {str(one) for one in self._new.ids("cases")}
        if not self._new.ids("cases") and not self._new.ids("people"):
            raise StoreError("salvage_nothing")
        ledger_whole = self._ledger()
        index.rebuild(self._new.connection)
        return self._account(log_whole=log_whole, ledger_whole=ledger_whole)

    def _account(self, *, log_whole: bool, ledger_whole: bool) -> Account:
        connection = self._new.connection

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
            noted=count("SELECT count(*) FROM ledger"),
            ledger_whole=ledger_whole,
        )

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

    def _took_identity(self) -> None:
        """Be the same store, so that its backups are its own and its log stays proven."""
        for source in (self._spare, self._source):
            if source is None:
                continue
            found, _lost = of_key(source, "identity", "name", ("store_id", "log_key"))
            for row in found:
                self._new.connection.execute(
                    "UPDATE identity SET value = :value WHERE name = :name", row
                )

    def _plain(self, table: str) -> None:
        gaps = Gaps()
        for row in self._rows(table, gaps):
            if table != "packs" or row["digest"] == _digest(row["data"]):
                self._new.insert(table, row)
        if self._spare is not None and not gaps.none:
            for row in rows(self._spare, table, Gaps()):
                self._new.insert(table, row)

    def _by_key(self, table: str, column: str, keys: Sequence[str]) -> list[str]:
        lost = list(keys)
        if self._source is not None:
            found, lost = of_key(self._source, table, column, keys)
            for row in found:
                self._new.insert(table, row)
        return lost

    # Cases and decisions

    def _cases(self) -> None:
        gaps = Gaps()
        people = self._new.ids("people")
        for row in self._rows("cases", gaps):
            self._case(row, people)
        self._unknown = self._unknown or not gaps.complete
        if gaps.lost and self._source is not None:
            self._lost_cases |= _ids_of(self._source, gaps.lost)
        if self._spare is not None and self._lost_cases:
            for row in rows(self._spare, "cases", Gaps()):
                if row["id"] in self._lost_cases:
                    self._case(row, people)

    def _case(self, row: Row, people: set[object]) -> None:
        kept = {name: value for name, value in row.items() if name not in _MADE_ANEW}
        if kept.get("owner") not in people:
            kept["owner"] = None
        self._new.insert("cases", kept)

    def _revisions(self) -> None:
        gaps, unread = Gaps(), list[Row]()
        dictionaries = self._new.dictionaries()
        for number, row in enumerate(self._rows("revisions", gaps)):
            tell(self._progress, number, 0)
            if not self._new.take(row, dictionaries):
                unread.append(row)
        self._unknown = self._unknown or not gaps.complete
        whose = (lambda _seq: None) if self._source is None else case_of_revision(self._source)
        missing = {seq: whose(seq) for seq in gaps.lost}
        missing |= {int(str(row["seq"])): str(row["case_id"]) for row in unread}
        if self._spare is not None and (missing or self._unknown):
            self._revisions_of_backup(self._spare)
        there = {row[0] for row in self._new.connection.execute("SELECT seq FROM revisions")}
        for seq, case_id in sorted(missing.items()):
            if seq in there:
                continue
            if case_id is None:
                self._unknown = True
            else:
                self._lost_decisions.append(case_id)

    def _revisions_of_backup(self, spare: sqlite3.Connection) -> None:
        known = self._new.ids("revisions")
        dictionaries = dictionaries_of(rows(spare, "dictionaries", Gaps()))
        for row in rows(spare, "revisions", Gaps()):
            if row["id"] not in known and self._new.take(row, dictionaries):
                self._from_backup += 1

    def _open_work(self) -> list[str]:
        query = "SELECT id FROM cases WHERE state <> 'decided'"
        return [row[0] for row in self._new.connection.execute(query)]

    # The ledger and the log

    def _ledger(self) -> bool:
        """Take over what was noted after decisions; return whether all of it is there.

        Last of what belongs to cases, for an entry of one that is lost has nowhere to stand.
        """
        if self._source is not None and not _has_table(self._source, "ledger"):
            return True  # of an earlier program
        gaps, homeless = Gaps(), False
        entries = {str(row["id"]): row for row in self._rows("ledger", gaps)}
        if self._spare is not None and not gaps.none and _has_table(self._spare, "ledger"):
            for row in rows(self._spare, "ledger", Gaps()):
                entries.setdefault(str(row["id"]), row)
        for row in sorted(entries.values(), key=lambda one: int(str(one["seq"]))):
            homeless |= not self._new.note(row)
        self._new.shelter(self._purged_sheltering())
        self._new.follow(self._purged_over())
        there = {row[0] for row in self._new.connection.execute("SELECT seq FROM ledger")}
        return gaps.complete and gaps.lost <= there and not homeless

    def _purged_over(self) -> list[str]:
        """Return the cases that one took over from which is purged: nothing else tells of it."""
        query = "SELECT case_id FROM followed WHERE later = ''"
        try:
            found = [] if self._source is None else self._source.execute(query).fetchall()
        except sqlite3.Error:
            return []
        return [case_id for (case_id,) in found]

    def _purged_sheltering(self) -> list[str]:
        """Return the numbers of protected patients of whom what said so is purged."""
        try:
            return [] if self._source is None else sheltering.purged(self._source)
        except sqlite3.Error:
            return []

    def _log(self) -> bool:
        """Take the access log over; return whether no entry is missing."""
        if self._source is not None:
            for row in rows(self._source, "access_log_purges", Gaps()):
                self._new.insert("access_log_purges", row)
        gaps = Gaps()
        entries = {int(str(row["seq"])): row for row in self._rows("access_log", gaps)}
        for _seq, row in sorted(entries.items()):
            self._new.insert("access_log", row)
        first, last, count = self._new.connection.execute(
            "SELECT min(seq), max(seq), count(*) FROM access_log"
        ).fetchone()
        return gaps.none and (count == 0 or last - first + 1 == count)


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


def _has_table(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    try:
        return connection.execute(query, (table,)).fetchone() is not None
    except sqlite3.Error:
        return True


def _digest(data: object) -> str:
    return "sha256:" + revision_id(blob(data))
