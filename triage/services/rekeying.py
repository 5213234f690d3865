"""Encrypting a store under another key: a new file, compared, put in force with its envelope."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from triage.keys import envelope_file, files
from triage.keys.data_key import DataKey
from triage.keys.envelope import Envelope
from triage.keys.errors import KeysError
from triage.services.backup_kept import FORMER_KEY
from triage.services.next_store import NextStore, require_closed, settle
from triage.services.workstation import STORE_NAME
from triage.store import database, snapshot
from triage.store.encrypting import hold, key_text, without_log
from triage.store.errors import StoreError, plain_errors
from triage.store.progress import Progress

if TYPE_CHECKING:
    from triage.services.workstation import Workstation


def rekeyed(workplace: Workstation, envelope: Envelope, progress: Progress) -> None:
    """Give a workplace's store a new key; the workplace goes on with the one in force.

    :raises StoreError: locked, disk_full, damaged
    :raises KeysError: copy_differs, envelope_altered, not_written
    :raises Stopped: if asked to
    """
    former, new = workplace.key.copy(), DataKey.new()
    workplace.store.close()
    try:
        _swap(workplace, envelope, former, new, progress)
    except BaseException:
        # Ended before the first step, the former key is in force; after it, the new one. Should the
        # store not open now, the next start does what is left: what went wrong first is told.
        in_force = new if _opens(workplace, new) else former
        with suppress(KeysError, StoreError):
            settle(workplace.folder)
            workplace.go_on(in_force)
        raise
    else:
        workplace.go_on(new)
    finally:
        former.wipe()
        new.wipe()


def _swap(
    workplace: Workstation, envelope: Envelope, former: DataKey, new: DataKey, progress: Progress
) -> None:
    coming = NextStore(workplace.folder)
    try:
        with _held(workplace, former) as held:
            _copy(held, coming, former, new, progress)
            envelope_file.write(coming.folder, envelope.rekeyed(former, new), new)
            coming.ready()
            _mark(workplace.folder)
            without_log(held)
            if os.name == "nt":
                held.close()  # Windows moves no file that is open
            coming.take_over(plain=False)
    except BaseException:
        coming.give_up()
        raise


def _mark(folder: Path) -> None:
    """Note that backups under the former key are to go, should this end before they are gone.

    :raises KeysError: not_written
    """
    try:
        files.write(folder / FORMER_KEY, b"")
    except OSError:
        raise KeysError("not_written") from None


@contextmanager
def _held(workplace: Workstation, former: DataKey) -> Iterator[sqlite3.Connection]:
    """Keep everybody else out until the new store is in force.

    Whoever waited to come in by the former key would otherwise do so between the copy and the
    moment when it takes over, and what they write would be gone with the former store.
    """
    store = workplace.folder / STORE_NAME
    with database.want_of_room_named(store), plain_errors():
        held = database.connect(store, former, create=False, wait_ms=2000)
        try:
            hold(held)
            yield held
        finally:
            held.close()


def _require_rekeyed(path: Path, new: DataKey) -> None:
    """Refuse a copy that the engine could not write to its end, of which it says nothing itself.

    :raises StoreError: disk_error
    """
    try:
        database.connect(path, new, create=False, wait_ms=2000).close()
    except StoreError as error:
        if error.code == "not_a_database":
            raise StoreError("disk_error", error.engine) from None
        raise


def _copy(
    held: sqlite3.Connection,
    coming: NextStore,
    former: DataKey,
    new: DataKey,
    progress: Progress,
) -> None:
    """Copy the store as it is, and encrypt the copy anew: page by page, so that nothing moves."""
    with database.want_of_room_named(coming.part), plain_errors():
        snapshot.copy(held, former, coming.part, progress)
        copied = database.connect(coming.part, former, create=False, wait_ms=2000)
        try:
            copied.execute("PRAGMA temp_store = MEMORY")
            copied.execute("PRAGMA journal_mode = DELETE")
            copied.execute(f'PRAGMA rekey = "{key_text(new)}"')
        finally:
            copied.close()
        _require_rekeyed(coming.part, new)
        kept = snapshot.contents(held, new, progress)
        with snapshot.reading(coming.part, new) as connection:
            if snapshot.contents(connection, new, progress) != kept:
                raise KeysError("copy_differs")
            if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise KeysError("copy_differs")
    require_closed(coming.part)


def _opens(workplace: Workstation, key: DataKey) -> bool:
    """Say whether the envelope in force is sealed with a key."""
    try:
        envelope_file.read(workplace.folder).require_sealed(key)
    except KeysError:
        return False
    return True
