# ruff: noqa: N802 - the camel case names are Qt's
"""Fields of the letter in two columns, read from left to right; in one where there is no room."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from triage.referral.notes import NoteField
from triage.texts import Translate
from ui.theme import em
from ui.widgets.measured import Measured
from ui.widgets.note_editor import Beside, NoteEditor
from ui.widgets.segmented import RING

_TWO = 34
"""Ems from which two columns stand beside each other."""


class NoteGrid(Measured):
    """The fields, of which some may be left out for now; `wide` ones take both columns.

    To be placed by an `Outset` of a focus ring: each field keeps the room of one inside.
    """

    typed = Signal(str, str)
    left = Signal()
    grown = Signal()
    overfull = Signal(str)
    rearranged = Signal()
    """Other fields are in front than before."""

    def __init__(
        self, fields: Sequence[NoteField], wide: Collection[str], beside: Beside, _: Translate
    ) -> None:
        super().__init__()
        self._wide = wide
        self.editors = {one.id: NoteEditor(one, beside, _) for one in fields}
        self._asked: tuple[str, ...] = tuple(self.editors)
        self._two = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for editor in self.editors.values():
            editor.setParent(self)  # never a window of its own
            editor.typed.connect(self.typed)
            editor.left.connect(self.left)
            editor.grown.connect(self.grown)
            editor.overfull.connect(self.overfull)
        self._arrange()
        self.ready()

    def show_fields(self, asked: Collection[str], note: Callable[[str], str]) -> None:
        """Show these fields with their texts, and what the answers tell of each."""
        front = tuple(name for name in self.editors if name in asked)
        if front != self._asked:
            self._asked = front
            self._arrange()
            self.rearranged.emit()
        for name in front:
            self.editors[name].show_note(note(name))
        self.show_known()

    def show_known(self) -> None:
        """Show what the answers tell now."""
        for name in self._asked:
            self.editors[name].show_known()

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order."""
        return [self.editors[name].editor for name in self._asked]

    def _arrange(self) -> None:
        """Place every field anew."""
        grid, columns = self._grid, 2 if self._two else 1
        for at in range(2):
            grid.setColumnStretch(at, 1 if at < columns else 0)
        row = column = 0
        for name, editor in self.editors.items():
            grid.removeWidget(editor)
            if name not in self._asked:
                editor.hide()
                continue
            across = columns if name in self._wide else 1
            if column + across > columns:
                row, column = row + 1, 0
            grid.addWidget(editor, row, column, 1, across)
            editor.stand(lower=row > 0)
            editor.show()
            column += across

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(max(0, em(1.2) - 2 * RING))
        self._grid.setVerticalSpacing(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        two = self.width() >= em(_TWO)
        if two != self._two:
            self._two = two
            self._arrange()
