"""What an interrupted purge has left is cleared up once the window stands, without being asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError, Workplace
from ui.tasks import Step, Task, begin
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences


class PurgeRest(QObject):
    """Lives as long as the window; what hinders it is said, and tried again at the next start."""

    told = Signal(str, str)
    """Kind of message and its text."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.task: Task[tuple[bool, StoreError | None]] | None = None

    def look(self) -> None:
        """Clear up, if anything is left to clear up."""
        workplace = self._workplace
        try:
            left = workplace.store.purge_pending() is not None
        except StoreError:
            return  # told by whatever looks after the store's health
        if left and self.task is None:
            retention = workplace.retention

            def work(step: Step) -> tuple[bool, StoreError | None]:
                return retention.try_to_finish(step)

            self.task = begin(self, work, self._done, self._failed)

    def _done(self, ended: tuple[bool, StoreError | None]) -> None:
        self.task = None
        cleared, why = ended
        desk = Desk(self._workplace, Preferences(self._workplace).language)
        _ = desk.translate
        if cleared:
            text = _("En gallring som avbröts är nu färdig: inget av det gallrade finns kvar.")
            self.told.emit("info", text)
        elif why is not None:
            left = _(
                "Städningen är inte klar: äldre säkerhetskopior kan ännu ha kvar det gallrade."
            )
            self.told.emit("warning", f"{desk.words_of(why)} {left}")

    def _failed(self, error: Exception) -> None:
        self.task = None
        raise error  # told where every mishap is told
