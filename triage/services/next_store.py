"""A store and its envelope that take the place of others together, or not at all.

No file system moves two files in one step. So both are made in a folder of their own, `next`, the
store under a name that counts for nothing until all is ready; then

    the envelope moves out of `next`      from here on the new ones are in force
    the store moves out of `next`

A start that finds `next` with a store and no envelope knows that it was ended between the two,
and moves the store. Anything else in `next` was never in force, and is removed before
the next attempt. The first set-up, encrypting an older store, and re-keying all end this way.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.keys import envelope_file, files
from triage.keys.errors import KeysError
from triage.services.workstation import STORE_NAME
from triage.store import database
from triage.store.errors import StoreError

FOLDER: Final = "next"
PLAIN_ASIDE: Final = "vagval.plain"
"""The unencrypted store on its way out."""
_PART: Final = "making.db"


class NextStore:
    """The store that is being made for a data folder."""

    def __init__(self, data: Path) -> None:
        """Begin afresh; what an attempt that was ended left behind is removed.

        :raises KeysError: not_written
        """
        self.data = data
        self.folder = data / FOLDER
        settle(data)
        try:
            _clear(self.folder)
            files.make_folder(self.folder)
        except OSError:
            raise KeysError("not_written") from None

    @property
    def part(self) -> Path:
        """Where the store is made."""
        return self.folder / _PART

    @property
    def store(self) -> Path:
        """Where the store is once it is ready."""
        return self.folder / STORE_NAME

    def ready(self) -> None:
        """Say that store and envelope are made, closed and true.

        :raises KeysError: not_written
        """
        try:
            files.sync_file(self.part)
            if not (self.folder / envelope_file.NAME).exists():
                raise KeysError("not_written")
            files.move(self.part, self.store)
        except OSError:
            raise KeysError("not_written") from None

    def take_over(self, *, plain: bool) -> None:
        """Put both in force. Whatever ends this, the next `settle` brings to its end.

        `plain` says what the former store is. It may be held open here, so nobody may look into
        it: on POSIX systems that would let go of it.

        :raises KeysError: not_written; before the first step, and then nothing has changed
        """
        try:
            files.move(self.folder / envelope_file.NAME, self.data / envelope_file.NAME)
        except OSError:
            raise KeysError("not_written") from None
        _settle(self.data, lambda _store: plain)

    def give_up(self) -> None:
        """Remove what was made, where it is not in force yet; what stays is removed next time."""
        with suppress(OSError):
            if not _in_force(self.data):
                _clear(self.folder)


def abandon(data: Path) -> None:
    """Remove the copy of a store that a killed attempt has left and that was never in force.

    :raises OSError: where it cannot be removed
    """
    if not _in_force(data):
        _clear(data / FOLDER)


def settle(data: Path) -> None:
    """Bring to its end what was in force but not done; cheap where there is nothing.

    :raises KeysError: not_written
    :raises StoreError: cannot_open
    """
    _settle(data, database.is_plain)


def _settle(data: Path, is_plain: Callable[[Path], bool]) -> None:
    try:
        half_done = _in_force(data)
    except OSError:  # a folder that may not be looked into, or whose name no disk takes
        raise StoreError("cannot_open") from None
    try:
        if half_done:
            store = data / STORE_NAME
            # The former store was closed whole; a log beside it would be taken for the new one's.
            for name in _beside(store):
                files.remove(name)
            if is_plain(store):
                files.move(store, data / PLAIN_ASIDE)
            files.move(data / FOLDER / STORE_NAME, store)
        _tidy(data / FOLDER)
        aside = data / PLAIN_ASIDE
        if aside.exists() and (data / STORE_NAME).exists():
            files.overwrite(aside)
    except OSError:
        raise KeysError("not_written") from None


def _in_force(data: Path) -> bool:
    return (
        (data / FOLDER / STORE_NAME).exists()
        and not (data / FOLDER / envelope_file.NAME).exists()
        and (data / envelope_file.NAME).exists()
    )


def _tidy(folder: Path) -> None:
    """Remove the folder once nothing in it is being made, ready, or in force."""
    if folder.is_dir() and not any(
        (folder / name).exists() for name in (_PART, STORE_NAME, envelope_file.NAME)
    ):
        files.remove_folder(folder)


def _clear(folder: Path) -> None:
    """Remove the folder, the store first: a store alone would be taken for one in force."""
    files.remove(folder / STORE_NAME)
    files.remove_folder(folder)


def _beside(store: Path) -> tuple[Path, ...]:
    return tuple(store.with_name(f"{store.name}{end}") for end in ("-wal", "-shm", "-journal"))


def require_closed(store: Path) -> None:
    """Refuse a file that its engine did not close whole.

    :raises StoreError: locked
    """
    if any(one.exists() for one in _beside(store)):
        raise StoreError("locked")
