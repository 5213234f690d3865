"""Who are you, and your passphrase: what stands there on most mornings."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from triage.texts import Translate
from ui.theme import current, em
from ui.viewmodels.door_unlock import Unlocking
from ui.views.door_page import DoorPage, button
from ui.views.door_pass_line import PassLine
from ui.widgets.measured import label, set_text

_MOST_ROWS = 6
"""People in sight at once; the list scrolls beyond."""


class _People(QListWidget):
    """Who may sign in; Enter goes on to the passphrase, as a click does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class UnlockPage(DoorPage):
    """Pick who you are, the last one first; then the passphrase, or the computer's key store."""

    def __init__(self, _: Translate, model: Unlocking, *, pick: bool = False) -> None:
        super().__init__(_, _("Vem är du?") if len(model.people) > 1 else _("Lås upp"))
        self.model = model
        self._pick = pick and len(model.people) > 1
        self.people = _People()
        self.people.setAccessibleName(_("Vem är du?"))
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setTextElideMode(Qt.TextElideMode.ElideRight)
        for one in model.people:
            QListWidgetItem(one.label, self.people).setToolTip(one.label)
        self._alone = label("strong")
        self.passphrase = PassLine(_("Lösenfras"), _)
        self._wait = label("small", tone="gap")
        self._wait.hide()
        self.unlock = button(_("Lås upp"), role="primary")
        self.here = button(_("Öppna med datorns nyckelring"))
        self.forgotten = button(_("Glömt lösenfrasen? Använd återställningskoden"), role="link")
        self.add(self.people, self._alone, self.passphrase, self._wait)
        self.buttons((self.unlock, self.here))
        self.add_link(self.forgotten)
        self.people.setVisible(len(model.people) > 1)
        set_text(self._alone, model.people[0].label if len(model.people) == 1 else "")
        self.people.setCurrentRow(model.row)
        self.people.currentRowChanged.connect(self._choose)
        self.people.itemActivated.connect(lambda _item: self._to_secret())
        self.people.itemClicked.connect(lambda _item: self._to_secret())
        self.passphrase.entered.connect(self._unlock)
        self.unlock.clicked.connect(self._unlock)
        self.here.clicked.connect(self._unlock_here)
        self.forgotten.clicked.connect(lambda: self.go.emit("recover"))
        model.changed.connect(self._follow)
        self.ready()
        self._follow()

    def arrive(self) -> None:
        if self._pick:
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._to_secret()

    def leave(self) -> None:
        self.passphrase.clear()

    def _to_secret(self) -> None:
        place = self.here if self.passphrase.isHidden() else self.passphrase.line
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, row: int) -> None:
        self.passphrase.clear()
        self.passphrase.refuse("")
        self.model.choose(row)

    def _unlock(self) -> None:
        workplace = self.model.unlock(self.passphrase.text())
        if workplace is not None:
            self.passphrase.clear()
            self.opened.emit(workplace)
            return
        if not self.isHidden():  # another page may have come, which has the keyboard
            self.passphrase.line.selectAll()
            self._to_secret()

    def _unlock_here(self) -> None:
        workplace = self.model.unlock_here()
        if workplace is not None:
            self.opened.emit(workplace)

    def _follow(self) -> None:
        model = self.model
        self.passphrase.setVisible(model.by_passphrase)
        self.unlock.setVisible(model.by_passphrase)
        self.here.setVisible(model.here)
        self.passphrase.refuse(model.problem if model.by_passphrase else "")
        self.say("" if model.by_passphrase else model.problem)
        self.unlock.setEnabled(not model.waiting)
        self.passphrase.say("", good=False)
        wait = model.wait_words()
        self._wait.setText(f"◷ {wait}" if wait else "")
        self._wait.setHidden(not wait)

    def measure(self) -> None:
        super().measure()
        rows = min(_MOST_ROWS, max(1, self.people.count()))
        height = self.people.sizeHintForRow(0) if self.people.count() else em(2)
        frame = 2 * self.people.frameWidth()
        self.people.setFixedHeight(rows * height + frame + 2 * max(1, current().em // 15))
