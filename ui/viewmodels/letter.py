"""One case's referral letter: its text, its PDF, and getting it out of the program."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from triage.packs.problems import InputError
from triage.referral.letter import Lack, Referral
from triage.services import Act, StoreError
from ui.viewmodels.case_hold import Holding
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter_choices import LetterChoices
from ui.viewmodels.letter_paper import Paper
from ui.viewmodels.letter_saving import NotSavedError, save, shown_name, with_ending
from ui.viewmodels.letter_words import unprintable_words

LETTER_LANGUAGES = (("sv", "Svenska"), ("en", "English"))
"""Languages of the letter, each by its own name."""


class LetterViewModel(QObject):
    """The letter in one language; Swedish first, whatever the reader's own language is."""

    changed = Signal()
    """Another letter: another case, another language, or written anew."""
    reworded = Signal()
    """The same letter, with more or less of it in its text or behind it."""
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._choices = LetterChoices(desk.workplace)
        self._letter: Referral | None = None
        self._own: Referral | None = None  # the same, in the author's language
        self.paper = Paper(desk.workplace, self)
        self.failure = ""
        self.case_id = ""
        self.pack = ""
        self.decided = False
        self.language = "sv"

    def open(self, case_id: str) -> bool:
        """Write the letter of a case as it stands; otherwise show none and say why in `failure`."""
        if not self._write(case_id):
            return False
        self._tell(Act.PREVIEWED_LETTER)
        return True

    def _write(self, case_id: str) -> bool:
        workplace = self._desk.workplace
        try:
            letter = own = workplace.letter(case_id, self.language)
            if self._desk.language != self.language:
                own = workplace.letter(case_id, self._desk.language)
            case = workplace.case(case_id)
        except (StoreError, InputError) as error:
            return self._close(self._desk.words_of(error))
        self.case_id, self.pack, self.decided = case_id, case.pack, case.state == "decided"
        self._letter, self._own = letter, own
        self.paper.begin(letter, annex=self.annex)
        self.changed.emit()
        return True

    def _close(self, why: str) -> bool:
        """Show no letter at all, least of all that of another case."""
        self.case_id = self.pack = ""
        self.decided, self._letter, self._own = False, None, None
        self.paper.forget()
        self.failure = why
        return False

    # How it is written

    def speak(self, language: str) -> None:
        """Write the letter in another language."""
        if language != self.language:
            self.language = language
            if self.case_id:
                self._write(self.case_id)

    @property
    def annex(self) -> bool:
        """Whether the criteria go along, on paper and in the whole text."""
        return self._choices.annex

    def enclose(self, *, annex: bool) -> None:
        """Have the criteria go along, or leave them out; so do the letters that follow."""
        if annex != self.annex:
            try:
                self._choices.annex = annex
            except StoreError as error:
                self.failed.emit(self._desk.words_of(error))
            else:
                if self._letter is not None:
                    self.paper.begin(self._letter, annex=annex)
            self.reworded.emit()  # where it was not kept, the choice springs back

    @property
    def short(self) -> bool:
        """Whether the text is the one of a dozen lines."""
        return self._choices.short_text

    def shorten(self, *, short: bool) -> None:
        """Have the text short or whole; so it is for the letters that follow."""
        if short != self.short:
            try:
                self._choices.short_text = short
            except StoreError as error:
                self.failed.emit(self._desk.words_of(error))
            self.reworded.emit()

    @property
    def clipboard_minutes(self) -> int:
        """For how long a copied text stays."""
        return self._choices.clipboard_minutes

    # What it says

    @property
    def letter(self) -> Referral:
        """The letter; `open` comes first."""
        if self._letter is None:
            raise RuntimeError("no letter is open")
        return self._letter

    @property
    def patient_line(self) -> str:
        """Who the letter is about, in the author's language; "" where no letter is open."""
        return "" if self._own is None else self._own.patient

    def warnings(self) -> tuple[str, ...]:
        """Return what the author should be warned of, in their language."""
        return () if self._own is None else self._own.warnings

    def doubt(self) -> str:
        """Return what the author may want to mend in the day wished for; "" where nothing."""
        return "" if self._own is None else self._own.doubt

    def lacks(self) -> tuple[Lack, ...]:
        """Return what a receiver would ask for, in the author's language."""
        return () if self._own is None else self._own.lacks

    def unprintable(self) -> str:
        """Return a warning of what paper cannot show of this letter; "" where it shows all."""
        if self._letter is None:
            return ""
        signs = self._desk.workplace.letter_unprintable(self._letter)
        return unprintable_words(signs, self._desk.translate)

    def text(self) -> str:
        """Return the letter as plain text, as short or long as is chosen."""
        return self._desk.workplace.letter_text(self.letter, short=self.short, trace=self.annex)

    def pdf(self) -> bytes:
        """Return the letter as PDF; made once for a letter."""
        return self.paper.pdf()

    def reopen(self) -> bool:
        """Open the decision for a correction; say why where that cannot be."""
        holding = Holding(self._desk)
        try:
            held = holding.take(self.case_id)
            if not held:
                self._desk.workplace.correct(self.case_id)
        except StoreError as error:
            held = self._desk.words_of(error)
        finally:
            holding.give_back()  # the page that shows it takes it again
        if held:
            self.failed.emit(held)
        return not held

    # Out of the program

    def file_name(self, *, annex: bool = False) -> str:
        """Return a name for the file: what it is and the day, and nothing of the patient."""
        words = {"sv": ("remiss", "remissbilaga"), "en": ("referral", "referral-annex")}
        word = words.get(self.language, words["sv"])[annex]
        return f"{word}-{self._desk.workplace.now():%Y-%m-%d}.pdf"

    def save(self, target: Path) -> bool:
        """Save the PDF, whole or not at all."""
        return self._save(target, self.pdf())

    def save_annex(self, target: Path) -> bool:
        """Save what goes behind the letter as a PDF of its own."""
        return self._save(target, self._desk.workplace.letter_annex(self.letter))

    def _save(self, target: Path, pdf: bytes) -> bool:
        _ = self._desk.translate
        try:
            target = with_ending(target, ".pdf", _)
            save(target, pdf, _)
        except NotSavedError as error:
            self.failed.emit(str(error))
            return False
        self.saved.emit(_("Sparad som {name}.").format(name=shown_name(target)))
        self._tell(Act.SAVED_PDF)
        return True

    # What leaves the program is logged; a full disk keeps no letter from a patient.

    def printing(self) -> None:
        """The letter is on its way to a printer: what a printer does with it nobody knows."""
        self._tell(Act.PRINTED)

    def copied(self) -> None:
        """The letter's text, or a part of it, is on the clipboard."""
        self._tell(Act.COPIED)

    def _tell(self, act: Act) -> None:
        try:
            self._desk.workplace.visits.tell(act, self.case_id)
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))


def prepare(desk: Desk) -> None:
    """Load in the background what letters are made with, so that the first opens at once."""
    # One load is enough; those that follow find everything there.
    loading = threading.Thread(target=desk.workplace.prepare_letter, daemon=True)
    loading.start()
