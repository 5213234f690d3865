"""What the program is for and what it is not: above the list until somebody has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences

if TYPE_CHECKING:
    from ui.widgets.message_bar import MessageBar


class PurposeNotice(QObject):
    """Shows the notice to each person once; makes it only for who has not read it."""

    read = Signal()

    def __init__(self, desk: Desk, column: QVBoxLayout, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ = desk.translate
        self._preferences = Preferences(desk.workplace)
        self._column = column
        self._bar: MessageBar | None = None

    @property
    def bar(self) -> MessageBar:
        """Where it stands."""
        if self._bar is None:
            from ui.widgets.message_bar import MessageBar  # noqa: PLC0415 - a start seldom needs it

            self._bar = MessageBar(close_word=self._("Stäng"))
            self._column.insertWidget(0, self._bar)
            self._bar.action.connect(self._note_read)
        return self._bar

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
        if self._bar is not None:
            self._bar.hide()

    def _note_read(self) -> None:
        self._preferences.purpose_read = True
        self.bar.dismiss()
        self.read.emit()
