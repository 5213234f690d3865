"""What stands there while a store is made or encrypted: how far it is, and a way to stop."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from triage.texts import Translate
from ui.theme import current
from ui.viewmodels.door_making import Making
from ui.viewmodels.door_rekeying import Rekeying
from ui.views.door_page import DoorPage, button


class MakingPage(DoorPage):
    """No page to do anything on but to wait, or to stop while nothing is changed yet."""

    def __init__(self, _: Translate, model: Making | Rekeying) -> None:
        text = (
            _("Allt krypteras och jämförs. Stäng inte av datorn.")
            if model.old
            else _("Det tar ett ögonblick.")
        )
        super().__init__(_, _("Krypterar …") if model.old else _("Gör i ordning …"), text)
        self._model = model
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.title())
        # Without a measure a bar moves by itself; the words say enough where nothing is to.
        self.progress.setVisible(not current().still)
        self.stop = button(_("Avbryt"))
        self.stop.setVisible(model.old)
        self.add(self.progress)
        self.buttons((self.stop,))
        self.stop.clicked.connect(self._ask_to_stop)
        model.progressed.connect(self._show)
        self.ready()

    def arrive(self) -> None:
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_to_stop(self) -> None:
        self._model.stop()
        self.stop.setEnabled(False)
        self.say(self._("Avbryter …"), tone="muted")

    def _show(self, done: int, of_all: int) -> None:
        self.progress.setVisible(True)
        self.progress.setRange(0, max(1, of_all))
        self.progress.setValue(done)
