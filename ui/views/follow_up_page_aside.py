"""What stands beside the forms: the way so far, conditions, the next reassessment, the history."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.follow_up import FollowUpModel
from ui.viewmodels.follow_up_typed import BESIDE
from ui.views.follow_up_page_conditions import Conditions
from ui.views.follow_up_page_history import History
from ui.views.follow_up_page_plan import PlanLine
from ui.views.follow_up_page_track import Track
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import Outset
from ui.widgets.measured import Measured
from ui.widgets.segmented import RING


class Aside(Measured):
    """Each with its heading; what is asked for here goes to the model."""

    grown = Signal()
    """Lines were unfolded or folded."""
    sought = Signal(QWidget)
    """This has the keyboard: bring it in sight."""

    def __init__(self, model: FollowUpModel, _: Translate) -> None:
        super().__init__()
        self._model = model
        self.track, self.conditions = Track(_), Conditions(_)
        self.plan, self.history = PlanLine(_, keys_of("plan_day")[0]), History(_)
        self._heads = {
            "track": SectionHeading(_("Vägen hit")),
            "conditions": SectionHeading(_("Att ordna")),
            "plan": SectionHeading(_("Nästa ombedömning")),
            "history": SectionHeading(_("Noterat")),
        }
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)  # whoever places it sets it as far out
        parts: Mapping[str, QWidget] = {
            "track": self.track,
            "conditions": self.conditions,
            "plan": self.plan,
            "history": self.history,
        }
        for name, part in parts.items():
            self._column.addWidget(self._heads[name])
            level = Outset(RING if part is self.plan else 0)
            level.addWidget(part)
            self._column.addLayout(level)
        self._connect()
        self.ready()

    def show_case(self) -> None:
        """Show the case that is open."""
        shown, problems = self._model.shown, self._model.problems
        self.track.show_points(shown.track)
        self.conditions.show_conditions(shown.conditions)
        self.conditions.show_problem(problems)
        self._heads["conditions"].setVisible(bool(shown.conditions))
        for part in (self._heads["plan"], self.plan):
            part.setVisible(bool(shown.plan.words))
        self.plan.show_plan(shown.plan, problems.get(f"{BESIDE}plan", ""))
        self.history.show_lines(shown.history)

    def begin(self) -> None:
        """Put back what is half typed here."""
        half = self._model.half
        self.conditions.recall(half.told("condition"))
        self.plan.recall(half.told("plan"))
        self.history.recall(half.told("strike"))

    def tell(self) -> None:
        """Tell what stands here and is not noted."""
        half = self._model.half
        half.type_in("condition", self.conditions.half())
        half.type_in("plan", self.plan.half())
        half.type_in("strike", self.history.half())

    def to_plan(self) -> None:
        """Put the keyboard on the next reassessment."""
        self._to(self.plan.spans)

    def to_conditions(self) -> None:
        """Put the keyboard on the first condition that is open."""
        boxes = [row.box for row in self.conditions.rows if not row.isHidden()]
        waits = [box for box in boxes if not box.isChecked()]
        self._to(*(waits or boxes)[:1])

    def to_history(self) -> None:
        """Put the keyboard on what was noted last and holds: from there it is struck."""
        held = [row.strike for row in self.history.rows if not row.isHidden()]
        self._to(*[strike for strike in held if not strike.isHidden()][:1])

    def works(self) -> QWidget | None:
        """Return where the keyboard stays once something is noted here; None if it is not here."""
        held = self.focusWidget()
        if held is None or not held.hasFocus() or self.history.isAncestorOf(held):
            return None
        row = next((one for one in self.conditions.rows if one.isAncestorOf(held)), None)
        return held if row is None or held is row.box else row.change

    def _to(self, *parts: QWidget) -> None:
        for part in parts:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.sought.emit(part)

    def _connect(self) -> None:
        model = self._model
        model.half.asked.connect(self.tell)
        for part in (self.conditions, self.plan, self.history):
            part.edited.connect(model.half.soon)
        for unfolding in (self.conditions, self.history):
            unfolding.unfolded.connect(self.grown)
        self.conditions.asked.connect(lambda code, met: model.settle(code, met=met))
        self.conditions.replanned.connect(model.replan)
        self.plan.span_chosen.connect(model.plan_span)
        self.plan.day_typed.connect(model.plan_typed)
        self.history.struck.connect(model.strike)

    def measure(self) -> None:
        self._column.setSpacing(em(0.6))
        for name in ("conditions", "plan", "history"):
            self._heads[name].setContentsMargins(0, em(0.7), 0, 0)
