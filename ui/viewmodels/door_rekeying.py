"""Another key for the store, made beside the window while nobody has the store open."""

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError
from triage.services.at_the_door import KeysError, Stopped
from triage.services.rekeying_apart import RekeyingApart
from ui.tasks import Step, Task, begin


class Rekeying(QObject):
    """One re-keying, from an open store to an open store."""

    old = True
    """There is something to stop for: see `ui.views.door_making`."""
    progressed = Signal(int, int)
    done = Signal(object)
    """The open workplace."""
    failed = Signal(object, object)
    """The open workplace, under its former key, and the error."""

    def __init__(self, apart: RekeyingApart, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._apart = apart
        self._stop = False
        self._task: Task[None] | None = None

    def begin(self) -> None:
        """Begin; a signal tells how it ended."""
        apart = self._apart

        def work(step: Step) -> None:
            def heard(done: int, of_all: int) -> bool:
                return step(done, of_all) and not self._stop

            try:
                apart.work(heard)
            except Stopped:
                return

        self._task = begin(self, work, lambda _none: self.done.emit(apart.open()), self._lost)
        self._task.progressed.connect(self.progressed)

    def stop(self) -> None:
        """Ask it to stop; it does so as long as nothing is changed."""
        self._stop = True

    def _lost(self, error: Exception) -> None:
        if not isinstance(error, KeysError | StoreError):
            raise error  # told where every mishap is told
        self.failed.emit(self._apart.open(), error)
