"""What the program says of itself: purpose, responsibility, criteria, licences, where data is."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from ui.viewmodels.about import About
from ui.viewmodels.desk import Desk
from ui.views.document_page import DocumentPage


class AboutPage(DocumentPage):
    """Shown under Help; the same purpose as in the notice of a first start."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._ = desk.translate
        super().__init__(desk, parent)

    def title(self) -> str:
        return self._("Om Vägval")

    def markdown(self) -> str:
        return About(self.desk, qVersion()).markdown()
