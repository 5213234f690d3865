"""One open file: the way in, the way to read, and the one way to write.

Everything that changes the file goes through `Session._transaction`: on disk when it ends, or
nothing of it. What is logged of a change is written in the change's own transaction.

A session belongs to the thread that opened it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from triage.keys.data_key import DataKey
from triage.store import database, drafts, health, schema, written_log
from triage.store.errors import StoreError, plain_errors

if TYPE_CHECKING:
    from sqlite_utils import Database


class Session:
    """An open store file and its transactions."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take over a connection that `open` has prepared."""
        self._connection = connection
        self._path = path

    @classmethod
    def open(
        cls,
        path: Path,
        key: DataKey,
        *,
        create: bool = True,
        wait_ms: int = 2000,
        before_migration: Callable[[], object] | None = None,
        whole: bool = True,
    ) -> Self:
        """Open the file, make it where there is none, migrate it where it is older.

        `create=False` refuses a missing file instead. `wait_ms` is how long to wait for another
        program that is writing. `before_migration` is called before a store that holds something
        is migrated; what it raises leaves the store as it was. `whole=False` leaves out reading
        every page first, for another connection to a store that this program has opened already.

        :raises StoreError: missing, cannot_open, not_encrypted, not_a_database, not_a_store,
            newer_version, guards_altered, schema_altered, references_broken, settings_refused,
            locked, read_only, disk_full, damaged, log_damaged
        """
        with database.want_of_room_named(path):
            if whole:
                written_log.require_whole(path)
            connection = database.connect(path, key, create=create, wait_ms=wait_ms)
            try:
                schema.require_readable(connection)
                database.configure(connection, wait_ms=wait_ms)
                if whole:
                    health.require_whole_pages(connection, path)
                if before_migration is not None and schema.is_behind(connection):
                    before_migration()
                schema.bring_up_to_date(connection)
                if whole:
                    health.require_together(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def close(self) -> None:
        """Close the file; it cannot be used afterwards."""
        with plain_errors():
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def _writer(self) -> Database:
        # A tenth of a second that a start up to the worklist does not pay.
        from sqlite_utils import Database  # noqa: PLC0415

        return Database(self._connection, execute_plugins=False)

    def prepare_writing(self) -> None:
        """Load what the first change needs; call it once the window is shown."""
        with plain_errors():
            self._writer  # noqa: B018 - the first access loads it

    @contextmanager
    def _change(self) -> Iterator[Database]:
        """Hold the transaction of one change: all of it on disk, or nothing."""
        with plain_errors():
            db = self._writer
            with self._transaction():
                yield db

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold a transaction that needs no sqlite-utils, such as an entry in the access log."""
        with database.want_of_room_named(self._path), plain_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")  # a full disk shows here
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _edit(self, case_id: str, at: str) -> Iterator[Database]:
        """Hold the transaction of a change to a case that is open for work."""
        require_utc(at)
        with self._change() as db:
            if drafts.state(db.conn, case_id) == "decided":
                raise StoreError("case_decided")
            yield db
            drafts.write_columns(db, case_id, {"changed_at": at})

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with plain_errors():
            yield self._connection


def require_utc(time: str) -> None:
    """Refuse a time that is not a full ISO 8601 time in UTC.

    :raises StoreError: time_not_utc
    """
    try:
        offset = datetime.fromisoformat(time).utcoffset()
    except (ValueError, TypeError):
        offset = None
    if offset != timedelta(0):
        raise StoreError("time_not_utc")
