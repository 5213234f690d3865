"""The ladder of care forms, each with its state, one sentence and the trace behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import em
from ui.widgets.measured import Measured, label, link_button, set_look, set_text


class Mark(StrEnum):
    """What is known about a form or a criterion."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    GAP = "gap"  # indicated, but not offered here


_SYMBOLS = {Mark.YES: "✓", Mark.NO: "–", Mark.UNKNOWN: "?", Mark.GAP: "△"}


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One criterion: its state with the word for it, its wording, where it comes from."""

    mark: Mark
    word: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rung:
    """One care form. `key` is its identifier; `word` says its state to a screen reader."""

    key: str
    mark: Mark
    word: str
    name: str
    sentence: str = ""
    trace: Sequence[TraceLine] = ()


class _Trace(Measured):
    """The lines under a form, used again when they change.

    There are many, and seldom anyone unfolds them: they are told what to show when they are seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._rows = [self._new_row(0)]
        self.ready()

    def _new_row(self, at: int) -> tuple[QLabel, ...]:
        symbol, text, source = (
            label("symbol", wrap=False),
            label("small", tone="text"),
            label("small"),
        )
        self._grid.addWidget(symbol, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, 2 * at, 1)
        self._grid.addWidget(source, 2 * at + 1, 1)
        return symbol, text, source

    def show_lines(self, lines: Sequence[TraceLine]) -> None:
        while len(self._rows) < len(lines):
            self._rows.append(self._new_row(len(self._rows)))
        for at, (symbol, text, source) in enumerate(self._rows):
            line = lines[at] if at < len(lines) else None
            set_look(symbol, "tone", str(line.mark) if line else "muted")
            set_text(symbol, _SYMBOLS[line.mark] if line else "")
            symbol.setAccessibleName(line.word if line else "")
            set_text(text, line.text if line else "")
            set_text(source, line.source if line else "")

    def measure(self) -> None:
        self._grid.setContentsMargins(0, em(0.2), 0, em(0.4))
        self._grid.setHorizontalSpacing(em(0.5))
        self._grid.setVerticalSpacing(em(0.1))


class LadderRow(Measured):
    """Symbol, name and sentence; `källa` unfolds the trace."""

    unfolded = Signal(bool)

    def __init__(self, source_word: str) -> None:
        super().__init__()
        self._source_word = source_word
        self._rung: Rung | None = None
        self._symbol = label("symbol", wrap=False)
        self._name = label("strong")
        self._sentence = label("small")
        self._trace = _Trace()
        self.source = link_button()
        self.source.setCheckable(True)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._symbol, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self._name, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.source, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._sentence, 1, 1, 1, 2)
        self._grid.addWidget(self._trace, 2, 1, 1, 2)
        self._trace.hide()
        self.source.toggled.connect(self._unfold)
        self.ready()

    def show_rung(self, rung: Rung) -> None:
        """Show a form; an unfolded trace stays unfolded while it is the same form."""
        if rung == self._rung:
            return
        other = self._rung is None or self._rung.key != rung.key
        self._rung = rung
        set_look(self._symbol, "tone", str(rung.mark))
        self._symbol.setText(_SYMBOLS[rung.mark])
        self._symbol.setAccessibleName(rung.word)
        self._name.setText(rung.name)
        set_text(self._sentence, rung.sentence)
        self.source.setVisible(bool(rung.trace))
        self.source.setAccessibleName(f"{self._source_word}, {rung.name}")
        said = (rung.name, rung.word, rung.sentence)
        self.setAccessibleName(", ".join(part for part in said if part))
        if other or not rung.trace:
            self.source.setChecked(False)
        self._unfold(self.source.isChecked())

    def _unfold(self, open_: bool) -> None:
        self.source.setText(f"{self._source_word} {'▾' if open_ else '▸'}")
        if open_ and self._rung is not None:
            self._trace.show_lines(self._rung.trace)
        self._trace.setVisible(open_)
        self.unfolded.emit(open_)

    def measure(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, em(0.2))
        self._grid.setHorizontalSpacing(em(0.5))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, em(1.1))
        # As high as the link, so that nothing moves when a trace comes or goes.
        self._grid.setRowMinimumHeight(0, max(20, em(1.2)) + 4)


class Ladder(Measured):
    """The forms in the pack's order."""

    def __init__(self, source_word: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._source_word = source_word
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[LadderRow] = []
        self.ready()

    def row(self, index: int) -> LadderRow:
        """Return the row of a form."""
        return self._rows[index]

    def set_rungs(self, rungs: Sequence[Rung]) -> None:
        """Show these forms in the rows that are there; more or fewer as needed."""
        while len(self._rows) < len(rungs):
            row = LadderRow(self._source_word)
            self._rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self._rows):
            if at < len(rungs):
                row.show_rung(rungs[at])
            row.setVisible(at < len(rungs))

    def measure(self) -> None:
        self._column.setSpacing(em(0.15))


@dataclass(frozen=True, slots=True)
class Condition:
    """Something to settle before enrolment, who does it, and the word for its state."""

    text: str
    owner: str
    done: bool
    word: str


class ConditionList(Measured):
    """What remains to be done, as a list of boxes that the answers tick."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, ...]] = []
        self.ready()

    def set_conditions(self, conditions: Sequence[Condition]) -> None:
        """Show these conditions in the rows that are there."""
        while len(self._rows) < len(conditions):
            symbol, text = label("symbol", wrap=False), label()
            at = len(self._rows)
            self._grid.addWidget(symbol, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, at, 1)
            self._rows.append((symbol, text))
        for at, (symbol, text) in enumerate(self._rows):
            one = conditions[at] if at < len(conditions) else None
            set_text(symbol, ("☑" if one.done else "☐") if one else "")
            set_look(symbol, "tone", "yes" if one and one.done else "text")
            symbol.setAccessibleName(one.word if one else "")
            owner = f" ({one.owner})" if one and one.owner else ""
            set_text(text, f"{one.text}{owner}" if one else "")
            set_look(text, "tone", "muted" if one and one.done else "text")
            text.setAccessibleName(f"{one.text}{owner}, {one.word}" if one else "")

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.4))
        self._grid.setVerticalSpacing(em(0.15))
