"""The recommendation in full: what calls for action, the level, what to do, every form."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.review_advice import Advice
from ui.viewmodels.review_notices import Notice
from ui.widgets.cards import Head, HeadCard, NoticeCard, NoticeKind, SectionHeading
from ui.widgets.ladder import Condition, ConditionList, Ladder, Mark, Rung, TraceLine
from ui.widgets.lines import Lines
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.on_demand import OnDemand

_KINDS: dict[str, NoticeKind] = {"gap": "gap", "danger": "danger", "info": "info"}


class AdvicePanel(Measured):
    """Draws an `Advice`; keeps nothing."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.head = HeadCard()
        self.notices: list[NoticeCard] = []
        self.more: list[OnDemand] = []
        self._before, self._after = QVBoxLayout(), QVBoxLayout()
        self._to_do = SectionHeading(_("Att göra före inskrivning"))
        self.tasks = ConditionList(name=_("Att göra före inskrivning"))
        self._beside_heading = SectionHeading(_("Samtidigt"))
        self._beside = label()
        self._forms_heading = SectionHeading(_("Vårdformer"))
        self.ladder = Ladder(_("källa"), name=_("Vårdformer"))
        self._footing = label("small")
        frame = QFrame(self)
        frame.setProperty("surface", "base")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._column = QVBoxLayout(frame)
        self._column.addLayout(self._before)
        self._column.addWidget(self.head)
        self._column.addLayout(self._after)
        parts: tuple[QWidget, ...] = (
            *(self._to_do, self.tasks, self._beside_heading, self._beside),
            *(self._forms_heading, self.ladder, self._footing),
        )
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.ready()

    def show_advice(self, advice: Advice) -> None:
        """Show a recommendation in place of the one before."""
        _ = self._
        self.head.show_head(
            Head(
                heading=advice.heading,
                status=advice.status,
                levels=advice.levels,
                team=advice.team,
                urgency=advice.urgency,
                reason=advice.reasons,
                kind="notice" if advice.immediate else "normal",
                urgent=advice.immediate,
            )
        )
        self._show_notices(advice.notices)
        for part in (self._to_do, self.tasks):
            part.setVisible(bool(advice.tasks))
        self.tasks.set_conditions(
            [
                Condition(
                    task.text,
                    " · ".join(filter(None, (task.owner, task.when))),
                    False,
                    _("återstår"),
                )
                for task in advice.tasks
            ]
        )
        self._beside_heading.setVisible(bool(advice.beside))
        set_text(self._beside, "\n".join(f"+ {form}" for form in advice.beside))
        self.ladder.set_rungs(
            [
                Rung(
                    form.form,
                    Mark(form.mark),
                    form.word,
                    form.name,
                    form.word,
                    [
                        TraceLine(Mark(one.mark), one.word, one.text, one.source)
                        for one in form.trace
                    ],
                )
                for form in advice.forms
            ]
        )
        set_text(self._footing, _("Kriterier: {name}").format(name=advice.footing))

    def _show_notices(self, notices: Sequence[Notice]) -> None:
        for part in (*self.notices, *self.more):
            part.hide()
            part.deleteLater()
        self.notices, self.more = [], []
        for notice in notices:
            card = NoticeCard()
            card.show_notice(_KINDS[notice.kind], notice.title, notice.text)
            place = self._before if notice.kind == "danger" else self._after
            place.addWidget(card)
            self.notices.append(card)
            if notice.more:
                lines = Lines()
                lines.set_lines(notice.more)
                more = OnDemand(self._("Mer om vem som svarar"), lines)
                place.addWidget(more)
                self.more.append(more)

    def measure(self) -> None:
        self._column.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        self._column.setSpacing(em(0.6))
        for layout in (self._before, self._after):
            layout.setSpacing(em(0.5))
