# ruff: noqa: N802 - the camel case names are Qt's
"""The referral letter as it will be printed, its text beside it, and the ways out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter import LETTER_LANGUAGES, LetterViewModel
from ui.viewmodels.moved import MovedMark
from ui.views.letter_preview import Preview
from ui.views.page import Page
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import label
from ui.widgets.message_bar import MessageBar
from ui.widgets.moved_line import MovedLine
from ui.widgets.segmented import Option, SegmentedControl

_WIDE = 62
"""Ems of width from which the text stands beside the preview; else one of them is shown."""


class LetterPage(Page):
    """Shows a letter; saves, prints and copies it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = LetterViewModel(desk, self)
        self.bar = MessageBar(close_word=_("Stäng"))
        self.draft_bar = MessageBar(close_word=_("Stäng"))
        self.mark = MovedMark(desk, self)
        self.moved = MovedLine(keys_of("moved_letter")[0])
        options = [Option(code, name) for code, name in LETTER_LANGUAGES]
        self.language = SegmentedControl(options, name=_("Remissens språk"), required=True)
        views = [Option("pages", _("Sidor")), Option("text", _("Text"))]
        self.view = SegmentedControl(views, name=_("Visa remissen som"), required=True)
        self.view.set_value("pages")
        self.save_button = self.button(_("Spara PDF"), "save_pdf", self.save)
        self.print_button = self.button(_("Skriv ut"), "print", self.print)
        self.copy_button = self.button(_("Kopiera text"), "copy_letter", self.copy)
        self.preview = Preview(self.model.pages, _)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Remissens text"))
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self.ask_target: Callable[[Path], Path | None] = self._ask_target
        self._lay_out()
        self.language.set_value(self.model.language)
        self.language.chosen.connect(self._speak)
        self.view.chosen.connect(self._turn)
        self.model.changed.connect(self._show)
        self.model.failed.connect(lambda text: self.bar.show_message("error", text))
        self.model.saved.connect(lambda text: self.bar.show_message("success", text))
        self.draft_bar.action.connect(self._review)
        self.mark.changed.connect(self._show_mark)
        self.mark.failed.connect(lambda text: self.bar.show_message("error", text))
        self.moved.pressed.connect(self.mark.press)
        self.on("moved_letter", self.mark.press)
        QGuiApplication.clipboard().dataChanged.connect(self._follow_clipboard)

    # What the window asks

    def title(self) -> str:
        return self._("Remiss")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        if not self.model.case_id:
            return None
        if self.model.decided:
            return self._("Spara PDF"), self.save
        return self._("Granska och besluta"), self._review

    def patient_line(self) -> str:
        return self.model.patient_line

    def pack(self) -> str | None:
        return self.model.pack or None

    def open_case(self, case_id: str) -> None:
        self.bar.dismiss()
        opened = self.model.open(case_id)
        self.setEnabled(opened)
        if not opened:
            self.text.clear()
            self.preview.clear()
            turn_away(self, self.model.failure)

    def arrive(self) -> None:
        shown = self.text if self.preview.isHidden() else self.preview
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    def save(self) -> None:
        """Save the PDF where the user says."""
        target = self.ask_target(self._folder / self.model.file_name())
        if target is not None and self.model.save(target):
            self._folder = target.parent

    def print(self) -> None:
        """Print the letter."""
        from ui.views.letter_print import ask_printer, print_pages  # noqa: PLC0415 - seldom used

        _ = self._
        printer = ask_printer(self, _("Skriv ut"))
        if printer is None:
            return
        self.model.printing()
        if print_pages(printer, self.model.pages):
            self.bar.show_message("success", _("Remissen är skickad till skrivaren."))
        else:
            text = _("Skrivaren tog inte emot remissen. Kontrollera den, eller spara som PDF.")
            self.bar.show_message("error", text)

    def copy(self) -> None:
        """Put the letter's text on the clipboard."""
        from ui.widgets.private_copy import MINUTES, copy_privately  # noqa: PLC0415 - on demand

        self.model.copied()
        copy_privately(self.model.text())
        text = self._(
            "Texten är kopierad. Klistra in den i journalsystemet inom {minutes} minuter."
        ).format(minutes=MINUTES)
        self.bar.show_message("success", text)

    def _follow_clipboard(self) -> None:
        """Tell of a part of the text that was copied by the text's own keys or menu."""
        marked = self.text.textCursor()
        if not self.text.hasFocus() or not marked.hasSelection():
            return
        if QGuiApplication.clipboard().text() == marked.selection().toPlainText():
            self.model.copied()

    def _ask_target(self, suggested: Path) -> Path | None:
        _ = self._
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Spara PDF"), str(suggested), _("PDF-filer (*.pdf)")
        )
        return Path(name) if name else None

    def _speak(self, value: object) -> None:
        self.model.speak(str(value))
        if not self.model.case_id:
            turn_away(self, self.model.failure)

    def _review(self) -> None:
        self.go.emit("review", self.model.case_id)

    # Showing

    def _show(self) -> None:
        _ = self._
        self.text.setPlainText(self.model.text())
        self.preview.refresh()
        self.language.set_value(self.model.language)
        self.mark.open(self.model.case_id if self.model.decided else "")
        self._places[self.save_button].setVisible(
            not self.model.decided
        )  # saving is the main action then
        if self.model.decided:
            self.draft_bar.dismiss()
        else:
            said = " ".join((_("UTKAST: remissen är inte signerad."), *self.model.warnings()))
            self.draft_bar.show_message("warning", said, _("Granska och besluta"))
        self.changed.emit()

    def _show_mark(self) -> None:
        mark = self.mark
        self.moved.show_mark(mark.words, mark.action, possible=mark.possible)

    # Building

    def _lay_out(self) -> None:
        _ = self._
        self._title = label("title", wrap=False)
        self._title.setText(_("Remiss"))
        tools = QWidget()
        self._flow = FlowLayout(tools)
        self._flow.setContentsMargins(0, 0, 0, 0)
        buttons = (self.save_button, self.print_button, self.copy_button)
        parts: tuple[QWidget, ...] = (self._title, self.language, self.view, *buttons)
        self._places = {part: _middled(part) for part in parts}
        for place in self._places.values():
            self._flow.addWidget(place)
        self._beside = QWidget()
        self._texts = QVBoxLayout(self._beside)
        self._texts.addWidget(SectionHeading(_("Texten, för journalsystemet")))
        self._texts.addWidget(self.text, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.preview)
        self._split.addWidget(self._beside)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([5600, 4400])  # shares, not pixels
        top = QWidget()
        self._top = QVBoxLayout(top)
        for part in (tools, self.draft_bar, self.bar, self.moved):
            self._top.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._split, 1)
        self._measure()

    def _measure(self) -> None:
        self._top.setContentsMargins(em(1.4), em(0.7), em(1.4), em(0.7))
        self._top.setSpacing(em(0.5))
        self._flow.setSpacing(em(0.6))
        for place in self._places.values():
            place.setMinimumHeight(self.language.sizeHint().height())
        self._texts.setContentsMargins(em(0.8), em(0.6), em(1.4), em(0.9))
        self._texts.setSpacing(em(0.4))
        self._turn()

    def _turn(self) -> None:
        wide = self.width() >= em(_WIDE)
        text = self.view.value() == "text"
        self._places[self.view].setVisible(not wide)
        self.preview.setVisible(wide or not text)
        self._beside.setVisible(wide or text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_split"):
            self._measure()


def turn_away(page: Page, why: str, kind: str = "error") -> None:
    """Leave for the worklist and say there why a case cannot be shown."""

    def leave() -> None:
        page.go.emit("worklist", "")
        page.said.emit(kind, why)

    # Later, for the window is on its way to the page.
    QTimer.singleShot(0, page, leave)


def _middled(part: QWidget) -> QWidget:
    """Return a place in a line of tools where a part stands in the middle of the height."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    return place
