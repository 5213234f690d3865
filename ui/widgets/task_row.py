# ruff: noqa: N802 - the camel case names are Qt's
"""One thing to do: a box that the answers tick, who sees to it, and by when.

A box asks for an answer and never ticks itself: where the answer is kept, the row is shown
anew and the box follows. Where several answers would do they unfold below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFormLayout, QGridLayout, QPushButton, QWidget

from ui.theme import em
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button, set_look, set_text
from ui.widgets.task_parts import AskingBox, KeptLine


@dataclass(frozen=True, slots=True)
class TaskWay:
    """An answer that settles a task; `fact` and `value` come back when it is chosen."""

    word: str
    fact: str
    value: object


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task as it is shown. `key` is its identifier."""

    key: str
    text: str
    done: bool
    word: str
    """Its state, for a screen reader."""
    about: str = ""
    """Who sees to it, and by when, in one line."""
    late: str = ""
    """That it is overdue, in words."""
    ways: Sequence[TaskWay] = ()
    back: str | None = None
    """The question whose answer unticking takes back."""
    asks: str | None = None
    """The question to go to where no tick can tell what to answer."""
    owner: str = ""
    owner_hint: str = ""
    due: str = ""
    open_: bool = True
    """Whether it can be ticked and planned at all."""


@dataclass(frozen=True, slots=True)
class TaskTexts:
    """The words of the list itself."""

    plan: str
    owner: str
    due: str
    due_hint: str


class TaskRow(Measured):
    """A box with its text; below it who and when, the answers to choose from, the two fields."""

    answered = Signal(str, object)
    asked_for = Signal(str)
    """A question that only its own row can answer."""
    planned = Signal(str, str, str)
    """Key, field (`owner` or `due`) and what was typed."""
    grown = Signal()

    def __init__(self, texts: TaskTexts) -> None:
        super().__init__()
        self._texts = texts
        self._item: TaskItem | None = None
        self.box = AskingBox()
        self._text = label()
        self._about = label("small")
        self._late = label("small", tone="gap")
        self.plan = link_button()
        self.plan.setCheckable(True)
        self._ways = QWidget()
        self._ways_flow = FlowLayout(self._ways)
        self._ways_flow.setContentsMargins(0, 0, 0, 0)
        self._ways.hide()
        self.ways: list[QPushButton] = []
        self.owner, self.due = KeptLine(), KeptLine()
        self.due.setPlaceholderText(texts.due_hint)
        self.problem = label("small", tone="danger")
        self.problem.hide()
        self._form = QWidget()
        self._fields = QFormLayout(self._form)
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for text, field in ((texts.due, self.due), (texts.owner, self.owner)):
            name = label("small", tone="text", wrap=False)
            name.setText(text)
            name.setBuddy(field)
            self._fields.addRow(name, field)
        self._form.hide()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._text, 0, 1, 1, 2)
        self._grid.addWidget(self._about, 1, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.plan, 1, 2, Qt.AlignmentFlag.AlignTop)
        below = (self._late, self._ways, self._form, self.problem)
        for at, part in enumerate(below, start=2):
            self._grid.addWidget(part, at, 1, 1, 2)
        self.box.asked.connect(self._press)
        self.plan.toggled.connect(self._unfold)
        for kind, one in (("due", self.due), ("owner", self.owner)):
            one.given.connect(lambda text, field=kind: self._give(field, text))
            one.left.connect(self._close)
        self._unfold(False)
        self.ready()

    # Showing

    def show_item(self, item: TaskItem) -> None:
        """Show a task; what is unfolded stays unfolded while it is the same task."""
        if item == self._item:
            return
        before, self._item = self._item, item
        same = before is not None and before.key == item.key
        self.box.show_done(done=item.done)
        self.box.setEnabled(item.open_)
        set_text(self._text, item.text)
        set_look(self._text, "tone", "muted" if item.done else "text")
        set_text(self._about, item.about)
        set_text(self._late, f"△ {item.late}" if item.late else "")
        self.plan.setVisible(item.open_ and not item.done)
        self._show_ways(item)
        if not (same and item.open_ and not item.done):
            self.plan.setChecked(False)
            self._fold_ways()
        if before is None or not same or before.owner != item.owner:
            self._show_problem("", self.owner)
        if before is None or not same or before.due != item.due:
            self._show_problem("", self.due)
        self.owner.show_kept(item.owner)
        self.owner.setPlaceholderText(item.owner_hint)
        self.due.show_kept(item.due)
        said = (item.text, item.about, item.late, item.word)
        self.box.setAccessibleName(", ".join(part for part in said if part))
        several = item.ways if len(item.ways) > 1 else ()
        self.box.setAccessibleDescription(", ".join(way.word for way in several))
        for part, name in (
            (self.plan, self._texts.plan),
            (self.owner, self._texts.owner),
            (self.due, self._texts.due),
        ):
            part.setAccessibleName(f"{name}: {item.text}")

    def start_over(self) -> None:
        """Fold everything and forget what was typed."""
        self._item = None
        self.plan.setChecked(False)
        self._fold_ways()
        for field in (self.owner, self.due):
            field.forget()
        self._show_problem("", self.owner, self.due)

    def _show_ways(self, item: TaskItem) -> None:
        several = list(item.ways) if len(item.ways) > 1 else []
        while len(self.ways) < len(several):
            button = QPushButton()
            at = len(self.ways)
            button.clicked.connect(lambda _=False, at=at: self._choose(at))
            self._ways_flow.addWidget(button)
            self.ways.append(button)
        for at, button in enumerate(self.ways):
            button.setText(several[at].word if at < len(several) else "")
            button.setVisible(at < len(several))
        if not several:
            self._fold_ways()

    def show_problem(self, field: str, text: str) -> None:
        """Say beside a field why what was typed was not kept; "" when it was."""
        self._show_problem(text, self.owner if field == "owner" else self.due)
        if text:
            announce(self, text)

    def _show_problem(self, text: str, *fields: KeptLine) -> None:
        for field in fields:
            field.refused = bool(text)
            set_look(field, "wrong", field.refused)
            field.setAccessibleDescription(text)
        others = (field.accessibleDescription() for field in (self.due, self.owner))
        set_text(self.problem, text or next(filter(None, others), ""))

    # Doing

    def _press(self) -> None:
        """Answer where one answer does; else let choose, or go to the question."""
        item = self._item
        if item is None:
            return
        if item.done and item.back is not None:
            self.answered.emit(item.back, None)
        elif len(item.ways) == 1:
            self.answered.emit(item.ways[0].fact, item.ways[0].value)
        elif item.ways and self._ways.isHidden():
            self._ways.show()
            self.grown.emit()
            self.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif item.ways:
            self._fold_ways()
        elif item.asks is not None:
            self.asked_for.emit(item.asks)

    def _choose(self, at: int) -> None:
        item = self._item
        if item is not None and at < len(item.ways):
            way = item.ways[at]
            self._fold_ways()
            self.answered.emit(way.fact, way.value)

    def _fold_ways(self) -> None:
        if not self._ways.isHidden():
            if any(button.hasFocus() for button in self.ways):
                self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ways.hide()

    def _unfold(self, open_: bool) -> None:
        self.plan.setText(f"{self._texts.plan} {'▾' if open_ else '▸'}")
        if not open_ and (self.owner.hasFocus() or self.due.hasFocus()):
            self.plan.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.setVisible(open_)
        if open_:
            self.grown.emit()
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_problem("", self.owner, self.due)

    def _give(self, field: str, text: str) -> None:
        if self._item is not None:
            self.planned.emit(self._item.key, field, text)

    def _close(self) -> None:
        self.plan.setChecked(False)
        self.plan.setFocus(Qt.FocusReason.OtherFocusReason)

    # Events

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on the text as one on the box: it is the larger target."""
        inside = self._text.geometry().contains(event.position().toPoint())
        if inside and self.box.isEnabled() and event.button() == Qt.MouseButton.LeftButton:
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._ways.isHidden():
            self._fold_ways()
            return
        super().keyPressEvent(event)

    def measure(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, em(0.15))
        self._grid.setHorizontalSpacing(em(0.3))
        self._grid.setVerticalSpacing(em(0.1))
        # As high as the link, so that nothing moves when a tick takes the link away.
        self._grid.setRowMinimumHeight(1, max(20, em(1.2)) + 4)
        for part in (self._text, self._late):
            part.setContentsMargins(0, em(0.12), 0, 0)  # level with the box beside it
        self._ways_flow.setSpacing(em(0.4))
        self._fields.setContentsMargins(0, em(0.25), 0, em(0.25))
        self._fields.setVerticalSpacing(em(0.3))
        self._fields.setHorizontalSpacing(em(0.5))
