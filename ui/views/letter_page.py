"""The referral letter as it will be printed, its text and what it lacks beside it, the ways out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from triage.answer_words import lowered
from triage.referral.letter import Lack
from ui.actions import keys_of
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter import LETTER_LANGUAGES, LetterViewModel
from ui.viewmodels.moved import MovedMark
from ui.views.follow_up_line import FollowUpLine
from ui.views.letter_columns import Columns
from ui.views.letter_lacks import LacksList
from ui.views.letter_out import WayOut
from ui.views.letter_preview import Preview
from ui.views.letter_saying import Saying
from ui.views.letter_text import TextPanel
from ui.views.page import Page
from ui.widgets.message_bar import MessageBar
from ui.widgets.private_copy import forget_later
from ui.widgets.segmented import Option, SegmentedControl


class LetterPage(Page):
    """Shows a letter and what it lacks; saves, prints and copies it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = LetterViewModel(desk, self)
        self.mark = MovedMark(desk, self)
        self.bar = MessageBar(close_word=_("Stäng"))
        self.draft_bar = MessageBar(close_word=_("Stäng"))
        self.saying = Saying(self.bar)
        self.out = WayOut(self, self.model, self.mark, self.saying, _)
        options = [Option(code, name) for code, name in LETTER_LANGUAGES]
        self.language = SegmentedControl(options, name=_("Remissens språk"), required=True)
        self.annex = QCheckBox(_("Kriterierna som bilaga"))
        self.annex.setAccessibleName(self.annex.text())
        self.save_button = self.button(_("Spara PDF"), "save_pdf", self.save)
        self.print_button = self.button(_("Skriv ut"), "print", self.print)
        self.copy_button = self.button(_("Kopiera text"), "copy_letter", self.copy)
        self.annex_button = self.button(_("Spara bilagan för sig"), "save_annex", self.save_annex)
        self.annex_button.setProperty("role", "link")
        self.preview = Preview(_)
        self.lacks = LacksList(_)
        self.panel = TextPanel(_, self.copy_button)
        self.text, self.moved = self.panel.text, self.panel.moved
        self.columns = Columns(self.preview, self.lacks, self.panel, _)
        self.view = self.columns.view
        self.follow = FollowUpLine(desk, keys_of("follow_letter")[0])
        self._lay_out()
        self._connect()

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
            self._turned_away()

    def arrive(self) -> None:
        shown = self.text if self.preview.isHidden() else self.preview
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    @property
    def ask_target(self) -> Callable[[Path], Path | None]:
        """What asks where a file is to go, with a suggestion; None where it is to go nowhere."""
        return self.out.ask_target

    @ask_target.setter
    def ask_target(self, ask: Callable[[Path], Path | None]) -> None:
        self.out.ask_target = ask

    def save(self) -> None:
        """Save the PDF where the user says."""
        self.out.save()

    def save_annex(self) -> None:
        """Save the criteria behind the letter where the user says."""
        self.out.save_annex()

    def print(self) -> None:
        """Print the letter."""
        self.out.print()

    def copy(self) -> None:
        """Put the letter's text on the clipboard."""
        self.out.copy()

    def _follow_clipboard(self) -> None:
        """Tell of a part of the text that was copied by the text's own keys or menu."""
        if self.panel.copies_itself():
            forget_later(self.model.clipboard_minutes)
            self.model.copied()

    def _speak(self, value: object) -> None:
        self.model.speak(str(value))
        if not self.model.case_id:
            self._turned_away()

    def _turned_away(self) -> None:
        self.text.clear()
        self.preview.clear()
        self.lacks.show_lacks(())
        turn_away(self, self.model.failure)

    def _review(self) -> None:
        self.go.emit("review", self.model.case_id)

    def _follow_up(self) -> None:
        if self.model.decided:
            self.go.emit("follow_up", self.model.case_id)

    def _next(self) -> tuple[str, Callable[[], object]] | None:
        """Return what comes after a letter that has left: noting so."""
        if self.follow.isHidden():
            return None
        return self.follow.button.accessibleName(), self._follow_up

    # What it lacks

    def first_lack(self) -> None:
        """Put the keyboard on what a receiver would ask for first."""
        link = self.lacks.first()
        if link is None:
            self.saying.say("info", self.lacks.none.text())
            return
        self.columns.show_lacks()
        link.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill_in(self, lack: Lack) -> None:
        """Go where it is filled in; a decision that is signed is corrected first, when told to."""
        _ = self._
        if not self.model.decided:
            self._lead(lack)
            return
        text = _("Beslutet är signerat. Rätta det för att fylla i: {what}.")
        told = text.format(what=lowered(lack.label))
        self.saying.say("info", told, _("Rätta beslutet"), lambda: self._correct(lack))
        self.bar.take_focus()

    def _correct(self, lack: Lack) -> None:
        if self.model.reopen():
            self._lead(lack)

    def _lead(self, lack: Lack) -> None:
        page = "checklist" if lack.of == "fact" else "review"
        self.lead_to.emit(page, self.model.case_id, lack.id)

    # Showing

    def _show(self) -> None:
        self._show_text()
        self.preview.wait_for()
        self.lacks.show_lacks(self.model.lacks())
        self.language.set_value(self.model.language)
        self.mark.open(self.model.case_id if self.model.decided else "")
        self.follow.show_case(self.model.case_id if self.model.decided else "")
        # Where it is the main action of the page it stands at the top right.
        self._warn()
        self.columns.show_tool(self.save_button, shown=not self.model.decided)
        self.changed.emit()

    def _show_text(self) -> None:
        self.annex.setChecked(self.model.annex)
        self.panel.show_text(self.model.text(), short=self.model.short)

    def _show_paper(self) -> None:
        paper = self.model.paper
        pdf = paper.whole or paper.first
        if pdf is not None:
            self.preview.show_pdf(pdf, whole=paper.whole is not None)

    def _warn(self) -> None:
        """Say what the author should know before any of it is printed; that a draft is one."""
        _ = self._
        told = [self.model.doubt(), self.model.unprintable()]
        if not self.model.decided:
            told = [_("UTKAST: remissen är inte signerad."), *self.model.warnings(), *told]
        said = " ".join(filter(None, told))
        if said:
            action = "" if self.model.decided else _("Granska och besluta")
            self.draft_bar.show_message("warning", said, action)
        else:
            self.draft_bar.dismiss()

    def _show_mark(self) -> None:
        mark = self.mark
        self.moved.show_mark(mark.words, mark.action, possible=mark.possible)

    # Building

    def _connect(self) -> None:
        model = self.model
        self.language.set_value(model.language)
        self.language.chosen.connect(self._speak)
        self.annex.toggled.connect(lambda on: model.enclose(annex=on))
        self.panel.length.chosen.connect(lambda short: model.shorten(short=bool(short)))
        self.lacks.asked.connect(self._fill_in)
        model.changed.connect(self._show)
        model.reworded.connect(self._show_text)
        model.paper.changed.connect(self._show_paper)
        self.draft_bar.action.connect(self._review)
        self.mark.changed.connect(self._show_mark)
        self.mark.failed.connect(lambda text: self.saying.say("error", text))
        self.moved.pressed.connect(self.mark.press)
        self.on("moved_letter", self.mark.press)
        self.follow.asked.connect(self._follow_up)
        self.out.then = self._next
        self.on("follow_letter", self._follow_up)
        self.on("enclose", self.annex.toggle)
        self.on("text_length", lambda: model.shorten(short=not model.short))
        self.on("first_lack", self.first_lack)
        QGuiApplication.clipboard().dataChanged.connect(self._follow_clipboard)

    def _lay_out(self) -> None:
        tools = (self.save_button, self.print_button, self.annex, self.annex_button)
        lines = (self.draft_bar, self.bar, self.out.work, self.follow)
        self.columns.fill(self.language, tools, lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)


def turn_away(page: Page, why: str, kind: str = "error") -> None:
    """Leave for the worklist and say there why a case cannot be shown."""

    def leave() -> None:
        page.go.emit("worklist", "")
        page.said.emit(kind, why)

    # Later, for the window is on its way to the page.
    QTimer.singleShot(0, page, leave)
