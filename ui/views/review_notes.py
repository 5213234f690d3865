"""The letter's free texts before signing: what is asked for first, the rest unfolded when wanted.

Each has above it what the answers already tell, and below it what becomes of a text that is not
printed as it stands.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.referral.notes import NOTE_FIELD, NOTE_FIELDS
from triage.texts import Translate
from ui.theme import em
from ui.widgets.measured import Measured, link_button
from ui.widgets.note_editor import Beside, Editor
from ui.widgets.note_grid import NoteGrid

_FIRST: Final = (
    "worry",
    "purpose",
    "intervention_task",
    "intervention_stop",
    "intervention_responsible",
    "target_date",
    "target_reason",
)
_WIDE: Final = frozenset({"worry", "purpose", "intervention_task"})


class NoteFields(Measured):
    """Every free text of the letter. Emits as one types; `left` when a field loses focus."""

    typed = Signal(str, str)
    left = Signal()
    grown = Signal()
    """A field takes another height while somebody types in it."""
    overfull = Signal(str)
    """What is said where a text did not fit into its field."""
    rearranged = Signal()
    """Other fields are in front: those of a purpose come and go with it."""

    def __init__(self, _: Translate, beside: Beside) -> None:
        super().__init__()
        self._ = _
        self._rest = [field for field in NOTE_FIELDS if field.id not in _FIRST]
        self.first = NoteGrid([NOTE_FIELD[name] for name in _FIRST], _WIDE, beside, _)
        self.rest = NoteGrid(self._rest, (), beside, _)
        self.more = link_button()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.first)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.rest)
        for grid in (self.first, self.rest):
            grid.typed.connect(self.typed)
            grid.left.connect(self.left)
            grid.grown.connect(self.grown)
            grid.overfull.connect(self.overfull)
            grid.rearranged.connect(self.rearranged)
        self._unfold(False)
        self.ready()

    @property
    def fields(self) -> dict[str, Editor]:
        """The fields by their ids, those that are not in front too."""
        editors = {**self.first.editors, **self.rest.editors}
        return {name: one.editor for name, one in editors.items()}

    def show_notes(self, note: Callable[[str], str]) -> None:
        """Show the texts kept; one that is being typed is left alone."""
        purpose = note("purpose")
        asked = [name for name in _FIRST if NOTE_FIELD[name].asked(purpose)]
        self.first.show_fields(asked, note)
        self.rest.show_fields([field.id for field in self._rest], note)
        if any(note(field.id) for field in self._rest):
            self.more.setChecked(True)

    def show_field(self, name: str) -> QWidget | None:
        """Unfold what it takes to see a field; None for one that is not asked for now."""
        if name in self.rest.editors:
            self.more.setChecked(True)
        field = self.fields.get(name)
        return field if field in self.stops() else None

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order."""
        return [*self.first.stops(), self.more, *self.rest.stops()]

    def _unfold(self, open_: bool) -> None:
        _ = self._
        words = _("Fler uppgifter till mottagaren ({count})").format(count=len(self._rest))
        self.more.setText(f"{words} {'▾' if open_ else '▸'}")
        self.rest.setVisible(open_)

    def measure(self) -> None:
        self._column.setSpacing(em(0.6))
