# ruff: noqa: N802 - the camel case names are Qt's
"""The answer editors of a question that is no row of segments: number, list, lookup, set.

Each has `chosen` (the value, or None when it is taken back), `value`, `set_value` (silent),
`field` (what takes the keyboard) and `handle_key` for keys of the whole question. None acts
on the wheel: scrolling a page must never change an answer.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QHBoxLayout, QSpinBox

from ui.theme import em
from ui.widgets.calm_box import CalmBox
from ui.widgets.layouts import ColumnsLayout
from ui.widgets.measured import Measured
from ui.widgets.segmented import Option, SegmentedControl

UNKNOWN = "unknown"  # asked, but not known
_LONGEST_PASTED = 40  # characters that are looked through for the one number
_CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class _Spin(QSpinBox):
    """A number that may be empty: one below the lowest stands for no answer."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.setRange(low - 1, high)
        self.setKeyboardTracking(False)
        self.clear_answer()

    def clear_answer(self) -> None:
        self.setValue(self.minimum())

    def textFromValue(self, val: int) -> str:
        return "" if val == self.minimum() else super().textFromValue(val)

    def valueFromText(self, text: str) -> int:
        return super().valueFromText(text) if text.strip() else self.minimum()

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        if not text.strip():
            return QValidator.State.Acceptable, text, pos
        numbers = re.findall(r"\d+", text[:_LONGEST_PASTED])
        # Pasted with its unit, or typed as 0071.
        bare = str(int(numbers[0])) if len(numbers) == 1 else text
        return super().validate(bare, max(0, pos - len(text) + len(bare)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberAnswer(Measured):
    """A whole number from low to high, or not known."""

    chosen = Signal(object)

    def __init__(self, low: int, high: int, unknown: Option, *, name: str) -> None:
        super().__init__()
        self._spin = _Spin(low, high)
        self._spin.setAccessibleName(name)
        self._unknown = SegmentedControl([unknown], name=name)
        self._unknown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._spin)
        self._row.addWidget(self._unknown)
        self._spin.valueChanged.connect(self._counted)
        self._unknown.chosen.connect(self._not_known)
        self.ready()

    @property
    def field(self) -> QSpinBox:
        return self._spin

    def value(self) -> object:
        if self._unknown.value() is not None:
            return UNKNOWN
        number = self._spin.value()
        return None if number == self._spin.minimum() else number

    def set_value(self, value: object) -> None:
        self._spin.blockSignals(True)  # a shown answer is not a given one
        if isinstance(value, int):
            self._spin.setValue(value)
        else:
            self._spin.clear_answer()
        self._spin.blockSignals(False)
        self._unknown.set_value(UNKNOWN if value == UNKNOWN else None)

    def commit(self) -> None:
        """Take what has been typed so far as the answer."""
        self._spin.interpretText()

    def half_typed(self) -> bool:
        """Say whether something stands in the field that is no answer yet."""
        return self._spin.text() != self._spin.textFromValue(self._spin.value())

    def handle_key(self, event: QKeyEvent) -> bool:
        """`V` says not known; Delete in an empty or wholly selected field clears."""
        if self._unknown.value() is not None and event.key() in _CLEARING:
            return self._unknown.handle_key(event)
        whole = self._spin.lineEdit().selectedText() == self._spin.lineEdit().text()
        if whole and event.key() in _CLEARING:
            self._spin.clear_answer()
            return True
        letters = event.text().isalpha()
        return letters and self._unknown.handle_key(event)

    def measure(self) -> None:
        self._row.setSpacing(em(0.4))
        self._spin.setFixedWidth(em(6.5))
        self._spin.lineEdit().setTextMargins(em(0.4), 0, 0, 0)

    def _counted(self, _number: int) -> None:
        self._unknown.set_value(None)
        self.chosen.emit(self.value())

    def _not_known(self, value: object) -> None:
        self.set_value(value)
        self.chosen.emit(value)


class ListAnswer(Measured):
    """One of many values in a drop-down list; typing finds, `F4` or a click opens it."""

    chosen = Signal(object)

    def __init__(self, options: Sequence[Option], unknown: Option, *, name: str) -> None:
        super().__init__()
        self._options = [*options, unknown]
        self._letters = QElapsedTimer()
        """Runs from the last letter of what is being looked for."""
        self._box = CalmBox()
        self._box.setAccessibleName(name)
        self._box.addItem("", None)
        for option in self._options:
            self._box.addItem(option.label, option.value)
        self._box.setMaxVisibleItems(14)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._box)
        self._box.currentIndexChanged.connect(self._picked)
        self.ready()

    @property
    def field(self) -> QComboBox:
        return self._box

    def value(self) -> object:
        return self._box.currentData()

    def set_value(self, value: object) -> None:
        self._box.blockSignals(True)  # a shown answer is not a given one
        self._box.setCurrentIndex(max(0, self._box.findData(value)))
        self._box.blockSignals(False)

    def commit(self) -> None:
        """Nothing waits here: each choice is an answer at once."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Delete clears, `V` says not known as everywhere; inside a word it is a letter."""
        if event.key() in _CLEARING:
            self._box.setCurrentIndex(0)
            return True
        letter = event.text().lower()
        if not letter.isalpha() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        inside = self._letters.isValid() and not self._letters.hasExpired(
            QApplication.keyboardInputInterval()
        )
        if letter == "v" and not inside:
            self._box.setCurrentIndex(self._box.findData(self._options[-1].value))
            return True
        self._letters.start()
        return False

    def _picked(self, _index: int) -> None:
        self.chosen.emit(self.value())


class SetAnswer(Measured):
    """Any of several values; "none of these" and "not known" exclude the rest.

    The answer is a tuple in the order of the options, empty for none of these. One check box
    is the tab stop; the arrows left and right lead to the others.
    """

    chosen = Signal(object)

    def __init__(
        self, options: Sequence[Option], none_of_these: str, unknown: Option, *, name: str
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._options = list(options)
        self._boxes = [QCheckBox(option.label) for option in options]
        self._none = QCheckBox(none_of_these)
        self._unknown = QCheckBox(unknown.label)
        self._flow = ColumnsLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for option, box in zip(options, self._boxes, strict=True):
            box.setToolTip(option.word)
        for box in self.boxes:
            self._flow.addWidget(box)
            box.setAccessibleDescription(name)
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.installEventFilter(self)
        self.boxes[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for box in self._boxes:
            box.clicked.connect(self._ticked)
        self._none.clicked.connect(self._ticked_none)
        self._unknown.clicked.connect(self._ticked_unknown)
        self.ready()

    @property
    def boxes(self) -> list[QCheckBox]:
        """All check boxes in their order, the two exclusive ones last."""
        return [*self._boxes, self._none, self._unknown]

    @property
    def field(self) -> QCheckBox:
        return next(b for b in self.boxes if b.focusPolicy() == Qt.FocusPolicy.StrongFocus)

    def value(self) -> object:
        if self._unknown.isChecked():
            return UNKNOWN
        pairs = zip(self._options, self._boxes, strict=True)
        ticked = tuple(option.value for option, box in pairs if box.isChecked())
        return ticked if ticked or self._none.isChecked() else None

    def set_value(self, value: object) -> None:
        ticked = value if isinstance(value, (tuple, list, set, frozenset)) else None
        for option, box in zip(self._options, self._boxes, strict=True):
            box.setChecked(ticked is not None and option.value in ticked)
        self._none.setChecked(ticked is not None and not ticked)
        self._unknown.setChecked(value == UNKNOWN)

    def commit(self) -> None:
        """Nothing waits here: each tick is an answer at once."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """`N` none of these, `V` not known, Delete clears, arrows between the boxes."""
        key, typed = event.key(), event.text().lower()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            at = self.boxes.index(self.field) + (1 if key == Qt.Key.Key_Right else -1)
            self.boxes[min(max(at, 0), len(self.boxes) - 1)].setFocus()
        elif key in _CLEARING:
            self._answer(None)
        elif typed == "n":
            self._answer(())
        elif typed == "v":
            self._answer(UNKNOWN)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for box in self.boxes:  # the box last used is the tab stop
                mine = box is watched
                policy = Qt.FocusPolicy.StrongFocus if mine else Qt.FocusPolicy.ClickFocus
                box.setFocusPolicy(policy)
        return super().eventFilter(watched, event)

    def measure(self) -> None:
        self._flow.setSpacing(em(0.3))

    def _ticked(self) -> None:
        self._none.setChecked(False)
        self._unknown.setChecked(False)
        self.chosen.emit(self.value())

    def _ticked_none(self) -> None:
        self._answer(() if self._none.isChecked() else None)

    def _ticked_unknown(self) -> None:
        self._answer(UNKNOWN if self._unknown.isChecked() else None)

    def _answer(self, value: object) -> None:
        self.set_value(value)
        self.chosen.emit(value)
