"""What can be done with the case at hand: answered, planned, undone; and what it gives.

Views call `answer` and listen; they never evaluate and keep no answers of their own, so
that autosave, undo and screen agree.
"""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from triage.core.vocabulary import Answer
from triage.services import Patient, Task, of_another
from ui.viewmodels.checklist_case import CaseAtHand
from ui.viewmodels.checklist_history import Change, History, change_name
from ui.viewmodels.checklist_outcome import Outcome, OutcomeWords
from ui.viewmodels.checklist_patient import AGE, patient_line
from ui.viewmodels.checklist_progress import StepProgress, progress
from ui.viewmodels.checklist_red_flags import (
    CONTACT_AT,
    CONTACT_WITH,
    Contact,
    ContactError,
    Ways,
    contact,
    contact_person,
    contact_time,
    stamp,
    ways,
)
from ui.viewmodels.checklist_short import ShortPage
from ui.viewmodels.checklist_standing import Asked
from ui.viewmodels.checklist_todos import TaskError, planned
from ui.viewmodels.desk import Desk


class ChecklistViewModel(CaseAtHand):
    """One case in front of its user, who answers, plans, notes a contact, and undoes.

    Raises `StoreError` or `InputError` when it is made from a case that cannot be shown;
    afterwards nothing raises: `failed` tells instead.
    """

    put_back = Signal(str)
    """What was undone or done again, named in a sentence."""
    note_put_back = Signal(str, str)
    """A free text of the letter that was undone or done again: field, and what it is now."""

    def __init__(self, desk: Desk, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(desk, case_id, parent)
        self._words = OutcomeWords(desk)
        self._history = History()
        self.short = ShortPage(desk)
        self.load()

    def load(self) -> None:
        super().load()
        self.short.also(self.last.confirm)

    def _start_over(self) -> None:
        self._history = History()

    def _rewritten(self, fields: Collection[str]) -> None:
        self._history.drop_notes(fields)

    # What it gives

    def outcome(self) -> Outcome:
        """Return what the answers gave, in words."""
        return self._words.of(self._standing, self.tasks, decided=self.read_only)

    def patient_line(self) -> str:
        """Return who the case is about, as far as a screen may show it."""
        return patient_line(self.case.patient, self._facts, self.desk)

    def steps(self) -> tuple[StepProgress, ...]:
        """Return how far each step has come."""
        return progress(self._standing, self.desk)

    def next_question(self) -> Asked | None:
        """Return the question that matters most now."""
        questions = self._standing.questions()
        return questions[0] if questions and not self.read_only else None

    def next_unanswered(self, after: str | None) -> str | None:
        """Return the next question to answer or to confirm, None when there is none left.

        In a reassessment those that were answered last time come before those that never were.
        """
        order = list(self.compiled.vocabulary.fact)
        start = order.index(after) + 1 if after in order else 0
        for fact in (*order[start:], *order[:start]):
            waits = fact != after and self.last.waits(fact, self._facts)
            if waits and self._standing.asked(fact):
                return fact
        return self._standing.next_unanswered(after)

    # Answering

    def answer(self, fact: str, value: Answer | None) -> None:
        """Record an answer; None takes it back. On disk before anything shows it."""
        if not _same(self._facts.get(fact), value):
            self._answer(fact, value)

    def same_as_last(self, fact: str) -> bool:
        """Answer as last time, or say that an old answer still holds; its age is then none.

        Says whether there was anything to repeat.
        """
        value = self.last.repeated(fact, self._facts)
        return value is not None and self._answer(fact, value)

    def _answer(self, fact: str, value: Answer | None) -> bool:
        change = self._now_of(Change("answer", fact, self.pack_id))
        if not self._keep_answer(fact, value):
            return False
        self._history.add(change)
        return True

    # Undo

    def undo(self) -> str | None:
        """Take back the last change; return its question, "" for another change, None for none."""
        _ = self.desk.translate
        return self._go_through(self._history.undo, _("Ångrade: {change}"))

    def redo(self) -> str | None:
        """Make the last undone change again and return its question, as `undo` does."""
        _ = self.desk.translate
        return self._go_through(self._history.redo, _("Gjorde om: {change}"))

    def _go_through(self, changes: list[Change], words: str) -> str | None:
        if not changes or self.read_only:
            return None
        change = changes[-1]
        back = self._now_of(change)
        if not self._put_back(change):
            return None
        self._history.moved(changes, back)
        vocabulary, language = self.compiled.vocabulary, self.desk.language
        name = change_name(change, vocabulary, language, self.desk.translate)
        self.put_back.emit(words.format(change=name))
        return change.of if change.kind == "answer" else ""

    def _now_of(self, change: Change) -> Change:
        """Return how what was changed is now."""
        of, case = change.of, self.case
        match change.kind:
            case "answer":
                now = replace(change, value=self._facts.get(of), given=self.last.given(of))
            case "patient":
                age, given = self._facts.get(AGE), self.last.given(AGE)
                now = replace(change, patient=case.patient, value=age, given=given)
            case "note":
                now = replace(change, text=case.notes.get(of, ""))
            case "task":
                now = replace(change, task=case.tasks.get(of))
            case "pack":
                now = change
        return replace(now, pack=self.pack_id)

    def _put_back(self, change: Change) -> bool:
        match change.kind:
            case "answer":
                given = change.given or self.desk.workplace.now()
                kept = self._keep_answer(change.of, change.value, given)
                if kept and change.pack != self.pack_id:
                    self._weigh_by(change.pack, before="")
                return kept
            case "patient":
                return change.patient is not None and self._keep_patient(
                    change.patient, (change.value, change.given)
                )
            case "note":
                if not self._keep_note(change.of, change.text):
                    return False
                self.note_put_back.emit(change.of, change.text)
                return True
            case "task":
                return self._keep_task(change.of, change.task)
            case "pack":
                return self._weigh_by(change.pack, before="")

    # Red flags

    def red_flag_ways(self) -> Ways:
        """Return what a red flag calls for."""
        return ways(self._standing, self.desk)

    def contact(self) -> Contact:
        """Return what is noted of the contact about a red flag."""
        return contact(self.case.notes, self._standing, self.desk)

    def contact_now(self) -> None:
        """Note that the contact was made now."""
        self._change_note(CONTACT_AT, stamp(self.desk.workplace.now()))

    def contact_at(self, typed: str) -> str:
        """Note when the contact was made; return what is wrong with the time."""
        if typed.strip() == self.contact().at:
            return ""
        try:
            at = contact_time(typed, self.desk.workplace.now(), self.desk.translate)
        except ContactError as error:
            return str(error)
        self._change_note(CONTACT_AT, at)
        return ""

    def contact_with(self, typed: str) -> str:
        """Note who was contacted; return what is to be said of the text."""
        text, remark = contact_person(typed, self.desk.translate)
        self._change_note(CONTACT_WITH, text)
        return remark

    def _change_note(self, field: str, text: str) -> None:
        change = self._now_of(Change("note", field, self.pack_id))
        if change.text != text and self._keep_note(field, text):
            self._history.add(change)

    def remember_note(self, field: str, before: str) -> None:
        """Let what was typed in a free text of the letter be undone, back to `before`."""
        if not self.read_only and before != self.case.notes.get(field, ""):
            self._history.add(Change("note", field, self.pack_id, text=before))

    # What is to be done, and whom it is about

    def plan(self, prerequisite: str, field: str, text: str) -> str:
        """Keep who sees to a prerequisite, or by when; return what is wrong with the text."""
        if self.read_only:
            return ""
        before = self.case.tasks.get(prerequisite)
        try:
            day = self.desk.workplace.now().date()
            task = planned(before, field, text, day, self.desk.translate)
        except TaskError as error:
            return str(error)
        if task == (before or Task("")):
            return ""
        if self._keep_task(prerequisite, task if any(task) else None):
            self._history.add(Change("task", prerequisite, self.pack_id, task=before))
        return ""

    def identify(self, patient: Patient) -> None:
        """Say who the case is about; the age follows where the number tells it."""
        if self.read_only or patient == self.case.patient or self._of_another(patient):
            return
        change = self._now_of(Change("patient", "", self.pack_id))
        if self._keep_patient(patient):
            self._history.add(change)

    def _of_another(self, patient: Patient) -> bool:
        """Say so where the answers came along from a decision about someone else."""
        found: list[bool] = []
        workplace, case = self.desk.workplace, self.case
        if not self._tried(lambda: found.append(of_another(workplace, case, patient))):
            return True
        if any(found):
            _ = self.desk.translate
            text = _(
                "Ombedömningens svar kommer från ett beslut om en annan patient. Börja en ny "
                "bedömning för den här (Ctrl+N), eller rätta numret i det beslutet först."
            )
            self.failed.emit(text)
        return any(found)

    # Criteria

    def choose_pack(self, pack_id: str) -> None:
        """Weigh by other criteria from now on."""
        change = Change("pack", "", self.pack_id)
        if self._weigh_by(pack_id, before=self.pack_id):
            self._history.add(change)


def _same(one: Answer | None, other: Answer | None) -> bool:
    """Compare answers; True is not 1."""
    return type(one) is type(other) and one == other
