"""The live recommendation: what is possible, how soon, what is missing, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.checklist_outcome import Outcome
from ui.viewmodels.checklist_team import TeamCard as Team
from ui.viewmodels.checklist_todos import Todo
from ui.viewmodels.checklist_urgency import Notice
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import Head, HeadCard, NextQuestionCard, NoticeCard, SectionHeading
from ui.widgets.held_in_sight import area_of, held_in_sight
from ui.widgets.ladder import Ladder, Mark, Rung, TraceLine
from ui.widgets.lines import Lines
from ui.widgets.measured import Measured, label, link_button, set_text
from ui.widgets.on_demand import OnDemand
from ui.widgets.points import Points
from ui.widgets.said_later import SaidLater
from ui.widgets.tab_order import follow_reading_order
from ui.widgets.task_list import TaskList
from ui.widgets.task_row import TaskItem, TaskTexts, TaskWay
from ui.widgets.team_card import TeamCard, TeamShown


class OutcomePanel(Measured):
    """Everything that the answers give, in one column. Draws; knows no rule."""

    question_asked = Signal()
    pack_chosen = Signal(str)
    compare_asked = Signal()
    answered = Signal(str, object)
    """A box was ticked or unticked: a fact, and the answer that this stands for or None."""
    planned = Signal(str, str, str)
    """A prerequisite, `owner` or `due`, and what was typed."""
    row_asked = Signal(str)
    """A question that only its own row can answer."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._outcome: Outcome | None = None
        self._warns = True
        self.voice = SaidLater(self)
        self.setAccessibleName(_("Rekommendation"))
        self.emergency = NoticeCard("danger")
        self.unchecked = label("strong", tone="unknown")
        self.head = HeadCard()
        self.gap = NoticeCard("gap")
        self.pack_warning = label("small", tone="gap")
        self.question = NextQuestionCard(_("Frågan som avgör mest"))
        self.question.clicked.connect(self.question_asked)
        self._forms_heading = SectionHeading(_("Vårdformer"))
        self.ladder = Ladder(_("källa"), name=_("Vårdformer"))
        self._todo_heading = SectionHeading(_("Att göra före inskrivning"))
        self.todos = TaskList(
            TaskTexts(_("planera"), _("Ansvarig"), _("Klart senast"), _("i morgon, 24/11")),
            name=_("Att göra före inskrivning"),
        )
        self.todos.answered.connect(self.answered)
        self.todos.planned.connect(self.planned)
        self.todos.asked_for.connect(self.row_asked)
        self._team_heading = SectionHeading(_("Mottagare"))
        self.team = TeamCard(name=_("Mottagare"))
        self._covers = Lines()
        self.covers = OnDemand(_("Mer om vem som svarar"), self._covers)
        self.parallel = Lines(_("Vid sidan av"))
        self.changes = Points(_("Vad skulle ändra förslaget"))
        self.general_care = Points(_("Allmän vård kan göra nu"))
        self._pack_heading = SectionHeading(_("Kriterier"))
        self.pack = label("small", tone="text")
        self.packs = CalmBox()
        self.packs.setAccessibleName(_("Väg efter kriterier från"))
        self._pack_heading.setBuddy(self.packs)  # on Linux a list is named by its label alone
        self.packs.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.packs.activated.connect(self._choose_pack)
        self.compare = link_button(_("Jämför regionerna"))
        self.compare.clicked.connect(self.compare_asked)
        self._readings = Lines()
        self.readings = OnDemand(_("Så har källan lästs"), self._readings)
        self.setProperty("surface", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        for part in (
            self.emergency,
            self.unchecked,
            self.head,
            self.gap,
            self.covers,
            self.question,
            self.pack_warning,
            self._forms_heading,
            self.ladder,
            self._todo_heading,
            self.todos,
            self._team_heading,
            self.team,
            self.parallel,
            self.changes,
            self.general_care,
            self._pack_heading,
            self.pack,
            self.packs,
            self.readings,
        ):
            self._column.addWidget(part)
        self._column.insertWidget(
            self._column.indexOf(self.readings), self.compare, 0, Qt.AlignmentFlag.AlignLeft
        )
        self._column.addStretch(1)
        self.ready()

    def offer_packs(self, packs: Sequence[tuple[str, str]], chosen: str, *, open_: bool) -> None:
        """Show the criteria that can be chosen, as (id, name); `open_` when they may change."""
        if self.packs.count() != len(packs):
            self.packs.clear()
            for pack, name in packs:
                self.packs.addItem(name, pack)
        self.packs.setCurrentIndex(self.packs.findData(chosen))
        self.packs.setEnabled(open_)

    def warn_here(self, *, here: bool) -> None:
        """Show an emergency on top of this column, or leave that to the page."""
        self._warns = here
        emergency = None if self._outcome is None else self._outcome.emergency
        self._show_notice(self.emergency, emergency if here else None)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show an outcome; what did not change is left alone, and what is read does not move."""
        before, self._outcome = self._outcome, outcome
        if outcome == before:
            return
        with held_in_sight(self):
            self._show_top(outcome)
            self._show_forms(outcome)
            self._show_todos(outcome.todos)
            self._show_team(outcome.team_card)
            self.parallel.show_lines(outcome.parallel)
            self.changes.show_lines(outcome.changes)
            self.general_care.show_lines(outcome.general_care)
            set_text(self.pack, outcome.pack)
            self._readings.set_lines(outcome.readings)
            self.readings.setVisible(bool(outcome.readings))
        self._say(before, outcome)

    def _show_top(self, outcome: Outcome) -> None:
        self._show_notice(self.emergency, outcome.emergency if self._warns else None)
        set_text(self.unchecked, f"? {outcome.unchecked}" if outcome.unchecked else "")
        self.head.show_head(
            Head(
                heading=outcome.heading,
                status=outcome.status,
                levels=outcome.levels,
                team=outcome.team,
                urgency=outcome.urgency,
                reason=outcome.reason,
                urgent=outcome.urgent,
            )
        )
        self._show_notice(self.gap, outcome.gap)
        self._covers.set_lines(outcome.covers)
        self.covers.setVisible(bool(outcome.covers))
        if outcome.question_fact is None:
            self.question.set_rest(outcome.question)
        else:
            self.question.set_question(outcome.question)
        self.question.setVisible(bool(outcome.question))
        set_text(self.pack_warning, "\n".join(f"△ {text}" for text in outcome.pack_warnings))

    def _show_todos(self, todos: Sequence[Todo]) -> None:
        for part in (self._todo_heading, self.todos):
            part.setVisible(bool(todos))
        if self.todos.set_items([self._item(one) for one in todos]):
            follow_reading_order(self)

    def _item(self, one: Todo) -> TaskItem:
        _ = self._
        unanswered = _("ej besvarat") if one.unanswered else ""
        about = (one.owner, unanswered, "" if one.late else one.when)
        return TaskItem(
            key=one.id,
            text=one.text,
            done=one.done,
            word=one.word,
            about=" · ".join(part for part in about if part),
            late=one.when if one.late else "",
            ways=tuple(TaskWay(way.word, way.fact, way.value) for way in one.ways),
            back=one.back,
            asks=one.asks,
            owner=one.own_owner,
            owner_hint=one.owner,
            due=one.due,
            open_=one.open_,
        )

    def _show_team(self, team: Team | None) -> None:
        for part in (self._team_heading, self.team):
            part.setVisible(team is not None)
        if team is not None:
            self.team.show_team(
                TeamShown(
                    name=team.name,
                    opening=team.opening,
                    open_=team.open_,
                    rows=team.rows,
                    verified=team.verified,
                    stale=team.stale,
                )
            )

    def start_over(self) -> None:
        """Forget the case in sight: another one is to be shown, from its top."""
        self._outcome = None
        self.todos.start_over()
        area = area_of(self)
        if area is not None:
            area.verticalScrollBar().setValue(0)

    def show_problem(self, prerequisite: str, field: str, text: str) -> None:
        """Say at a field why what was typed was not kept; "" when it was."""
        with held_in_sight(self):
            self.todos.show_problem(prerequisite, field, text)

    def _show_forms(self, outcome: Outcome) -> None:
        self.ladder.set_rungs(
            [
                Rung(
                    key=form.id,
                    mark=Mark(form.mark),
                    word=form.word,
                    name=form.name,
                    sentence=form.sentence,
                    trace=[
                        TraceLine(Mark(one.mark), one.word, one.text, one.source)
                        for one in form.trace
                    ],
                )
                for form in outcome.forms
            ]
        )

    @staticmethod
    def _show_notice(card: NoticeCard, notice: Notice | None) -> None:
        if notice is not None:
            card.show_notice(notice.kind, notice.title, notice.text)
        card.setVisible(notice is not None)

    def _say(self, before: Outcome | None, outcome: Outcome) -> None:
        """Tell a screen reader what a sighted reader sees change; an emergency at once."""
        if before is None:
            self.voice.known(outcome.spoken)
        elif outcome.emergency is not None and outcome.emergency != before.emergency:
            text = f"{outcome.emergency.title}. {outcome.emergency.text}"
            self.voice.say_now(text, outcome.spoken)
        else:
            self.voice.say(outcome.spoken)

    def _choose_pack(self, index: int) -> None:
        self.pack_chosen.emit(self.packs.itemData(index))

    def measure(self) -> None:
        side = em(1.0)
        self._column.setContentsMargins(side, em(0.9), side, em(0.9))
        self._column.setSpacing(em(0.55))
        headings = (self._forms_heading, self._todo_heading, self._team_heading)
        apart = (*headings, self.parallel, self.changes, self.general_care, self._pack_heading)
        for part in apart:
            part.setContentsMargins(0, em(0.45), 0, 0)
