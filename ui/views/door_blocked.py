"""What stands at the door where the data cannot be opened: what happened, and what to do."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from triage.texts import Translate
from ui.views.door_page import DoorPage, button
from ui.widgets.measured import label, set_look, set_text


class BlockedPage(DoorPage):
    """One sentence of what is wrong, where the data is, and the ways on from here."""

    again = Signal()
    quit_asked = Signal()

    def __init__(self, _: Translate, text: str, folder: Path, *, more: str = "") -> None:
        """`more` says what is sure in spite of all, or what to do first."""
        super().__init__(_, _("Vägval kan inte öppna sina data"))
        self.what = label()
        self.more = label("muted")
        self.place = label("small")
        self.place.setText(_("Datamappen: {folder}").format(folder=folder))
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again_button = button(_("Försök igen"), role="primary")
        self._first = self.again_button
        close = button(_("Stäng"))
        self.add(self.what, self.more, self.place)
        self.buttons((self.again_button, close))
        self.again_button.clicked.connect(self.again)
        close.clicked.connect(self.quit_asked)
        self.ready()
        self.tell(text, more)

    def tell(self, text: str, more: str = "") -> None:
        """Say what happened."""
        self.what.setText(f"⚠ {text}")
        set_text(self.more, more)
        self.setAccessibleName(text)

    def offer(self, way: QPushButton) -> None:
        """Offer a way on that helps more than another try, such as restoring a backup."""
        set_look(way, "role", "primary")
        set_look(self.again_button, "role", "")
        self.put_first(way)
        self._first = way

    def arrive(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
