"""The way through the questions: steps, the short checklist, and from one question to the next.

Knows which step is in front and which question is next; what is asked is the view-model's.
"""

from PySide6.QtCore import QObject, Qt, Signal

from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.viewmodels.reassessing import first_step
from ui.views.checklist_columns import Columns
from ui.views.checklist_middle import Middle
from ui.widgets.announce import announce
from ui.widgets.question_row import QuestionRow


class Walk(QObject):
    """Leads through one case at a time; `begin` comes first."""

    review_asked = Signal()
    """The way leads past the last step."""
    all_answered = Signal()

    def __init__(self, desk: Desk, middle: Middle, columns: Columns) -> None:
        super().__init__(columns)
        self._vocabulary = desk.workplace.catalogue.vocabulary
        self._middle, self._columns = middle, columns
        self._questions = middle.questions
        self._model: ChecklistViewModel | None = None
        self.step = 0
        """The step in front, also while the short checklist stands in its place."""
        columns.step_chosen.connect(self.choose_step)
        middle.back.connect(self.step_back)
        middle.on.connect(self.step_on)
        middle.length_chosen.connect(self._choose_length)
        self._questions.next_asked.connect(self.go_to_unanswered)
        self._questions.typed.connect(self._go_on)
        middle.flags.line.left.connect(lambda: self.go_to_unanswered(middle.flags.fact))

    def begin(self, model: ChecklistViewModel | None) -> None:
        """Take up a case, at the step to begin with, or none."""
        self._model = model
        if model is not None:
            self.step = first_step(model.case, model.facts, model.compiled.vocabulary)

    # Steps

    def choose_step(self, index: int) -> None:
        """Go to a step, and past the last one to the decision."""
        model = self._model
        if model is None:
            return
        if model.short.on or index >= len(model.steps()):
            self._columns.steps.select(self.step)
            self.review_asked.emit()
            return
        self.show(index)
        self.focus()

    def step_back(self) -> None:
        """Go to the step before; the short checklist has none."""
        if self.step > 0 and self._model is not None and not self._model.short.on:
            self.choose_step(self.step - 1)

    def step_on(self) -> None:
        """Go to the next step, and from the last one to the decision."""
        self.choose_step(self.step + 1)

    def show(self, index: int) -> None:
        """Show a step from its top, or the short checklist in its place."""
        model = self._model
        if model is None:
            return
        self.step = min(index, len(model.steps()) - 1)
        self._columns.shorten(short=model.short.on)
        if model.short.on:
            self._middle.show_short(model)
        else:
            self._middle.show_step(model, self.step)
            self.show_progress()

    def show_progress(self) -> None:
        """Show how far each step has come; the short checklist tells that itself."""
        model = self._model
        if model is not None and not model.short.on:
            steps = model.steps()
            self._columns.show_steps(steps, self.step)
            self._middle.show_progress(steps[self.step])

    # Short or whole

    def change_length(self) -> None:
        """Show the short checklist instead of the whole one, or the whole instead of the short."""
        if self._model is not None:
            self._choose_length(not self._model.short.on)

    def _choose_length(self, short: bool) -> None:
        """Change the length; the question in use stays in use where both have it."""
        model = self._model
        if model is None:
            return
        row = self._middle.row_in_use()
        model.short.switch(on=short)
        if row is not None and not short:
            self.step = self._step_of(row.question.fact)
        self.show(self.step)
        if row is not None and row.isVisibleTo(self._middle):
            self._take_up(row)
        else:
            self.focus()

    # Questions

    def go_to(self, fact: str | None) -> None:
        """Go to a question, in its step or on the short checklist; nowhere for None."""
        model = self._model
        if model is None or fact is None:
            return
        step = self._step_of(fact)
        if model.short.on:
            model.short.ask(fact, model.standing)
            self._middle.follow(model)
        elif step != self.step:
            self.show(step)
        self._middle.focus_row(self._questions.row(fact))

    def go_to_next_question(self) -> None:
        """Go to the question that matters most."""
        if self._model is not None:
            question = self._model.next_question()
            self.go_to(None if question is None else question.fact)

    def go_to_unanswered(self, after: str) -> None:
        """Go to the next question to answer; where none is left, say so."""
        model = self._model
        if model is None:
            return
        if model.short.on:
            self._go_on_shortly(model, after)
            return
        following = model.next_unanswered(after)
        if following is None:
            self.all_answered.emit()
        self.go_to(following)

    def go_to_notes(self) -> None:
        """Go to the letter's fields of the step, and from them back to the questions."""
        grid, model = self._middle.notes.grid, self._model
        if model is None or grid is None or model.read_only:
            return
        if self._middle.notes.in_use() is not None:
            self.focus()
        else:
            grid.stops()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._middle.area.bring_up(self._middle.notes)

    def focus(self) -> None:
        """Put the keyboard on the first unanswered question in front, or the first."""
        model, rows = self._model, self._questions.rows()
        if model is None or not rows or model.read_only:
            return
        if model.short.on:
            self._focus_shortly(model.short.following(model.standing, None))
            return
        empty = [row for row in rows if model.value(row.question.fact) is None]
        self._middle.focus_row((empty or rows)[0])

    def _go_on(self, after: str) -> None:
        """Leave an answered question on the short checklist; in a step Enter does that."""
        if self._model is not None and self._model.short.on:
            self.go_to_unanswered(after)

    def _go_on_shortly(self, model: ChecklistViewModel, after: str) -> None:
        following = model.short.following(model.standing, after)
        if following is None:
            announce(self._middle, self._middle.progress.text())
        self._focus_shortly(following)

    def _focus_shortly(self, fact: str | None) -> None:
        """Go to a question of the short checklist; where none is left, to the decision's button."""
        if fact is None:
            self._middle.following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._middle.focus_row(self._questions.row(fact))

    def _take_up(self, row: QuestionRow | None) -> None:
        """Put the keyboard on a question where it can be answered, else where one begins."""
        if row is not None and self._model is not None and not self._model.read_only:
            self._middle.focus_row(row)
        else:
            self.focus()

    def _step_of(self, fact: str) -> int:
        steps = [one.id for one in self._vocabulary.steps]
        return steps.index(self._vocabulary.fact[fact].step)

    # Another language

    def mark(self) -> tuple[str, str]:
        """Return the step and the question in use, for `turn_to`."""
        row = self._middle.row_in_use()
        return str(self.step), "" if row is None else row.question.fact

    def turn_to(self, step: str, fact: str) -> None:
        """Go back to a mark."""
        self.show(int(step))
        self._take_up(self._questions.made(fact))
