"""The letter's free texts: what worries most first, the rest unfolded when it is wanted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage.referral.notes import NOTE_FIELDS, PURPOSES, NoteField
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.typed_text import beyond_words, one_line
from ui.widgets.growing_text import GrowingText
from ui.widgets.measured import Measured, label
from ui.widgets.segmented import Option, SegmentedControl

_FIRST = ("worry", "purpose", "target_date", "target_reason")
_SHORT = {
    "target_date",
    "target_reason",
    "interpreter",
    "where_now",
    "telephone",
    "sender_telephone",
    "responsible_physician",
    "infection",
}
"""Fields of a few words, on one line."""


class NoteFields(Measured):
    """Every free text of the letter. Emits as one types; `left` when a field loses focus."""

    typed = Signal(str, str)
    left = Signal()
    overfull = Signal(str)
    """What is said where a text did not fit into its field."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.fields: dict[str, QLineEdit | GrowingText | SegmentedControl] = {}
        self._spaced: list[QGridLayout] = []
        self._lower: list[QLabel] = []
        """Captions with a field above them."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        by_id = {field.id: field for field in NOTE_FIELDS}
        first = self._grid([by_id[name] for name in _FIRST], wide={"worry", "purpose"})
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        rest = [field for field in NOTE_FIELDS if field.id not in _FIRST]
        self.rest = self._grid(rest, wide=set())
        self._count = len(rest)
        for part in (first, self.rest):
            self._column.addWidget(part)
        self._column.insertWidget(1, self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._unfold(False)
        self.ready()

    def show_notes(self, note: Callable[[str], str]) -> None:
        """Show the texts kept; one that is being typed is left alone."""
        filled = 0
        for name, field in self.fields.items():
            text = note(name)
            filled += bool(text) and name not in _FIRST
            if isinstance(field, SegmentedControl):
                field.set_value(text or None)
            elif isinstance(field, QLineEdit):
                if one_line(field.text()) != text:
                    # What was kept before the field had its bounds is shown whole.
                    field.setMaxLength(max(field.maxLength(), len(text)))
                    field.setText(text)
            elif field.toPlainText() != text:
                field.blockSignals(True)  # a shown text is not a typed one
                field.setPlainText(text)
                field.blockSignals(False)
                field.updateGeometry()
        if filled:
            self.more.setChecked(True)

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order."""
        first = [self.fields[name] for name in _FIRST]
        rest = [field for name, field in self.fields.items() if name not in _FIRST]
        return [*first, self.more, *rest]

    def _grid(self, fields: list[NoteField], *, wide: set[str]) -> QWidget:
        """Two columns of labelled fields, read from left to right; `wide` ones take both."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        for field in fields:
            across = 2 if field.id in wide else 1
            if across == 2 and column:
                row, column = row + 2, 0
            caption, editor = self._made(field)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(caption, row, column, 1, across)
            if row:
                self._lower.append(caption)
            # A field without alignment fills its cell; the choice keeps its own width.
            if isinstance(editor, SegmentedControl):
                grid.addWidget(editor, row + 1, column, 1, across)
            else:
                grid.addWidget(editor, row + 1, column, 1, across)
                if isinstance(editor, QLineEdit):
                    grid.setAlignment(editor, top)
            column += across
            if column >= 2:
                row, column = row + 2, 0
        self._spaced.append(grid)
        return made

    def _made(self, field: NoteField) -> tuple[QLabel, QWidget]:
        _ = self._
        name = _("Vad oroar dig mest?") if field.id == "worry" else _(field.label)
        hint = _(field.help)
        full = partial(self._full, name, field.longest)
        caption = label("strong" if field.id == "worry" else "muted")
        caption.setText(name)
        if field.id == "purpose":
            options = [Option(code, _(word)) for code, word in PURPOSES.items()]
            choice = SegmentedControl(options, name=name)
            choice.chosen.connect(lambda value: self._chose(field.id, value))
            self.fields[field.id] = choice
        elif field.id in _SHORT:
            line = QLineEdit()
            line.setMaxLength(field.longest)
            line.inputRejected.connect(full)
            line.setAccessibleName(name)
            line.setAccessibleDescription(hint)
            line.setPlaceholderText(hint)
            line.textEdited.connect(lambda text: self.typed.emit(field.id, one_line(text)))
            line.editingFinished.connect(self.left)
            self.fields[field.id] = line
        else:
            text = GrowingText(name=name, hint=hint, longest=field.longest)
            text.overfull.connect(full)
            text.textChanged.connect(lambda: self.typed.emit(field.id, text.toPlainText()))
            text.left.connect(self.left)
            self.fields[field.id] = text
        editor = self.fields[field.id]
        caption.setBuddy(editor)
        return caption, editor

    def _full(self, name: str, longest: int, beyond: int = 0) -> None:
        self.overfull.emit(beyond_words(name, longest, beyond, self._))

    def _chose(self, field: str, value: object) -> None:
        self.typed.emit(field, str(value) if value is not None else "")
        self.left.emit()

    def _unfold(self, open_: bool) -> None:
        _ = self._
        words = _("Fler uppgifter till mottagaren ({count})").format(count=self._count)
        self.more.setText(f"{words} {'▾' if open_ else '▸'}")
        self.rest.setVisible(open_)

    def measure(self) -> None:
        self._column.setSpacing(em(0.6))
        for grid in self._spaced:
            grid.setHorizontalSpacing(em(1.2))
            grid.setVerticalSpacing(em(0.25))
        for caption in self._lower:  # nearer its own field than the one above
            caption.setContentsMargins(0, em(0.4), 0, 0)
