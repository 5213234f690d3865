"""A letter's PDF, made beside the window: its first page first, so that there is one to see."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.referral.letter import Referral
from triage.services import Workplace
from ui.tasks import Step, Task, begin

_SEEN: Final = 20
"""Milliseconds in which a page comes on the screen, before the rest takes the processor."""


class Paper(QObject):
    """The PDF of one letter at a time; what is under way for another is let go of."""

    changed = Signal()
    """More of it is made: `first`, or all of it."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._task: Task[bytes] | None = None
        self._letter: Referral | None = None
        self._annex = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._make_whole)
        self.first: bytes | None = None
        """The first page, for the screen alone: how many there are it does not tell."""
        self.whole: bytes | None = None

    def begin(self, letter: Referral, *, annex: bool) -> None:
        """Make a letter's PDF, with the criteria behind it or without.

        Of the letter that is in sight already the first page is not shown once more by itself.
        """
        again = letter is self._letter
        self.forget()
        self._letter, self._annex = letter, annex
        if again:
            self._make_whole()
        else:
            self._make(self._workplace.letter_first_page, self._have_first)

    def forget(self) -> None:
        """Keep nothing of the letter before; it may be somebody else's."""
        if self._task is not None:
            self._task.cancel()
        self._end()
        self._letter = self.first = self.whole = None

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

    def _make_whole(self) -> None:
        self._make(self._workplace.letter_pdf, self._have_whole)

    def _make(self, what: Callable[..., bytes], then: Callable[[bytes], None]) -> None:
        letter, annex = self._letter, self._annex
        if letter is None:
            return

        def make(_step: Step) -> bytes:
            return what(letter, trace=annex)

        def failed(error: Exception) -> None:
            self._end()
            raise error  # told where every mishap is told

        self._task = begin(self, make, then, failed)

    def _have_first(self, pdf: bytes) -> None:
        self._end()
        self.first = pdf
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
