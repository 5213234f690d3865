"""What can be filled in about one team; kept when a line is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from triage.services.directory import MOST_NOTE
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.team_directory import TeamDirectory
from ui.views.settings_form import Advice
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label

_MOST_TYPED = 200
"""Characters that a number's line takes; what is too long is said, not cut."""


class TeamForm(Measured):
    """A number, a note, and a button for having made sure of the number today."""

    kept = Signal()

    def __init__(self, model: TeamDirectory, team_id: str, _: Translate) -> None:
        super().__init__()
        self._, self._model, self._team = _, model, team_id
        self.setProperty("surface", "window")
        entry = model.entry(team_id)
        self.telephone = QLineEdit(entry.local.telephone)
        self.telephone.setMaxLength(_MOST_TYPED)
        self.note = QLineEdit(entry.local.note)
        self.note.setMaxLength(MOST_NOTE)
        self.note.setPlaceholderText(_("Till exempel: vardagar 8–16, annars via växeln"))
        self.verified = QPushButton(_("Kontrollerat i dag"))
        self.verified.setAccessibleName(f"{self.verified.text()}, {entry.name}")
        self._checked = label("small")
        self._column = QVBoxLayout(self)
        for words, line in ((_("Telefon"), self.telephone), (_("Anteckning"), self.note)):
            caption = label("strong")
            caption.setText(words)
            caption.setBuddy(line)
            line.setAccessibleName(f"{words}, {entry.name}")
            self._column.addWidget(caption)
            self._column.addWidget(line)
            if line is self.telephone:
                self.advice = Advice(line)
                self._column.addWidget(self.advice.line)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addWidget(self.verified)
        self._foot.addWidget(self._checked, 1)
        self._column.addLayout(self._foot)
        self.advice.say("")
        for line in (self.telephone, self.note):
            line.editingFinished.connect(self.keep)
        self.verified.clicked.connect(self._verify)
        self._follow()
        self.ready()

    def keep(self) -> bool:
        """Keep what stands there, unless the number is none; return whether it was kept."""
        wrong = self._model.keep(self._team, telephone=self.telephone.text(), note=self.note.text())
        self.advice.say(wrong)
        if not wrong:
            self._follow()
            self.kept.emit()
        return not wrong

    def _verify(self) -> None:
        if not self.keep():
            self.telephone.setFocus()
        elif not self._model.entry(self._team).local.telephone:
            self.advice.say(self._("Skriv numret först."))
            self.telephone.setFocus()
        else:
            self._model.verified(self._team)
            self._follow()
            self.kept.emit()
            announce(self, self._checked.text())

    def _follow(self) -> None:
        entry = self._model.entry(self._team)
        for line, text in ((self.telephone, entry.local.telephone), (self.note, entry.local.note)):
            if line.text() != text and not line.hasFocus():
                line.setText(text)
        self._checked.setText(entry.checked[:1].upper() + entry.checked[1:])

    def measure(self) -> None:
        self._column.setContentsMargins(em(2.1), em(0.6), em(1.4), em(0.9))
        self._column.setSpacing(em(0.35))
        self._foot.setSpacing(em(0.8))
        self._foot.setContentsMargins(0, em(0.4), 0, 0)
