# ruff: noqa: N802 - the camel case names are Qt's
"""The columns of the checklist page: steps, questions, recommendation.

In a narrow window the recommendation stands below the questions, and one line of it stays at
the top; in a narrower one the steps become a list to unfold.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from ui.theme import em
from ui.viewmodels.checklist_progress import StepProgress
from ui.viewmodels.desk import Desk
from ui.views.checklist_middle import Middle
from ui.views.checklist_outcome import OutcomePanel
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured
from ui.widgets.step_choice import StepChoice
from ui.widgets.step_list import Progress, Step, StepList
from ui.widgets.tab_order import follow_reading_order

WIDE: Final = 64
"""Ems from which the recommendation has a column of its own."""
MEDIUM: Final = 46
"""Ems from which the steps have a column of their own."""


class Columns(Measured):
    """Arranges what the page shows by the room there is."""

    step_chosen = Signal(int)

    def __init__(self, desk: Desk, middle: Middle, outcome: OutcomePanel) -> None:
        super().__init__()
        _ = self._ = desk.translate
        self._language = desk.language
        self._middle, self._outcome = middle, outcome
        self._wide: bool | None = None
        self._heading = SectionHeading(_("Bedömning"))
        self.steps = StepList(name=_("Bedömning"))
        self._choice = StepChoice(_("Steg"))
        middle.head_layout.insertWidget(0, self._choice, 1)
        self._short = False
        self._steps_area = _scrolled()
        self._steps_area.setWidget(self.steps)
        self.steps.setAutoFillBackground(False)
        self._left = QFrame()
        self._left.setProperty("surface", "left")
        self._column = QVBoxLayout(self._left)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._steps_area, 1)
        self._side = _scrolled()
        self._side.setProperty("surface", "right")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addWidget(middle, 1)
        across.addWidget(self._side)
        self.steps.step_chosen.connect(self.step_chosen)
        self._choice.chosen.connect(self.step_chosen)
        self.ready()

    def show_steps(self, progress: Sequence[StepProgress], selected: int) -> None:
        """Show how far each step has come, and the way to the decision after them."""
        _ = self._
        words = {
            Progress.DONE: _("klart"),
            Progress.PARTLY: _("påbörjat"),
            Progress.EMPTY: _("inte påbörjat"),
        }
        steps = []
        for one in progress:
            begun = Progress.PARTLY if one.answered else Progress.EMPTY
            state = Progress.DONE if one.answered == one.asked else begun
            steps.append(Step(one.step.name[self._language], one.count, state, words[state]))
        steps.append(Step(_("Granska och besluta"), "", Progress.EMPTY, ""))
        self.steps.set_steps(steps)
        self._choice.show_steps(steps, selected)
        if self.steps.selected() != selected:
            self.steps.select(selected)
            self._steps_area.ensureWidgetVisible(self.steps.button(selected))

    def shorten(self, *, short: bool) -> None:
        """Leave the steps out, or show them again."""
        if short != self._short:
            self._short = short
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def measure(self) -> None:
        self._column.setContentsMargins(em(0.3), em(0.8), em(0.3), em(0.8))
        self._heading.setContentsMargins(em(0.5), 0, em(0.5), 0)
        self._left.setFixedWidth(em(16.4))
        self._arrange()

    def _arrange(self) -> None:
        ems = self.width() / em()
        self._left.setVisible(ems >= MEDIUM and not self._short)
        self._choice.setVisible(ems < MEDIUM and not self._short)
        self._middle.show_title(shown=ems >= MEDIUM or self._short)
        self._side.setFixedWidth(em(min(24.5, max(21, ems * 0.2548))))
        wide = ems >= WIDE
        if wide == self._wide:
            return
        self._wide = wide
        if wide:
            self._middle.give_up(self._outcome)
            self._side.setWidget(self._outcome)
        else:
            self._side.takeWidget()
            self._middle.take_in(self._outcome)
        self._outcome.show()
        self._outcome.setAutoFillBackground(False)
        self._outcome.warn_here(here=wide)
        self._side.setVisible(wide)
        self._middle.summarise(shown=not wide)
        follow_reading_order(self)


def _scrolled() -> QScrollArea:
    """Return an area that scrolls up and down and takes no focus of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
