"""When the patient is seen again: as the urgency has it, or as somebody chose, by one key."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.follow_up_shown import Plan
from ui.views.follow_up_page_fields import EnteredLine
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout, Outset
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.segmented import RING, Option, SegmentedControl


class PlanLine(Measured):
    """The day in words, the usual spans from today, and a line for any other day."""

    span_chosen = Signal(str)
    day_typed = Signal(str)
    edited = Signal()

    def __init__(self, _: Translate, keys: str) -> None:
        super().__init__()
        self._ = _
        self.words = label("strong", wrap=False)
        self._why = label("small", wrap=False)
        options = [
            Option("1", "1 " + _("I morgon"), keys="1"),
            Option("3", _("3 dygn"), keys="3"),
            Option("7", _("7 dygn"), keys="7"),
            Option("2", _("2 veckor"), keys="2"),
            Option("4", _("4 veckor"), keys="4"),
            Option("0", "0 " + _("Ingen"), keys="0"),
        ]
        self.spans = SegmentedControl(options, name=_("Nästa ombedömning"), required=True)
        self.spans.setToolTip(keys)
        self.day = EnteredLine()
        self.day.setAccessibleName(_("En annan dag"))
        self.day.setPlaceholderText(_("en annan dag, till exempel fredag"))
        self.problem = label("small", tone="danger")
        set_text(self.problem, "")
        self._top = FlowLayout()
        self._top.addWidget(self.words)
        self._top.addWidget(self._why)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)  # a ring of its controls has room
        self._column.addLayout(self._top)
        level = Outset(RING)
        level.addWidget(self.spans)
        self._column.addLayout(level)
        self._column.addWidget(self.day)
        self._column.addWidget(self.problem)
        self.spans.chosen.connect(lambda value: self.span_chosen.emit(str(value)))
        self.day.textChanged.connect(self.edited)
        self.day.returnPressed.connect(lambda: self.day_typed.emit(self.day.text()))
        self.ready()

    def show_plan(self, plan: Plan, problem: str) -> None:
        """Show the day that stands, and why a typed one does not."""
        set_text(self.words, f"△ {plan.words}" if plan.late else plan.words)
        set_look(self.words, "tone", "gap" if plan.late else "text")
        set_text(self._why, plan.why)
        self.spans.set_value(plan.span or None)
        if problem and problem not in self.problem.text():
            announce(self.day, problem)
        set_look(self.day, "wrong", bool(problem))
        set_text(self.problem, f"⚠ {problem}" if problem else "")

    def half(self) -> Mapping[str, str]:
        """Return the day that is typed and not noted."""
        return {"day": self.day.text()}

    def recall(self, half: Mapping[str, str]) -> None:
        """Put it back; nothing empties the line."""
        self.day.setText(half.get("day", ""))

    def measure(self) -> None:
        self._column.setSpacing(em(0.4))
        self._top.setSpacing(em(0.6))
