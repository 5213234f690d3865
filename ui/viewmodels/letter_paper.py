"""A letter's PDF, made beside the window: its front first, so that there is something to see."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.referral.letter import Referral
from triage.services import Workplace
from ui.tasks import Step, Task, begin

_SEEN: Final = 20
"""Milliseconds in which the front comes on the screen, before the rest takes the processor."""


class Paper(QObject):
    """The PDF of one letter at a time; what is under way for another is let go of."""

    changed = Signal()
    """More of it is made: `front`, or all of it."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._task: Task[bytes] | None = None
        self._letter: Referral | None = None
        self._annex = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(lambda: self._make(annex=True, then=self._have_whole))
        self.front: bytes | None = None
        """The letter without what goes behind it; its page count is not yet that of the whole."""
        self.whole: bytes | None = None

    def begin(self, letter: Referral, *, annex: bool) -> None:
        """Make a letter's PDF, with the criteria behind it or without."""
        self.forget()
        self._letter, self._annex = letter, annex
        self._make(annex=False, then=self._have_front)

    def forget(self) -> None:
        """Keep nothing of the letter before; it may be somebody else's."""
        if self._task is not None:
            self._task.cancel()
        self._end()
        self._letter = self.front = self.whole = None

    def pdf(self) -> bytes:
        """Return the whole, made at once where it is not there yet; `begin` comes first."""
        if self.whole is None:
            if self._letter is None:
                raise RuntimeError("no letter is open")
            whole = self._workplace.letter_pdf(self._letter, trace=self._annex)
            if self._task is not None:
                self._task.cancel()
            self._have_whole(whole)
            return whole
        return self.whole

    def _make(self, *, annex: bool, then: Callable[[bytes], None]) -> None:
        workplace, letter = self._workplace, self._letter
        if letter is None:
            return

        def make(_step: Step) -> bytes:
            return workplace.letter_pdf(letter, trace=annex)

        def failed(error: Exception) -> None:
            self._end()
            raise error  # told where every mishap is told

        self._task = begin(self, make, then, failed)

    def _have_front(self, pdf: bytes) -> None:
        if not self._annex:
            self._have_whole(pdf)
            return
        self._end()
        self.front = pdf
        self.changed.emit()
        self._later.start(_SEEN)

    def _have_whole(self, pdf: bytes) -> None:
        self._end()
        self.whole = pdf
        self.changed.emit()

    def _end(self) -> None:
        self._later.stop()
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
