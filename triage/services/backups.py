"""Backups of the store: made, tried, kept in two places, thinned.

A backup counts only once it was restored into a temporary place and every table there was
compared with the store as it stood at the moment of the copy. Any thread may call these methods;
each opens the store for itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from triage.core.swedish_time import SWEDEN
from triage.keys.data_key import DataKey
from triage.services import next_store
from triage.services.backup_kept import (
    FORMER_KEY,
    Backup,
    found_in,
    kept_whole,
    left_half_written,
    own,
)
from triage.services.backup_making import FOLDER, MAKING, backed_up, free_name, said
from triage.services.backup_thinning import too_many
from triage.services.backup_trial import TRYING
from triage.services.own_store import own_key, own_store
from triage.services.workstation import STORE_NAME
from triage.store import flat_archive, snapshot
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.progress import Progress, Stopped, unheard
from triage.store.swap import FORMER

if TYPE_CHECKING:
    from triage.services.workstation import Workstation

__all__ = ["Backups", "Made", "Stopped"]

SECOND_FOLDER: Final = "backup_second_folder"
OFTEN: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class Made:
    """A backup that was made and tried; `second` is where else it is, or why it is not."""

    backup: Backup
    second: Backup | StoreError | None


class Backups:
    """The backups of one store, in its own folder and in one that the user chose."""

    def __init__(self, workplace: Workstation) -> None:
        self._workplace = workplace

    @property
    def folder(self) -> Path:
        """Where backups are kept."""
        return self._workplace.folder / FOLDER

    @property
    def store_path(self) -> Path:
        """The file that is copied."""
        return self._workplace.folder / STORE_NAME

    # The second folder

    def second_folder(self) -> Path | None:
        """Return the other folder that backups are copied to."""
        with own_store(self._workplace) as store:
            kept = store.get_setting(SECOND_FOLDER)
        return Path(kept) if isinstance(kept, str) and kept else None

    def set_second_folder(self, folder: Path | None) -> None:
        """Choose the other folder; None for no other.

        :raises StoreError: backup_folder_refused, backup_folder_gone
        """
        if folder is not None:
            here, data = folder.resolve(), self._workplace.folder.resolve()
            if here == data or here.is_relative_to(data):
                raise StoreError("backup_folder_refused")
            _require_writable(folder)
        with own_store(self._workplace) as store:
            store.set_setting(SECOND_FOLDER, None if folder is None else str(folder.absolute()))

    # What there is

    def list(self) -> list[Backup]:
        """Return this store's backups in both folders, the newest first."""
        second = self.second_folder()
        with self._own() as (key, store_id):
            found = own(found_in(self.folder), key, store_id)
            if second is not None:
                also = own(found_in(second), key, store_id)
                found += [replace(one, elsewhere=True) for one in also]
        return sorted(found, key=lambda one: one.made_at, reverse=True)

    def newest(self) -> Backup | None:
        """Return the newest good one that is kept here."""
        with self._own() as (key, store_id):
            good = [one for one in own(found_in(self.folder), key, store_id) if one.good]
        return max(good, key=lambda one: one.made_at, default=None)

    def due(self) -> bool:
        """Return whether something changed since the last good backup, half an hour ago or more."""
        newest = self.newest()
        if newest is None:
            return True
        now = self._workplace.now()
        if newest.made_at <= now < newest.made_at + OFTEN:
            return False
        with own_key(self._workplace) as key, snapshot.reading(self.store_path, key) as connection:
            return snapshot.mark(connection, key) != newest.mark

    # Making

    def make(self, reason: str, progress: Progress | None = None) -> Made:
        """Make a backup, try it, and only then keep it; then copy it to the second folder, thin.

        `reason` is a word: asked, due, before_migration, before_purge …

        :raises StoreError: backup_no_space, backup_folder_gone, backup_differs, and what a store
            that cannot be read raises; nothing is left of the attempt
        :raises Stopped: if asked to
        """
        heard = progress or unheard
        with own_key(self._workplace) as key:
            now = self._workplace.now()
            backup = backed_up(self._workplace.folder, key, reason, now, heard)
            second = self._second(backup, heard)
            self.thin()
            self._remove_under_former_key(second)
            with own_store(self._workplace) as store:
                store.record(Act.BACKED_UP, reason=reason, name=backup.path.name)
        return Made(backup, second)

    def make_only(self, reason: str, progress: Progress | None = None) -> Made:
        """Make a backup and, once it is proven, remove all older ones of this store.

        For what must leave nothing behind: another key, or a purge.

        :raises StoreError: as `make`; backup_folder_gone where those in the second folder cannot
            be reached or removed, and then stay
        """
        made = self.make(reason, progress)
        kept = {made.backup.path}
        if isinstance(made.second, Backup):
            kept.add(made.second.path)
        try:
            # Whose an unreadable file elsewhere is, nobody can tell; here it can only be ours.
            _remove(
                one.path
                for one in self.list()
                if one.path not in kept and (one.store_id or not one.elsewhere)
            )
            self._clear_unfinished(made.backup.store_id)
        except OSError:
            raise StoreError("backup_folder_gone") from None
        if isinstance(made.second, StoreError):
            raise made.second
        return made

    def _remove_under_former_key(self, second: Backup | StoreError | None) -> None:
        """Remove what a re-keying that was ended, or could not reach it, has left.

        It opens by ways in that the store has no more. Now there is a proven one under the key.
        """
        mark = self._workplace.folder / FORMER_KEY
        if isinstance(second, StoreError) or not mark.exists():
            return
        with suppress(OSError):  # the next backup tries again
            _remove(one.path for one in self.list() if one.store_id and not one.good)
            mark.unlink()

    def _clear_unfinished(self, store_id: str) -> None:
        """Remove copies of the store that killed work has left and that have no backup's name.

        :raises OSError: where one cannot be removed
        """
        next_store.abandon(self._workplace.folder)
        for folder in (self._workplace.folder, self.folder):
            for left in folder.glob(f"{TRYING}*"):
                shutil.rmtree(left)
        second = self.second_folder()
        for folder in (self.folder, second) if second else (self.folder,):
            _remove(left_half_written(folder, store_id))
        flat_archive.sync_folder(self._workplace.folder)

    def _second(self, backup: Backup, progress: Progress) -> Backup | StoreError | None:
        """Copy a backup to the second folder; what hinders that does not undo the first one."""
        folder = self.second_folder()
        if folder is None:
            return None
        try:
            _require_writable(folder)
            path = kept_whole(backup.path, free_name(folder, backup.made_at), progress)
        except StoreError as error:
            return error
        except OSError as error:
            return said(error)
        return replace(backup, path=path, elsewhere=True)

    # Thinning

    def thin(self) -> int:
        """Remove what is older than its turn, in both folders; return how many went."""
        now = self._workplace.now()
        gone = 0
        for elsewhere in (False, True):
            good = [one for one in self.list() if one.good and one.elsewhere is elsewhere]
            for one in too_many([(one.made_at.astimezone(SWEDEN), one) for one in good], now):
                with suppress(OSError):  # a stick that was pulled out is thinned next time
                    one.path.unlink()
                    gone += 1
        return gone

    # What restores set aside

    def set_aside(self) -> tuple[Path, ...]:
        """Return the folders of stores that restores set aside, the newest first."""
        found = self._workplace.folder.glob(f"{FORMER}*")
        return tuple(sorted((one for one in found if one.is_dir()), reverse=True))

    def remove_set_aside(self, folder: Path) -> None:
        """Remove a store that was set aside.

        :raises StoreError: disk_error
        """
        if folder not in self.set_aside():
            return
        # First the log: that it was removed is not to depend on what follows.
        self._workplace.record(Act.SET_ASIDE_REMOVED, name=folder.name)
        try:
            shutil.rmtree(folder)
            flat_archive.sync_folder(self._workplace.folder)
        except OSError:
            raise StoreError("disk_error") from None

    @contextmanager
    def _own(self) -> Iterator[tuple[DataKey, str]]:
        with own_key(self._workplace) as key, own_store(self._workplace) as store:
            yield key, store.identity("store_id").hex()


def _remove(files: Iterable[Path]) -> None:
    """Remove files for good: no power cut brings any of them back.

    :raises OSError: where one cannot be removed
    """
    gone = list(files)
    for file in gone:
        file.unlink(missing_ok=True)
    for folder in sorted({file.parent for file in gone}):
        flat_archive.sync_folder(folder)


def _require_writable(folder: Path) -> None:
    """Refuse a folder that is not there: it is never made, for it may be a disk not yet connected.

    :raises StoreError: backup_folder_gone
    """
    try:
        with TemporaryDirectory(dir=folder, prefix=MAKING):
            return
    except OSError:
        raise StoreError("backup_folder_gone") from None
