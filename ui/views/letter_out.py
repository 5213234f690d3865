"""The letter's ways out of the program: into a file, onto paper, onto the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from triage.services import reading
from triage.texts import Translate
from ui.viewmodels.letter import LetterViewModel
from ui.viewmodels.letter_words import copied_words
from ui.viewmodels.moved import MovedMark
from ui.views.letter_saying import Saying
from ui.widgets.private_copy import copy_privately
from ui.widgets.work_bar import WorkBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.views.criteria_page_print import Printing


class WayOut(QObject):
    """Saves, prints and copies the letter in sight, and offers what comes after that."""

    def __init__(
        self,
        page: QWidget,
        model: LetterViewModel,
        mark: MovedMark,
        saying: Saying,
        translate: Translate,
    ) -> None:
        super().__init__(page)
        self._ = translate
        self._page, self._model, self._mark, self._saying = page, model, mark, saying
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.work = WorkBar(translate("Avbryt"))
        self.printing: Printing | None = None
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.then: Callable[[], tuple[str, Callable[[], object]] | None] = lambda: None
        """What comes next once the letter has left: a button's words, and what it does."""
        self.work.cancelled.connect(self._cancel)
        model.saved.connect(self._left)
        model.failed.connect(lambda text: saying.say("error", text))

    # A file

    def save(self) -> None:
        """Save the letter as PDF where the user says."""
        self._save(self._model.file_name(), self._model.save)

    def save_annex(self) -> None:
        """Save the criteria behind the letter as a PDF of its own."""
        self._save(self._model.file_name(annex=True), self._model.save_annex)

    def _save(self, name: str, save: Callable[[Path], bool]) -> None:
        if not self._model.case_id:
            return
        target = self.ask_target(self._folder / name)
        if target is not None and save(target):
            self._folder = target.parent

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        dialog = QFileDialog(self._page, _("Spara PDF"), str(suggested.parent))
        dialog.setNameFilter(_("PDF-filer (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")  # so that it asks about the file that will be written
        dialog.selectFile(suggested.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    # Paper

    def print(self) -> None:
        """Print the pages that the preview shows."""
        if not self._model.case_id or self.printing is not None:
            return
        printer = self.ask_printer()
        if printer is None:
            return
        from ui.views.criteria_page_print import Printing  # noqa: PLC0415 - seldom used
        from ui.views.letter_print import DOTS, is_there  # noqa: PLC0415 - as above

        if not is_there(printer):
            self._not_taken()
            return
        self._model.printing()
        pages = reading.pages(self._model.pdf(), DOTS / 72)
        self.printing = Printing(self, printer, pages)
        self.printing.stepped.connect(self._say_page)
        self.printing.ended.connect(self._printed)
        self.work.say(self._("Sidorna sätts …"))

    def _ask_printer(self) -> QPrinter | None:
        from ui.views.letter_print import ask_printer  # noqa: PLC0415 - loads Qt's printing

        return ask_printer(self._page, self._("Skriv ut"), self._model.file_name())

    def _say_page(self, number: int) -> None:
        self.work.say(self._("Skriver ut, sida {number} är klar …").format(number=number))

    def _printed(self, taken: bool) -> None:
        self._end_printing()
        if taken:
            self._left(self._("Remissen skrivs ut."))
        else:
            self._not_taken()

    def _not_taken(self) -> None:
        text = self._("Skrivaren tog inte emot remissen. Kontrollera den, eller spara som PDF.")
        self._saying.say("error", text)

    def _cancel(self) -> None:
        if self.printing is not None:
            self.printing.cancel()
            self._end_printing()
            self._saying.say("info", self._("Utskriften är avbruten."))

    def _end_printing(self) -> None:
        if self.printing is not None:
            self.printing.deleteLater()
            self.printing = None
        self.work.say("")

    # The clipboard

    def copy(self) -> None:
        """Put the text that stands beside on the clipboard, for a while."""
        model = self._model
        if not model.case_id:
            return
        model.copied()
        copy_privately(model.text(), model.clipboard_minutes)
        said = copied_words(model.clipboard_minutes, short=model.short, _=self._)
        if self._mark.possible and not self._mark.marked:
            self._saying.say("success", said, self._("Markera som förd"), self._mark.press)
        else:
            self._saying.say("success", said)

    def _left(self, text: str) -> None:
        then = self.then()
        if then is None:
            self._saying.say("success", text)
        else:
            self._saying.say("success", text, *then)
