# ruff: noqa: N802 - the camel case names are Qt's
"""The middle of the checklist page: a step's heading, its questions, the way on."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_notes import LetterNotes
from ui.viewmodels.checklist_outcome import Outcome
from ui.viewmodels.checklist_progress import StepProgress
from ui.viewmodels.desk import Desk
from ui.views.checklist_ends import Ends
from ui.views.checklist_identity import Identity
from ui.views.checklist_notes import StepNotes
from ui.views.checklist_questions import Questions
from ui.views.checklist_red_flags import RedFlags
from ui.views.checklist_scrolled import Scrolled
from ui.widgets.cards import NoticeCard
from ui.widgets.layouts import Outset
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.message_bar import MessageBar, MessageKind
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import RING, Option, SegmentedControl
from ui.widgets.summary_line import SummaryLine


class Middle(Measured):
    """Heading and messages stay in sight; questions scroll; the buttons stay below."""

    back = Signal()
    on = Signal()
    summary_asked = Signal()
    length_chosen = Signal(object)
    """Whether few questions are wanted, or all."""
    bar_action = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._language = desk.language
        _ = self._ = desk.translate
        vocabulary = self._vocabulary = desk.workplace.catalogue.vocabulary
        self._action = ""
        self.bar = MessageBar(close_word=_("Stäng"))
        self.bar.action.connect(self._acted)
        self.summary = SummaryLine(_("Visa hela"))
        self.summary.asked_for.connect(self.summary_asked)
        self.emergency = NoticeCard("danger")
        self.emergency.hide()
        self._summarised = False
        self.heading = label("title")
        self.progress = label("muted", wrap=False)
        self.lead = label("muted")
        self.identity = Identity(desk)
        self.questions = Questions(vocabulary, desk.language, _)
        self.letter = LetterNotes(desk, self)
        self.notes = StepNotes(desk, self.letter)
        self.questions.move_asked.connect(self._move)
        self.flags = RedFlags(desk, self)
        self.questions.put_after(self.flags.fact, self.flags.line)
        self._flags_step = False
        self.length = SegmentedControl(
            [Option(True, _("Kort")), Option(False, _("Hela"))],
            name=_("Checklista"),
            required=True,
        )
        self.length.setToolTip(", ".join(keys_of("short_page")))
        self.length.chosen.connect(self.length_chosen)
        self.area = Scrolled(self.row_in_use, self.notes.in_use)
        self.ends = Ends(_)
        self.ends.back.connect(self.back)
        self.ends.on.connect(self.on)
        self.saved, self.following = self.ends.saved, self.ends.following
        self._build()
        self.ready()

    def _build(self) -> None:
        self._title = QWidget()
        self._title_row = QHBoxLayout(self._title)
        self._title_row.setContentsMargins(0, 0, 0, 0)
        self._title_row.addWidget(self.heading, 1)
        self._title_row.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignBottom)
        self._top = QWidget()
        self.head_layout = QHBoxLayout()
        self.head_layout.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        length = Outset(RING)
        length.addWidget(self.length)
        self.head_layout.addLayout(length)
        self.top_layout = QVBoxLayout(self._top)
        self.top_layout.addWidget(self.bar)
        self.top_layout.addLayout(self.head_layout)
        content = self._content = self.area.column
        for part in (self.emergency, self.lead, self.flags.card, self.identity, self.questions):
            content.addWidget(part)
        self.notes.grown.connect(self.area.keep_typing_in_sight)
        notes = Outset(RING)
        notes.addWidget(self.notes)
        content.addLayout(notes)
        content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self._top)
        column.addWidget(self.area, 1)
        column.addWidget(self.ends)

    # Steps

    def show_step(self, model: ChecklistViewModel, index: int) -> None:
        """Show a step's heading and questions, from the top."""
        steps = model.steps()
        step = steps[index].step
        self.heading.setText(f"{index + 1}  {step.name[self._language]}")
        self.lead.setText(step.lead[self._language])
        names = [one.step.name[self._language] for one in steps]
        names.append(self._("Granska och besluta"))
        self.ends.lead(names[index - 1] if index else "", names[index + 1])
        self.identity.show_patient(model.case.patient, open_=not model.read_only)
        self.identity.setVisible(index == 0)
        asked = [fact.id for fact in self._vocabulary.facts if fact.step == step.id]
        self.questions.show_facts(asked, model.facts, model.standing, past=model.last)
        self._flags_step = self.flags.fact in asked
        self._follow_flags(model)
        self.length.set_value(False)
        self.notes.show_step(step.id)
        self.area.verticalScrollBar().setValue(0)

    def show_short(self, model: ChecklistViewModel) -> None:
        """Show the questions that decide most, on one page."""
        self.heading.setText(self._("Kort checklista"))
        self.lead.setText(
            self._(
                "De frågor som avgör mest. En svarstangent leder till nästa fråga, "
                "pil upp går tillbaka, Delete tar bort svaret."
            )
        )
        self.ends.lead("", self._("Granska och besluta"))
        self.identity.show_patient(model.case.patient, open_=not model.read_only)
        self.identity.setVisible(True)
        self.length.set_value(True)
        self._flags_step = False
        self._follow_short(model)
        self._follow_flags(model)
        self.notes.show_step("")
        self.area.verticalScrollBar().setValue(0)

    def _follow_short(self, model: ChecklistViewModel) -> bool:
        """Show which questions are asked now; those above stay where they are."""
        standing, page = model.standing, model.short
        set_text(self.progress, page.words(standing))
        self._place_progress()
        return self.questions.show_facts(
            page.facts(standing),
            model.facts,
            standing,
            past=model.last,
            below=page.below(standing),
        )

    def _follow_flags(self, model: ChecklistViewModel) -> bool:
        asked = self.questions.in_front(self.flags.fact)
        moved = self.flags.follow(model, step=self._flags_step, asked=asked)
        self._warn()
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_progress()

    def _place_progress(self) -> None:
        """Put the count below a heading that would have to wrap beside it."""
        shown = (self.heading, self.progress)
        wanted = sum(one.fontMetrics().horizontalAdvance(one.text()) for one in shown)
        wanted += self.length.sizeHint().width() + 2 * em(1.0)
        beside = wanted <= self.width() - 2 * self._side()
        ways = QBoxLayout.Direction
        self._title_row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def show_progress(self, step: StepProgress) -> None:
        """Show how many of the step's questions are answered."""
        set_text(
            self.progress,
            self._("{answered} av {asked} besvarade").format(
                answered=step.answered, asked=step.asked
            ),
        )
        self._place_progress()

    def show_answer(self, fact: str, value: object) -> None:
        """Show an answer, if its row has been made."""
        row = self.questions.made(fact)
        if row is not None:
            row.set_value(value)

    def follow(self, model: ChecklistViewModel) -> None:
        """Show hints and marks anew; the row in use stays where the eye is."""
        row = self.row_in_use()
        self.area.let_go()
        before = self._top_of(row)
        if model.short.on:
            moved = self._follow_short(model)
        else:
            moved = self.questions.update_rows(model.facts, model.standing, model.last)
        moved |= self._follow_flags(model)
        self.notes.follow()
        if moved and row is not None:
            self._content.activate()
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + self._top_of(row) - before)

    def row_in_use(self) -> QuestionRow | None:
        """Return the question that has the keyboard."""
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not isinstance(widget, QuestionRow):
            widget = widget.parentWidget()
        return widget

    def _top_of(self, row: QuestionRow | None) -> int:
        return 0 if row is None else row.mapTo(self, QPoint(0, 0)).y()

    # Moving

    def focus_row(self, row: QuestionRow) -> None:
        """Put the keyboard on a question and bring it in sight."""
        row.take_focus()
        self.area.seek(row)

    def _move(self, fact: str, by: int) -> None:
        rows = self.questions.rows()
        at = rows.index(self.questions.row(fact)) + by
        if 0 <= at < len(rows):
            self.focus_row(rows[at])
        elif at >= len(rows):
            self.following.setFocus(Qt.FocusReason.TabFocusReason)

    # Messages

    def say(self, kind: MessageKind, text: str, action: str = "", name: str = "") -> None:
        """Show a message above the questions; `name` comes back when its action is chosen."""
        self._action = name
        self.bar.show_message(kind, text, action)

    def hush(self) -> None:
        """Take the message away."""
        self.bar.dismiss()

    def _acted(self) -> None:
        self.bar.dismiss()
        self.bar_action.emit(self._action)

    # Narrow windows

    def take_in(self, panel: QWidget) -> None:
        """Let the recommendation stand below the questions."""
        panel.setContentsMargins(0, em(0.6), 0, 0)
        self._content.insertWidget(self._content.count() - 1, panel)
        panel.show()

    def give_up(self, panel: QWidget) -> None:
        """Let the recommendation go back to its own column."""
        panel.setContentsMargins(0, 0, 0, 0)
        self._content.removeWidget(panel)

    def summarise(self, *, shown: bool) -> None:
        """Keep a line of the recommendation in sight, or not."""
        self._summarised = shown
        self.summary.setVisible(shown)
        self._warn()
        self.measure()

    def _space_lead(self) -> None:
        below = em(0.5) if not self.emergency.isHidden() else 0
        self.lead.setContentsMargins(0, below, 0, em(0.6))

    def show_title(self, *, shown: bool) -> None:
        """Show the step's name, where no list of steps above says it already."""
        self._title.setVisible(shown)

    def show_summary(self, outcome: Outcome) -> None:
        """Show the recommendation in one line, and an emergency in full."""
        self.summary.show_summary(outcome.summary, urgent=outcome.emergency is not None)
        notice = outcome.emergency
        if notice is None:
            self.emergency.setAccessibleName("")
        else:
            self.emergency.show_notice(notice.kind, notice.title, notice.text)
        self._warn()
        self._space_lead()

    def _warn(self) -> None:
        """Show an emergency where nothing else in sight does: the step has its own notice."""
        needed = self._summarised and bool(self.emergency.accessibleName())
        self.emergency.setVisible(needed and not self._flags_step)

    def _side(self) -> int:
        return em(1.0 if self._summarised else 1.25)

    def measure(self) -> None:
        side = self._side()
        self.top_layout.setContentsMargins(side, em(0.8), side, em(0.4))
        self.top_layout.setSpacing(em(0.4))
        self.head_layout.setSpacing(em(1.0))
        self._space_lead()
        self.summary.measure(side)
        self.area.measure(side)
        self.ends.measure(side)
