"""Letting go what is chosen: confirmed in the page, by typing how many cases it is."""

from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.retention import RetentionViewModel
from ui.viewmodels.retention_words import button_words
from ui.views.settings_form import Advice
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.work_bar import WorkBar

_LONGEST = 9
"""Digits of a number of cases."""


class PurgeForm(Measured):
    """What will happen, a line for the number, and the button; hidden where nothing is chosen."""

    def __init__(self, _: Translate, model: RetentionViewModel) -> None:
        super().__init__()
        self._, self._model = _, model
        self._caption = label("strong")
        self._what = label("small")
        self._what.setText(
            _(
                "De tas bort för gott. Datafilen skrivs om, och en ny säkerhetskopia tar alla "
                "äldres plats. Åtkomstloggen finns kvar: den visar vad som gallrades, när och av "
                "vem."
            )
        )
        self.number = QLineEdit()
        self.number.setMaxLength(_LONGEST)
        self.button = QPushButton()
        self.work = WorkBar(_("Städa senare"))
        self.advice = Advice(self.number)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.number)
        self._row.addWidget(self.button)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._caption)
        self._column.addLayout(self._row)
        for part in (self.advice.line, self._what, self.work):
            self._column.addWidget(part)
        self.advice.say("")
        self.number.returnPressed.connect(self.purge)
        self.number.textChanged.connect(lambda: self.advice.say(""))
        self.button.clicked.connect(self.purge)
        self.work.cancelled.connect(model.put_off)
        model.stepped.connect(self.work.say)
        self.ready()

    def show_model(self) -> None:
        """Follow what is chosen and what is under way."""
        _, model = self._, self._model
        count = len(model.chosen)
        free = not model.running and not model.hindrance()
        self.setVisible(count > 0 or model.running)
        for part in (self._caption, self._what, self.number, self.button):
            part.setVisible(count > 0)
        if count == 1:
            caption = _("Skriv 1 för att gallra ärendet.")
        else:
            caption = _("Skriv antalet ärenden, {count}, för att gallra dem.").format(count=count)
        set_text(self._caption, caption)
        self.number.setAccessibleName(caption)
        self.button.setText(button_words(count, _))
        self.number.setEnabled(free)
        self.button.setEnabled(free)

    def purge(self) -> None:
        """Let it go, if the number is right; else say what is wrong with it."""
        wrong = self._model.wrong(self.number.text())
        self.advice.say(wrong)
        if wrong:
            self.number.setFocus()
        elif self._model.purge(self.number.text()):
            self.number.clear()

    def measure(self) -> None:
        self._column.setContentsMargins(0, em(0.6), 0, em(0.6))
        self._column.setSpacing(em(0.4))
        self._row.setSpacing(em(0.7))
        self.number.setMaximumWidth(em(8))
