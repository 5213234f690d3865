"""Putting another store in the place of the one that stands there, which is set aside.

Several files change places and no disk does that at once. So what is to be done is written down
first (`INTENT`), on disk before the first file moves; whoever opens the folder next does what is
left of it (`settle`). Until the intent stands the old store is in place, afterwards it is the new
one, whole, whenever the program is killed.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.keys.files import sync_file, sync_folder
from triage.store.errors import StoreError
from triage.whole_file import write_whole

STORE, ENVELOPE = "vagval.db", "vagval.keys"
INTENT: Final = "vagval.swap"
INCOMING, FORMER = "incoming-", "former-"
_BESIDE: Final = ("vagval.db-wal", "vagval.db-shm")
_ENVELOPES: Final = (ENVELOPE, f"{ENVELOPE}.former", f"{ENVELOPE}.new")
"""The envelope, and what writing it may have left: none of them opens another store."""
_MOST: Final = 4096
_STAMP: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z(-[0-9]{1,3})?")
_LOCKED_BYTES: Final = (510, 0x40000002)
"""Where SQLite locks a file while it is open: see `SHARED_FIRST` in its os.h."""


def prepare(folder: Path, stamp: str) -> Path:
    """Return a new, empty folder for what is to come in; those of restores that died are removed.

    :raises OSError: if the folder cannot be written to
    """
    for left in folder.glob(f"{INCOMING}*"):
        shutil.rmtree(left, ignore_errors=True)
    free = next(
        name
        for name in (stamp, *(f"{stamp}-{count}" for count in range(2, 1000)))
        if not (folder / f"{FORMER}{name}").exists()
    )
    made = folder / f"{INCOMING}{free}"
    made.mkdir(mode=0o700)
    return made


def swap_in(folder: Path, incoming: Path) -> Path | None:
    """Put the store in `incoming` in place; return where the former one stands now, if any.

    Nobody may have the store in `folder` open.

    :raises StoreError: locked
    :raises OSError: where the intent cannot be written; nothing is changed then
    """
    if in_use(folder / STORE):
        raise StoreError("locked")
    stamp = incoming.name.removeprefix(INCOMING)
    for file in incoming.iterdir():
        sync_file(file)
    sync_folder(incoming)
    write_whole(folder / INTENT, json.dumps({"stamp": stamp}).encode())
    sync_folder(folder)
    settle(folder)
    former = folder / f"{FORMER}{stamp}"
    return former if former.exists() else None


def give_up(folder: Path, incoming: Path) -> None:
    """Remove what was to come in, unless the swap has begun: from then on it is the swap's."""
    if not (folder / INTENT).exists():
        shutil.rmtree(incoming, ignore_errors=True)


def settle(folder: Path) -> bool:
    """Finish what a killed swap left; return whether there was anything to finish.

    :raises OSError: where a file cannot be moved; the next call goes on from there
    """
    intent = folder / INTENT
    if not intent.exists():
        return False
    stamp = _stamp(intent)
    if stamp is not None:
        incoming, former = folder / f"{INCOMING}{stamp}", folder / f"{FORMER}{stamp}"
        # The store comes last: while it is still to come, all that stands here is the former's.
        if (incoming / STORE).exists():
            _set_aside(folder, incoming, former)
            _move(incoming / ENVELOPE, folder / ENVELOPE)
            _move(incoming / STORE, folder / STORE)
            sync_folder(folder)
        with suppress(OSError):
            shutil.rmtree(incoming)
    intent.unlink()
    sync_folder(folder)
    return True


def _set_aside(folder: Path, incoming: Path, former: Path) -> None:
    names = [name for name in (STORE, *_BESIDE) if (folder / name).exists()]
    # Without an envelope of its own the new store is opened by the one that is here.
    if (incoming / ENVELOPE).exists():
        names += [name for name in _ENVELOPES if (folder / name).exists()]
    if names:
        former.mkdir(mode=0o700, exist_ok=True)
    for name in names:
        _move(folder / name, former / name)
    if names:
        sync_folder(former)
        sync_folder(folder)


def _move(here: Path, there: Path) -> None:
    if here.exists():
        here.replace(there)


def _stamp(intent: Path) -> str | None:
    """Return the stamp; None for a file that this program did not write."""
    with intent.open("rb") as file:
        data = file.read(_MOST)
    try:
        stamp = json.loads(data)["stamp"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return stamp if isinstance(stamp, str) and _STAMP.fullmatch(stamp) else None


def in_use(store: Path) -> bool:
    """Return whether another program has the store open; Windows refuses to move it by itself."""
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return False
    try:
        with store.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, *_LOCKED_BYTES)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
