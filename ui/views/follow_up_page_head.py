"""The title of the follow-up with the ways to what belongs to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button


class Tools(Measured):
    """Decision, letter, reassessment and history of the case in front."""

    asked = Signal(str)
    """The page to go to, or "reassess"."""

    def __init__(self, title: str, _: Translate) -> None:
        super().__init__()
        said = label("title", wrap=False)
        said.setText(title)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(said)
        self._add("review", _("Beslutet"))
        self._add("letter", _("Remissen"))
        self.reassess = self._add("reassess", _("Ombedöm"), keys_of("reassess_followed")[0])
        self._add("history", _("Patientens historik"), keys_of("history")[0])
        self.ready()

    def _add(self, way: str, words: str, keys: str = "") -> QPushButton:
        link = link_button("  ".join(filter(None, (words, keys))))
        link.clicked.connect(lambda: self.asked.emit(way))
        self._flow.addWidget(link)
        return link

    def measure(self) -> None:
        self._flow.setSpacing(em(0.8))
