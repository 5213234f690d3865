"""Restoring a backup, or saving what can be read of a damaged file, while no store is open.

It knows a data folder and nothing else: it serves at the door, on this computer and on another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from triage.core.swedish_time import SWEDEN
from triage.services import StoreError
from triage.services.backup_kept import Backup, found_in, look_at
from triage.services.backup_keys import KeysError, with_secret
from triage.services.backup_making import FOLDER
from triage.services.restoring import Restored, restore
from triage.services.salvaging import Salvaged, salvage_folder
from triage.services.workstation import STORE_NAME
from triage.store_words import error_of
from triage.texts import translator
from ui.tasks import Step, Task, begin
from ui.viewmodels import backup_words
from ui.viewmodels.salvage_words import account_words


def _now() -> datetime:
    return datetime.now(UTC)


class Restoring(QObject):
    """Which backup, by which secret; the work is done beside the window."""

    changed = Signal()
    restored = Signal(object)
    """A `Restored`: the store is in place."""
    salvaged = Signal(object)
    """A `Salvaged`: what could be read is in place."""

    def __init__(
        self,
        folder: Path,
        language: str,
        file: Path | None = None,
        *,
        damaged: bool = False,
        clock: Callable[[], datetime] = _now,
        parent: QObject | None = None,
    ) -> None:
        """Begin with `file` where given, else with the newest of the folder's own backups.

        `damaged` says that the store here does not open, so that something may be saved from it.
        """
        super().__init__(parent)
        self._damaged = damaged
        self.folder, self._language, self._clock = folder, language, clock
        self._ = translator(language)
        self.found: list[Backup] = []
        self.row = -1
        self.problem = ""
        self.working = ""
        self.outcome: tuple[str, ...] = ()
        """What was done, line by line, once it is."""
        self.saved_what_was_left = False
        """Whether the outcome is of a salvage, and not of a backup."""
        self._task: Task[Restored] | Task[Salvaged] | None = None
        self._look(file)

    def _look(self, file: Path | None) -> None:
        kept = sorted(found_in(self.folder / FOLDER), key=lambda one: one.made_at, reverse=True)
        self.found = [one for one in kept if one.path != file]
        if file is not None:
            self.found.insert(0, look_at(file))
        whole = (at for at, one in enumerate(self.found) if one.code is None)
        self.row = 0 if file is not None else next(whole, -1)

    # Choosing

    @property
    def chosen(self) -> Backup | None:
        """The backup to restore."""
        return self.found[self.row] if 0 <= self.row < len(self.found) else None

    @property
    def damaged(self) -> bool:
        """Whether there is a store that something may be saved from."""
        return self._damaged and (self.folder / STORE_NAME).exists()

    def choose(self, row: int) -> None:
        """Choose another backup of the list."""
        self.row, self.problem = row, ""
        self.changed.emit()

    def add(self, file: Path) -> None:
        """Take a backup from anywhere."""
        known = next((at for at, one in enumerate(self.found) if one.path == file), None)
        if known is None:
            self.found.insert(0, look_at(file))
            known = 0
        self.choose(known)

    def line(self, one: Backup) -> str:
        """Return a backup in one line."""
        _ = self._
        if one.code is not None:
            return _("⚠ {name}: går inte att läsa").format(name=one.path.name)
        today = self._clock().astimezone(SWEDEN).date()
        parts = [backup_words.when(one.made_at, today, _), backup_words.under(one, _)]
        if one.path.parent != self.folder / FOLDER:
            parts.append(str(one.path.parent))
        return " · ".join(parts)

    # Doing

    def restore(self, secret: str) -> None:
        """Restore the chosen backup with a passphrase or the recovery code."""
        chosen, _ = self.chosen, self._
        if self._task is not None:
            return
        if chosen is None:
            self._tell(_("Välj en säkerhetskopia först."))
            return
        if not secret:
            self._tell(_("Skriv en lösenfras eller återställningskoden."))
            return
        path, folder, now = chosen.path, self.folder, self._clock()

        def work(step: Step) -> Restored:
            return restore(path, folder, with_secret(secret), now, progress=step)

        self._begin(_("Återställer och kontrollerar …"))
        self._task = begin(self, work, self._restored, self._failed)

    def salvage(self, secret: str) -> None:
        """Save what can be read of the damaged store into a new one; the damaged is set aside."""
        _ = self._
        if self._task is not None:
            return
        if not secret:
            self._tell(_("Skriv en lösenfras eller återställningskoden."))
            return
        folder, now = self.folder, self._clock()

        def work(step: Step) -> Salvaged:
            return salvage_folder(folder, with_secret(secret), now, progress=step)

        self._begin(_("Läser det som går att läsa …"))
        self._task = begin(self, work, self._salvaged, self._failed)

    def cancel(self) -> None:
        """Stop; what stood in the folder stands there still."""
        if self._task is not None:
            self._task.cancel()
            # Its thread stops at its next step, and then removes what it had begun.
            self._task.wait()
            self._task, self.working = None, ""
            self.changed.emit()

    def _begin(self, words: str) -> None:
        self.working, self.problem = words, ""
        self.changed.emit()

    def _restored(self, done: Restored) -> None:
        _ = self._
        self._task, self.working = None, ""
        today = self._clock().astimezone(SWEDEN).date()
        at = backup_words.when(done.made_at, today, _)
        lines = [_("Återställd som den var {when}.").format(when=at)]
        if done.only_keys:
            lines = [_("Nyckelfilen är tillbaka. Datafilen är hel och som den var sist.")]
        if done.former is not None:
            text = _("Det som låg i datamappen är orört och finns i {folder}")
            lines.append(text.format(folder=done.former))
        self.outcome = tuple(lines)
        self.changed.emit()
        self.restored.emit(done)

    def _salvaged(self, done: Salvaged) -> None:
        self._task, self.working = None, ""
        self.outcome, self.saved_what_was_left = account_words(done, self._), True
        self.changed.emit()
        self.salvaged.emit(done)

    def _failed(self, error: Exception) -> None:
        self._task, self.working = None, ""
        self.changed.emit()
        if not isinstance(error, StoreError | KeysError):
            raise error  # told where every mishap is told
        if isinstance(error, KeysError) and error.code == "wrong_passphrase":
            _ = self._
            self._tell(_("Det är varken en lösenfras eller återställningskoden för kopian."))
        else:
            self._tell(error_of(error, self._language))

    def _tell(self, problem: str) -> None:
        self.problem = problem
        self.changed.emit()
