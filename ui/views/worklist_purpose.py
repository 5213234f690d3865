"""What the program is for and what it is not: above the list until somebody has read it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.widgets.message_bar import MessageBar


class PurposeNotice(QObject):
    """Shows the notice to each person once; made only for who has not read it."""

    read = Signal()

    def __init__(self, desk: Desk, column: QVBoxLayout, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ = desk.translate
        self._preferences = Preferences(desk.workplace)
        self.bar = MessageBar(close_word=self._("Stäng"))
        column.insertWidget(0, self.bar)
        self.bar.action.connect(self._note_read)

    def show(self) -> None:
        """Show it, unless it was read."""
        if self._preferences.purpose_read:
            return
        _ = self._
        self.bar.show_message(
            "info",
            _(
                "Vägval jämför dina svar med regionernas publicerade kriterier och visar vad som "
                "är uppfyllt, inte uppfyllt och okänt. Du ställer diagnos och beslutar. "
                "Programmet är inte CE-märkt: vårdgivaren godkänner det före skarp användning. "
                "I ett akut läge: ring."
            ),
            _("Jag har läst"),
        )

    def give_way(self) -> None:
        """Leave the room to something else for a while; `show` brings it back."""
        self.bar.hide()

    def _note_read(self) -> None:
        self._preferences.purpose_read = True
        self.bar.dismiss()
        self.read.emit()
