"""Reading a store from before encryption, and copying it into an encrypted file.

It is held alone meanwhile: an older program that has it open is refused, and nothing can be written
into it between the copy and the moment it is put aside.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.keys.errors import KeysError
from triage.store import cipher, database, schema, snapshot
from triage.store.database import APPLICATION_ID, pragma
from triage.store.errors import StoreError, plain_errors
from triage.store.progress import Progress, Stopped, unheard
from triage.whole_file import made_for_owner

_OFTEN: Final = 20_000
"""Steps of the engine between two looks whether the work is to stop."""


class PlainStore:
    """A store that is not encrypted, held alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take over a connection that `held_plain` has prepared."""
        self._connection = connection

    def leave(self) -> None:
        """Be ready for another store to take the place of this one."""
        without_log(self._connection)
        if os.name == "nt":
            self._connection.close()  # Windows moves no file that is open

    def copy_encrypted(self, target: Path, key: DataKey, progress: Progress = unheard) -> None:
        """Copy all of it into a new encrypted file, and compare the two row by row.

        :raises KeysError: copy_differs
        :raises StoreError: damaged, disk_full, cannot_open
        :raises Stopped: if asked to
        """
        with database.want_of_room_named(target), plain_errors():
            self._export(target, key, progress)
            held = snapshot.contents(self._connection, key, progress)
            with snapshot.reading(target, key) as copied:
                if snapshot.contents(copied, key, progress) != held:
                    raise KeysError("copy_differs")

    def _export(self, target: Path, key: DataKey, progress: Progress) -> None:
        asked = False

        def step() -> int:
            nonlocal asked
            asked = not progress(0, 0)
            return int(asked)

        connection = self._connection
        version = int(pragma(connection, "user_version"))
        made_for_owner(target)
        connection.execute("ATTACH DATABASE ? AS coming KEY ?", (str(target), key_text(key)))
        connection.set_progress_handler(step, _OFTEN)
        try:
            connection.execute("SELECT sqlcipher_export('coming')").fetchone()
        except sqlite3.OperationalError:
            if asked:
                raise Stopped from None
            raise
        finally:
            connection.set_progress_handler(None, _OFTEN)
        connection.execute(f"PRAGMA coming.application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA coming.user_version = {version}")
        connection.execute("DETACH DATABASE coming")


def key_text(key: DataKey) -> str:
    """Return a key as the engine takes it where no derivation is wanted."""
    return f"x'{key.raw.hex()}'"


@contextmanager
def held_plain(path: Path) -> Iterator[PlainStore]:
    """Hold a plain store alone, checked from end to end.

    :raises StoreError: missing, cannot_open, locked, not_a_store, newer_version, damaged
    """
    if not database.is_plain(path):
        raise StoreError("missing")
    with plain_errors():
        connection = cipher.connect(f"{path.absolute().as_uri()}?mode=rw", None, timeout=2.0)
        try:
            hold(connection)
            if pragma(connection, "application_id") != APPLICATION_ID:
                raise StoreError("not_a_store")
            schema.require_readable(connection)
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise StoreError("damaged")
            yield PlainStore(connection)
        finally:
            connection.close()


def hold(connection: sqlite3.Connection) -> None:
    """Keep everybody else out until the connection is closed.

    :raises StoreError: locked
    """
    with plain_errors():
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")


def without_log(connection: sqlite3.Connection) -> None:
    """Have a connection that holds its store alone remove nothing beside it when it is closed.

    By then another store may stand under that name, whose log it would be.
    """
    with plain_errors():
        connection.execute("PRAGMA journal_mode = DELETE")
