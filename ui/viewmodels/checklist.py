"""One assessment's answers, weighed on every change.

Views call `answer` and listen; they never evaluate and keep no answers of their own, so
that autosave, undo and screen agree.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.compiled import CompiledPack
from triage.core.place import MUNICIPALITY
from triage.core.recommend import recommend
from triage.core.vocabulary import Answer, Facts
from triage.packs.problems import InputError
from triage.services import Case, Patient, Revision, StoreError, Task
from ui.viewmodels.checklist_history import Change, History, change_name
from ui.viewmodels.checklist_last_time import LastTime
from ui.viewmodels.checklist_minimum import ShortPage
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
from ui.viewmodels.checklist_standing import Asked, Rules, Standing
from ui.viewmodels.checklist_todos import TaskError, planned
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences

SUMMARY_AFTER = 300
"""Milliseconds from an answer until the worklist's line of the case is kept, once for several.

The answers themselves are on disk at once; the line only repeats what they give."""


class ChecklistViewModel(QObject):
    """One case while it is worked on, or as it was decided.

    Raises `StoreError` or `InputError` when it is made from a case that cannot be shown;
    afterwards nothing raises: `failed` tells instead.
    """

    answer_changed = Signal(str, object)
    """Fact, and its value or None. Also sent when a change could not be kept: the old value."""
    recommendation_changed = Signal(object)
    saved = Signal(str)
    """Clock time of the last change that is on disk."""
    pack_changed = Signal(str, str)
    """The criteria weighed by before, and now; before is "" where nobody had chosen them."""
    contact_changed = Signal()
    """What is noted of the contact about a red flag."""
    put_back = Signal(str)
    """What was undone or done again, named in a sentence."""
    reloaded = Signal()
    """Everything may be different: the case was opened for correction."""
    failed = Signal(str)

    def __init__(self, desk: Desk, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case_id = case_id
        self._words = OutcomeWords(desk)
        self._history = History()
        self.short = ShortPage(desk)
        self.last = LastTime(desk)
        self._summary = QTimer(self)
        self._summary.setSingleShot(True)
        self._summary.setInterval(SUMMARY_AFTER)
        self._summary.timeout.connect(self.flush)
        self.case: Case
        self.decision: Revision | None = None
        self._facts: Facts = {}
        self._load()

    # State

    @property
    def read_only(self) -> bool:
        """Whether the case is decided: it shows what was decided and takes no answers."""
        return self.case.state == "decided"

    @property
    def facts(self) -> Facts:
        """The answers by fact."""
        return self._facts

    @property
    def pack_id(self) -> str:
        """The criteria that the case is weighed by."""
        return self.compiled.pack.id

    def value(self, fact: str) -> Answer | None:
        """Return an answer, None while there is none."""
        return self._facts.get(fact)

    @property
    def standing(self) -> Standing:
        """The answers with what they gave."""
        return self._standing

    def outcome(self) -> Outcome:
        """Return what the answers gave, in words."""
        return self._words.of(self._standing, self.tasks, decided=self.read_only)

    @property
    def tasks(self) -> Mapping[str, Task]:
        """Who sees to what and by when, by prerequisite; of a decision as it was signed."""
        if self.read_only and self.decision is not None:
            return self.decision.decision.tasks
        return self.case.tasks

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
        if not self._keep(fact, value):
            return False
        self._history.add(change)
        return True

    def _keep(self, fact: str, value: Answer | None, given: datetime | None = None) -> bool:
        """Keep an answer, from now or as old as it was; weigh if it is another than before."""
        before, again = self._facts.get(fact), given is not None
        if self.read_only:
            self.answer_changed.emit(fact, before)
            return False
        try:
            self.desk.workplace.answer(self.case_id, fact, value, given)
        except StoreError as error:
            self.answer_changed.emit(fact, before)
            self._fail(error)
            return False
        facts = dict(self._facts)
        if value is None:
            facts.pop(fact, None)
        else:
            facts[fact] = value
        self._facts = facts
        self.last.answered(fact, given or self.desk.workplace.now())
        self.answer_changed.emit(fact, value)
        self._say_saved()
        if fact != MUNICIPALITY or again or not self._follow(before, value):
            self._weigh()
        return True

    def _say_saved(self) -> None:
        self.saved.emit(f"{self.desk.workplace.now():%H:%M}")

    # Undo

    def undo(self) -> str | None:
        """Take back the last change; return its question, "" for another change, None for none."""
        return self._go_through(self._history.undo, self.desk.translate("Ångrade: {change}"))

    def redo(self) -> str | None:
        """Make the last undone change again and return its question, as `undo` does."""
        return self._go_through(self._history.redo, self.desk.translate("Gjorde om: {change}"))

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
                kept = self._keep(change.of, change.value, given)
                if kept and change.pack != self.pack_id:
                    self._weigh_by(change.pack, before="")
                return kept
            case "patient":
                return change.patient is not None and self._identify(change.patient, change)
            case "note":
                return self._note(change.of, change.text)
            case "task":
                return self._plan(change.of, change.task)
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
        if change.text != text and self._note(field, text):
            self._history.add(change)

    def _note(self, field: str, text: str) -> bool:
        if self.read_only:
            return False
        try:
            self.desk.workplace.note(self.case_id, field, text)
        except StoreError as error:
            self._fail(error)
            return False
        others = {name: one for name, one in self.case.notes.items() if name != field}
        self.case = replace(self.case, notes=others | ({field: text} if text else {}))
        self._say_saved()
        self._weigh()
        self.contact_changed.emit()
        return True

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
        if self._plan(prerequisite, task if any(task) else None):
            self._history.add(Change("task", prerequisite, self.pack_id, task=before))
        return ""

    def _plan(self, prerequisite: str, task: Task | None) -> bool:
        try:
            self.desk.workplace.plan(self.case_id, prerequisite, task)
        except StoreError as error:
            self._fail(error)
            return False
        others = {name: one for name, one in self.case.tasks.items() if name != prerequisite}
        tasks = others if task is None else others | {prerequisite: task}
        self.case = replace(self.case, tasks=tasks)
        self._say_saved()
        self.recommendation_changed.emit(self._standing.recommendation)
        return True

    def identify(self, patient: Patient) -> None:
        """Say who the case is about; the age follows where the number tells it."""
        if self.read_only or patient == self.case.patient:
            return
        change = self._now_of(Change("patient", "", self.pack_id))
        if self._identify(patient):
            self._history.add(change)

    def _identify(self, patient: Patient, was: Change | None = None) -> bool:
        """Change whom the case is about; the age follows, or is what it was."""
        workplace = self.desk.workplace
        try:
            workplace.identify(self.case_id, patient)
            if was is not None:
                workplace.answer(self.case_id, AGE, was.value, was.given)
            self._load()
        except StoreError as error:
            self._fail(error)
            return False
        self.reloaded.emit()
        self._say_saved()
        self._summary.start()
        return True

    # Criteria

    def choose_pack(self, pack_id: str) -> None:
        """Weigh by other criteria from now on."""
        change = Change("pack", "", self.pack_id)
        if self._weigh_by(pack_id, before=self.pack_id):
            self._history.add(change)

    def _weigh_by(self, pack_id: str, *, before: str) -> bool:
        if pack_id == self.pack_id or self.read_only:
            return False
        try:
            compiled = self.desk.workplace.compiled(pack_id)
            self.desk.workplace.choose_pack(self.case_id, pack_id)
        except InputError as error:
            self.failed.emit(str(error).splitlines()[0])
            return False
        except StoreError as error:
            self._fail(error)
            return False
        self._use(compiled)
        self._weigh()
        self.pack_changed.emit(before, pack_id)
        return True

    def _follow(self, before: Answer | None, municipality: Answer | None) -> bool:
        """Change to the criteria of the municipality; say whether that weighed anew."""
        home = self.desk.workplace.catalogue.home_of(municipality)
        if home is None or home == self.pack_id:
            return False
        # Those until now were someone's choice, or just the first at hand.
        chosen = before is not None or bool(Preferences(self.desk.workplace).usual_pack)
        return self._weigh_by(home, before=self.pack_id if chosen else "")

    # Deciding

    def correct(self) -> None:
        """Open the decided case for a correction."""
        try:
            self.desk.workplace.correct(self.case_id)
            self._load()
            self._history = History()
        except StoreError as error:
            self._fail(error)
            return
        self.reloaded.emit()

    def reload(self) -> None:
        """Read the case again: someone else may have changed it, such as who it is about."""
        before = self._state()
        self._load()
        if self._state() != before:
            self._history = History()  # changed elsewhere: nothing here leads back to that
        self.reloaded.emit()

    def _state(self) -> tuple[object, ...]:
        return self.case.patient, self.case.state, self._facts, self.pack_id

    def flush(self) -> None:
        """Keep what the worklist shows of the case."""
        self._summary.stop()
        if self.read_only:
            return
        try:
            self.desk.workplace.summarise(self.case_id, self._standing.recommendation.weighing)
        except StoreError as error:
            self._fail(error)

    # Inside

    def _fail(self, error: StoreError) -> None:
        self.failed.emit(error.sv if self.desk.language == "sv" else error.en)

    def _load(self) -> None:
        workplace = self.desk.workplace
        self.case = workplace.case(self.case_id)
        self.decision = workplace.decision(self.case_id) if self.case.state != "draft" else None
        self._facts = workplace.facts(self.case)
        if self.read_only and self.decision is not None:
            self._use(workplace.compiled_as_decided(self.decision))
        else:
            self._use(workplace.compiled(self.case.pack))
        self.last.load(self.case, open_=not self.read_only)
        self.short.also(self.last.confirm)
        self._stand()

    def _use(self, compiled: CompiledPack) -> None:
        self.compiled = compiled
        self._rules = Rules.of(compiled)

    def _stand(self) -> None:
        day = self.desk.workplace.now().date()
        notes = self.case.notes
        if self.read_only and self.decision is not None:
            notes = self.decision.decision.notes
            signed = datetime.fromisoformat(self.decision.decision.signed_at)
            day = signed.astimezone(self.desk.workplace.now().tzinfo).date()
        recommendation = recommend(self.compiled, self._facts, day)
        self._standing = Standing(
            self.compiled,
            self._facts,
            recommendation,
            self._rules,
            notes,
            protected=self.case.patient.protected,
        )

    def _weigh(self) -> None:
        self._stand()
        self.recommendation_changed.emit(self._standing.recommendation)
        self._summary.start()


def _same(one: Answer | None, other: Answer | None) -> bool:
    """Compare answers; True is not 1."""
    return type(one) is type(other) and one == other
