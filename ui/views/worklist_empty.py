"""What stands where the list has no rows: what that means, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage.services import EVERYTHING
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_choice import empty_words
from ui.widgets.measured import Measured, label, set_text


class EmptyList(Measured):
    """A title, a text, and a button where one can begin something."""

    def __init__(self, _: Translate, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._model = model
        self._title = label("title")
        self._text = label("muted")
        self.button = QPushButton(_("Ny bedömning"))
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(part)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(2)
        self.ready()

    def follow(self) -> None:
        """Say why there is nothing."""
        title, text = self._words()
        set_text(self._title, title)
        set_text(self._text, text)
        self.button.setVisible(not self._model.query and not self._model.in_view)

    def _words(self) -> tuple[str, str]:
        _, choice = self._, self._model.choice
        if self._model.query:
            return _("Ingen träff"), _(
                "Sök på namn, nummer, texter, kommun eller dag, med hela ord; det sista får "
                "vara påbörjat. Skyddade uppgifter hittas på hela numret."
            )
        if not self._model.in_view:
            return _("Inga bedömningar än"), _(
                "Tryck Ctrl+N och skriv patientens nummer eller ett alias. Allt sparas direkt."
            )
        title, text = empty_words(choice.view, _)
        if choice.narrowed.mine:
            return _("Inget av ditt står här"), _("Ctrl+M visar allas.")
        return (title if choice.narrowed == EVERYTHING else _("Inget svarar mot urvalet")), text

    def measure(self) -> None:
        self._column.setContentsMargins(em(2), em(2), em(2), em(2))
        self._column.setSpacing(em(0.7))
