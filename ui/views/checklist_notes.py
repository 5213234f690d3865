"""The letter's free texts at the foot of the questions that they belong to.

Made when a step is first in front. The questions above never move for them.
"""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.referral.notes import NOTE_FIELD
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.checklist_notes import STEP_NOTES, LetterNotes
from ui.viewmodels.desk import Desk
from ui.viewmodels.note_words import stepped
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured
from ui.widgets.note_editor import Beside
from ui.widgets.note_grid import NoteGrid
from ui.widgets.segmented import RING

_WIDE: Final = frozenset({"worry", "symptoms_tried", "purpose", "intervention_task", "home_care"})
_KNOWN_AFTER: Final = 120
"""Milliseconds from an answer until what is known follows: a key shows its own answer first."""


class StepNotes(Measured):
    """The fields of one step at a time, under a heading; nothing where a step has none.

    To be placed by an `Outset` of a focus ring, as the fields are.
    """

    grown = Signal()
    overfull = Signal(str)
    rearranged = Signal()
    """Fields came or went."""

    def __init__(self, desk: Desk, notes: LetterNotes) -> None:
        super().__init__()
        self._desk, self._notes = desk, notes
        self._ = desk.translate
        self._step = ""
        self._grids: dict[str, NoteGrid] = {}
        words = (self._("Till mottagaren"), *keys_of("note_fields"))
        self._heading = SectionHeading("  ".join(words))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._heading)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KNOWN_AFTER)
        self._later.timeout.connect(self._show_known)
        notes.changed.connect(self._show)
        self.hide()
        self.ready()

    @property
    def grid(self) -> NoteGrid | None:
        """The fields in front."""
        return self._grids.get(self._step)

    def in_use(self) -> QWidget | None:
        """Return the field that has the keyboard."""
        field = None if self.grid is None else self.grid.focusWidget()
        return field if field is not None and field.hasFocus() else None

    def show_step(self, step: str) -> None:
        """Show the fields of a step; "" for none."""
        before = self.grid
        self._step = step if step in STEP_NOTES else ""
        if self._step:
            self.make(self._step)
        if before is not None and before is not self.grid:
            before.hide()
        self.setVisible(self.grid is not None)
        self._show()

    def make(self, step: str) -> None:
        """Make the fields of a step, where they are not made."""
        if step in self._grids or step not in STEP_NOTES:
            return
        beside = Beside(self._notes.known, self._notes.remark, self._stepped)
        fields = [NOTE_FIELD[name] for name in STEP_NOTES[step]]
        made = NoteGrid(fields, _WIDE, beside, self._)
        made.hide()
        made.typed.connect(self._notes.type_note)
        made.left.connect(self._notes.settle)
        made.grown.connect(self.grown)
        made.overfull.connect(self.overfull)
        made.rearranged.connect(self.rearranged)
        self._column.addWidget(made)
        self._grids[step] = made

    def follow(self) -> None:
        """Let what the answers tell follow them, a moment later."""
        if self.grid is not None:
            self._later.start()

    def _show(self) -> None:
        grid = self.grid
        if grid is not None:
            grid.show_fields(self._notes.fields(self._step), self._notes.note)
            grid.setEnabled(self._notes.open_)
            grid.show()

    def _show_known(self) -> None:
        if self.grid is not None:
            self.grid.show_known()

    def _stepped(self, text: str, by: int) -> str:
        return stepped(text, by, self._desk.workplace.now().date())

    def measure(self) -> None:
        self._column.setContentsMargins(0, em(0.9), 0, em(0.6))
        self._column.setSpacing(em(0.5))
        self._heading.setContentsMargins(RING, 0, RING, 0)
