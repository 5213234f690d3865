"""One case's referral letter: its text, its PDF, and getting it out of the program."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from triage.packs.problems import InputError
from triage.referral.letter import Referral
from triage.referral.pages import Page
from triage.services import Act, StoreError
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter_saving import NotSavedError, save

LETTER_LANGUAGES = (("sv", "Svenska"), ("en", "English"))
"""Languages of the letter, each by its own name."""


class LetterViewModel(QObject):
    """The letter in one language; Swedish first, whatever the reader's own language is."""

    changed = Signal()
    """Another letter: another case, another language, or written anew."""
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._letter: Referral | None = None
        self._own: Referral | None = None  # the same, in the author's language
        self._pdf: bytes | None = None
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
        self._letter, self._own, self._pdf = letter, own, None
        self.changed.emit()
        return True

    def _close(self, why: str) -> bool:
        """Show no letter at all, least of all that of another case."""
        self.case_id = self.pack = ""
        self.decided, self._letter, self._own, self._pdf = False, None, None, None
        self.failure = why
        return False

    def speak(self, language: str) -> None:
        """Write the letter in another language."""
        if language != self.language:
            self.language = language
            if self.case_id:
                self._write(self.case_id)

    @property
    def letter(self) -> Referral:
        """The letter; `open` comes first."""
        if self._letter is None:
            raise RuntimeError("no letter is open")
        return self._letter

    @property
    def patient_line(self) -> str:
        """Who it is about, as the letter says it, in the author's language."""
        return "" if self._own is None else self._own.patient

    def warnings(self) -> tuple[str, ...]:
        """Return what the author should be warned of, in the author's language."""
        return () if self._own is None else self._own.warnings

    def text(self) -> str:
        """Return the letter as plain text."""
        return self._desk.workplace.letter_text(self.letter)

    def pdf(self) -> bytes:
        """Return the letter as PDF; made once for a letter."""
        if self._pdf is None:
            self._pdf = self._desk.workplace.letter_pdf(self.letter)
        return self._pdf

    def pages(self, scale: float) -> list[Page]:
        """Return the PDF's own pages as pictures; 1.0 is 72 pixels to the inch."""
        return self._desk.workplace.letter_pages(self.pdf(), scale)

    def file_name(self) -> str:
        """Return a name for the file: the day, and nothing of the patient."""
        word = "referral" if self.language == "en" else "remiss"
        return f"{word}-{self._desk.workplace.now():%Y-%m-%d}.pdf"

    def save(self, target: Path) -> bool:
        """Save the PDF, whole or not at all."""
        _ = self._desk.translate
        if not target.suffix:
            target = target.with_suffix(".pdf")
        try:
            save(target, self.pdf(), _)
        except NotSavedError as error:
            self.failed.emit(str(error))
            return False
        self.saved.emit(_("Sparad som {name}.").format(name=target.name))
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
