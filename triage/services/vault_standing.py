"""How a data folder stands before anything in it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from triage.keys import envelope_file
from triage.services import next_store
from triage.services.vault_records import Standing
from triage.services.workstation import STORE_NAME
from triage.store import database, swap
from triage.store.errors import StoreError

_BACKUPS: Final = "backups"


def standing_of(folder: Path) -> Standing:
    """Return what the folder holds, after what was half done in it is brought to its end.

    :raises StoreError: cannot_open
    :raises KeysError: not_written
    """
    next_store.settle(folder)
    store = folder / STORE_NAME
    try:
        swap.settle(folder)  # a restore that was killed half-way
        there = store.exists() and store.stat().st_size > 0
        keys, plain = envelope_file.exists(folder), database.is_plain(store)
    except OSError:
        raise StoreError("cannot_open") from None
    if keys:
        # A store that anybody can read is never taken for the one that these keys open.
        return Standing.LOCKED if there and not plain else Standing.STORE_MISSING
    if there:
        return Standing.PLAIN if plain else Standing.KEYS_MISSING
    return Standing.STORE_MISSING if _has_backups(folder) else Standing.NEW


def _has_backups(folder: Path) -> bool:
    try:
        return any((folder / _BACKUPS).iterdir())
    except OSError:
        return False
