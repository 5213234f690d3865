"""The criteria out of the window: as a file, on paper, on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from triage.services import reading
from triage.texts import Translate
from ui.viewmodels.criteria import CriteriaViewModel
from ui.viewmodels.document_file import DocumentFile
from ui.widgets.message_bar import MessageBar
from ui.widgets.reading_text import ReadingText
from ui.widgets.work_bar import WorkBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.views.criteria_page_print import Printing


class WayOut(QObject):
    """Saves, prints and copies the document in sight; what takes long can be stopped."""

    def __init__(
        self,
        page: QWidget,
        model: CriteriaViewModel,
        text: ReadingText,
        bar: MessageBar,
        translate: Translate,
    ) -> None:
        super().__init__(page)
        self._ = translate
        self._page, self._model, self._text, self._bar = page, model, text, bar
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.file = DocumentFile(translate, self)
        self.work = WorkBar(self._("Avbryt"))
        self.printing: Printing | None = None
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.file.changed.connect(self._follow)
        self.file.failed.connect(lambda said: bar.show_message("error", said))
        self.file.saved.connect(lambda said: bar.show_message("success", said))
        self.work.cancelled.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self.file.running or self.printing is not None

    def save(self) -> None:
        """Save as PDF or HTML where the user says."""
        document = self._model.document
        if document is None or self.running:
            return
        target = self.ask_target(self._folder / self._model.file_name())
        if target is not None:
            self._folder = target.parent
            self._bar.dismiss()
            self.file.save(document, target)

    def print(self) -> None:
        """Print the same pages as are saved."""
        document = self._model.document
        printer = None if document is None or self.running else self.ask_printer()
        if document is not None and printer is not None:
            self._bar.dismiss()
            self.file.pdf(document, lambda pdf: self._print(printer, pdf))

    def copy(self) -> None:
        """Put what is marked on the clipboard, or the whole text where nothing is."""
        cursor = self._text.textCursor()
        marked = cursor.selection().toPlainText() if cursor.hasSelection() else ""
        QGuiApplication.clipboard().setText(marked or self._text.toPlainText())
        _ = self._
        said = _("Det markerade är kopierat.") if marked else _("Hela texten är kopierad.")
        self._bar.show_message("success", said)

    def cancel(self) -> None:
        """Stop what is under way."""
        _ = self._
        if self.printing is not None:
            self.printing.cancel()
            self._end_printing()
            self._bar.show_message("info", _("Utskriften är avbruten."))
        elif self.file.running:
            self.file.cancel()
            self._bar.show_message("info", _("Avbrutet. Ingen fil är sparad."))
        self._text.setFocus()

    # Printing

    def _print(self, printer: QPrinter, pdf: bytes) -> None:
        from ui.views.criteria_page_print import Printing  # noqa: PLC0415 - seldom used
        from ui.views.letter_print import DOTS  # noqa: PLC0415 - as above

        self.printing = Printing(self, printer, reading.pages(pdf, DOTS / 72))
        self.printing.stepped.connect(self._say_page)
        self.printing.ended.connect(self._printed)
        self._follow()

    def _say_page(self, number: int) -> None:
        self.work.say(self._("Skriver ut, sida {number} är klar …").format(number=number))

    def _printed(self, taken: bool) -> None:
        _ = self._
        self._end_printing()
        if taken:
            self._bar.show_message("success", _("Kriterierna är skickade till skrivaren."))
        else:
            text = _("Skrivaren tog inte emot. Kontrollera den, eller spara som PDF.")
            self._bar.show_message("error", text)

    def _end_printing(self) -> None:
        if self.printing is not None:
            self.printing.deleteLater()
            self.printing = None
        self._follow()

    def _follow(self) -> None:
        self.work.say(self._("Sidorna sätts …") if self.running else "")

    # Asking

    def _ask_printer(self) -> QPrinter | None:
        from ui.views.letter_print import ask_printer  # noqa: PLC0415 - seldom used

        return ask_printer(self._page, self._("Skriv ut"))

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        kinds = ";;".join((_("PDF-filer (*.pdf)"), _("Webbsidor (*.html)")))
        name, kind = QFileDialog.getSaveFileName(
            self._page, _("Spara kriterierna"), str(suggested), kinds
        )
        if not name:
            return None
        target = Path(name)
        # A name as it was suggested, with the other kind chosen, is meant to be of that kind.
        return target.with_suffix(".html") if "html" in kind else target
