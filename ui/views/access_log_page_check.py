# ruff: noqa: N802 - the camel case names are Qt's
"""Verifying the log, with an anchor from a printed letter, and how long it is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.access_log import LONGEST, AccessLogViewModel
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_text

_WIDEST = 44
"""Ems of width that a line of reading takes at most."""
_MARKS = {
    "success": ("✓", "yes"),
    "warning": ("△", "gap"),
    "error": ("⚠", "danger"),
    "info": ("ℹ", "primary"),
}


class LogCheck(Measured):
    """An anchor to compare with, a button, and what was found in whole sentences."""

    def __init__(self, model: AccessLogViewModel, _: Translate) -> None:
        super().__init__()
        self.model, self._ = model, _
        self._lead = label("muted")
        self._lead.setText(
            _(
                "Varje post är låst vid den före. Kontrollen visar om någon post är ändrad, "
                "flyttad, insatt eller borttagen. Ankaret längst ner på en utskriven remiss visar "
                "dessutom om slutet är bortklippt eller om hela loggen är gjord på nytt."
            )
        )
        self._name = label("small")
        self._name.setText(_("Ankare från en utskriven remiss (får vara tomt)"))
        self.anchor = QLineEdit()
        self.anchor.setMaxLength(LONGEST)
        self.anchor.setPlaceholderText("1042 9f3a 77c1 20be 4d5a b7")
        self._name.setBuddy(self.anchor)
        self.anchor.setAccessibleName(self._name.text())
        self.check = QPushButton(_("Kontrollera loggen"))
        self.check.setProperty("role", "primary")
        self._said = QVBoxLayout()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lay_out()
        self.anchor.returnPressed.connect(self._check)
        self.check.clicked.connect(self._check)
        self.model.changed.connect(self.follow)
        self.ready()

    def said(self) -> str:
        """Return all that is said of the last check."""
        return " ".join(one.text for one in self.model.verdict)

    def follow(self) -> None:
        """Show what the model says."""
        self.check.setEnabled(not self.model.running)
        if self._shown == self.model.verdict:
            return
        self._shown = self.model.verdict
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tone, text in self.model.verdict:
            self._said.addWidget(_sentence(tone, text))
        announce(self, self.said(), urgent=any(tone == "error" for tone, _ in self._shown))

    def _check(self) -> None:
        self.anchor.setFocus(Qt.FocusReason.OtherFocusReason)  # the button rests meanwhile
        self.model.verify(self.anchor.text())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.anchor)
        self._row.addWidget(self.check)
        self._row.addStretch(1)
        self._column.addWidget(SectionHeading(self._("Kontroll")))
        self._column.addWidget(self._lead)
        self._column.addWidget(self._name)
        self._column.addLayout(self._row)
        self._column.addLayout(self._said)

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
        self._said.setSpacing(em(0.4))
        self._row.setSpacing(em(0.6))
        self.anchor.setMinimumWidth(em(17))
        _narrow(self, self._column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _narrow(self, self._column)


class LogRule(Measured):
    """How many years an entry is kept, and what may go now."""

    def __init__(self, model: AccessLogViewModel, least: int, _: Translate) -> None:
        super().__init__()
        self.model, self._ = model, _
        self._lead = label("muted")
        self._lead.setText(
            _(
                "Lagen kräver minst fem år. Det som är äldre gallras först när du säger till. "
                "Gallringen loggas, och resten av loggen går fortfarande att kontrollera."
            )
        )
        self._name = label("small")
        self._name.setText(_("År som en post sparas"))
        self.years = QSpinBox()
        self.years.setRange(least, model.most_years)
        self.years.setValue(model.years)
        self.years.setAccessibleName(self._name.text())
        self._name.setBuddy(self.years)
        self.due = label()
        self.purge = QPushButton(_("Gallra dem"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(SectionHeading(_("Hur länge loggen sparas")))
        left = Qt.AlignmentFlag.AlignLeft
        for part in (self._lead, self._name):
            self._column.addWidget(part)
        self._column.addWidget(self.years, 0, left)
        self._column.addWidget(self.due)
        self._column.addWidget(self.purge, 0, left)
        self.years.editingFinished.connect(self._keep)
        self.purge.clicked.connect(self._purge)
        self.ready()

    def arrive(self) -> None:
        """Read again how many entries may go."""
        self.years.setValue(self.model.years)
        self.due.setText(self.model.due_words())
        self.purge.setVisible(self.model.due() > 0)

    def _keep(self) -> None:
        if self.years.value() != self.model.years:
            self.model.keep_for(self.years.value())
            self.arrive()

    def _purge(self) -> None:
        self.model.purge()
        self.arrive()
        if self.purge.isHidden():  # a button that has gone lets go of the keyboard
            self.years.setFocus(Qt.FocusReason.OtherFocusReason)

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
        self.years.lineEdit().setTextMargins(em(0.4), 0, 0, 0)
        _narrow(self, self._column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _narrow(self, self._column)


def _narrow(part: QWidget, column: QVBoxLayout) -> None:
    """Leave the room beyond a line's measure empty; a text's own limit would cut its height."""
    column.setContentsMargins(0, 0, max(em(0.5), part.width() - em(_WIDEST)), 0)


def _sentence(tone: str, text: str) -> QWidget:
    mark, colour = _MARKS[tone]
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(em(0.5))
    symbol = label("symbol", wrap=False, tone=colour)
    symbol.setText(mark)
    symbol.setMinimumWidth(em(1.2))
    words = label("strong" if tone in {"success", "error"} else "")
    set_text(words, text)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return line
