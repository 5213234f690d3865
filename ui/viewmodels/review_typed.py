"""What is typed before it is signed: the letter's free texts and the signing form.

Everything is kept a moment after it was typed, also while the typing goes on, so that a power
cut takes a few letters at most. What could not be kept stays here, is still shown, and is tried
again with the next letter, when the page is left, and before signing. Used wherever such texts
are typed: beside the checklist and where it is signed.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from triage.services import Case, StoreError
from ui.viewmodels.desk import Desk
from ui.viewmodels.note_words import kept_as
from ui.viewmodels.typed_text import storable

SETTLE = 400
"""Milliseconds from a key to the disk, at most."""


# A text for such a case can never be kept: it was signed or deleted elsewhere meanwhile.
_NEVER = frozenset({"case_decided", "case_unknown"})


class Typed(QObject):
    """What stands in the fields of the case in front, and what waits to be kept of any case."""

    kept = Signal()
    """Everything that was typed is on disk."""
    noted = Signal(str, str)
    """Field, and its text of the case in front that is on disk from now on."""
    failed = Signal(object)
    """The error that stood in the way."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case_id = ""
        self.notes: Mapping[str, str] = {}
        """The free texts of the case in front that are on disk."""
        self._deciding: Mapping[str, str] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._forms: dict[str, Mapping[str, str]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE)
        self._timer.timeout.connect(self.keep)

    def begin(self, case: Case) -> None:
        """Take up a case as it stands on disk. What waits goes on waiting, of this case or not."""
        self._case_id = case.id
        self.notes, self._deciding = dict(case.notes), dict(case.deciding)

    @property
    def waits(self) -> bool:
        """Whether something was typed that is not on disk."""
        return bool(self._texts or self._forms)

    @property
    def deciding(self) -> Mapping[str, str]:
        """What stands in the signing form, kept or not."""
        return self._forms.get(self._case_id, self._deciding)

    def note(self, field: str) -> str:
        """Return a free text as typed or kept."""
        return self._texts.get((self._case_id, field), self.notes.get(field, ""))

    def type_note(self, field: str, text: str) -> None:
        """Take a free text as it is being typed."""
        text = storable(text)
        if text != self.note(field):
            self._texts[self._case_id, field] = text
            self._soon()

    def take(self, field: str, text: str) -> None:
        """Take note of what is on disk of a free text; what was typed over it waits no longer."""
        self._texts.pop((self._case_id, field), None)
        others = {name: one for name, one in self.notes.items() if name != field}
        self.notes = {**others, field: text} if text else others

    def decide(self, deciding: Mapping[str, str]) -> None:
        """Take what stands in the signing form, all of it."""
        told = {key: storable(text) for key, text in deciding.items() if text}
        if told != self.deciding:
            self._forms[self._case_id] = told
            self._soon()

    def keep(self) -> bool:
        """Keep what waits now; return whether nothing waits any longer."""
        self._timer.stop()
        if not self.waits:
            return True
        workplace, errors = self._desk.workplace, []
        for (case_id, field), typed in list(self._texts.items()):
            text = kept_as(field, typed, workplace.now().date())
            error = self._try(case_id, partial(workplace.note, case_id, field, text))
            if error is None:
                self._texts.pop((case_id, field), None)
                if case_id == self._case_id:
                    self.take(field, text)
                    self.noted.emit(field, text)
            errors.append(error)
        for case_id, form in list(self._forms.items()):
            error = self._try(case_id, partial(workplace.keep_deciding, case_id, form))
            if error is None:
                del self._forms[case_id]
                if case_id == self._case_id:
                    self._deciding = form
            errors.append(error)
        first = next(filter(None, errors), None)
        if first is not None:
            self.failed.emit(first)
        if not self.waits:
            self.kept.emit()
        return not self.waits

    def _try(self, case_id: str, write: Callable[[], None]) -> StoreError | None:
        try:
            write()
        except StoreError as error:
            if error.code in _NEVER and case_id != self._case_id:
                self._drop(case_id)  # it was said when the case was left
            return error
        return None

    def forget(self) -> None:
        """Drop what waits of the case in front: it is being set back, or was signed."""
        self._drop(self._case_id)
        self._deciding = {}

    def _drop(self, case_id: str) -> None:
        self._forms.pop(case_id, None)
        for one in [key for key in self._texts if key[0] == case_id]:
            del self._texts[one]

    def _soon(self) -> None:
        # Not from the last key: who types without a pause is kept up with all the same.
        if not self._timer.isActive():
            self._timer.start()
