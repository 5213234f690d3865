"""What can be done with a row of the worklist: reassess, remove a draft, put it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError, WorklistRow
from ui.viewmodels.desk import Desk

if TYPE_CHECKING:
    from triage.packs.problems import InputError
    from triage.services import Case, Withdrawn


class WorklistWork(QObject):
    """Does it, and remembers the draft that was removed last."""

    begun = Signal(str, str)
    """A reassessment is open: its case, and what to know before the first question."""
    removed = Signal(str)
    """A draft is gone; what is said of it."""
    put_back = Signal(str)
    """The case of the draft that is back."""
    of_another = Signal(str)
    """A draft is not opened yet: somebody else works on it, as these words say."""
    taken_over = Signal(str)
    """The case of a draft that is now one's own."""
    refused = Signal(str, str)
    """Kind of message and its text: why nothing was done, or what holds now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._removed: Withdrawn | None = None
        self._wanted = ""

    def reassess(self, row: WorklistRow) -> None:
        """Begin a reassessment of a row's patient, or go on with the one that is open."""
        _ = self._desk.translate
        if row.state == "draft":
            told = _("Utkastet är inte beslutat än. Öppna det och fortsätt där.")
            self.refused.emit("info", told)
        else:
            self.reassess_case(row.case_id)

    def reassess_open(self, case: Case) -> None:
        """Begin a reassessment of the case that is open in front of the user."""
        _ = self._desk.translate
        if case.state == "draft":
            told = _("Det här ärendet är inte beslutat än. Svara vidare i checklistan.")
            self.refused.emit("info", told)
        else:
            self.reassess_case(case.id)

    def reassess_case(self, case_id: str) -> None:
        """Begin a reassessment of a case's patient, or go on with the one that is open."""
        from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria
        from ui.viewmodels.reassessing import begin_again  # noqa: PLC0415 - not needed to start

        try:
            begun = begin_again(self._desk, case_id)
        except (StoreError, InputError) as error:
            self._refuse(error)
        else:
            self.begun.emit(begun.case_id, begun.words)

    def asks_first(self, case: Case) -> bool:
        """Say whose a draft is that somebody else works on; False for what may be opened."""
        workplace = self._desk.workplace
        if not workplace.is_of_another(case):
            return False
        self._wanted = case.id
        _ = self._desk.translate
        name = next((one.name for one in workplace.people() if one.id == case.owner), "")
        told = _("{name} arbetar med utkastet. Ta över det om du ska fortsätta på det.")
        self.of_another.emit(told.format(name=name))
        return True

    def take_over(self) -> None:
        """Make the draft one's own that was asked for last, unless another window works on it."""
        from ui.viewmodels.case_hold import Holding  # noqa: PLC0415 - not needed to start

        holding = Holding(self._desk)
        held = holding.take(self._wanted)
        if held:
            self.refused.emit("warning", held)
            return
        try:
            self._desk.workplace.take_over(self._wanted)
        except StoreError as error:
            self._refuse(error)
            return
        finally:
            holding.give_back()
        # Not before: the page that opens takes it for its own.
        self.taken_over.emit(self._wanted)

    def remove(self, row: WorklistRow) -> None:
        """Remove a draft, unless another window works on it; what was decided stays."""
        from ui.viewmodels.case_hold import Holding  # noqa: PLC0415 - not needed to start

        _, workplace = self._desk.translate, self._desk.workplace
        if workplace.is_of_another(row):
            told = _("Utkastet är någon annans. Öppna det och ta över det först.")
            self.refused.emit("info", told)
            return
        if row.state != "draft":
            told = _("Ett ärende med ett beslut tas inte bort: beslutet ska finnas kvar.")
            self.refused.emit("info", told)
            return
        holding = Holding(self._desk)
        held = holding.take(row.case_id)
        if held:
            self.refused.emit("warning", held)
            return
        try:
            gone = self._removed = workplace.delete_draft(row.case_id)
        except StoreError as error:
            self._refuse(error)
        else:
            self.removed.emit(self._words(gone.case))
        finally:
            holding.give_back()

    def toggle_moved(self, row: WorklistRow) -> None:
        """Note that the record system has a row's decision, or take that back; say what holds."""
        from ui.viewmodels.moved import moved_words, toggle  # noqa: PLC0415 - not needed to start

        _ = self._desk.translate
        if row.state != "decided" or row.example:
            told = _("Bara ett beslut kan vara fört till journalsystemet.")
            self.refused.emit("info", told)
            return
        try:
            marked = toggle(self._desk.workplace, row.case_id)
            words = moved_words(self._desk, row.case_id)
        except StoreError as error:
            self._refuse(error)
        else:
            back = _("Markeringen är tillbakatagen. Beslutet räknas som att det bara finns här.")
            self.refused.emit("success", words if marked else back)

    def undo(self) -> None:
        """Put back the draft that was removed last, whole; nothing happens without one."""
        gone = self._removed
        if gone is None:
            return
        try:
            self._desk.workplace.restore(gone)
        except StoreError as error:
            self._refuse(error)
            return
        self._removed = None
        self.put_back.emit(gone.case.id)

    def _words(self, case: Case) -> str:
        _, patient = self._desk.translate, case.patient
        name = "" if patient.protected else patient.name or patient.alias
        if not name:
            return _("Utkastet är borttaget.")
        return _("Utkastet för {name} är borttaget.").format(name=name)

    def _refuse(self, error: StoreError | InputError) -> None:
        self.refused.emit("error", self._desk.words_of(error))
