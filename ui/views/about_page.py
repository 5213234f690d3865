"""What the program says of itself: purpose, responsibility, criteria, versions, licences."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import current
from ui.viewmodels.about import LICENCE, About
from ui.viewmodels.desk import Desk
from ui.viewmodels.plain_markup import page as as_html
from ui.viewmodels.plain_markup import styled
from ui.views.page import Page
from ui.widgets.reading_text import ReadingText


class AboutPage(Page):
    """Shown under Help; the same purpose as in the notice of a first start."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ = desk.translate
        self.about = About(desk, qVersion())
        self._shown = ""
        """The licence that is read, or "" for the page itself."""
        self.text = ReadingText(self.title())
        self.text.restyled.connect(lambda: self._write(keep_place=True))
        self.text.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.on("leave_about", self.back.emit)
        self._write(keep_place=False)

    def title(self) -> str:
        return self._("Om Vägval")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return self._("Kopiera versioner"), self.copy_versions

    def arrive(self) -> None:
        self._shown = ""
        self._write(keep_place=False)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_versions(self) -> None:
        """Put what a support call needs on the clipboard; nothing of a patient."""
        QGuiApplication.clipboard().setText(self.about.versions_text())
        self.said.emit(
            "success", self._("Versionerna är kopierade. De innehåller inga patientuppgifter.")
        )

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if not link.startswith(LICENCE):
            return
        before, self._shown = self._shown, link if link != LICENCE else ""
        self._write(keep_place=False)
        if before and not self._shown:
            self.text.go_to("licences")

    def _write(self, *, keep_place: bool) -> None:
        colours = current().tokens
        if self._shown:
            html = styled(self.about.licence_html(self._shown), colours)
        else:
            html = as_html(self.about.markdown(), colours)
        self.text.show_html(html, keep_place=keep_place)
