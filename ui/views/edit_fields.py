"""Fields of a draft, each bound to the place of its value: it shows, changes and names faults."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.packs.edit import REMOVED, FilePart
from ui.theme import em
from ui.viewmodels.edit_pack import EditPack, Place
from ui.viewmodels.edit_problem_words import problem_words
from ui.widgets.calm_box import CalmBox
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.pack_text import TextPair


class Field(Measured):
    """A caption, a control and what is wrong with its value."""

    def __init__(
        self, model: EditPack, caption: str, part: FilePart, place: Place, note: str = ""
    ) -> None:
        super().__init__()
        self.model, self.caption, self.part, self.place = model, caption, part, place
        self._caption = label("strong")
        self._caption.setText(caption)
        self._note = label("small")
        self.wrong = label("small", tone="danger")
        self.wrong.hide()
        self.control: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for one in (self._caption, self._note, self.wrong):
            self.column.addWidget(one)
        set_text(self._note, note)  # now that it has a place: without one it were a window

    def hold(self, control: QWidget, *, stretch: bool = True) -> None:
        """Put the control in its place; the last thing a constructor does before `ready`."""
        self.control = control
        control.setAccessibleName(self.caption)
        self._caption.setBuddy(control)
        if stretch:
            self.column.insertWidget(1, control)
        else:
            row = QHBoxLayout()
            row.addWidget(control)
            row.addStretch(1)
            self.column.insertLayout(1, row)
        self.refresh()
        self.ready()

    def value(self, default: Any = None) -> Any:
        """Return what the draft holds here."""
        return self.model.value(self.part, self.place, default)

    def change(self, value: object, key: object = None) -> None:
        """Change what the draft holds here, as a step named after the caption."""
        _ = self.model.desk.translate
        name = _("Ändrat: {what}").format(what=self.caption)
        self.model.change(name, self.part, self.place, value, key)

    def refresh(self) -> None:
        """Show what the draft holds, and what is wrong with it."""
        self.show_value()
        found = self.model.problems_at(self.part, self.place)
        words = (problem_words(one, self.model.desk.translate) for one in found)
        set_text(self.wrong, "\n".join(f"⚠ {one}" for one in dict.fromkeys(words)))

    def show_value(self) -> None:
        """Show what the draft holds."""

    def measure(self) -> None:
        self.column.setSpacing(em(0.15))


_REST = 400
"""Milliseconds without a key after which what stands in a line is kept."""


class LineField(Field):
    """One line of text, kept when the hand rests; an empty one leaves its key out."""

    def __init__(
        self, model: EditPack, caption: str, part: FilePart, place: Place, note: str = ""
    ) -> None:
        super().__init__(model, caption, part, place, note)
        self.line = QLineEdit()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._take)
        self.line.textEdited.connect(lambda _text: self._rest.start())
        self.line.editingFinished.connect(self._finish)
        self.hold(self.line)

    def show_value(self) -> None:
        text = str(self.value("") or "")
        if text != self.line.text().strip():  # a blank at the end may have a word to come
            self.line.setText(text)

    def _take(self) -> None:
        self._rest.stop()
        text = self.line.text().strip()
        if text != str(self.value("") or ""):
            self.change(text or REMOVED, self)

    def _finish(self) -> None:
        self._take()
        self.model.history.seal()


class PairField(Field):
    """A text in both languages; where it may be left out, two empty texts leave it out."""

    def __init__(
        self,
        model: EditPack,
        caption: str,
        part: FilePart,
        place: Place,
        *,
        note: str = "",
        needed: bool = True,
    ) -> None:
        super().__init__(model, caption, part, place, note)
        self._needed = needed
        self.pair = TextPair(caption, model.desk.translate)
        self.pair.typed.connect(self._take)
        self.pair.left.connect(model.history.seal)
        self.hold(self.pair)

    def show_value(self) -> None:
        texts = self.value({})
        self.pair.set_texts(str(texts.get("sv", "")), str(texts.get("en", "")))

    def _take(self, _language: str, _text: str) -> None:
        texts = self.pair.texts()
        if not self._needed and not any(texts.values()):
            self.change(REMOVED if self.value() is not None else None, self)
        elif texts != self.value({}):
            self.change(texts, self)


class ChoiceField(Field):
    """One of a few; `""` leaves the key out."""

    def __init__(
        self,
        model: EditPack,
        caption: str,
        part: FilePart,
        place: Place,
        options: Sequence[tuple[str, str]],
        *,
        note: str = "",
        chosen: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(model, caption, part, place, note)
        self._chosen = chosen
        self.box = CalmBox()
        for value, words in options:
            self.box.addItem(words, value)
        self.box.setMinimumContentsLength(14)
        self.box.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(self._take)
        self.hold(self.box)

    def show_value(self) -> None:
        self.box.setCurrentIndex(self.box.findData(str(self.value("") or "")))
        self.box.setToolTip(self.box.currentText())  # a long one is cut

    def _take(self, _index: int) -> None:
        value = str(self.box.currentData())
        if value == str(self.value("") or ""):
            return
        if self._chosen is not None:
            self._chosen(value)
        else:
            self.change(value or REMOVED)


class CheckField(Field):
    """A yes that is written, or a no that leaves the key out."""

    def __init__(
        self, model: EditPack, caption: str, part: FilePart, place: Place, note: str = ""
    ) -> None:
        super().__init__(model, caption, part, place, note)
        self.box = QCheckBox(caption)
        self._caption.hide()
        self.box.clicked.connect(lambda ticked: self.change(True if ticked else REMOVED))
        self.hold(self.box, stretch=False)

    def show_value(self) -> None:
        self.box.setChecked(self.value(False) is True)


class DayField(Field):
    """A day as ISO text, with a button for today."""

    def __init__(
        self, model: EditPack, caption: str, part: FilePart, place: Place, note: str = ""
    ) -> None:
        super().__init__(model, caption, part, place, note)
        _ = model.desk.translate
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("ÅÅÅÅ-MM-DD"))
        self.today = QPushButton(_("I dag"))
        self.today.setAccessibleName(f"{caption}: {self.today.text()}")
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        row.addWidget(self.today)
        row.addStretch(1)
        self.line.setAccessibleName(caption)
        self.line.editingFinished.connect(self._take)
        self.today.clicked.connect(self._take_today)
        self.hold(both)

    def name_for(self, whose: str) -> None:
        """Tell a screen reader whose day it is, where several stand below each other."""
        self.line.setAccessibleName(f"{self.caption}, {whose}")
        self.today.setAccessibleName(f"{self.caption}, {whose}: {self.today.text()}")

    def show_value(self) -> None:
        self.line.setText(str(self.value("") or ""))

    def measure(self) -> None:
        super().measure()
        self.line.setFixedWidth(em(8.5))

    def _take(self) -> None:
        text = self.line.text().strip()
        if text != str(self.value("") or ""):
            self.change(text or REMOVED)

    def _take_today(self) -> None:
        self.change(self.model.desk.workplace.now().date().isoformat())
        self.show_value()
