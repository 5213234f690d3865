"""One case as it stands: kept on disk with every change, and weighed.

Knows nothing of what users type, of what can be undone, or of words on a screen.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from triage.core.compiled import CompiledPack
from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import Answer, Facts
from triage.packs.problems import InputError
from triage.services import Case, Patient, Revision, StoreError, Task
from ui.viewmodels.checklist_last_time import LastTime
from ui.viewmodels.checklist_patient import AGE
from ui.viewmodels.checklist_red_flags import CONTACT
from ui.viewmodels.checklist_standing import Rules, Standing
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences

SUMMARY_AFTER = 300
"""Milliseconds from an answer until the worklist's line of the case is kept, once for several.

The answers themselves are on disk at once; the line only repeats what they give."""
Dated = tuple[Answer | None, datetime | None]
"""An answer, and when it was given."""


class CaseAtHand(QObject):
    """A case while it is worked on, or as it was decided; `load` comes first.

    `load` and `reload` raise `StoreError` or `InputError`; nothing else does: `failed` tells
    instead, and what could not be kept is as it was.
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
    reloaded = Signal()
    """Everything may be different: the case was opened for correction."""
    failed = Signal(str)

    def __init__(self, desk: Desk, case_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.case_id = case_id
        self.last = LastTime(desk)
        self._summary = QTimer(self)
        self._summary.setSingleShot(True)
        self._summary.setInterval(SUMMARY_AFTER)
        self._summary.timeout.connect(self.flush)
        self.case: Case
        self.decision: Revision | None = None
        self._facts: Facts = {}

    # As it stands

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

    @property
    def tasks(self) -> Mapping[str, Task]:
        """Who sees to what and by when, by prerequisite; of a decision as it was signed."""
        if self.read_only and self.decision is not None:
            return self.decision.decision.tasks
        return self.case.tasks

    # Keeping

    def _keep_answer(self, fact: str, value: Answer | None, given: datetime | None = None) -> bool:
        """Keep an answer, from now or as old as it was; weigh if it is another than before."""
        before, again = self._facts.get(fact), given is not None
        if self.read_only:
            self.answer_changed.emit(fact, before)
            return False
        workplace = self.desk.workplace
        if not self._tried(lambda: workplace.answer(self.case_id, fact, value, given)):
            self.answer_changed.emit(fact, before)
            return False
        facts = dict(self._facts)
        if value is None:
            facts.pop(fact, None)
        else:
            facts[fact] = value
        self._facts = facts
        self.last.answered(fact, given or workplace.now())
        self.answer_changed.emit(fact, value)
        self._say_saved()
        if fact != MUNICIPALITY or again or not self._weigh_at_home(before, value):
            self._weigh()
        return True

    def _keep_note(self, field: str, text: str) -> bool:
        workplace = self.desk.workplace
        if self.read_only or not self._tried(lambda: workplace.note(self.case_id, field, text)):
            return False
        others = {name: one for name, one in self.case.notes.items() if name != field}
        self.case = replace(self.case, notes=others | ({field: text} if text else {}))
        self._say_saved()
        self._weigh()
        if field in CONTACT:
            self.contact_changed.emit()
        return True

    def take_note(self, field: str, text: str) -> None:
        """Take note of a free text of the letter that was kept while it was typed."""
        before = self.case.notes.get(field, "")
        others = {name: one for name, one in self.case.notes.items() if name != field}
        self.case = replace(self.case, notes=others | ({field: text} if text else {}))
        self._say_saved()
        if bool(before.strip()) != bool(text.strip()) and self._rules.asks_for(field):
            self._weigh()  # a doubt is answered there, or is one again

    def _keep_task(self, prerequisite: str, task: Task | None) -> bool:
        workplace = self.desk.workplace
        if not self._tried(lambda: workplace.plan(self.case_id, prerequisite, task)):
            return False
        others = {name: one for name, one in self.case.tasks.items() if name != prerequisite}
        tasks = others if task is None else others | {prerequisite: task}
        self.case = replace(self.case, tasks=tasks)
        self._say_saved()
        self.recommendation_changed.emit(self._standing.recommendation)
        return True

    def _keep_patient(self, patient: Patient, age: Dated | None = None) -> bool:
        """Change whom the case is about; the age follows, or is the one that is given."""
        workplace = self.desk.workplace

        def identify() -> None:
            workplace.identify(self.case_id, patient)
            if age is not None:
                workplace.answer(self.case_id, AGE, *age)
            self.load()

        if not self._tried(identify):
            return False
        self.reloaded.emit()
        self._say_saved()
        self._summary.start()
        return True

    # Criteria

    def _weigh_by(self, pack_id: str, *, before: str) -> bool:
        if pack_id == self.pack_id or self.read_only:
            return False
        workplace = self.desk.workplace

        def choose() -> None:
            compiled = workplace.compiled(pack_id)
            workplace.choose_pack(self.case_id, pack_id)
            self._use(compiled)

        if not self._tried(choose):
            return False
        self._weigh()
        self.pack_changed.emit(before, pack_id)
        return True

    def _weigh_at_home(self, before: Answer | None, municipality: Answer | None) -> bool:
        """Change to the criteria of the municipality; say whether that weighed anew."""
        home = self.desk.workplace.catalogue.home_of(municipality)
        if home is None or home == self.pack_id:
            return False
        # Those until now were someone's choice, or just the first at hand.
        chosen = before is not None or bool(Preferences(self.desk.workplace).usual_pack)
        return self._weigh_by(home, before=self.pack_id if chosen else "")

    # Reading

    def load(self) -> None:
        """Read the case, and weigh it."""
        workplace = self.desk.workplace
        self.case = workplace.case(self.case_id)
        self.decision = workplace.decision(self.case_id) if self.case.state != "draft" else None
        self._facts = workplace.facts(self.case)
        if self.read_only and self.decision is not None:
            self._use(workplace.compiled_as_decided(self.decision))
        else:
            self._use(workplace.compiled(self.case.pack))
        self.last.load(self.case, open_=not self.read_only)
        self._stand()

    def correct(self) -> None:
        """Open the decided case for a correction."""

        def correct() -> None:
            self.desk.workplace.correct(self.case_id)
            self.load()

        if self._tried(correct):
            self._start_over()
            self.reloaded.emit()

    def reload(self) -> None:
        """Read the case again: someone else may have changed it, such as who it is about."""
        before, notes = self._state(), self.case.notes
        self.load()
        if self._state() != before:
            self._start_over()
        elif self.case.notes != notes:
            both = notes.keys() | self.case.notes.keys()
            self._rewritten({one for one in both if notes.get(one) != self.case.notes.get(one)})
        self.reloaded.emit()

    def _state(self) -> tuple[object, ...]:
        return self.case.patient, self.case.state, self._facts, self.pack_id

    def flush(self) -> None:
        """Keep what the worklist shows of the case."""
        self._summary.stop()
        if self.read_only:
            return
        weighing = self._standing.recommendation.weighing
        self._tried(lambda: self.desk.workplace.summarise(self.case_id, weighing))

    # Inside

    def _start_over(self) -> None:
        """Forget what led here, for nothing goes back past it."""

    def _rewritten(self, fields: Collection[str]) -> None:
        """Forget how these free texts came about: they were written anew elsewhere."""

    def _tried(self, write: Callable[[], None]) -> bool:
        """Write, or say why it could not be done; return whether it was."""
        try:
            write()
        except (StoreError, InputError) as error:
            self._fail(error)
            return False
        return True

    def _fail(self, error: StoreError | InputError) -> None:
        self.failed.emit(self.desk.words_of(error))

    def _say_saved(self) -> None:
        self.saved.emit(f"{self.desk.workplace.now():%H:%M}")

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
        recommendation = self.desk.workplace.recommend_by(self.compiled, self._facts, day)
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
