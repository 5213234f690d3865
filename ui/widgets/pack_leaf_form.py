# ruff: noqa: N802 - the camel case names are Qt's
"""One comparison, edited where it stands: the question, how it is compared, and with what."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage.core.vocabulary import Fact, Vocabulary
from triage.texts import translator
from ui.theme import em
from ui.viewmodels.edit_leaf import (
    How,
    Leaf,
    Value,
    how_words,
    hows_of,
    new_leaf,
    questions,
    with_how,
)
from ui.widgets.lookup import LookupAnswer
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.pack_leaf_value import put, value_field
from ui.widgets.segmented import Option, SegmentedControl
from ui.widgets.tab_order import take_focus

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LeafForm(Measured):
    """What is chosen always fits: a new question brings its own comparisons and values."""

    done = Signal(object)
    """The leaf as it now is."""
    cancelled = Signal()

    def __init__(self, leaf: Leaf | None, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        _ = self._ = translator(language)
        self._vocabulary, self._language = vocabulary, language
        self.leaf = leaf
        names = [Option(name, words) for name, words in questions(vocabulary, language)]
        self.question = LookupAnswer(
            names[:-1], names[-1], _("Ingen fråga heter så."), name=_("Fråga")
        )
        self.question.field.setPlaceholderText(_("Skriv för att hitta en fråga"))
        self._how_room, self._value_room = QVBoxLayout(), QVBoxLayout()
        self._means = label("small")
        self.take = QPushButton(_("Klar"))
        self.cancel = QPushButton(_("Avbryt"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.take)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.question)
        self._column.addWidget(self._means)
        self._column.addLayout(self._how_room)
        self._column.addLayout(self._value_room)
        self._column.addLayout(buttons)
        self.how: SegmentedControl | None = None
        self.value: QWidget | None = None
        self.question.chosen.connect(self._ask)
        self.take.clicked.connect(self._finish)
        self.cancel.clicked.connect(self.cancelled)
        if leaf is not None:
            self.question.set_value(leaf.name)
        self._show()
        self.ready()

    def start(self) -> None:
        """Put the keyboard where something is to be chosen first."""
        if self.leaf is None or self.how is None:
            self.question.field.setFocus()
            self.question.field.selectAll()
        elif self.value is not None:
            take_focus(self.value)
        else:
            self.how.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER:
            if self.question.field.hasFocus() and self.how is not None:
                self.how.setFocus()
            else:
                self._finish()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._column.setContentsMargins(em(0.8), em(0.5), em(0.8), em(0.6))
        self._column.setSpacing(em(0.45))

    def _fact(self) -> Fact | None:
        return None if self.leaf is None else self._vocabulary.fact.get(self.leaf.name)

    def _ask(self, name: object) -> None:
        if isinstance(name, str):
            self.leaf = new_leaf(name, self._vocabulary)
            self._show()
            # Later, for the Enter that chose the question is still on its way.
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self.question.field.hasFocus():
            (self.how or self.take).setFocus()

    def _compare(self, how: object) -> None:
        fact = self._fact()
        if fact is not None and self.leaf is not None:
            kept = self.leaf.how if how is None else How(str(how))
            if kept is not None:
                self.leaf = with_how(fact, kept, self.leaf.value)
            self._show()

    def _set(self, value: Value) -> None:
        if self.leaf is not None:
            self.leaf = Leaf(self.leaf.name, self.leaf.how, value)

    def _finish(self) -> None:
        self.question.commit()
        if self.leaf is None:
            self.question.field.setFocus()
        else:
            self.done.emit(self.leaf)

    # What is shown

    def _show(self) -> None:
        fact, leaf = self._fact(), self.leaf
        concept = None if leaf is None else self._vocabulary.definition.get(leaf.name)
        means = ""
        if concept is not None:
            means = self._("Ett begrepp som alla regioner delar. Det ändras inte här.")
        elif fact is not None:
            means = fact.question[self._language]
        set_text(self._means, means)
        had = self.how is not None and self.how.hasFocus()
        self.how = None if fact is None else self._hows(fact)
        put(self._how_room, self.how)
        self.value = None
        if fact is not None and leaf is not None:
            self.value = value_field(leaf, fact, self._vocabulary, self._language, self._set)
        put(self._value_room, self.value)
        if had and self.how is not None:
            self.how.setFocus()
        self.take.setEnabled(leaf is not None)

    def _hows(self, fact: Fact) -> SegmentedControl:
        options = [Option(str(how), how_words(how, self._)) for how in hows_of(fact)]
        made = SegmentedControl(options, name=self._("Jämförelse"))
        made.set_value(None if self.leaf is None else str(self.leaf.how))
        made.chosen.connect(self._compare)
        return made
