"""Two lines below a condition: who sees to it from now on, and by when."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.checklist_todos import MOST_OWNER
from ui.viewmodels.follow_up_shown import Condition
from ui.views.follow_up_page_fields import EnteredLine
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text


class Replan(Measured):
    """Hidden until it is asked for; Enter in a line notes both, Esc puts it away."""

    given = Signal(str, str, str)
    """Code of the condition, who and when as they are typed."""
    left = Signal()
    edited = Signal()

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._shown: Condition | None = None
        self.owner, self.due = EnteredLine(), EnteredLine()
        self.owner.setMaxLength(MOST_OWNER)
        self.owner.setAccessibleName(_("Vem som ordnar det"))
        self.owner.setPlaceholderText(_("vem"))
        self.due.setAccessibleName(_("Senast den dag"))
        self.due.setPlaceholderText(_("dag, som fredag"))
        self.confirm = QPushButton(_("Notera ändringen"))
        self.problem = label("small", tone="danger")
        set_text(self.problem, "")
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for part in (self.owner, self.due, self.confirm, self.problem):
            self._flow.addWidget(part)
        for line in (self.owner, self.due):
            line.returnPressed.connect(self._give)
            line.textChanged.connect(self.edited)
        self.confirm.clicked.connect(self._give)
        self.hide()
        self.ready()

    def show_condition(self, one: Condition) -> None:
        """Take the condition that the lines are about; what is typed in them stays."""
        self._shown = one

    def begin(self) -> None:
        """Put the keyboard on the day, which is what most often changes."""
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        self.due.selectAll()

    def half(self) -> Mapping[str, str]:
        """Return what is typed otherwise than it stands, each with the condition's code."""
        if self._shown is None:
            return {}
        lines = ((self.owner, "owner", self._shown.owner), (self.due, "due", self._shown.due))
        code = self._shown.code
        return {
            f"{name}:{code}": line.text() for line, name, stands in lines if line.text() != stands
        }

    def recall(self, half: Mapping[str, str]) -> bool:
        """Show what stands with what was typed over it; return whether anything was."""
        if self._shown is None:
            return False
        owner, due = (f"{name}:{self._shown.code}" for name in ("owner", "due"))
        self.owner.setText(half.get(owner, self._shown.owner))
        self.due.setText(half.get(due, self._shown.due))
        self.show_problem("")
        return owner in half or due in half

    def show_problem(self, problem: str) -> None:
        """Say why the typed day cannot be noted."""
        if problem and self.problem.isHidden():
            announce(self.due, problem)
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        set_look(self.due, "wrong", bool(problem))
        set_text(self.problem, f"⚠ {problem}" if problem else "")

    def _give(self) -> None:
        if not self.half():
            self.left.emit()  # nothing is to be changed
        elif self._shown is not None:
            self.given.emit(self._shown.code, self.owner.text(), self.due.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def measure(self) -> None:
        self._flow.setSpacing(em(0.5))
        self.owner.setMinimumWidth(em(11))
        self.due.setMinimumWidth(em(12))
