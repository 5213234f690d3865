"""The history of one patient: its time line in either order, its scores, and it as a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.packs.problems import InputError
from triage.services import Act, StoreError
from triage.services.patient_history import (
    HistoryPaper,
    PatientHistory,
    history_pdf,
    patient_history,
)
from ui.tasks import Task, begin
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.desk import Desk
from ui.viewmodels.history_paper import history_paper
from ui.viewmodels.history_scores import Scores, scores
from ui.viewmodels.history_words import HistoryWords, Line
from ui.viewmodels.letter_saving import NotSavedError, save, shown_name, with_ending

KINDS: Final = ("all", "decision", "referral", "contact", "advice")
"""What can be asked for."""
MOST: Final = 150
"""Lines that are shown at first."""
_LAST_ORDER: Final = "history_oldest_first"


class History(QObject):
    """One patient's history. Errors come as `failed`, in the reader's language."""

    changed = Signal()
    failed = Signal(str)
    saved = Signal(str)
    made = Signal(bytes)
    """The document, for whoever asked to print it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ = desk, desk.translate
        self.case_id = ""
        self.failure = ""
        self.patient_line = ""
        self.kind = "all"
        self.all_shown = False
        self.doing = ""
        """What is under way, in words."""
        self.scores = Scores()
        self._history: PatientHistory | None = None
        self._lines: tuple[Line, ...] = ()
        self._task: Task[bytes] | None = None
        self._oldest_first = bool(desk.workplace.own_setting(_LAST_ORDER, False))

    # Reading

    def open(self, case_id: str) -> bool:
        """Read a case's patient; False where that cannot be, and `failure` says why."""
        workplace = self._desk.workplace
        if case_id != self.case_id:
            self.kind, self.all_shown = "all", False
        self.case_id, self.failure = case_id, ""
        try:
            found = patient_history(workplace, case_id)
            words = HistoryWords(self._desk)
            self._lines = tuple(words.line(one) for one in found.events)
            self.scores = scores(self._desk, found.rated)
            facts = workplace.facts(found.case)
            self.patient_line = patient_line(found.case.patient, facts, self._desk)
        except (StoreError, InputError) as error:
            self._history, self._lines, self.scores = None, (), Scores()
            self.patient_line, self.case_id = "", ""
            self.failure = self._desk.words_of(error)
            self.changed.emit()
            return False
        self._history = found
        self.changed.emit()
        return True

    @property
    def oldest_first(self) -> bool:
        """The order; each person's own."""
        return self._oldest_first

    def turn(self, *, oldest_first: bool) -> None:
        """Show the other end first."""
        if oldest_first == self._oldest_first:
            return
        self._oldest_first = oldest_first
        try:
            self._desk.workplace.set_own_setting(_LAST_ORDER, oldest_first)
        except StoreError as error:  # it is turned all the same
            self.failed.emit(self._desk.words_of(error))
        self.changed.emit()

    def ask(self, kind: str) -> None:
        """Show events of one kind, or all."""
        self.kind = kind
        self.changed.emit()

    def show_all(self) -> None:
        """Show what was too far away to be shown at first."""
        self.all_shown = True
        self.changed.emit()

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that there is something of, "all" first; () where a choice is none."""
        there = {one.kind for one in self._lines}
        return tuple(one for one in KINDS if one == "all" or one in there) if len(there) > 1 else ()

    def lines(self) -> tuple[Line, ...]:
        """Return what is in sight, in its order."""
        found = self._asked()
        return found if self.all_shown else found[:MOST]

    def beyond(self) -> int:
        """Return how many lines are not in sight."""
        return 0 if self.all_shown else max(0, len(self._asked()) - MOST)

    def _asked(self) -> tuple[Line, ...]:
        found = [one for one in self._lines if self.kind in {"all", one.kind}]
        return tuple(found if self._oldest_first else reversed(found))

    def summary(self) -> str:
        """Return how much there is, and since when."""
        _, found = self._, self._history
        if found is None or not found.events:
            return _("Ingenting är noterat om patienten än.")
        decisions = sum(one.kind == "decision" and one.page == "review" for one in self._lines)
        advice = sum(one.kind == "advice" for one in self._lines)
        cases = {one.case_id for one in found.events if one.case_id}
        parts = [_("1 ärende") if len(cases) == 1 else _("{count} ärenden")]
        parts = [parts[0].format(count=len(cases))]
        if decisions:
            text = _("1 beslut") if decisions == 1 else _("{count} beslut")
            parts.append(text.format(count=decisions))
        if advice:
            text = _("1 råd") if advice == 1 else _("{count} råd")
            parts.append(text.format(count=advice))
        since = _("sedan {day}").format(day=f"{found.events[0].at:%Y-%m-%d}")
        return f"{', '.join(parts)}, {since}"

    def damage(self) -> str:
        """Return what is said of cases that cannot be read; "" where all can."""
        count = 0 if self._history is None else self._history.damaged
        if not count:
            return ""
        _ = self._
        if count == 1:
            return _("Ett ärende går inte att läsa och saknas här. Se Säkerhetskopior.")
        text = _("{count} ärenden går inte att läsa och saknas här. Se Säkerhetskopior.")
        return text.format(count=count)

    # As a document

    def file_name(self) -> str:
        """Return a name that tells nothing of the patient."""
        return "-".join((self._("historik"), f"{self._desk.workplace.now():%Y-%m-%d}.pdf"))

    def paper(self) -> HistoryPaper | None:
        """Return the history as it is printed: all of it, and nothing that is protected."""
        if self._history is None:
            return None
        told = (self.summary(), self.damage())
        return history_paper(
            self._desk, self._history, self.scores, told, oldest_first=self._oldest_first
        )

    def save(self, target: Path) -> None:
        """Write the document where the user says; `saved` or `failed` follows."""
        try:
            whole = with_ending(target, ".pdf", self._)
        except NotSavedError as error:
            self.failed.emit(str(error))
            return
        self._make(lambda pdf: self._write(whole, pdf))

    def print(self) -> None:
        """Have the document made; `made` or `failed` follows."""
        self._make(self._hand_over)

    def _make(self, then: Callable[[bytes], None]) -> None:
        paper = self.paper()
        if paper is None or self._task is not None:
            return
        self.doing = self._("Sidorna sätts …")
        self.changed.emit()
        self._task = begin(
            self, lambda _step: history_pdf(paper), lambda pdf: self._done(then, pdf), self._broke
        )

    def cancel(self) -> None:
        """Stop what is under way; nothing was written."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        self._task, self.doing = None, ""
        self.changed.emit()

    def _done(self, then: Callable[[bytes], None], pdf: bytes) -> None:
        self._end()
        then(pdf)

    def _broke(self, error: Exception) -> None:
        self._end()
        raise error

    def _write(self, target: Path, pdf: bytes) -> None:
        _ = self._
        try:
            save(target, pdf, _, again=_("Välj en annan plats och försök igen."))
        except NotSavedError as error:
            self.failed.emit(str(error))
            return
        self.saved.emit(_("Historiken är sparad som {name}.").format(name=shown_name(target)))
        self._log("history")

    def _hand_over(self, pdf: bytes) -> None:
        self._log("history_on_paper")
        self.made.emit(pdf)

    def _log(self, what: str) -> None:
        try:
            self._desk.workplace.visits.tell(Act.EXPORTED, self.case_id, of=what)
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
