"""A patient's history out of the window: as a file, on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from triage.services import reading
from triage.texts import Translate
from ui.viewmodels.history import History
from ui.widgets.message_bar import MessageBar
from ui.widgets.work_bar import WorkBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.views.criteria_page_print import Printing


class HistoryOut(QObject):
    """Saves and prints; what takes long can be stopped."""

    def __init__(self, page: QWidget, model: History, bar: MessageBar, _: Translate) -> None:
        super().__init__(page)
        self._, self._page, self._model, self._bar = _, page, model, bar
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.work = WorkBar(_("Avbryt"))
        self.printing: Printing | None = None
        self._printer: QPrinter | None = None
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        model.changed.connect(self._follow)
        model.made.connect(self._print)
        self.work.cancelled.connect(self.cancel)

    def save(self) -> None:
        """Save the PDF where the user says."""
        if self._model.paper() is None or self._model.doing:
            return
        target = self.ask_target(self._folder / self._model.file_name())
        if target is not None:
            self._folder = target.parent
            self._bar.dismiss()
            self._model.save(target)

    def print(self) -> None:
        """Print the same pages as are saved."""
        if self._model.paper() is None or self._model.doing or self.printing is not None:
            return
        from ui.views.letter_print import is_there  # noqa: PLC0415 - seldom used

        self._printer = self.ask_printer()
        if self._printer is None:
            return
        if not is_there(self._printer):
            self._not_taken()
            return
        self._bar.dismiss()
        self._model.print()

    def cancel(self) -> None:
        """Stop what is under way."""
        if self.printing is not None:
            self.printing.cancel()
            self._end()
        self._model.cancel()
        self._bar.show_message("info", self._("Avbrutet."))

    def _print(self, pdf: bytes) -> None:
        from ui.views.criteria_page_print import Printing  # noqa: PLC0415 - seldom used
        from ui.views.letter_print import DOTS  # noqa: PLC0415 - as above

        if self._printer is None:
            return
        self.printing = Printing(self, self._printer, reading.pages(pdf, DOTS / 72))
        self.printing.ended.connect(self._printed)
        self._follow()

    def _printed(self, taken: bool) -> None:
        self._end()
        if taken:
            self._bar.show_message("success", self._("Historiken skrivs ut."))
        else:
            self._not_taken()

    def _not_taken(self) -> None:
        text = self._("Skrivaren tog inte emot. Kontrollera den, eller spara som PDF.")
        self._bar.show_message("error", text)

    def _end(self) -> None:
        if self.printing is not None:
            self.printing.deleteLater()
            self.printing = None
        self._follow()

    def _follow(self) -> None:
        printing = self._("Skriver ut …") if self.printing is not None else ""
        self.work.say(self._model.doing or printing)

    def _ask_printer(self) -> QPrinter | None:
        from ui.views.letter_print import ask_printer  # noqa: PLC0415 - seldom used

        return ask_printer(self._page, self._("Skriv ut"), self._model.file_name())

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        name, _filter = QFileDialog.getSaveFileName(
            self._page, _("Spara PDF"), str(suggested), _("PDF-filer (*.pdf)")
        )
        return Path(name) if name else None
