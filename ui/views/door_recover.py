"""Forgotten: the recovery code opens, and whoever it is chooses a new passphrase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from triage.services import Workplace
from triage.texts import Translate
from ui.viewmodels.door_code import typed_help
from ui.viewmodels.door_recover import Recovering
from ui.views.door_code import CodeLine
from ui.views.door_page import DoorPage, button
from ui.views.door_pass_line import PassLine
from ui.widgets.measured import label
from ui.widgets.tab_order import follow_reading_order


class RecoverPage(DoorPage):
    """First the code alone; once it opens, who one is and what the passphrase is to be."""

    def __init__(self, _: Translate, model: Recovering) -> None:
        super().__init__(
            _,
            _("Öppna med återställningskoden"),
            _("Koden står på papperet som skrevs ut när Vägval togs i bruk."),
        )
        self.model = model
        self.code = CodeLine(_("Återställningskod"), lambda text: typed_help(text, model.language))
        self._who = label("strong")
        self._who.setText(_("Vem är du?"))
        self.people = QListWidget()
        self.people.setAccessibleName(_("Vem är du?"))
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._who.setBuddy(self.people)
        self.passphrase = PassLine(_("Ny lösenfras"), _)
        self.again = PassLine(_("Samma en gång till"), _)
        self.go_on = button(_("Fortsätt"), role="primary")
        self.back = button(_("Tillbaka"))
        self.add(self.code, self._who, self.people, self.passphrase, self.again)
        self.buttons((self.go_on, self.back))
        self.code.entered.connect(self._go_on)
        self.passphrase.typed.connect(lambda _text: self._typed())
        self.again.typed.connect(lambda _text: self._typed())
        self.passphrase.entered.connect(self.again.line.setFocus)
        self.again.entered.connect(self._go_on)
        self.people.currentRowChanged.connect(model.choose)
        self.go_on.clicked.connect(self._go_on)
        self.back.clicked.connect(lambda: self.go.emit("unlock"))
        model.changed.connect(self._follow)
        self.ready()
        self._follow()

    def arrive(self) -> None:
        self.code.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.model.forget()
        self.code.line.clear()
        for one in (self.passphrase, self.again):
            one.clear()

    def _typed(self) -> None:
        self.model.write_secret(self.passphrase.text(), self.again.text())

    def _go_on(self) -> None:
        if not self.model.people:
            self.model.try_code(self.code.text())
            if self.model.people:
                self._show_people()
            return
        workplace: Workplace | None = self.model.sign_in()
        if workplace is not None:
            self.opened.emit(workplace)
            return
        place = self.again if self.again.problem() else self.passphrase
        place.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self) -> None:
        self.lead.setText(self._("Koden stämmer. Välj vem du är och en ny lösenfras."))
        for one in self.model.people:
            QListWidgetItem(one.name, self.people).setToolTip(one.name)
        self.people.setCurrentRow(0)
        rows = min(5, self.people.count())
        frame = 2 * self.people.frameWidth()
        self.people.setFixedHeight(rows * self.people.sizeHintForRow(0) + frame + 2)
        follow_reading_order(self)
        alone = len(self.model.people) == 1
        place = self.passphrase.line if alone else self.people
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        model = self.model
        opened = bool(model.people)
        self.code.setVisible(not opened)
        for part in (self._who, self.people, self.passphrase, self.again):
            part.setVisible(opened)
        told = model.strength()
        self.passphrase.say(told.text, good=told.good)
        self.passphrase.refuse(model.problems.get("passphrase", ""))
        self.again.refuse(model.problems.get("again", ""))
        # Which group is wrong stands below the line already.
        self.say("" if self.code.help.wrong else model.problems.get("code", ""))
