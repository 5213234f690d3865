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
from ui.viewmodels.checklist_history import Change, History
from ui.viewmodels.checklist_minimum import ShortPage
from ui.viewmodels.checklist_outcome import Outcome, OutcomeWords
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.checklist_progress import StepProgress, progress
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
        """Return the next question without an answer, None when there is none left."""
        return self._standing.next_unanswered(after)

    # Answering

    def answer(self, fact: str, value: Answer | None) -> None:
        """Record an answer; None takes it back. On disk before anything shows it."""
        before = self._facts.get(fact)
        if _same(before, value):
            return
        if self._keep(fact, value):
            self._history.add((fact, before))

    def undo(self) -> str | None:
        """Take back the last change and return its question; None when there is none."""
        return self._go_through(self._history.undo)

    def redo(self) -> str | None:
        """Make the last undone change again and return its question."""
        return self._go_through(self._history.redo)

    def _go_through(self, changes: list[Change]) -> str | None:
        if not changes or self.read_only:
            return None
        fact, value = changes[-1]
        before = self._facts.get(fact)
        if not self._keep(fact, value):
            return None
        self._history.moved(changes, (fact, before))
        return fact

    def _keep(self, fact: str, value: Answer | None) -> bool:
        before = self._facts.get(fact)
        if self.read_only:
            self.answer_changed.emit(fact, before)
            return False
        try:
            self.desk.workplace.answer(self.case_id, fact, value)
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
        self.answer_changed.emit(fact, value)
        self.saved.emit(f"{self.desk.workplace.now():%H:%M}")
        if fact != MUNICIPALITY or not self._follow(before, value):
            self._weigh()
        return True

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
        try:
            self.desk.workplace.plan(self.case_id, prerequisite, task if any(task) else None)
        except StoreError as error:
            self._fail(error)
            return ""
        others = {name: one for name, one in self.case.tasks.items() if name != prerequisite}
        tasks = others | ({prerequisite: task} if any(task) else {})
        self.case = replace(self.case, tasks=tasks)
        self.saved.emit(f"{self.desk.workplace.now():%H:%M}")
        self.recommendation_changed.emit(self._standing.recommendation)
        return ""

    def identify(self, patient: Patient) -> None:
        """Say who the case is about; the age follows where the number tells it."""
        if self.read_only or patient == self.case.patient:
            return
        try:
            self.desk.workplace.identify(self.case_id, patient)
            self._load()
        except StoreError as error:
            self._fail(error)
            return
        self.reloaded.emit()
        self.saved.emit(f"{self.desk.workplace.now():%H:%M}")
        self._summary.start()

    # Criteria

    def choose_pack(self, pack_id: str) -> None:
        """Weigh by other criteria from now on."""
        self._weigh_by(pack_id, before=self.pack_id)

    def _weigh_by(self, pack_id: str, *, before: str) -> None:
        if pack_id == self.pack_id or self.read_only:
            return
        try:
            compiled = self.desk.workplace.compiled(pack_id)
            self.desk.workplace.choose_pack(self.case_id, pack_id)
        except InputError as error:
            self.failed.emit(str(error).splitlines()[0])
            return
        except StoreError as error:
            self._fail(error)
            return
        self._use(compiled)
        self._weigh()
        self.pack_changed.emit(before, pack_id)

    def _follow(self, before: Answer | None, municipality: Answer | None) -> bool:
        """Change to the criteria of the municipality; say whether that weighed anew."""
        home = self.desk.workplace.catalogue.home_of(municipality)
        if home is None or home == self.pack_id:
            return False
        # Those until now were someone's choice, or just the first at hand.
        chosen = before is not None or bool(Preferences(self.desk.workplace).usual_pack)
        self._weigh_by(home, before=self.pack_id if chosen else "")
        return self.pack_id == home

    # Deciding

    def correct(self) -> None:
        """Open the decided case for a correction."""
        try:
            self.desk.workplace.correct(self.case_id)
            self._load()
        except StoreError as error:
            self._fail(error)
            return
        self.reloaded.emit()

    def reload(self) -> None:
        """Read the case again: someone else may have changed it, such as who it is about."""
        self._load()
        self.reloaded.emit()

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
        self._history = History()
        self._stand()

    def _use(self, compiled: CompiledPack) -> None:
        self.compiled = compiled
        self._rules = Rules.of(compiled)

    def _stand(self) -> None:
        day = self.desk.workplace.now().date()
        if self.read_only and self.decision is not None:
            signed = datetime.fromisoformat(self.decision.decision.signed_at)
            day = signed.astimezone(self.desk.workplace.now().tzinfo).date()
        recommendation = recommend(self.compiled, self._facts, day)
        self._standing = Standing(self.compiled, self._facts, recommendation, self._rules)

    def _weigh(self) -> None:
        self._stand()
        self.recommendation_changed.emit(self._standing.recommendation)
        self._summary.start()


def _same(one: Answer | None, other: Answer | None) -> bool:
    """Compare answers; True is not 1."""
    return type(one) is type(other) and one == other
