"""Backups that make themselves: looked for each minute, made beside the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.services import StoreError, Workplace
from triage.services.backups import Made, Stopped
from triage.store_words import error_of
from ui.tasks import Step, Task, begin
from ui.viewmodels.preferences import Preferences

EACH: Final = 60_000
"""Milliseconds between two looks whether a backup is due."""


class BackupRounds(QObject):
    """Lives as long as the window; a lock ends what is under way, and leaves nothing of it."""

    told = Signal(str, str)
    """Kind of message and its text: what hinders backups, said once until it changes."""
    made = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._task: Task[Made | None] | None = None
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EACH)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is being looked for or made."""
        return self._task is None

    def look(self) -> None:
        """Make a backup where one is due, unless one is being made."""
        if self._task is not None:
            return
        backups = self._workplace.backups

        def work(step: Step) -> Made | None:
            return backups.make("due", step) if backups.due() else None

        self._task = begin(self, work, self._done, self._failed)

    def _done(self, made: Made | None) -> None:
        self._task = None
        if made is None:
            return
        if isinstance(made.second, StoreError):
            self._tell(made.second)
        else:
            self._said = ""
        self.made.emit()

    def _failed(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, Stopped):
            return  # it was locked meanwhile
        if not isinstance(error, StoreError):
            raise error  # told where every mishap is told
        self._tell(error)

    def _tell(self, error: StoreError) -> None:
        if error.code != self._said:
            self._said = error.code
            self.told.emit("warning", error_of(error, Preferences(self._workplace).language))
