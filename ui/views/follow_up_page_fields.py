"""A form of few fields: captions beside them or above, what is wrong below each, one button."""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.half_noted import NOTHING
from ui.viewmodels.typed_text import beyond_words
from ui.views.follow_up_page_texts import Held, held
from ui.widgets.announce import announce
from ui.widgets.growing_text import GrowingText
from ui.widgets.layouts import FlowLayout, Outset
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.segmented import RING, SegmentedControl

MOST_LINE = 120
"""Characters of a name, a place or a time."""
MOST_TEXT = 4000
"""Characters of a free text, as the ledger takes them."""


class EnteredLine(QLineEdit):
    """A line whose Enter ends there.

    What it notes puts the keyboard elsewhere, on a button perhaps, which the window would press
    with the very same Enter.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setMaxLength(MOST_LINE)
        self._names = QStringListModel(self)

    def suggest(self, names: Iterable[str]) -> None:
        """Offer names while one types; what is typed need not be one of them."""
        if self.completer() is None:
            completer = QCompleter(self._names, self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)
        self._names.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        entered = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entered and self._choosing():
            event.ignore()  # it ends the choice of a name, which the names' list sees to
            return
        super().keyPressEvent(event)
        if entered:
            event.accept()

    def _choosing(self) -> bool:
        """Say whether one of the names on offer is marked right now."""
        completer: QCompleter | None = self.completer()
        names = None if completer is None else completer.popup()
        return names is not None and names.isVisible() and names.currentIndex().isValid()


class Fields(Measured):
    """Fields by name; Enter in a line, or the button, asks for the whole to be noted."""

    given = Signal()
    edited = Signal()
    """Something else stands in a field than before."""
    overfull = Signal(str)
    """What is said where a text did not fit into its field."""
    usual: Mapping[str, str] = MappingProxyType({})
    """What stands in the fields of an empty form."""

    def __init__(self, _: Translate, button: str) -> None:
        super().__init__()
        self._ = _
        self._problems: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self._widgets: dict[str, QWidget] = {}
        self._held: dict[str, Held] = {}
        self._filled: Mapping[str, str] = {}
        self._form = QGridLayout()
        self._form.setColumnStretch(1, 1)
        self._rows = 0
        self.wrong = label("small", tone="danger")
        self.button = QPushButton(button)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.given)
        self._foot = QWidget()
        self._foot_row = FlowLayout(self._foot)
        self._foot_row.setContentsMargins(0, 0, 0, 0)
        self._foot_row.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)  # a ring of its controls has room
        self._column.addLayout(self._form)
        self._column.addWidget(self.wrong)
        self._column.addWidget(self._foot)
        set_text(self.wrong, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take the Enter that a choice leaves, as a line's: 2 and Enter note an answer."""
        at = self.focusWidget()
        chosen = isinstance(at, SegmentedControl | QComboBox) and at in self._widgets.values()
        if chosen and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.given.emit()
            return
        super().keyPressEvent(event)

    # Building

    def add(self, name: str, caption: str, field: QWidget, *, below: bool = False) -> None:
        """Add a field; `below` where it is too wide to stand beside its caption."""
        said = label("muted")
        said.setText(caption)
        said.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(caption)
        room = QVBoxLayout()
        room.setContentsMargins(0, 0, 0, 0)
        problem = label("small", tone="danger")
        set_text(problem, "")
        if isinstance(field, SegmentedControl):
            level = Outset(RING)
            level.addWidget(field)
            room.addLayout(level)
        else:
            room.addWidget(field)
        room.addWidget(problem)
        top = Qt.AlignmentFlag.AlignTop
        if below:
            self._form.addWidget(said, self._rows, 0, 1, 2)
            self._form.addLayout(room, self._rows + 1, 0, 1, 2)
        else:
            self._form.addWidget(said, self._rows, 0, top)
            self._form.addLayout(room, self._rows, 1)
        self._rows += 2
        self._captions[name], self._problems[name], self._widgets[name] = said, problem, field
        self._held[name] = held(field)
        self._held[name].edited.connect(self.edited)
        if isinstance(field, EnteredLine):
            field.returnPressed.connect(self.given)

    def line(self, name: str, caption: str, hint: str = "") -> EnteredLine:
        """Add a field of one line."""
        made = EnteredLine()
        made.setPlaceholderText(hint)
        made.setAccessibleDescription(hint)
        made.inputRejected.connect(partial(self._full, name, MOST_LINE, 0))
        self.add(name, caption, made)
        return made

    def text(self, name: str, caption: str, hint: str = "") -> GrowingText:
        """Add a field of several lines."""
        made = GrowingText(name=caption, hint=hint, longest=MOST_TEXT)
        made.overfull.connect(partial(self._full, name, MOST_TEXT))
        self.add(name, caption, made)
        return made

    def remark(self, shown: QLabel) -> None:
        """Add a line of text below what stands last."""
        self._form.addWidget(shown, self._rows, 1)
        self._rows += 1

    def foot(self, part: QWidget) -> None:
        """Add something beside the button."""
        self._foot_row.addWidget(part)

    def _full(self, name: str, longest: int, beyond: int) -> None:
        field = self._widgets[name].accessibleName()
        self.overfull.emit(beyond_words(field, longest, beyond, self._))

    # What stands in it

    def start(self, filled: Mapping[str, str] = NOTHING) -> None:
        """Begin anew, with some fields filled in."""
        filled = {**self.usual, **filled}
        for name, field in self._held.items():
            field.put(filled.get(name, ""))
        self._filled = self._stand()

    def half(self) -> Mapping[str, str]:
        """Return all that stands in it, by field, once something is otherwise than filled in."""
        stand = self._stand()
        told = {name: text for name, text in stand.items() if text != self.usual.get(name, "")}
        return told if stand != self._filled else NOTHING

    def changed(self) -> Mapping[str, str]:
        """Return what stands otherwise than it was filled in, by field."""
        stand = self._stand().items()
        return {name: text for name, text in stand if text != self._filled.get(name, "")}

    def recall(self, half: Mapping[str, str]) -> None:
        """Put back what was half typed."""
        for name, field in self._held.items():
            if name in half:
                field.put(half[name])

    def _stand(self) -> dict[str, str]:
        return {name: field.text() for name, field in self._held.items()}

    # Showing

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field or leave it out."""
        self._captions[name].setVisible(shown)
        self._widgets[name].setVisible(shown)
        if not shown:
            set_text(self._problems[name], "")

    def show_problems(self, problems: Mapping[str, str]) -> QWidget | None:
        """Say what is wrong beside each field; return the first of them."""
        first = None
        for name, shown in self._problems.items():
            text = problems.get(name, "")
            set_text(shown, f"⚠ {text}" if text else "")
            set_look(self._widgets[name], "wrong", bool(text))
            if text and first is None:
                first = self._widgets[name]
                announce(first, text)
        rest = [text for name, text in problems.items() if name not in self._problems]
        set_text(self.wrong, "\n".join(f"⚠ {text}" for text in rest))
        return first

    def caption(self, name: str, text: str) -> None:
        """Call a field something else."""
        self._captions[name].setText(text)
        self._widgets[name].setAccessibleName(text)

    def measure(self) -> None:
        self._column.setSpacing(em(0.6))
        self._form.setHorizontalSpacing(em(0.8))
        self._form.setVerticalSpacing(em(0.35))
        self._form.setColumnMinimumWidth(0, em(7))
        self._foot_row.setSpacing(em(0.8))
        for caption in self._captions.values():
            caption.setContentsMargins(0, em(0.4), 0, 0)  # level with the text in its field
