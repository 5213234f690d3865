"""The steps of an assessment as a drop-down list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ui.widgets.calm_box import CalmBox
from ui.widgets.step_list import Step


class StepChoice(CalmBox):
    """The steps as a list to unfold, where there is no room for a column of them."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.activated.connect(self.chosen)

    def show_steps(self, steps: Sequence[Step], selected: int) -> None:
        """Show these steps."""
        while self.count() < len(steps):
            self.addItem("")
        for at, step in enumerate(steps):
            self.setItemText(at, "   ".join(filter(None, (f"{at + 1}  {step.name}", step.count))))
        self.setCurrentIndex(selected)
