# ruff: noqa: N802 - the camel case names are Qt's
"""What an answer is compared with: a score with its words, a number, one choice or several."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QLayout, QSpinBox, QWidget

from triage.core.vocabulary import Fact, IntFact, ScoreFact, Vocabulary
from triage.texts import translator
from ui.theme import em
from ui.viewmodels.edit_leaf import How, Leaf, Value, values_of
from ui.widgets.calm_box import CalmBox
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured
from ui.widgets.segmented import Option, SegmentedControl

Set = Callable[[Value], None]


def value_field(
    leaf: Leaf, fact: Fact, vocabulary: Vocabulary, language: str, take: Set
) -> QWidget | None:
    """Return what a value is chosen in; None where the comparison needs no value.

    `take` is called with each value that is chosen.
    """
    _ = translator(language)
    options = values_of(fact, vocabulary, language)
    made: QWidget
    match leaf.how:
        case How.ONE_OF:
            chosen = leaf.value if isinstance(leaf.value, tuple) else ()
            made = _Several(options, chosen, take)
        case How.AT_LEAST | How.AT_MOST | How.IS if isinstance(fact, ScoreFact) or (
            isinstance(fact, IntFact) and fact.levels
        ):
            made = _steps(options, leaf.value, take)
        case How.AT_LEAST | How.AT_MOST | How.IS if isinstance(fact, IntFact):
            made = _number(fact, leaf.value, language, take)
        case How.IS | How.INCLUDES:
            made = _list(options, leaf.value, take)
        case _other:
            return None
    made.setAccessibleName(_("Värde"))
    return made


def put(room: QLayout, widget: QWidget | None) -> None:
    """Show a widget in place of what stood there."""
    while room.count():
        item = room.takeAt(0)
        old = None if item is None else item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    if widget is not None:
        room.addWidget(widget)
        room.setAlignment(widget, Qt.AlignmentFlag.AlignLeft)
        widget.show()  # at once, so that it can take the keyboard


def _steps(options: Sequence[tuple[Value, str]], value: Value, take: Set) -> SegmentedControl:
    steps = [Option(number, words, keys=str(number)) for number, words in options]
    made = SegmentedControl(steps, required=True)
    made.set_value(value)
    made.chosen.connect(take)
    return made


class CalmSpin(QSpinBox):
    """A number that the wheel does not change: scrolling past must never choose."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _number(fact: IntFact, value: Value, language: str, take: Set) -> QSpinBox:
    made = CalmSpin()
    made.setRange(*fact.range)
    if fact.unit is not None:
        made.setSuffix(f" {fact.unit[language]}")
    made.setValue(value if isinstance(value, int) else fact.range[0])
    made.lineEdit().setTextMargins(em(0.4), 0, 0, 0)
    made.valueChanged.connect(take)
    return made


def _list(options: Sequence[tuple[Value, str]], value: Value, take: Set) -> CalmBox:
    made = CalmBox()
    for one, words in options:
        made.addItem(words, one)
    made.setCurrentIndex(max(0, made.findData(value)))
    made.currentIndexChanged.connect(lambda index: take(made.itemData(index)))
    return made


class _Several(Measured):
    """Any of several, at least one: the last tick that is left cannot be taken away."""

    def __init__(
        self, options: Sequence[tuple[Value, str]], chosen: tuple[str, ...], take: Set
    ) -> None:
        super().__init__()
        self._take, self._kept = take, chosen
        self._boxes: list[tuple[str, QCheckBox]] = []
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for value, words in options:
            box = QCheckBox(words)
            box.setChecked(value in chosen)
            box.clicked.connect(self._ticked)
            self._boxes.append((str(value), box))
            self._flow.addWidget(box)
        self.ready()

    def measure(self) -> None:
        self._flow.setSpacing(em(0.3))

    def _ticked(self) -> None:
        ticked = tuple(value for value, box in self._boxes if box.isChecked())
        if ticked:
            self._kept = ticked
            self._take(ticked)
            return
        for value, box in self._boxes:
            box.setChecked(value in self._kept)
