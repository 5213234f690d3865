"""What the decision rests on and is not in place yet: each with a box to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.follow_up_shown import Condition
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.task_parts import AskingBox


class ConditionRow(Measured):
    """A box that asks for its condition to be noted, the condition, who sees to it and when."""

    asked = Signal(str, bool)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._words = {True: _("klart"), False: _("återstår")}
        self._shown: Condition | None = None
        self.box = AskingBox()
        self._text, self._about = label(), label("small")
        self._late = label("small", tone="gap")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        for at, part in enumerate((self._text, self._about, self._late)):
            self._grid.addWidget(part, at, 1)
        self.box.asked.connect(self._ask)
        self.ready()

    def show_condition(self, one: Condition) -> None:
        """Show a condition as it stands."""
        self._shown = one
        self.box.show_done(done=one.met)
        self.box.setAccessibleName(
            ", ".join(filter(None, (one.text, one.about, one.late, self._words[one.met])))
        )
        set_text(self._text, one.text)
        set_look(self._text, "tone", "muted" if one.met else "text")
        set_text(self._about, one.about)
        set_text(self._late, f"△ {one.late}" if one.late else "")

    def _ask(self) -> None:
        if self._shown is not None:
            self.asked.emit(self._shown.code, not self._shown.met)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a click on the text as one on the box: it is the larger target."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.3))
        self._grid.setVerticalSpacing(em(0.1))
        self._text.setContentsMargins(0, em(0.12), 0, 0)  # level with the box beside it


class Conditions(Measured):
    """The conditions in the order of the criteria."""

    asked = Signal(str, bool)
    """Code, and whether it is to count as met."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.rows: list[ConditionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.ready()

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show these conditions in the rows that are there."""
        while len(self.rows) < len(conditions):
            row = ConditionRow(self._)
            row.asked.connect(self.asked)
            self.rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self.rows):
            if at < len(conditions):
                row.show_condition(conditions[at])
            row.setVisible(at < len(conditions))

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
