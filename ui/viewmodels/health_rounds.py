"""What is found wrong with the data while they are open: looked for at the start and each hour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.services import StoreError
from triage.services.soundness import Finding
from ui.tasks import Step, Task, begin
from ui.viewmodels.desk import Desk

EACH: Final = 3_600_000
"""Milliseconds between two looks."""


class HealthRounds(QObject):
    """Lives as long as the window. The data are read in another thread, and never written."""

    told = Signal(str, str)
    """Kind of message and its text; each finding once until it is gone."""

    def __init__(self, desk: Callable[[], Desk], parent: QObject | None = None) -> None:
        """`desk` is asked each time: it is another one after a change of language."""
        super().__init__(parent)
        self._desk = desk
        self._task: Task[list[Finding]] | None = None
        self._said: frozenset[str] = frozenset()
        self._unread = True
        self._timer = QTimer(self)
        self._timer.setInterval(EACH)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look for what is wrong; the first time also at what a start left unread."""
        if self._task is not None:
            return
        soundness = self._desk().workplace.soundness
        self._unread = self._unread and soundness.left_over
        unread = self._unread

        def work(_step: Step) -> list[Finding]:
            found = soundness.read_through() if unread else None
            return [*([found] if found else []), *soundness.warnings()]

        self._task = begin(self, work, self._done, self._failed)

    def _done(self, found: list[Finding]) -> None:
        self._task, self._unread = None, False
        english = self._desk().language == "en"
        for one in found:
            if one.code not in self._said:
                kind = "error" if one.code == "damaged_in_use" else "warning"
                self.told.emit(kind, one.en if english else one.sv)
        self._said = frozenset(one.code for one in found)

    def _failed(self, error: Exception) -> None:
        self._task = None
        # Busy, or locked just now: the next round looks again, and so does every use.
        if not isinstance(error, StoreError | OSError):
            raise error
