"""The line below the list: hits of a search, and other persons' drafts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_foot import foot
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, link_button, set_text


class ListFoot(Measured):
    """Hidden where there is nothing to say."""

    shown_others = Signal()
    """Other persons' drafts are shown, or no longer."""
    advice_asked = Signal()

    def __init__(self, _: Translate, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._model = model
        self._advice = False
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = FlowLayout(self)
        self.text = label("muted", wrap=False)
        self.action = link_button()
        self._row.addWidget(self.text)
        self._row.addWidget(self.action)
        self.action.clicked.connect(self._act)
        self.ready()

    def follow(self) -> None:
        """Say what the list shows now."""
        said = foot(self._model, self._)
        self._advice = said.advice
        set_text(self.text, said.text)
        self.action.setText(said.action)
        self.action.setAccessibleDescription(said.text)
        self.action.setVisible(bool(said.action))
        self.setVisible(bool(said.text))

    def measure(self) -> None:
        self._row.setContentsMargins(em(1.3), em(0.3), em(1.0), em(0.3))
        self._row.setSpacing(em(0.9))

    def _act(self) -> None:
        if self._advice:
            self.advice_asked.emit()
            return
        self._model.show_others(shown=not self._model.others_shown)
        self.shown_others.emit()
