"""The backups that lie in a folder, and putting one more there so that it is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.store import backup_file, backup_manifest, flat_archive
from triage.store.backup_manifest import Manifest
from triage.store.errors import StoreError
from triage.store.progress import Progress, tell
from triage.whole_file import for_owner

FORMER_KEY: Final = "backups-of-former-key"
"""A file in the data folder: there may be backups under a key that opens the store no more."""
_NAME: Final = re.compile(r"vagval-([0-9]{8}T[0-9]{6}Z)(-[0-9]{1,3})?\.vvbackup")
_PIECE: Final = 1 << 20


@dataclass(frozen=True)
class Backup:
    """A backup file as it lies there.

    `good` says that it was written with the store's own key and that its outside is whole; the
    whole of it is proven by `store verify`. `code` is why it cannot be read.
    """

    path: Path
    made_at: datetime
    size: int
    reason: str = ""
    store_id: str = ""
    mark: str = ""
    decisions: int = 0
    cases: int = 0
    good: bool = False
    elsewhere: bool = False
    code: str | None = None

    @classmethod
    def of(cls, path: Path, manifest: Manifest, *, good: bool) -> Backup:
        """Return the backup of a manifest."""
        tables = manifest.contents.tables
        return cls(
            path,
            manifest.time,
            path.stat().st_size,
            manifest.reason,
            manifest.store_id,
            manifest.mark,
            tables["revisions"].rows if "revisions" in tables else 0,
            tables["cases"].rows if "cases" in tables else 0,
            good=good,
        )


def found_in(folder: Path) -> list[Backup]:
    """Return what lies in a folder under a backup's name; nothing where there is no folder."""
    found = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if _NAME.fullmatch(path.name):
                found.append(look_at(path))
    return found


def look_at(path: Path) -> Backup:
    """Return what a file says of itself, unproven."""
    try:
        with backup_file.opened(path) as backup:
            return Backup.of(path, backup.manifest, good=False)
    except (StoreError, OSError) as error:
        code = error.code if isinstance(error, StoreError) else "backup_unreadable"
    named = _NAME.fullmatch(path.name)
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    at = datetime.min.replace(tzinfo=UTC)
    with suppress(ValueError):
        at = datetime.strptime(named[1] if named else "", "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return Backup(path, at, size, code=code)


def own(found: list[Backup], key: DataKey, store_id: str) -> list[Backup]:
    """Return those of a store, proven with its key; of what cannot be read nobody knows whose.

    Another store's backups may lie in the same folder.
    """
    mine = []
    for one in found:
        if one.code is None and one.store_id == store_id:
            mine.append(_proven(one, key))
        elif one.code is not None:
            mine.append(one)
    return mine


def _proven(one: Backup, key: DataKey) -> Backup:
    try:
        with backup_file.opened(one.path) as backup:
            backup.prove(key)
    except StoreError as error:
        return replace(one, code=error.code)
    return replace(one, good=True)


def left_half_written(folder: Path, store_id: str) -> Iterator[Path]:
    """Yield what killed copying has left of a store's backups; of another store's, nothing.

    The manifest, which names the store, comes first. What does not reach that far holds nothing.
    """
    told = b'"store_id":"' + store_id.encode() + b'"'
    for part in folder.glob(f".vagval-*{backup_file.SUFFIX}.part"):
        with suppress(OSError), part.open("rb") as file:
            if told in file.read(backup_manifest.MOST):
                yield part


def kept_whole(source: Path, target: Path, progress: Progress) -> Path:
    """Copy a file to another disk, read it back and compare; only then has it its name.

    :raises StoreError: backup_differs
    :raises OSError: where it cannot be written; nothing is left then
    :raises Stopped: if asked to
    """
    part = target.with_name(f".{target.name}.part")
    total = source.stat().st_size
    try:
        with source.open("rb") as here, open(part, "wb", opener=for_owner) as there:
            while piece := here.read(_PIECE):
                there.write(piece)
                tell(progress, there.tell(), total)
            there.flush()
            os.fsync(there.fileno())
        if flat_archive.measured("", part)[1] != flat_archive.measured("", source)[1]:
            raise StoreError("backup_differs")
        part.replace(target)
        flat_archive.sync_folder(target.parent)
    finally:
        with suppress(OSError):
            part.unlink()
    return target
