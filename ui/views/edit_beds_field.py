"""How many specialised beds a team has; empty where nobody counts them."""

from PySide6.QtWidgets import QLineEdit

from triage.packs.edit import REMOVED
from ui.theme import em
from ui.viewmodels.edit_pack import EditPack, Place
from ui.views.edit_fields import Field


class BedsField(Field):
    """A whole number; an empty field takes beds and their note away."""

    def __init__(self, model: EditPack, caption: str, place: Place) -> None:
        super().__init__(model, caption, "teams", place)
        self.line = QLineEdit()
        self.line.setMaxLength(4)
        self.line.editingFinished.connect(self._take)
        self.hold(self.line, stretch=False)

    def show_value(self) -> None:
        count = (self.value({}) or {}).get("count", "")
        if str(count) != self.line.text():
            self.line.setText(str(count))

    def measure(self) -> None:
        super().measure()
        self.line.setFixedWidth(em(5))

    def _take(self) -> None:
        text, now = self.line.text().strip(), self.value()
        if not text:
            if now is not None:
                self.change(REMOVED)
        elif text.isdecimal() and text != str((now or {}).get("count", "")):
            self.change({**(now or {}), "count": int(text)})
        self.show_value()
