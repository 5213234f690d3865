"""Restoring a backup: on this computer or another, with whatever opens its envelope.

The store that stands in the folder is never written over: it is set aside under a dated name.
Killed half-way, the folder holds the old store or the new one, whole; see `triage.store.swap`.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.services import next_store
from triage.services.backup_keys import OpenKey
from triage.services.backup_making import said, stamp_of
from triage.services.backup_trial import require_contents
from triage.services.workstation import STORE_NAME, utc
from triage.store import backup_file, schema, swap
from triage.store.acts import NOBODY, Act, Actor
from triage.store.backup_manifest import Manifest
from triage.store.errors import StoreError
from triage.store.progress import Progress, unheard
from triage.store.store import Store
from triage.whole_file import write_whole

RESTORED: Final = "restored_from"
"""Setting of a restored store: nothing is exchanged with others before somebody confirmed it."""
_ROOM: Final = 8 << 20


@dataclass(frozen=True)
class Restored:
    """What was restored, and where the former store stands now, if there was one."""

    made_at: datetime
    decisions: int
    cases: int
    former: Path | None
    only_keys: bool = False
    """The store was there and whole, and only its envelope was missing: that came back."""


def restore(
    file: Path,
    folder: Path,
    open_key: OpenKey,
    now: datetime,
    *,
    actor: Actor = NOBODY,
    progress: Progress | None = None,
) -> Restored:
    """Put the store of a backup in place in a data folder, which nobody may have open.

    It is checked whole before anything that stands there is touched. Where only the envelope is
    missing, only the envelope is put back: the store that is there is newer.

    :raises StoreError: backup_unreadable, backup_newer, backup_altered, backup_differs,
        backup_no_space, newer_version, locked, restore_failed, and what `open_key` raises
    :raises Stopped: if asked to; only until the swap begins
    """
    heard = progress or unheard
    with ExitStack() as stack:
        try:
            backup = stack.enter_context(backup_file.opened(file))
            key = open_key(backup.envelope)
            stack.callback(key.wipe)
            backup.prove(key)
            if backup.manifest.contents.version > schema.VERSION:
                raise StoreError("backup_newer")
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            next_store.settle(folder)
            swap.settle(folder)
            if backup.envelope and _only_envelope_missing(folder, key):
                write_whole(folder / swap.ENVELOPE, backup.envelope)
                return _told(backup.manifest, None, only_keys=True)
            if shutil.disk_usage(folder).free < backup.store_size + _ROOM:
                raise StoreError("backup_no_space")
            incoming = swap.prepare(folder, stamp_of(now))
            stack.callback(swap.give_up, folder, incoming)
            backup.copy_store(incoming / STORE_NAME, heard)
            require_contents(incoming / STORE_NAME, key, backup.manifest.contents, heard)
            if backup.envelope:
                write_whole(incoming / swap.ENVELOPE, backup.envelope)
            _mark_restored(incoming / STORE_NAME, key, backup.manifest.made_at, now, actor)
            former = swap.swap_in(folder, incoming)
        except OSError as error:
            raise said(error, "restore_failed") from None
    return _told(backup.manifest, former)


def _told(manifest: Manifest, former: Path | None, *, only_keys: bool = False) -> Restored:
    rows = {name: table.rows for name, table in manifest.contents.tables.items()}
    decisions, cases = rows.get("revisions", 0), rows.get("cases", 0)
    return Restored(manifest.time, decisions, cases, former, only_keys)


def _only_envelope_missing(folder: Path, key: DataKey) -> bool:
    """Return whether there is a whole store that the key of the backup opens, and no envelope."""
    if (folder / swap.ENVELOPE).exists() or not (folder / STORE_NAME).exists():
        return False
    try:
        with Store.open(folder / STORE_NAME, key, create=False) as store:
            store.verify()
    except StoreError:
        return False
    return True


def _mark_restored(path: Path, key: DataKey, made_at: str, now: datetime, actor: Actor) -> None:
    """Bring the store to this program's version, prove its decisions, and log what was done."""
    with Store.open(path, key, create=False) as store:
        store.verify()
        store.actor, store.time = actor, lambda: utc(now)
        store.set_setting(RESTORED, {"made_at": made_at, "restored_at": utc(now)})
        store.record(Act.RESTORED, made_at=made_at)
