"""One free text of the letter: its name, what the answers already tell, the field, a remark."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from triage.referral.notes import PURPOSES, NoteField
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.note_words import DAYS, SHORT
from ui.viewmodels.typed_text import beyond_words, one_line
from ui.widgets.announce import announce
from ui.widgets.day_line import DayLine
from ui.widgets.growing_text import GrowingText
from ui.widgets.layouts import Outset
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.segmented import RING, Option, SegmentedControl

Editor = QLineEdit | GrowingText | SegmentedControl


class Beside(NamedTuple):
    """What is said beside a field, by its id: of the answers, of its text, of another day."""

    known: Callable[[str], str]
    remark: Callable[[str, str], str]
    stepped: Callable[[str, int], str]
    """A day's text so many days on."""


class NoteEditor(Measured):
    """One field with what belongs to it, from the top. Emits as one types.

    Keeps room for a focus ring at both sides; `NoteGrid` is placed as far out.
    `left` follows when the field loses the keyboard, and when a choice is made.
    """

    typed = Signal(str, str)
    left = Signal()
    grown = Signal()
    """The field takes another height while somebody types in it."""
    overfull = Signal(str)
    """What is said where a text did not fit."""

    def __init__(self, field: NoteField, beside: Beside, _: Translate) -> None:
        super().__init__()
        self.field, self._beside, self._ = field, beside, _
        self.name = _("Vad oroar dig mest?") if field.id == "worry" else _(field.label)
        self._hint = _(field.help)
        if field.id in DAYS:
            keys = _("Skriv till exempel fredag, om en vecka eller 6/3; pil upp och ned byter dag.")
            self._hint = f"{self._hint} {keys}"
        caption = label("strong" if field.id == "worry" else "muted")
        caption.setText(self.name)
        self.known = label("small")
        self.known.hide()
        self.remark = label("small", tone="text")
        self.remark.hide()
        self.editor = self._made()
        caption.setBuddy(self.editor)
        self._column = QVBoxLayout(self)
        self._column.addWidget(caption)
        self._column.addWidget(self.known)
        if isinstance(self.editor, SegmentedControl):
            ringed = Outset(RING)
            ringed.addWidget(self.editor)
            self._column.addLayout(ringed)
        else:
            self._column.addWidget(self.editor)
        self._column.addWidget(self.remark)
        self._column.addStretch(1)
        self._lower = False
        self._describe()
        self.ready()

    def stand(self, *, lower: bool) -> None:
        """Keep apart from a field above, where there is one: a name stands nearer its own."""
        self._lower = lower
        self.measure()

    def show_note(self, text: str) -> None:
        """Show a text that is kept; one that stands there already is left alone."""
        editor = self.editor
        if isinstance(editor, SegmentedControl):
            editor.set_value(text or None)
        elif isinstance(editor, QLineEdit):
            if one_line(editor.text()) != text:
                # What was kept before the field had its bounds is shown whole.
                editor.setMaxLength(max(editor.maxLength(), len(text)))
                editor.setText(text)
                editor.setCursorPosition(len(text) if editor.hasFocus() else 0)
        elif editor.toPlainText() != text:
            editor.blockSignals(True)  # a shown text is not a typed one
            editor.setPlainText(text)
            editor.blockSignals(False)
            editor.updateGeometry()
        self._remark(text)

    def show_known(self) -> None:
        """Show what the answers tell now, and what they make of the text."""
        told = self._beside.known(self.field.id)
        if told != self.known.text():
            set_text(self.known, told)
            self._describe()
        self._remark(self.text())

    def text(self) -> str:
        """Return what stands in the field."""
        editor = self.editor
        if isinstance(editor, SegmentedControl):
            return str(editor.value() or "")
        return one_line(editor.text()) if isinstance(editor, QLineEdit) else editor.toPlainText()

    def _made(self) -> Editor:
        field, name, _ = self.field, self.name, self._
        if field.id == "purpose":
            options = [Option(code, _(word)) for code, word in PURPOSES.items()]
            choice = SegmentedControl(options, name=name)
            choice.chosen.connect(self._chose)
            return choice
        full = partial(self._full, name, field.longest)
        if field.id not in SHORT:
            text = GrowingText(name=name, hint=self._hint, longest=field.longest)
            text.overfull.connect(full)
            text.textChanged.connect(lambda: self._write(text.toPlainText()))
            text.left.connect(self.left)
            text.grown.connect(self.grown)
            return text
        line = DayLine() if field.id in DAYS else QLineEdit()
        if isinstance(line, DayLine):
            line.stepped.connect(self._step)
        line.setMaxLength(field.longest)
        line.inputRejected.connect(full)
        line.setAccessibleName(name)
        line.setPlaceholderText(_(field.help))
        line.setToolTip(self._hint)
        line.textEdited.connect(lambda text: self._write(one_line(text)))
        line.editingFinished.connect(self.left)
        return line

    def _write(self, text: str) -> None:
        self.typed.emit(self.field.id, text)
        self._remark(text)

    def _step(self, by: int) -> None:
        text = self._beside.stepped(self.text(), by)
        self.show_note(text)
        self._write(text)
        announce(self.editor, self.remark.text() or text)

    def _chose(self, value: object) -> None:
        self.typed.emit(self.field.id, str(value) if value is not None else "")
        self.left.emit()

    def _remark(self, text: str) -> None:
        said = self._beside.remark(self.field.id, text)
        if said != self.remark.text():
            set_text(self.remark, said)
            self._describe()

    def _describe(self) -> None:
        told = (self._hint, self.known.text(), self.remark.text())
        self.editor.setAccessibleDescription(" ".join(filter(None, told)))

    def _full(self, name: str, longest: int, beyond: int = 0) -> None:
        self.overfull.emit(beyond_words(name, longest, beyond, self._))

    def measure(self) -> None:
        self._column.setContentsMargins(RING, em(0.65) if self._lower else 0, RING, 0)
        self._column.setSpacing(em(0.25))
