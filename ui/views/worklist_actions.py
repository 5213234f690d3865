"""What can be done with the row that is current, below the list: each with its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from triage.services import WorklistRow
from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, link_button


class RowActions(Measured):
    """Offers only what the row allows."""

    asked = Signal(str)
    """What is to be done with the row, by its name in `ui.actions`."""

    def __init__(self, _: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Med den markerade raden"))
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = FlowLayout(self)
        self.open = self._link(_("Öppna"), "open", keys_of("open")[1])
        self.follow = self._link(_("Följ upp"), "follow_row")
        self.reassess = self._link(_("Ombedöm"), "reassess")
        self.delete = self._link(_("Ta bort utkastet"), "delete_draft")
        self._moved_keys = keys_of("moved_row")[0]
        self._moved_words = {
            False: _("Förd till journalsystemet"),
            True: _("Ta tillbaka: förd till journalsystemet"),
        }
        self.moved = self._link(self._moved_words[False], "moved_row")
        self.hide()
        self.ready()

    def show_row(
        self, row: WorklistRow | None, *, moved: bool = False, another: bool = False
    ) -> None:
        """Offer what can be done with a row; nothing where there is none.

        `moved` says that the record system is noted to have its decision, `another` that it is
        a draft somebody else works on.
        """
        self.setVisible(row is not None)
        if row is not None:
            self.reassess.setVisible(row.state != "draft")
            self.follow.setVisible(row.state != "draft")
            self.delete.setVisible(row.state == "draft" and not another)
            self.moved.setVisible(row.state == "decided" and not row.example)
            self.moved.setText(f"{self._moved_words[moved]}  {self._moved_keys}")
            self.moved.setAccessibleName(self._moved_words[moved])

    def measure(self) -> None:
        self._row.setContentsMargins(em(0.9), em(0.3), em(1.0), em(0.3))
        self._row.setSpacing(em(0.9))

    def _link(self, words: str, action: str, keys: str = "") -> QPushButton:
        keys = keys or keys_of(action)[0]
        made = link_button(f"{words}  {keys}")
        made.setAccessibleName(words)
        made.setAccessibleDescription(keys)
        made.clicked.connect(lambda: self.asked.emit(action))
        self._row.addWidget(made)
        return made
