"""Making one backup of a store that nobody needs to have open: copied, written, tried, named."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from errno import EDQUOT, EFBIG, ENOSPC
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Final

from triage.keys.data_key import DataKey
from triage.services.backup_kept import Backup
from triage.services.backup_trial import tried
from triage.services.workstation import APP_VERSION, STORE_NAME, utc
from triage.store import backup_file, backup_manifest, flat_archive, snapshot
from triage.store.backup_manifest import Manifest
from triage.store.errors import StoreError
from triage.store.progress import Progress, unheard

FOLDER: Final = "backups"
"""Of the data folder."""
MAKING: Final = ".making-"
_ROOM: Final = 8 << 20
"""Bytes that are left free, for the store to grow into."""
_ABANDONED: Final = 3600
"""Seconds after which what a killed backup left behind is removed."""


def backed_up(
    data: Path, key: DataKey, reason: str, now: datetime, progress: Progress = unheard
) -> Backup:
    """Back up the store in a data folder, try the backup, and only then give it its name.

    :raises StoreError: backup_no_space, backup_folder_gone, backup_differs, and what a store
        that cannot be read raises; nothing is left of the attempt
    :raises Stopped: if asked to
    """
    try:
        return _backed_up(data, key, reason, now, progress)
    except OSError as error:
        raise said(error) from None
    except StoreError as error:
        if error.code in {"disk_full", "disk_error"}:
            raise StoreError("backup_no_space", error.engine) from None
        raise


def _backed_up(data: Path, key: DataKey, reason: str, now: datetime, progress: Progress) -> Backup:
    folder, store = data / FOLDER, data / STORE_NAME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    _require_room(store, folder)
    made_at = now.astimezone(UTC)
    envelope = _envelope(data)
    with TemporaryDirectory(dir=folder, prefix=MAKING) as making:
        copied, part = Path(making) / STORE_NAME, Path(making) / "part"
        with snapshot.reading(store, key) as connection:
            held = snapshot.contents(connection, key, progress)
            store_id, mark = snapshot.store_id(connection), snapshot.mark(connection, key)
            snapshot.copy(connection, key, copied, progress)
        manifest = Manifest(
            made_at=utc(made_at),
            reason=reason,
            app_version=APP_VERSION,
            store_id=store_id,
            mark=mark,
            envelope=sha256(envelope).hexdigest(),
            store=flat_archive.measured(STORE_NAME, copied)[1],
            contents=held,
        )
        sealed = backup_manifest.sealed(manifest, key)
        backup_file.write(part, sealed, envelope, copied, progress)
        copied.unlink()  # its room is needed for the trial
        tried(part, key, held, Path(making) / "tried.db", progress)
        path = free_name(folder, made_at)
        part.rename(path)
        flat_archive.sync_folder(folder)
    return Backup.of(path, manifest, good=True)


def _envelope(data: Path) -> bytes:
    """Return the envelope as it stands; empty where the key is kept by other means."""
    with suppress(FileNotFoundError), (data / backup_file.ENVELOPE).open("rb") as file:
        return file.read(backup_file.MOST_ENVELOPE)
    return b""


def _require_room(store: Path, folder: Path) -> None:
    """Refuse before anything is written; a copy and its trial stand beside each other."""
    beside = store.with_name(f"{store.name}-wal")
    size = sum(one.stat().st_size for one in (store, beside) if one.exists())
    if shutil.disk_usage(folder).free < 2 * size + _ROOM:
        raise StoreError("backup_no_space")


def stamp_of(at: datetime) -> str:
    """Return a time as names of files and folders have it: `20261122T070000Z`."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def free_name(folder: Path, at: datetime) -> Path:
    """Return a path for a backup of a time that no other has."""
    stamp = stamp_of(at)
    names = (stamp, *(f"{stamp}-{count}" for count in range(2, 1000)))
    paths = (folder / f"vagval-{name}{backup_file.SUFFIX}" for name in names)
    return next(path for path in paths if not path.exists())


def _sweep(folder: Path) -> None:
    """Remove what a backup that was killed left behind."""
    for left in folder.glob(f"{MAKING}*"):
        with suppress(OSError):
            if time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left)


def said(error: OSError, otherwise: str = "backup_folder_gone") -> StoreError:
    """Return what a failure to write means to the user: no room, or `otherwise`."""
    full = error.errno in {ENOSPC, EDQUOT, EFBIG}
    return StoreError("backup_no_space" if full else otherwise)
