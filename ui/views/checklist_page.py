"""The checklist: steps at the left, questions in the middle, the live recommendation beside.

In a narrow window the recommendation stands below the questions, and one line of it stays
at the top. Draws and forwards; what is asked and what it gives is the view-model's.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage.core.vocabulary import Answer
from triage.packs.problems import InputError
from triage.services import Patient, StoreError
from ui.viewmodels.case_hold import Holding
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.viewmodels.reassessing import first_step
from ui.views.checklist_columns import Columns
from ui.views.checklist_middle import Middle
from ui.views.checklist_outcome import OutcomePanel
from ui.views.page import Page
from ui.widgets.announce import announce
from ui.widgets.measured import set_text
from ui.widgets.tab_order import follow_reading_order


class ChecklistPage(Page):
    """The page of one case at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model: ChecklistViewModel | None = None
        self._holding = Holding(desk)
        self._step = 0
        self._told: tuple[str, str | None] = ("", None)
        self.middle = Middle(desk)
        self.outcome = OutcomePanel(_)
        self.columns = Columns(desk, self.middle, self.outcome)
        self.steps, self.saved = self.columns.steps, self.middle.saved
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.columns)
        self._connect()

    def _connect(self) -> None:
        middle, questions = self.middle, self.middle.questions
        self.columns.step_chosen.connect(self._choose_step)
        questions.answered.connect(self._answer)
        questions.next_asked.connect(self._go_to_unanswered)
        questions.typed.connect(self._go_on)
        questions.same_asked.connect(self._answer_same)
        middle.flags.line.left.connect(lambda: self._go_to_unanswered(middle.flags.fact))
        questions.rearranged.connect(lambda: follow_reading_order(self.columns))
        middle.length_chosen.connect(self._choose_length)
        middle.identity.identified.connect(self._identify)
        middle.back.connect(self.step_back)
        middle.on.connect(self.step_on)
        middle.summary_asked.connect(self._show_recommendation)
        middle.bar_action.connect(self._act)
        self.outcome.question_asked.connect(self.go_to_next_question)
        self.outcome.pack_chosen.connect(self._choose_pack)
        self.outcome.compare_asked.connect(self._compare)
        self.outcome.answered.connect(self._answer)
        self.outcome.row_asked.connect(self._go_to)
        self.outcome.planned.connect(self._plan)
        self.on("step_back", self.step_back)
        self.on("step_on", self.step_on)
        self.on("next_question", self.go_to_next_question)
        self.on("short_page", self.change_length)
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
            self.model.deleteLater()
            self.model = None
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
        model.recommendation_changed.connect(self._follow)
        model.answer_changed.connect(self._follow_answer)
        model.saved.connect(self._say_saved)
        model.failed.connect(self._say_failed)
        model.pack_changed.connect(self._say_pack)
        model.reloaded.connect(self._show_case)
        model.put_back.connect(self._say_done)
        model.contact_changed.connect(self._say_contact)
        self._step = first_step(model.case, model.facts, model.compiled.vocabulary)
        self._show_case()

    def arrive(self) -> None:
        """Read the case again, in case it was decided or identified elsewhere."""
        if self.model is None:
            return
        try:
            self.model.reload()
        except (StoreError, InputError) as error:
            self._turn_away(self.desk.words_of(error))
            return
        self._focus_step()

    def bookmark(self) -> tuple[str, ...]:
        row = self.middle.row_in_use()
        if self.model is None:
            return ()
        return (self.model.case_id, str(self._step), "" if row is None else row.question.fact)

    def turn_to(self, mark: tuple[str, ...]) -> None:
        case_id, step, fact = mark
        if self.model is None or self.model.case_id != case_id:
            return
        self._show_step(int(step))
        row = self.middle.questions.made(fact)
        if row is not None and not self.model.read_only:
            self.middle.focus_row(row)
        else:
            self._focus_step()

    def _turn_away(self, text: str, kind: str = "error") -> None:
        """Leave for the worklist, and say there why the case cannot be shown."""

        def leave() -> None:
            self.go.emit("worklist", "")
            self.said.emit(kind, text)

        # Later, for the window is on its way to this page.
        QTimer.singleShot(0, self, leave)

    def leave(self) -> None:
        if self.model is not None:
            self.model.flush()
        self._holding.give_back()

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

    # Steps

    def _choose_step(self, index: int) -> None:
        if self.model is None:
            return
        if self.model.short.on or index >= len(self.model.steps()):
            self.steps.select(self._step)
            self.review()
            return
        self._show_step(index)
        self._focus_step()

    def step_back(self) -> None:
        """Go to the step before; the short page has none."""
        if self._step > 0 and self.model is not None and not self.model.short.on:
            self._choose_step(self._step - 1)

    def step_on(self) -> None:
        """Go to the next step, and from the last one to the decision."""
        self._choose_step(self._step + 1)

    def _show_step(self, index: int) -> None:
        model = self.model
        if model is None:
            return
        self._step = index
        self.columns.shorten(short=model.short.on)
        if model.short.on:
            self.middle.show_short(model)
        else:
            self.middle.show_step(model, index)
            self._show_progress()

    # Few questions or all

    def change_length(self) -> None:
        """Ask few questions instead of all, or all instead of few."""
        if self.model is not None:
            self._choose_length(not self.model.short.on)

    def _choose_length(self, short: bool) -> None:
        """Change the page's length; the question in use stays in use where both have it."""
        model = self.model
        if model is None:
            return
        row = self.middle.row_in_use()
        model.short.switch(on=short)
        if row is not None and not short:
            self._step = self._step_of(row.question.fact)
        self._show_step(self._step)
        if row is not None and row.isVisibleTo(self) and not model.read_only:
            self.middle.focus_row(row)
        else:
            self._focus_step()

    def _focus_step(self) -> None:
        """Put the keyboard on the first unanswered question in front, or the first."""
        model = self.model
        rows = self.middle.questions.rows()
        if model is None or not rows or model.read_only:
            return
        if model.short.on:
            following = model.short.following(model.standing, None)
            if following is None:
                self.middle.following.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.middle.focus_row(self.middle.questions.row(following))
            return
        empty = [row for row in rows if model.value(row.question.fact) is None]
        self.middle.focus_row((empty or rows)[0])

    def _show_progress(self) -> None:
        model = self.model
        if model is None:
            return
        if model.short.on:
            return
        self.columns.show_steps(model.steps(), self._step)
        self.middle.show_progress(model, self._step)

    # Case

    def _show_case(self) -> None:
        model = self.model
        if model is None:
            return
        self._show_step(min(self._step, len(model.steps()) - 1))
        self._offer_packs()
        self.middle.questions.setEnabled(not model.read_only)
        self._show_outcome()
        follow_reading_order(self.columns)
        if model.read_only and model.decision is not None:
            signed = model.decision.decision
            text = self._("Beslutat {day} av {who}. Svaren visas som de var.")
            self.middle.say(
                "info",
                text.format(day=signed.signed_at[:10], who=signed.author.name),
                self._("Rätta"),
                "correct",
            )
        elif model.case.state == "correcting":
            self.middle.say(
                "info", self._("Rättelse: det tidigare beslutet gäller tills du beslutar igen.")
            )
        else:
            self.middle.hush()
        self.saved.setText(self._("Alla svar sparas"))
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
                self._go_to_unanswered(fact)

    def _plan(self, prerequisite: str, field: str, text: str) -> None:
        if self.model is not None:
            problem = self.model.plan(prerequisite, field, text)
            self.outcome.show_problem(prerequisite, field, problem)

    def _identify(self, patient: Patient) -> None:
        if self.model is not None:
            self.model.identify(patient)
            self._focus_step()

    def _follow_answer(self, fact: str, value: object) -> None:
        self.middle.show_answer(fact, value)

    def _follow(self) -> None:
        model = self.model
        if model is None:
            return
        self.middle.follow(model)
        self._show_progress()
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
            self._go_to(self.model.undo() or None)

    def _redo(self) -> None:
        if self.model is not None:
            self._go_to(self.model.redo() or None)

    # Moving between questions

    def go_to_next_question(self) -> None:
        """Go to the question that matters most."""
        if self.model is not None:
            question = self.model.next_question()
            self._go_to(None if question is None else question.fact)

    def _go_on(self, after: str) -> None:
        """Leave an answered question on the short page; in a step Enter does that."""
        if self.model is not None and self.model.short.on:
            self._go_to_unanswered(after)

    def _go_to_unanswered(self, after: str) -> None:
        if self.model is None:
            return
        if self.model.short.on:
            self._go_on_shortly(after)
            return
        following = self.model.next_unanswered(after)
        if following is None:
            self.middle.say(
                "success",
                self._("Alla frågor är besvarade."),
                self._("Granska och besluta"),
                "review",
            )
        self._go_to(following)

    def _go_on_shortly(self, after: str) -> None:
        """Go to what the short page asks next; where nothing is left, to the decision's button."""
        model = self.model
        if model is None:
            return
        following = model.short.following(model.standing, after)
        if following is None:
            announce(self, self.middle.progress.text())
            self.middle.following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.middle.focus_row(self.middle.questions.row(following))

    def _step_of(self, fact: str) -> int:
        vocabulary = self.desk.workplace.catalogue.vocabulary
        return [one.id for one in vocabulary.steps].index(vocabulary.fact[fact].step)

    def _go_to(self, fact: str | None) -> None:
        if self.model is None or fact is None:
            return
        step = self._step_of(fact)
        if self.model.short.on:
            self.model.short.ask(fact, self.model.standing)
            self.middle.follow(self.model)
        elif step != self._step:
            self._show_step(step)
        self.middle.focus_row(self.middle.questions.row(fact))

    # Saying

    def _say_saved(self, time: str) -> None:
        set_text(self.saved, self._("Alla svar sparas · {time}").format(time=time))

    def _say_done(self, text: str) -> None:
        """Say what was undone where the time of saving stands: nothing moves for it."""
        announce(self, text)
        time = f"{self.desk.workplace.now():%H:%M}"
        said = self._("{text} · sparat {time}").format(text=text, time=time)
        set_text(self.saved, said)

    def _say_contact(self) -> None:
        if self.model is not None:
            noted = self.model.contact()
            if noted.at:
                self._say_done(self._("Kontakt noterad {time}").format(time=noted.at))
            else:
                self._say_done(self._("Ingen kontakt noterad"))

    def _say_failed(self, text: str) -> None:
        self.middle.say("error", text)

    def _say_pack(self, before: str, after: str) -> None:
        if before:
            workplace, language = self.desk.workplace, self.desk.language
            names = [workplace.compiled(one).pack.name[language] for one in (after, before)]
            self.middle.say(
                "info",
                self._("Bedömningen följer nu kriterierna för {pack}.").format(pack=names[0]),
                self._("Tillbaka till {pack}").format(pack=names[1]),
                f"pack:{before}",
            )
        self._offer_packs()
        follow_reading_order(self.columns)  # other criteria may have more care forms

    def _act(self, action: str) -> None:
        if self.model is None:
            return
        if action == "correct":
            held = self._holding.take(self.model.case_id)
            if held:
                self._say_failed(held)
            else:
                self.model.correct()
        elif action == "review":
            self.review()
        elif action.startswith("pack:"):
            self.model.choose_pack(action.removeprefix("pack:"))

    def _choose_pack(self, pack: str) -> None:
        if self.model is not None:
            self.model.choose_pack(pack)
            self._offer_packs()

    def _show_recommendation(self) -> None:
        self.middle.scroll_to(self.outcome)
