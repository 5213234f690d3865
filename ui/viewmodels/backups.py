"""The page of backups: what there is, making one now, and the second folder.

All that reads or writes files is done beside the window: a stick or a share may be slow.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError
from triage.services.backup_kept import Backup
from triage.services.backups import Backups, Made, Stopped
from triage.store_words import error_of
from ui.tasks import Step, Task, begin
from ui.viewmodels import backup_words
from ui.viewmodels.desk import Desk

_LATE: Final = 24
"""Hours after which the last backup is said to be old."""


@dataclass(frozen=True)
class Listing:
    """What was found: backups, and the second folder with whether it is there."""

    backups: tuple[Backup, ...] = ()
    second: Path | None = None
    reached: bool = True
    former: tuple[Path, ...] = ()


class BackupsModel(QObject):
    """Lists, makes and copies; one piece of work at a time."""

    changed = Signal()
    said = Signal(str, str)
    """Kind of message and its text."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self.listing = Listing()
        self.loaded = False
        self.working = ""
        self.problem = ""
        """What went wrong last, until something goes right."""
        self._task: Task[Made] | None = None
        self._look: Task[Listing] | None = None

    @property
    def _backups(self) -> Backups:
        return self._desk.workplace.backups

    # Looking

    def refresh(self) -> None:
        """Look again at what there is."""
        backups = self._backups
        if self._look is not None:
            self._look.cancel()

        def look(_step: Step) -> Listing:
            second = backups.second_folder()
            reached = second is None or second.is_dir()
            return Listing(tuple(backups.list()), second, reached, backups.set_aside())

        self._look = begin(self, look, self._show, self._failed)

    def _show(self, listing: Listing) -> None:
        self.listing, self.loaded, self._look = listing, True, None
        self.changed.emit()

    def standing(self) -> tuple[str, str]:
        """Return a mark, and what holds now of the last backup, in words."""
        _ = self._
        if self.problem:
            return "danger", self.problem
        good = [one for one in self.listing.backups if one.good and not one.elsewhere]
        if not self.loaded:
            return "muted", _("Letar efter säkerhetskopior …")
        if not good:
            return "unknown", _("Det finns ingen säkerhetskopia än.")
        last = good[0]
        now = self._desk.workplace.now()
        at = backup_words.when(last.made_at, now.date(), _)
        text = _("Senaste kopian: {when}. Återställd på prov och jämförd.").format(when=at)
        return "yes", text

    def second_words(self) -> tuple[str, str]:
        """Return a mark, and what holds of the second folder."""
        _ = self._
        folder = self.listing.second
        if folder is None:
            return "muted", _(
                "Ingen. Går den här datorn sönder eller bort, gör kopiorna på den det också."
            )
        if not self.listing.reached:
            text = _(
                "{folder} finns inte just nu. Anslut disken, så kopieras nästa säkerhetskopia dit."
            )
            return "unknown", text.format(folder=folder)
        copies = sum(one.elsewhere for one in self.listing.backups)
        if copies == 0:
            return "yes", _("{folder}: nästa säkerhetskopia läggs även där.").format(folder=folder)
        if copies == 1:
            return "yes", _("{folder}: en kopia").format(folder=folder)
        return "yes", _("{folder}: {count} kopior").format(folder=folder, count=copies)

    def rows(self) -> list[Backup]:
        """Return the backups, each once: what lies in both folders is told as one."""
        here = {one.path.name for one in self.listing.backups if not one.elsewhere}
        return [
            one for one in self.listing.backups if not one.elsewhere or one.path.name not in here
        ]

    def title_of(self, one: Backup) -> str:
        """Return the title of a row."""
        told = backup_words.when(one.made_at, self._desk.workplace.now().date(), self._)
        return told[:1].upper() + told[1:]

    def under(self, one: Backup) -> str:
        """Return the line below it."""
        copies = (other for other in self.listing.backups if other.elsewhere)
        if not one.elsewhere and any(one.path.name == other.path.name for other in copies):
            too = self._("även i den andra mappen")
            return f"{backup_words.under(one, self._)} · {too}"
        return backup_words.under(one, self._)

    # Making

    def make(self) -> None:
        """Make a backup now."""
        if self._task is not None:
            return
        backups, _ = self._backups, self._
        self.working = _("Kopierar och provar …")
        self._task = begin(self, lambda step: backups.make("asked", step), self._made, self._lost)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop making it; nothing of it is left."""
        if self._task is not None:
            self._task.cancel()
            self._end()
            self.changed.emit()

    def _made(self, made: Made) -> None:
        _ = self._
        self._end()
        self.problem = ""
        if isinstance(made.second, StoreError):
            text = _("Säkerhetskopian är gjord och provad, men inte lagd i den andra mappen.")
            self.said.emit("warning", f"{text} {error_of(made.second, self._desk.language)}")
        else:
            self.said.emit("success", _("Säkerhetskopian är gjord, provad och sparad."))
        self.changed.emit()
        self.refresh()

    def _lost(self, error: Exception) -> None:
        self._end()
        self._failed(error)

    def _end(self) -> None:
        self._task, self.working = None, ""

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            return  # it was locked meanwhile
        if not isinstance(error, StoreError):
            raise error  # told where every mishap is told
        self.loaded = True
        self.problem = error_of(error, self._desk.language)
        self.changed.emit()

    # The second folder

    def choose_second(self, folder: Path | None) -> None:
        """Choose where else backups are copied to; None for nowhere. Says what is wrong with it."""
        try:
            self._backups.set_second_folder(folder)
        except StoreError as error:
            self.said.emit("error", error_of(error, self._desk.language))
        else:
            self.refresh()

    # Former stores

    def remove_former(self, folder: Path) -> None:
        """Remove a store that was set aside by a restore."""
        try:
            self._backups.remove_set_aside(folder)
        except StoreError as error:
            self.said.emit("error", error_of(error, self._desk.language))
        self.refresh()
