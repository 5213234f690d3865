"""The one error of the store, and how the database engine's errors become it.

Errors of the engine never leave the package, since their texts can quote what was being read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from typing import Final


class StoreError(Exception):
    """The store could not do what was asked; nothing was changed.

    `code` is a key of `messages.MESSAGES`; `sv` and `en` are sentences for the user. `engine` is
    the name of SQLite's result code where there was one, for the log.
    """

    def __init__(self, code: str, engine: str | None = None) -> None:
        from triage.store.messages import MESSAGES  # noqa: PLC0415 - most days nothing goes wrong

        self.sv, self.en = MESSAGES[code]
        self.code = code
        self.engine = engine
        super().__init__(f"{code} ({engine}): {self.en}" if engine else f"{code}: {self.en}")


# Primary result codes of SQLite, https://www.sqlite.org/rescode.html
_CODES: Final = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "cannot_open",
    sqlite3.SQLITE_AUTH: "cannot_open",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_IOERR: "disk_error",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_CONSTRAINT: "refused",
    sqlite3.SQLITE_MISMATCH: "value_not_storable",
    sqlite3.SQLITE_TOOBIG: "value_not_storable",
}


def _code_of(error: sqlite3.Error) -> str:
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is not None:
        return _CODES.get(extended & 0xFF, "unexpected")
    # Errors of the Python driver itself carry no result code.
    if isinstance(error, sqlite3.InterfaceError):
        return "value_not_storable"
    if isinstance(error, sqlite3.ProgrammingError):
        return "value_not_storable" if "binding" in str(error) else "misused"
    if isinstance(error, sqlite3.OperationalError):
        return "damaged"  # "Could not decode to UTF-8 column …": bytes that we never wrote
    return "unexpected"


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn every error of the database engine into a `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_code_of(error), getattr(error, "sqlite_errorname", None)) from None
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8 form
        raise StoreError("text_not_storable") from None
    except JSONDecodeError:  # its text holds the whole document
        raise StoreError("damaged") from None
