"""The checklist: steps at the left, questions in the middle, the live recommendation beside.

In a narrow window the recommendation stands below the questions, and one line of it stays
at the top. Draws and forwards; what is asked and what it gives is the view-model's.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from triage.core.vocabulary import Answer
from triage.packs.problems import InputError
from triage.services import Patient, StoreError
from ui.viewmodels.case_hold import Holding
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.views.checklist_columns import Columns
from ui.views.checklist_messages import Messages
from ui.views.checklist_middle import Middle
from ui.views.checklist_outcome import OutcomePanel
from ui.views.checklist_walk import Walk
from ui.views.page import Page
from ui.widgets.tab_order import follow_reading_order


class ChecklistPage(Page):
    """The page of one case at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model: ChecklistViewModel | None = None
        self._holding = Holding(desk)
        self._told: tuple[str, str | None] = ("", None)
        self.middle = Middle(desk)
        self.outcome = OutcomePanel(_)
        self.columns = Columns(desk, self.middle, self.outcome)
        self.walk = Walk(desk, self.middle, self.columns)
        self.messages = Messages(desk, self.middle)
        self.steps, self.saved = self.columns.steps, self.middle.saved
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.columns)
        self._connect()

    def _connect(self) -> None:
        middle, questions = self.middle, self.middle.questions
        questions.answered.connect(self._answer)
        questions.same_asked.connect(self._answer_same)
        questions.rearranged.connect(lambda: follow_reading_order(self.columns))
        middle.identity.identified.connect(self._identify)
        middle.summary_asked.connect(self._show_recommendation)
        self.walk.review_asked.connect(self.review)
        self.walk.all_answered.connect(self.messages.say_all_answered)
        self.messages.correct_asked.connect(self._correct)
        self.messages.review_asked.connect(self.review)
        self.messages.pack_asked.connect(self._choose_pack)
        self.outcome.question_asked.connect(self.walk.go_to_next_question)
        self.outcome.pack_chosen.connect(self._choose_pack)
        self.outcome.compare_asked.connect(self._compare)
        self.outcome.answered.connect(self._answer)
        self.outcome.row_asked.connect(self.walk.go_to)
        self.outcome.planned.connect(self._plan)
        middle.letter.failed.connect(self.messages.say_failed)
        middle.notes.overfull.connect(lambda text: self.said.emit("warning", text))
        middle.notes.rearranged.connect(lambda: follow_reading_order(self.columns))
        self.on("note_fields", self.walk.go_to_notes)
        self.on("step_back", self.walk.step_back)
        self.on("step_on", self.walk.step_on)
        self.on("next_question", self.walk.go_to_next_question)
        self.on("short_page", self.walk.change_length)
        self.on("since_last", self._since_last)
        self.on("contact_now", middle.flags.note_now)
        self.on("undo", self._undo)
        self.on("redo", self._redo)

    # Page

    def title(self) -> str:
        return self._("Checklista")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return None if self.model is None else (self._("Granska och besluta"), self.review)

    def patient_line(self) -> str:
        return "" if self.model is None else self.model.patient_line()

    def _since_last(self) -> None:
        if self.model is not None:
            self.go.emit("since_last", self.model.case_id)

    def pack(self) -> str | None:
        return None if self.model is None else self.model.pack_id

    def open_case(self, case_id: str) -> None:
        """Show a case, at the step where it was left if it is the one already shown."""
        held = self._held(case_id)
        if self.model is not None and self.model.case_id == case_id and not held:
            return
        if self.model is not None:
            in_use = self.focusWidget()
            if in_use is not None:
                in_use.clearFocus()  # what is being typed is kept while its patient is in front
            self.middle.letter.keep()
            self.middle.letter.begin(None)
            self.model.deleteLater()
            self.model = None
            self.walk.begin(None)
        if held:
            self._turn_away(held, "info")
            return
        try:
            model = ChecklistViewModel(self.desk, case_id, self)
        except (StoreError, InputError) as error:
            self._turn_away(self.desk.words_of(error))
            return
        self.model = model
        self.outcome.start_over()
        self.middle.questions.start_over()
        model.recommendation_changed.connect(self._follow)
        model.answer_changed.connect(self._follow_answer)
        model.pack_changed.connect(self._show_pack)
        model.reloaded.connect(self._show_case)
        self.messages.begin(model)
        self.middle.letter.begin(model)
        self.walk.begin(model)
        self._show_case()

    def rehearsal(self) -> Iterator[Callable[[], object]]:
        from ui.views.checklist_rehearsal import rehearsal  # noqa: PLC0415 - once, and ahead

        return rehearsal(self.desk, self.middle, self.outcome)

    def arrive(self) -> None:
        """Read the case again, in case it was decided or identified elsewhere."""
        if self.model is None:
            return
        try:
            self.model.reload()
        except (StoreError, InputError) as error:
            self._turn_away(self.desk.words_of(error))
            return
        self.walk.focus()

    def bookmark(self) -> tuple[str, ...]:
        return () if self.model is None else (self.model.case_id, *self.walk.mark())

    def turn_to(self, mark: tuple[str, ...]) -> None:
        case_id, step, fact = mark
        if self.model is not None and self.model.case_id == case_id:
            self.walk.turn_to(step, fact)

    def seek(self, field: str) -> None:
        self.walk.go_to(field)

    def _turn_away(self, text: str, kind: str = "error") -> None:
        """Leave for the worklist, and say there why the case cannot be shown."""

        def leave() -> None:
            self.go.emit("worklist", "")
            self.said.emit(kind, text)

        # Later, for the window is on its way to this page.
        QTimer.singleShot(0, self, leave)

    def leave(self) -> None:
        held = self.focusWidget()
        if isinstance(held, QLineEdit):
            held.editingFinished.emit()  # as if it was left; the keyboard stays to come back to
        if self.model is not None:
            self.middle.letter.settle()
            self.model.flush()
        self._holding.give_back()

    def unkept(self) -> bool:
        return not self.middle.letter.keep()

    def _held(self, case_id: str) -> str:
        """Hold the case for this window; return who else has it."""
        try:
            return self._holding.take_work(case_id)
        except StoreError:
            return ""  # reading it, which comes next, says the same

    def review(self) -> None:
        """Go on to the decision."""
        if self.model is not None:
            self.go.emit("review", self.model.case_id)

    def _compare(self) -> None:
        if self.model is not None:
            self.go.emit("compare", self.model.case_id)

    # Case

    def _show_case(self) -> None:
        model = self.model
        if model is None:
            return
        self.walk.show(self.walk.step)
        self._offer_packs()
        self.middle.questions.setEnabled(not model.read_only)
        self._show_outcome()
        follow_reading_order(self.columns)
        self.messages.say_state(model)
        self._told = (self.patient_line(), self.pack())
        self.changed.emit()

    def _offer_packs(self) -> None:
        model = self.model
        if model is None:
            return
        usable, _errors = self.desk.workplace.catalogue.usable()
        packs = [(one.pack.id, one.pack.name[self.desk.language]) for one in usable]
        self.outcome.offer_packs(packs, model.pack_id, open_=not model.read_only)

    # Answers

    def _answer(self, fact: str, value: Answer | None) -> None:
        if self.model is not None:
            self.model.answer(fact, value)

    def _answer_same(self, fact: str, by_key: bool) -> None:
        """Answer as last time, and by key go on: nothing more is to be done there."""
        if self.model is not None and self.model.same_as_last(fact):
            self.middle.questions.row(fact).speak()
            if by_key:
                self.walk.go_to_unanswered(fact)

    def _plan(self, prerequisite: str, field: str, text: str) -> None:
        if self.model is not None:
            problem = self.model.plan(prerequisite, field, text)
            self.outcome.show_problem(prerequisite, field, problem)

    def _identify(self, patient: Patient) -> None:
        if self.model is not None:
            self.model.identify(patient)
            self.walk.focus()

    def _follow_answer(self, fact: str, value: object) -> None:
        self.middle.show_answer(fact, value)

    def _follow(self) -> None:
        model = self.model
        if model is None:
            return
        self.middle.follow(model)
        self.walk.show_progress()
        self._show_outcome()
        self._tell_window()

    def _tell_window(self) -> None:
        """Have header and footer follow, where they show something else than before."""
        told = (self.patient_line(), self.pack())
        if told != self._told:
            self._told = told
            self.changed.emit()

    def _show_outcome(self) -> None:
        if self.model is not None:
            outcome = self.model.outcome()
            self.outcome.show_outcome(outcome)
            self.middle.show_summary(outcome)

    def _undo(self) -> None:
        if self.model is not None:
            self.walk.go_to(self.model.undo() or None)

    def _redo(self) -> None:
        if self.model is not None:
            self.walk.go_to(self.model.redo() or None)

    def _show_pack(self) -> None:
        """Show which criteria weigh now; others may have more care forms."""
        self._offer_packs()
        follow_reading_order(self.columns)

    def _choose_pack(self, pack: str) -> None:
        if self.model is not None:
            self.model.choose_pack(pack)
            self._offer_packs()

    def _correct(self) -> None:
        if self.model is None:
            return
        held = self._holding.take(self.model.case_id)
        if held:
            self.messages.say_failed(held)
        else:
            self.model.correct()

    def _show_recommendation(self) -> None:
        self.middle.area.scroll_to(self.outcome)
