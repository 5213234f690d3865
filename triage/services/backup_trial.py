"""Trying a backup: restored into a temporary place, opened, and compared table by table."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.store import backup_file, database, snapshot
from triage.store.errors import StoreError, plain_errors
from triage.store.progress import Progress, unheard
from triage.store.snapshot import Contents

TRYING: Final = ".trying-"
"""How folders begin in which backups are tried."""


def tried(
    path: Path, key: DataKey, held: Contents | None, place: Path, progress: Progress = unheard
) -> Contents:
    """Restore a backup to `place`, compare it with what the store held, and remove it there.

    Without `held` it is compared with what its sealed manifest says that the store held.

    :raises StoreError: backup_unreadable, backup_altered, backup_differs
    :raises OSError: where `place` cannot be written
    :raises Stopped: if asked to
    """
    try:
        with backup_file.opened(path) as backup:
            backup.prove(key)
            backup.copy_store(place, progress)
            expected = backup.manifest.contents if held is None else held
        require_contents(place, key, expected, progress)
    finally:
        for name in (place.name, f"{place.name}-wal", f"{place.name}-shm"):
            with suppress(FileNotFoundError):
                place.with_name(name).unlink()
    return expected


def require_contents(
    path: Path, key: DataKey, expected: Contents, progress: Progress = unheard
) -> None:
    """Refuse a store that is not whole or holds something else than it should.

    :raises StoreError: backup_differs, disk_full
    """
    try:
        with (
            database.want_of_room_named(path),
            snapshot.reading(path, key) as connection,
            plain_errors(),
        ):
            found = snapshot.contents(connection, key, progress)
            # Tables are read by now; pages of indexes are not.
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchone()
            shape = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except StoreError as error:
        if error.code == "disk_full":  # a trial that had no room proves nothing
            raise
        raise StoreError("backup_differs", error.engine or error.code) from None
    if found != expected or broken is not None or shape != "ok":
        raise StoreError("backup_differs")
