"""The round list out of the window: on paper through the system's dialogue, or as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from triage.services import reading
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist import WorklistModel
from ui.viewmodels.worklist_round import RoundListMaker
from ui.widgets.measured import Measured
from ui.widgets.message_bar import MessageBar
from ui.widgets.work_bar import WorkBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.views.criteria_page_print import Printing


class RoundListOut(Measured):
    """Says what is under way and what came of it; hidden as long as nothing was asked for."""

    def __init__(self, desk: Desk, model: WorklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self._ = desk.translate
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.maker = RoundListMaker(desk, model, self)
        self.bar = MessageBar(close_word=_("Stäng"))
        self.work = WorkBar(_("Avbryt"))
        self.printing: Printing | None = None
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self.ask_printer: Callable[[], QPrinter | None] = self._ask_printer
        self._then: Callable[[bytes], object] = lambda _data: None
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.work)
        self.maker.changed.connect(self._follow)
        self.maker.made.connect(self._hand_over)
        self.maker.failed.connect(lambda told: self.bar.show_message("error", told))
        self.maker.saved.connect(lambda told: self.bar.show_message("success", told))
        self.work.cancelled.connect(self.cancel)
        model.chose.connect(self.bar.dismiss)  # what it says is of another list
        self.ready()

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self.maker.running or self.printing is not None

    def save(self) -> None:
        """Save the list where the user says."""
        if self.running:
            return
        target = self.ask_target(self._folder / self.maker.file_name())
        if target is not None:
            self._folder = target.parent
            self._begin(lambda data: self.maker.save(data, target))

    def print(self) -> None:
        """Print the list on the printer that the user chooses."""
        printer = None if self.running else self.ask_printer()
        if printer is not None:
            self._begin(lambda data: self._print(printer, data))

    def cancel(self) -> None:
        """Stop what is under way."""
        _ = self._
        if self.printing is not None:
            self.printing.cancel()
            self._end_printing()
            self.bar.show_message("info", _("Utskriften är avbruten."))
        elif self.maker.running:
            self.maker.cancel()
            self.bar.show_message("info", _("Avbrutet. Ingen lista är gjord."))

    def measure(self) -> None:
        self._column.setContentsMargins(em(0.9), 0, em(0.9), em(0.3))

    def _begin(self, then: Callable[[bytes], object]) -> None:
        self.bar.dismiss()
        self._then = then
        self.maker.make()

    def _hand_over(self, data: bytes) -> None:
        self._then(data)

    def _print(self, printer: QPrinter, pdf: bytes) -> None:
        from ui.views.criteria_page_print import Printing  # noqa: PLC0415 - seldom used
        from ui.views.letter_print import DOTS  # noqa: PLC0415 - as above

        self.printing = Printing(self, printer, reading.pages(pdf, DOTS / 72))
        self.printing.ended.connect(self._printed)
        self._follow()

    def _printed(self, taken: bool) -> None:
        _ = self._
        self._end_printing()
        if taken:
            self.maker.tell("paper")
            self.bar.show_message("success", _("Rondlistan skrivs ut."))
        else:
            told = _("Skrivaren tog inte emot. Kontrollera den, eller spara som PDF.")
            self.bar.show_message("error", told)

    def _end_printing(self) -> None:
        if self.printing is not None:
            self.printing.deleteLater()
            self.printing = None
        self._follow()

    def _follow(self) -> None:
        _ = self._
        if self.printing is not None:
            self.work.say(_("Rondlistan skrivs ut …"))
        else:
            self.work.say(_("Rondlistan görs …") if self.maker.running else "")
        self.work.progress.setRange(0, self.maker.of_all)
        self.work.progress.setValue(self.maker.done)

    def _ask_printer(self) -> QPrinter | None:
        from PySide6.QtGui import QPageLayout  # noqa: PLC0415 - seldom used

        from ui.views.letter_print import ask_printer, is_there  # noqa: PLC0415 - as above

        _ = self._
        printer = ask_printer(self, _("Skriv ut rondlista"))
        if printer is None:
            return None
        if not is_there(printer):
            told = _("Skrivaren finns inte längre. Välj en annan, eller spara som PDF.")
            self.bar.show_message("error", told)
            return None
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        return printer

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Spara rondlista som PDF"), str(suggested), _("PDF-filer (*.pdf)")
        )
        return Path(name) if name else None
