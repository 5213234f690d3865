"""Opening the file: one connection, set up so that an acknowledged write survives a power cut.

The file is encrypted page by page under the store's key (SQLCipher 4), its log and its
temporary tables too; each page is authenticated as it is read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.store import cipher
from triage.store.errors import StoreError, plain_errors
from triage.whole_file import made_for_owner

# Written into the file's header, so that a file of another program is never migrated: "VGVL".
APPLICATION_ID: Final = 0x5647564C

PLAIN_HEADER: Final = b"SQLite format 3\x00"
"""How a file begins that is not encrypted; an encrypted one begins with random bytes."""
_OLDEST_ENGINE: Final = (3, 51, 3)
"""Older ones can lose a commit when the log is reset while another connection writes."""
_ROOM: Final = 256 * 1024
"""Bytes that the files beside the store need before anything can be read or written."""

_WITHOUT_ROOM: Final = frozenset({"cannot_open", "disk_error", "unexpected"})

_SETTINGS: Final[dict[str, str | int]] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: NORMAL loses acknowledged commits at a power cut in WAL mode
    "fullfsync": 1,  # macOS: fsync alone leaves data in the drive's own cache
    "foreign_keys": 1,
    "recursive_triggers": 1,  # without it INSERT OR REPLACE walks past guards on DELETE
    "cell_size_check": 1,  # finds damaged pages when they are read
    "cache_size": -65536,  # KiB: the indexes of the lists are decrypted once, not for each scan
    "temp_store": 2,  # in memory: nothing of a sorting is written to a disk
    "trusted_schema": 0,  # a view or trigger put there by somebody calls nothing that acts
}


def connect(path: Path, key: DataKey, *, create: bool, wait_ms: int) -> sqlite3.Connection:
    """Open the file without changing anything in it.

    `wait_ms` is how long a statement waits for another writer before it fails as "locked".

    :raises StoreError: missing, cannot_open, not_encrypted, not_a_database, not_a_store, damaged,
        engine_unfit
    """
    with want_of_room_named(path):
        return _connect(path, key, create=create, wait_ms=wait_ms)


def _connect(path: Path, key: DataKey, *, create: bool, wait_ms: int) -> sqlite3.Connection:
    try:
        if not create and not path.exists():
            raise StoreError("missing")
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    except (OSError, ValueError):
        raise StoreError("cannot_open") from None
    if create and not path.exists():
        made_for_owner(path)  # the engine would let others read it, and its log as well
    with plain_errors():
        # Transactions are begun by hand: the driver's implicit ones start too late to lock.
        connection = cipher.connect(uri, key, timeout=wait_ms / 1000)
    try:
        _require_cipher(connection)
        _recognise(connection, create=create)
    except StoreError as error:
        connection.close()
        # Looked into only where the key does not fit. On POSIX systems closing a file lets go of
        # every lock that the process has on it: those of its other connections would be gone, and
        # another program could take the log away from under them.
        if error.code == "not_a_database" and is_plain(path):
            raise StoreError("not_encrypted") from None
        raise
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def want_of_room_named(path: Path) -> Iterator[None]:
    """Say that the disk is full where opening or exporting fails for that.

    The engine tells of it only while it writes what is there already. Where it cannot make a file
    at all it says no more than that it cannot, which sends the user to look at permissions; while
    it exports, it says nothing at all.
    """
    try:
        yield
    except StoreError as error:
        if error.code in _WITHOUT_ROOM and _has_no_room(path.parent):
            raise StoreError("disk_full", error.engine) from None
        raise


def _has_no_room(folder: Path) -> bool:
    from shutil import disk_usage  # noqa: PLC0415 - seldom needed

    try:
        return disk_usage(folder).free < _ROOM
    except OSError:
        return False


def is_plain(path: Path) -> bool:
    """Return whether the file is a database that is not encrypted.

    Not for one that this process has open: see `_connect`.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    except FileNotFoundError:
        return False


def _require_cipher(connection: sqlite3.Connection) -> None:
    """Refuse an engine that would take the key and not encrypt, as plain SQLite does."""
    with plain_errors():
        encrypts = connection.execute("PRAGMA cipher_version").fetchone()
        engine = connection.execute("SELECT sqlite_version()").fetchone()[0]
    if encrypts is None or tuple(map(int, engine.split("."))) < _OLDEST_ENGINE:
        raise StoreError("engine_unfit")


def _recognise(connection: sqlite3.Connection, *, create: bool) -> None:
    """Refuse what is not ours before anything is written to it."""
    with plain_errors():
        application_id = pragma(connection, "application_id")
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables == 0 and application_id in (0, APPLICATION_ID):
        if not create:
            raise StoreError("missing")
    elif application_id != APPLICATION_ID:
        raise StoreError("not_a_store")


def configure(connection: sqlite3.Connection, *, wait_ms: int) -> None:
    """Apply the settings, check that they hold, and check that the file can be written.

    :raises StoreError: settings_refused, locked, read_only, cannot_open
    """
    with plain_errors():
        settings = _SETTINGS | {"busy_timeout": wait_ms}
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name} = {value}")
        if any(pragma(connection, name) != value for name, value in settings.items()):
            raise StoreError("settings_refused")
        # Found out now, not at the first answer of a patient.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def pragma(connection: sqlite3.Connection, name: str) -> str | int:
    """Return the value of a one-valued pragma."""
    value: str | int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
