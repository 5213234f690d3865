"""A statement with its mark, lines under it, and a patient who unfolds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout

from ui.theme import em
from ui.viewmodels.edit_meaning import Meaning
from ui.widgets.measured import Measured, label, link_button
from ui.widgets.on_demand import OnDemand


class MeaningLine(Measured):
    """One statement."""

    asked = Signal(str)
    """Where something can be done about it."""

    def __init__(self, meaning: Meaning, patient_word: str) -> None:
        super().__init__()
        self.meaning = meaning
        mark = label("symbol", wrap=False, tone=meaning.tone)
        mark.setText(meaning.mark)
        text = label(tone=meaning.tone if meaning.tone in {"gap", "danger", "unknown"} else "")
        text.setText(meaning.text)
        text.setAccessibleName(": ".join(filter(None, (meaning.said, meaning.text))))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(text, 0, 1)
        self._grid.setColumnStretch(1, 1)
        if meaning.lines:
            under = label("small")
            under.setText("\n".join(filter(None, meaning.lines)))
            self._grid.addWidget(under, 1, 1)
        self.patient: OnDemand | None = None
        if meaning.patient:
            who = label("small", tone="text")
            who.setText("\n".join(meaning.patient))
            self.patient = OnDemand(patient_word, who, about=meaning.text)
            self._grid.addWidget(self.patient, 2, 1)
        self.link: QPushButton | None = None
        if meaning.link and meaning.where:
            self.link = link_button(meaning.link)
            self.link.setAccessibleName(f"{meaning.link}: {meaning.text}")
            self.link.clicked.connect(lambda: self.asked.emit(meaning.where))
            self._grid.addWidget(self.link, 3, 1, Qt.AlignmentFlag.AlignLeft)
        self.ready()

    def measure(self) -> None:
        self._grid.setHorizontalSpacing(em(0.45))
        self._grid.setVerticalSpacing(em(0.1))
        self._grid.setColumnMinimumWidth(0, em(1.0))


class Meanings(Measured):
    """Statements below each other; what did not change is left alone, with what is unfolded."""

    asked = Signal(str)
    """Where something can be done about one of them."""

    def __init__(self, patient_word: str) -> None:
        super().__init__()
        self._patient_word = patient_word
        self._lines: list[MeaningLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.ready()

    def show_meanings(self, meanings: Sequence[Meaning]) -> None:
        """Show these in place of those before."""
        if [line.meaning for line in self._lines] == list(meanings):
            return
        kept = {line.meaning: line for line in self._lines}
        lines = []
        for meaning in meanings:
            line = kept.pop(meaning, None)
            if line is None:
                line = MeaningLine(meaning, self._patient_word)
                line.asked.connect(self.asked)
            lines.append(line)
        for gone in kept.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, line in enumerate(lines):
            self._column.insertWidget(at, line)
        self._lines = lines
        self.setVisible(bool(lines))

    def first_link(self) -> QPushButton | None:
        """Return the first link to where something can be done."""
        return next((line.link for line in self._lines if line.link is not None), None)

    def texts(self) -> list[str]:
        """Return what the statements say."""
        return [line.meaning.text for line in self._lines]

    def measure(self) -> None:
        self._column.setSpacing(em(0.3))
