"""What the decision rests on and is not in place yet: each with a box to tick."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.follow_up_shown import Condition
from ui.viewmodels.follow_up_typed import BESIDE
from ui.views.follow_up_page_replan import Replan
from ui.widgets.measured import Measured, label, link_button, set_look, set_text
from ui.widgets.task_parts import AskingBox


class ConditionRow(Measured):
    """A box that asks for its condition to be noted, the condition, who sees to it and when."""

    asked = Signal(str, bool)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._words = {True: _("klart"), False: _("återstår")}
        self._shown: Condition | None = None
        self.box = AskingBox()
        self._text, self._about = label(), label("small")
        self._late = label("small", tone="gap")
        self.change = link_button(_("Ändra"))
        self.change.setCheckable(True)
        self.replan = Replan(_)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.box, 0, 0, top)
        self._grid.addWidget(self._text, 0, 1)
        self._grid.addWidget(self.change, 0, 2, 2, 1, top)  # taller than a line of text
        self._grid.addWidget(self._about, 1, 1)
        for at, part in enumerate((self._late, self.replan), start=2):
            self._grid.addWidget(part, at, 1, 1, 2)
        self.box.asked.connect(self._ask)
        self.change.toggled.connect(self.replan.setVisible)
        self.change.clicked.connect(self._begin)
        self.replan.left.connect(self._fold)
        self.ready()

    @property
    def code(self) -> str:
        """The condition that it shows."""
        return "" if self._shown is None else self._shown.code

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
        self.change.setVisible(not one.met)
        self.change.setAccessibleName(
            ": ".join((self._("Ändra vem och när"), ", ".join(filter(None, (one.text, one.about)))))
        )
        self.replan.show_condition(one)

    def half(self) -> Mapping[str, str]:
        """Return what is typed here and not noted."""
        return self.replan.half() if self.change.isChecked() else {}

    def recall(self, half: Mapping[str, str]) -> None:
        """Put it back; nothing folds the row."""
        self.change.setChecked(self.replan.recall(half))

    def _begin(self) -> None:
        if self.change.isChecked():
            self.replan.begin()

    def _fold(self) -> None:
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.recall({})

    def _ask(self) -> None:
        if self._shown is not None:
            self.asked.emit(self._shown.code, not self._shown.met)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a click on the text as one on the box: it is the larger target."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self.replan.geometry().contains(at):
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
    replanned = Signal(str, str, str)
    """Code, and who is to see to it and by when, as typed."""
    unfolded = Signal()
    edited = Signal()

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
            row.replan.given.connect(self.replanned)
            row.change.toggled.connect(self.unfolded)
            row.replan.edited.connect(self.edited)
            self.rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self.rows):
            if at < len(conditions):
                row.show_condition(conditions[at])
            row.setVisible(at < len(conditions))

    def show_problem(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong with what was typed last, in its row."""
        for row in self.rows:
            row.replan.show_problem(problems.get(f"{BESIDE}{row.code}", ""))

    def half(self) -> Mapping[str, str]:
        """Return what is typed and not noted, of all rows."""
        return {name: text for row in self.rows for name, text in row.half().items()}

    def recall(self, half: Mapping[str, str]) -> None:
        """Put it back; rows in which nothing was typed are folded."""
        for row in self.rows:
            row.recall(half)

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
