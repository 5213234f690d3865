# ruff: noqa: N802 - the camel case names are Qt's
"""The contact about a red flag: noted with one press, then a time and a name to mend."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import current, em
from ui.widgets.announce import announce
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text


class ContactLine(Measured):
    """A button for now, the time and the person; both can be changed and emptied."""

    now_asked = Signal()
    time_typed = Signal(str)
    person_typed = Signal(str)
    left = Signal()
    """Enter in the person's line: on to the next question."""

    def __init__(self, now: str, time: str, person: str, example: str, keys: str) -> None:
        super().__init__()
        self.now = QPushButton(now)
        self.now.setToolTip(keys)
        self.now.setAccessibleDescription(keys)
        self.time, self.person = QLineEdit(), QLineEdit()
        self._kept = {self.time: "", self.person: ""}
        self._note = label("small", tone="unknown")
        self._note.hide()
        self._flow = FlowLayout()
        self._pairs: list[QHBoxLayout] = []
        self._flow.addWidget(self.now)
        for name, field in ((time, self.time), (person, self.person)):
            caption = label("small", wrap=False)
            caption.setText(name)
            caption.setBuddy(field)
            field.setAccessibleName(name)
            field.installEventFilter(self)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(caption)
            row.addWidget(field)
            self._flow.addWidget(pair)
            self._pairs.append(row)
        self.person.setPlaceholderText(example)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._flow)
        self._column.addWidget(self._note)
        self.now.clicked.connect(self.now_asked)
        self.time.editingFinished.connect(lambda: self._finished(self.time, self.time_typed))
        self.person.editingFinished.connect(lambda: self._finished(self.person, self.person_typed))
        self.person.returnPressed.connect(self.left)
        self.ready()

    def show_contact(self, at: str, who: str) -> None:
        """Show what is noted; what is being typed is left alone."""
        for field, text in ((self.time, at), (self.person, who)):
            if self._kept[field] != text:
                self._kept[field] = text
                field.setText(text)
                self.say(field, "")

    def start_over(self) -> None:
        """Hand over what is being typed and empty both fields: another patient comes."""
        self._finished(self.time, self.time_typed)
        self._finished(self.person, self.person_typed)
        for field in (self.time, self.person):
            self._kept[field] = ""
            field.setText("")
            self.say(field, "")

    def say(self, field: QLineEdit, text: str) -> None:
        """Say what is wrong with a field's text, or what was done with it; "" takes that away."""
        set_look(field, "wrong", bool(text) and field.text() != self._kept[field])
        field.setAccessibleDescription(text)
        if text and text not in self._note.text():
            announce(field, text)
        set_text(self._note, f"△ {text}" if text else "")

    def _finished(self, field: QLineEdit, typed: SignalInstance) -> None:
        if field.text() != self._kept[field]:
            typed.emit(field.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the page, but for what is being typed in a field."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, QLineEdit):
            keys = cast("QKeyEvent", event)
            standard = QKeySequence.StandardKey
            undoing = keys.matches(standard.Undo) or keys.matches(standard.Redo)
            if undoing and watched.text() == self._kept[watched]:
                event.ignore()
                return True
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit)
        if pressed and cast("QKeyEvent", event).key() == Qt.Key.Key_Escape:
            field = cast("QLineEdit", watched)
            field.setText(self._kept[field])
            self.say(field, "")
            return True
        return super().eventFilter(watched, event)

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.1), em(0.5), em(0.9), em(0.55))
        self._column.setSpacing(em(0.3))
        self._flow.setSpacing(em(0.7))
        for pair in self._pairs:
            pair.setSpacing(em(0.4))
        self.time.setFixedWidth(em(6.5))
        self.person.setFixedWidth(em(17.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.base))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, self.rect().bottom(), self.width(), self.rect().bottom())
