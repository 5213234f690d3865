"""SQLCipher's driver, raising the exceptions of the standard library's.

sqlite-utils catches `sqlite3`'s exceptions. The driver has classes of its own with the same
names, and over it the library loses data in silence: an error that it does not recognise leaves
a savepoint open, and what is written afterwards is gone when the file is closed. The two classes
here re-raise each error under its standard name, and are all that differs from the driver.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

from sqlcipher3 import dbapi2

from triage.keys.data_key import DataKey

_STANDARD: Final[dict[str, type[Exception]]] = {
    kind.__name__: kind
    for kind in (
        sqlite3.Warning,
        sqlite3.Error,
        sqlite3.InterfaceError,
        sqlite3.DatabaseError,
        sqlite3.DataError,
        sqlite3.OperationalError,
        sqlite3.IntegrityError,
        sqlite3.InternalError,
        sqlite3.ProgrammingError,
        sqlite3.NotSupportedError,
    )
}


@contextmanager
def _standard_errors() -> Iterator[None]:
    try:
        yield
    except (dbapi2.Error, dbapi2.Warning) as error:
        raise _standard(error) from None


def _standard(error: Exception) -> Exception:
    same = _STANDARD[type(error).__name__](*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(same, name, getattr(error, name))
    return same


class Cursor(dbapi2.Cursor):  # type: ignore[misc] # the driver ships no types
    """A cursor; rows are fetched by it as well, where damage shows."""

    # Written out, for a context manager a row would double the time of a long list.
    def execute(self, *arguments: Any) -> Any:
        try:
            return super().execute(*arguments)
        except (dbapi2.Error, dbapi2.Warning) as error:
            raise _standard(error) from None

    def executemany(self, *arguments: Any) -> Any:
        with _standard_errors():
            return super().executemany(*arguments)

    def executescript(self, *arguments: Any) -> Any:
        with _standard_errors():
            return super().executescript(*arguments)

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except (dbapi2.Error, dbapi2.Warning) as error:
            raise _standard(error) from None

    def fetchmany(self, *arguments: Any, **named: Any) -> Any:
        with _standard_errors():
            return super().fetchmany(*arguments, **named)

    def fetchall(self) -> Any:
        with _standard_errors():
            return super().fetchall()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except (dbapi2.Error, dbapi2.Warning) as error:
            raise _standard(error) from None


class Connection(dbapi2.Connection):  # type: ignore[misc] # the driver ships no types
    """A connection whose cursors are those above."""

    @property
    def in_transaction(self) -> bool:
        with _standard_errors():
            return bool(super().in_transaction)

    def cursor(self, factory: type[Cursor] = Cursor) -> Cursor:
        with _standard_errors():
            return cast("Cursor", super().cursor(factory))

    def execute(self, *arguments: Any) -> Any:
        return self.cursor().execute(*arguments)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> Any:
        return self.cursor().executemany(sql, rows)

    def executescript(self, sql: str, /) -> Any:
        return self.cursor().executescript(sql)

    def commit(self) -> None:
        with _standard_errors():
            super().commit()

    def rollback(self) -> None:
        with _standard_errors():
            super().rollback()

    def close(self) -> None:
        with _standard_errors():
            super().close()

    def create_function(self, *arguments: Any, **named: Any) -> None:
        with _standard_errors():
            super().create_function(*arguments, **named)

    def backup(self, *arguments: Any, **named: Any) -> None:
        with _standard_errors():
            super().backup(*arguments, **named)


def connect(database: str, key: DataKey | None, *, timeout: float = 5.0) -> sqlite3.Connection:
    """Open a file by its URI or path; without a key, one that is not encrypted.

    Transactions are the caller's to begin. Whether the key fits shows at the first reading.
    It has the standard connection's methods, and is typed as one.
    """
    with _standard_errors():
        connection = dbapi2.connect(
            database,
            uri=database.startswith("file:"),
            isolation_level=None,
            timeout=timeout,
            factory=Connection,
        )
        # It would write to standard error at every wrong key.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            # A raw key: the passphrase's slow derivation is the envelope's, done once.
            connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    return cast("sqlite3.Connection", connection)
