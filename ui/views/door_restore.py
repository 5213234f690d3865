"""The door's page for restoring a backup."""

from triage.texts import Translate
from ui.viewmodels.restoring import Restoring
from ui.views.door_page import DoorPage, button
from ui.views.restore_choice import RestoreChoice


class RestorePage(DoorPage):
    """Which backup, and the secret that opens it; back to the door where there is one."""

    def __init__(self, _: Translate, model: Restoring, *, back: bool = True) -> None:
        super().__init__(_, _("Återställ en säkerhetskopia"))
        self.choice = RestoreChoice(_, model)
        self.leave_button = button(_("Tillbaka"), role="link")
        self.add(self.choice)
        self.buttons((self.leave_button,))
        self.leave_button.setVisible(back)
        self.leave_button.clicked.connect(lambda: self.go.emit("unlock"))
        self.choice.finished.connect(lambda: self.go.emit("unlock"))
        self._back, self._model = back, model
        model.changed.connect(self._follow)
        self.ready()

    def arrive(self) -> None:
        self.choice.arrive()

    def leave(self) -> None:
        self.choice.forget()

    def _follow(self) -> None:
        """There is no way back while it works, and one way on when it is done."""
        self.leave_button.setEnabled(not self._model.working)
        self.leave_button.setVisible(self._back and not self._model.outcome)
        if self._model.saved_what_was_left:
            self.heading.setText(self._("Rädda det som går att läsa"))
