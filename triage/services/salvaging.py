"""Saving what can be read of a damaged store: into a new one, which then takes its place."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.services import next_store
from triage.services.backup_kept import found_in
from triage.services.backup_keys import OpenKey, of_folder
from triage.services.backup_making import FOLDER, said, stamp_of
from triage.services.backup_trial import require_contents
from triage.services.workstation import STORE_NAME, utc
from triage.store import backup_file, swap
from triage.store.acts import NOBODY, Act, Actor
from triage.store.errors import StoreError
from triage.store.progress import Progress, unheard
from triage.store.salvage import Account, salvage
from triage.store.store import Store
from triage.whole_file import write_whole

ACCOUNT: Final = "salvage.json"
"""The whole account, beside the damaged file."""
_COPY, _SPARE = "damaged.db", "backup.db"
_ROOM: Final = 8 << 20


@dataclass(frozen=True)
class Salvaged:
    """What was saved, and where the damaged store stands now."""

    account: Account
    former: Path | None


def salvage_folder(
    folder: Path,
    open_key: OpenKey,
    now: datetime,
    *,
    actor: Actor = NOBODY,
    progress: Progress | None = None,
) -> Salvaged:
    """Salvage the store of a data folder; the damaged one is set aside, untouched.

    :raises StoreError: missing, salvage_nothing, backup_no_space, locked, restore_failed
    :raises KeysError: what `open_key` raises; envelope_missing
    :raises Stopped: if asked to
    """
    heard = progress or unheard
    damaged = folder / STORE_NAME
    next_store.settle(folder)
    swap.settle(folder)
    if not damaged.exists():
        raise StoreError("missing")
    if swap.in_use(damaged):
        raise StoreError("locked")
    key = of_folder(folder, open_key)
    with ExitStack() as stack:
        stack.callback(key.wipe)
        try:
            if shutil.disk_usage(folder).free < 3 * damaged.stat().st_size + _ROOM:
                raise StoreError("backup_no_space")
            incoming = swap.prepare(folder, stamp_of(now))
            stack.callback(swap.give_up, folder, incoming)
            account = _salvaged(folder, incoming, key, heard)
            _log(incoming / STORE_NAME, key, account, now, actor)
            former = swap.swap_in(folder, incoming)
            if former is not None:
                told = json.dumps(asdict(account), indent=1).encode()
                write_whole(former / ACCOUNT, told)
        except OSError as error:
            raise said(error, "restore_failed") from None
    return Salvaged(account, former)


def _salvaged(folder: Path, incoming: Path, key: DataKey, progress: Progress) -> Account:
    """Read copies: what the engine does to a file that it opens must not touch the damaged one."""
    copied = incoming / _COPY
    for beside in ("", "-wal"):
        source = folder / f"{STORE_NAME}{beside}"
        if source.exists():
            shutil.copyfile(source, copied.with_name(f"{_COPY}{beside}"))
    spare = _newest_backup(folder / FOLDER, incoming / _SPARE, key)
    account = salvage(copied, key, incoming / STORE_NAME, spare, progress)
    for name in (_COPY, _SPARE):
        for beside in ("", "-wal", "-shm"):
            (incoming / f"{name}{beside}").unlink(missing_ok=True)
    return account


def _newest_backup(folder: Path, target: Path, key: DataKey) -> Path | None:
    """Bring out the newest whole backup of the same key, to fill what is lost."""
    found = sorted(found_in(folder), key=lambda one: one.made_at, reverse=True)
    for one in found:
        try:
            with backup_file.opened(one.path) as backup:
                backup.prove(key)
                backup.copy_store(target)
                require_contents(target, key, backup.manifest.contents)
        except StoreError:
            target.unlink(missing_ok=True)
        else:
            return target
    return None


def _log(path: Path, key: DataKey, account: Account, now: datetime, actor: Actor) -> None:
    with Store.open(path, key, create=False) as store:
        store.verify()
        store.actor, store.time = actor, lambda: utc(now)
        lost = len(account.lost_decisions) + len(account.lost_cases)
        store.record(
            Act.SALVAGED,
            decisions=str(account.decisions),
            lost=str(lost),
            unknown="yes" if account.unknown_lost else "no",
        )
