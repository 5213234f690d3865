"""A case that is closed: how it ended, what the register asks for, and that it was told."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.closing import Closing
from ui.viewmodels.closing_told import Told, told
from ui.views.settings_form import Advice
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.segmented import RING


class ClosingEnded(Measured):
    """What was closed; the one act that may remain is to tell the palliative register."""

    def __init__(self, model: Closing) -> None:
        super().__init__()
        self.model, self._ = model, model.desk.translate
        _ = self._
        self._ended, self._noted = label("strong"), label("muted")
        self._heading = SectionHeading(_("Till palliativregistret"))
        self._lead = label("muted")
        self._answers = QWidget()
        self._grid = QGridLayout(self._answers)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self._registered = label(tone="yes")
        self._caption = label("strong")
        self._caption.setText(_("Förd till registret den"))
        self.day = QLineEdit()
        self.day.setMaxLength(40)
        self.day.setPlaceholderText(_("i dag"))
        self.day.setAccessibleName(self._caption.text())
        self._caption.setBuddy(self.day)
        self.advice = Advice(self.day)
        self.register = QPushButton(_("Förd till registret"))
        self.register.setProperty("role", "primary")
        self.correct = QPushButton(_("Rätta"))
        self.correct.setAccessibleName(_("Rätta avslutet"))
        self.reopen = QPushButton(_("Öppna ärendet igen"))
        self._lay_out()
        self.register.clicked.connect(self._register)
        self.day.textChanged.connect(self.model.type_registering)
        self.day.returnPressed.connect(self._register)
        self.correct.clicked.connect(self.model.correct)
        self.reopen.clicked.connect(self.model.reopen)
        self.model.changed.connect(self._follow)
        self.ready()

    def take_focus(self) -> None:
        """Put the keyboard on what remains to be done."""
        first = self.correct if self.day.isHidden() else self.day
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _register(self) -> None:
        if not self.model.register(self.day.text()):
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        ended = self.model.ended
        if ended is None:
            return
        shown = told(self.model.desk, ended, self.model.registered)
        self._ended.setText(shown.ended)
        self._noted.setText(shown.noted)
        self._show_answers(shown)
        due = shown.died and not shown.registered
        example = self.model.practice
        self._heading.setVisible(shown.died)
        lead = self._(
            "Fyll i registrets formulär med svaren nedan. Notera sedan här att det är gjort."
        )
        if example:
            lead = self._("Övningspatienten ska inte föras till registret.")
        set_text(self._lead, lead if due else "")
        set_text(self._registered, f"✓ {shown.registered}" if shown.registered else "")
        for part in (self._caption, self.day, self.register):
            part.setVisible(due and not example)
        if self.day.text() != self.model.registering:
            self.day.setText(self.model.registering)
        self.advice.say(self.model.problems.get("registered", ""))

    def _show_answers(self, shown: Told) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            part = None if item is None else item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for row, one in enumerate(shown.answered):
            mark, text = label("strong", wrap=False, tone=one.tone), label()
            word = label("strong", wrap=False, tone=one.tone)
            mark.setText(one.symbol)
            text.setText(one.text)
            word.setText(one.word)
            text.setAccessibleName(f"{one.text}: {one.word}")
            for column, part in enumerate((mark, word, text)):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
        self._answers.setVisible(bool(shown.answered))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)
        for part in (self._ended, self._noted, self._heading, self._lead, self._answers):
            self._column.addWidget(part)
        self._column.addWidget(self._registered)
        for part in (self._caption, self.day, self.advice.line):
            self._column.addWidget(part)
        self._foot = FlowLayout()
        for button in (self.register, self.correct, self.reopen):
            self._foot.addWidget(button)
        self._column.addLayout(self._foot)

    def measure(self) -> None:
        self._column.setSpacing(em(0.35))
        self._grid.setHorizontalSpacing(em(0.6))
        self._grid.setVerticalSpacing(em(0.2))
        self._grid.setColumnMinimumWidth(1, em(5.5))
        self._foot.setSpacing(em(0.6))
        self._foot.setContentsMargins(0, em(0.6), 0, 0)
        self._heading.setContentsMargins(0, em(0.8), 0, 0)
        self._caption.setContentsMargins(0, em(0.6), 0, 0)
        self.day.setMaximumWidth(em(26))
