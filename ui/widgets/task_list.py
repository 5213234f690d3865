"""What is to be done, as boxes that the answers tick, each with who sees to it and by when."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.theme import em
from ui.widgets.measured import Measured
from ui.widgets.task_row import TaskItem, TaskRow, TaskTexts


class TaskList(Measured):
    """The tasks, in an order that never changes."""

    answered = Signal(str, object)
    asked_for = Signal(str)
    planned = Signal(str, str, str)
    grown = Signal()
    """A row has unfolded something and has the keyboard there."""

    def __init__(self, texts: TaskTexts, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._texts = texts
        self.rows: list[TaskRow] = []
        self._keys: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.ready()

    def set_items(self, items: Sequence[TaskItem]) -> bool:
        """Show these tasks in the rows that are there; say whether rows were made."""
        made = len(self.rows) < len(items)
        while len(self.rows) < len(items):
            row = TaskRow(self._texts)
            row.answered.connect(self.answered)
            row.asked_for.connect(self.asked_for)
            row.planned.connect(self.planned)
            row.grown.connect(self.grown)
            self.rows.append(row)
            self._column.addWidget(row)
        self._keys = [item.key for item in items]
        for at, row in enumerate(self.rows):
            if at < len(items):
                row.show_item(items[at])
            row.setVisible(at < len(items))
        return made

    def start_over(self) -> None:
        """Fold everything and forget what was typed: the next tasks are another patient's."""
        for row in self.rows:
            row.start_over()

    def show_problem(self, key: str, field: str, text: str) -> None:
        """Say at a task's field why what was typed was not kept."""
        if key in self._keys:
            self.rows[self._keys.index(key)].show_problem(field, text)

    def measure(self) -> None:
        self._column.setSpacing(em(0.35))
