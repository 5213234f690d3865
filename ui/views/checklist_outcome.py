"""The live recommendation: what is possible, how soon, what is missing, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.checklist_outcome import Outcome
from ui.viewmodels.checklist_urgency import Notice
from ui.widgets.announce import announce
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import Head, HeadCard, NextQuestionCard, NoticeCard, SectionHeading
from ui.widgets.ladder import Condition, ConditionList, Ladder, Mark, Rung, TraceLine
from ui.widgets.lines import Lines
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.on_demand import OnDemand


class OutcomePanel(Measured):
    """Everything that the answers give, in one column. Draws; knows no rule."""

    question_asked = Signal()
    pack_chosen = Signal(str)
    compare_asked = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._outcome: Outcome | None = None
        self._warns = True
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
        self.todos = ConditionList(name=_("Att göra före inskrivning"))
        self._covers = Lines()
        self.covers = OnDemand(_("Mer om vem som svarar"), self._covers)
        self.parallel = Lines(_("Vid sidan av"))
        self.changes = Lines(_("Vad skulle ändra förslaget"))
        self.general_care = Lines(_("Allmän vård kan göra nu"))
        self._pack_heading = SectionHeading(_("Kriterier"))
        self.pack = label("small", tone="text")
        self.packs = CalmBox()
        self.packs.setAccessibleName(_("Väg efter kriterier från"))
        self._pack_heading.setBuddy(self.packs)  # on Linux a list is named by its label alone
        self.packs.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.packs.activated.connect(self._choose_pack)
        self.compare = QPushButton(_("Jämför regionerna"))
        self.compare.setProperty("role", "link")
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
        """Show an outcome; what did not change is left alone."""
        before, self._outcome = self._outcome, outcome
        if outcome == before:
            return
        self._show_notice(self.emergency, outcome.emergency if self._warns else None)
        set_text(self.unchecked, f"? {outcome.unchecked}" if outcome.unchecked else "")
        self.head.show_head(
            Head(
                heading=outcome.heading,
                levels=outcome.levels,
                team=outcome.team,
                urgency=outcome.urgency,
                reason=outcome.reason,
                urgent=outcome.urgent,
            )
        )
        self._show_notice(self.gap, outcome.gap)
        self.question.set_question(outcome.question)
        self.question.setVisible(outcome.question_fact is not None)
        self._show_forms(outcome)
        self._todo_heading.setVisible(bool(outcome.todos))
        self.todos.setVisible(bool(outcome.todos))
        self.todos.set_conditions(
            [Condition(one.text, one.owner, one.done, one.word) for one in outcome.todos]
        )
        self._covers.set_lines(outcome.covers)
        self.covers.setVisible(bool(outcome.covers))
        self.parallel.show_lines(outcome.parallel)
        self.changes.show_lines(outcome.changes)
        self.general_care.show_lines(outcome.general_care)
        set_text(self.pack, outcome.pack)
        set_text(self.pack_warning, "\n".join(f"△ {text}" for text in outcome.pack_warnings))
        self._readings.set_lines(outcome.readings)
        self.readings.setVisible(bool(outcome.readings))
        self._say(before, outcome)

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
            return
        if outcome.emergency is not None and outcome.emergency != before.emergency:
            text = f"{outcome.emergency.title}. {outcome.emergency.text}"
            announce(self, text, urgent=True)
        elif outcome.summary != before.summary:
            announce(self, outcome.summary)

    def _choose_pack(self, index: int) -> None:
        self.pack_chosen.emit(self.packs.itemData(index))

    def measure(self) -> None:
        side = em(1.0)
        self._column.setContentsMargins(side, em(0.9), side, em(0.9))
        self._column.setSpacing(em(0.55))
