"""A new assessment before it exists: whom it is about, and what is wrong with the number."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from triage.services import Patient, StoreError
from triage.texts import Translate
from ui.viewmodels.desk import Desk
from ui.viewmodels.earlier_offers import MOST_ROWS, Offer, known_as, offers
from ui.viewmodels.identity_typed import (
    LONGEST_ALIAS,
    LONGEST_NAME,
    Typed,
    typed_number,
    typed_words,
)


@dataclass(frozen=True, slots=True)
class NumberNote:
    """What stands under the number: advice, or what kind of number it is.

    `wrong` is advice on something that more typing will not mend.
    """

    text: str = ""
    wrong: bool = False
    good: bool = False


class NewAssessment(QObject):
    """Number, name, alias and mark of protection, checked as they are typed."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workplace = desk.workplace
        self._swedish = desk.language == "sv"
        self._translate: Translate = desk.translate
        self.clear()

    def clear(self) -> None:
        """Start over."""
        self.number_text = ""
        self.name, self.alias = Typed(""), Typed("")
        self._marked_by_number = False
        self.patient = Patient(kind="alias", number=None, name="")
        self.note = NumberNote()
        self.offers: tuple[Offer, ...] = ()
        self.known = ""
        self.changed.emit()

    def begin_with(self, patient: Patient) -> None:
        """Start from a patient as entered before, to be mended."""
        self.clear()
        self.patient = patient
        self.number_text = patient.number or ""
        self.name, self.alias = Typed(patient.name), Typed(patient.alias)
        self.changed.emit()

    @property
    def ready(self) -> bool:
        """Whether an assessment can begin: a checked number, or an alias and no number."""
        if self.name.wrong or self.alias.wrong:
            return False
        if self.number_text.strip():
            return self.patient.number is not None
        return bool(self.patient.alias)

    def set_number(self, text: str) -> None:
        """Take what stands in the number's line, also half typed."""
        # With these comes the library of personal numbers, which a start does not wait for.
        from triage.core.identity import (  # noqa: PLC0415 - see above
            IDENTITY_ADVICE,
            IdentityError,
            IdentityProblem,
            parse_identity,
        )

        today = self._workplace.now().date()
        typed = typed_number(text, today, self._translate)
        self.number_text = typed.text
        self._forget_number()
        if typed.wrong:
            self.note = NumberNote(typed.remark, wrong=True)
            self.changed.emit()
            return
        try:
            found = parse_identity(typed.text, today)
        except IdentityError as error:
            advice = IDENTITY_ADVICE[error.code][0 if self._swedish else 1]
            if error.code != IdentityProblem.EMPTY:
                half = error.code == IdentityProblem.WRONG_LENGTH and _signs(typed.text) < 12
                self.note = NumberNote(advice, wrong=not half)
        else:
            self.patient = replace(self.patient, kind=str(found.kind), number=found.number)
            said = " ".join(filter(None, (f"{self._kind_line()}.", typed.remark)))
            self.note = NumberNote(said if typed.remark else self._kind_line(), good=True)
            self._look_up(found.number)
        self.changed.emit()

    def leave_number(self) -> None:
        """The line was left: what is half typed is now wrong."""
        if self.note.text and not self.note.good and not self.note.wrong:
            self.note = replace(self.note, wrong=True)
            self.changed.emit()

    def set_name(self, text: str) -> None:
        """Take the name."""
        _ = self._translate
        self.name = self._words(text, _("Namn"), LONGEST_NAME)
        self.patient = replace(self.patient, name=" ".join(self.name.text.split()))
        self.changed.emit()

    def set_alias(self, text: str) -> None:
        """Take a name that stands for no identity."""
        _ = self._translate
        self.alias = self._words(text, _("Alias"), LONGEST_ALIAS)
        self.patient = replace(self.patient, alias=" ".join(self.alias.text.split()))
        self.changed.emit()

    def set_protected(self, *, protected: bool) -> None:
        """Mark protected personal data, or take the mark back."""
        self._marked_by_number = False
        if protected != self.patient.protected:
            self.patient = replace(self.patient, protected=protected)
            self.changed.emit()

    def begin(self) -> str:
        """Begin the assessment and return its case. Raises StoreError."""
        facts = self._workplace.told_by(self.patient)
        return self._workplace.begin(self.patient, facts=facts).id

    def _look_up(self, number: str) -> None:
        """Offer what is known of a number; who was protected once is so in a new case too."""
        rows = self._workplace.worklist(number, 0, MOST_ROWS)
        self.known = known_as(self._desk, rows)
        if any(row.protected for row in rows) and not self.patient.protected:
            self.patient = replace(self.patient, protected=True)
            self._marked_by_number = True
        try:
            self.offers = offers(self._desk, number, rows)
        except StoreError as error:  # an old decision that is damaged keeps no new one away
            self.known = self._desk.words_of(error)

    def _forget_number(self) -> None:
        self.offers, self.known, self.note = (), "", NumberNote()
        protected = self.patient.protected and not self._marked_by_number
        self._marked_by_number = False
        self.patient = replace(self.patient, kind="alias", number=None, protected=protected)

    def _words(self, text: str, field: str, longest: int) -> Typed:
        today = self._workplace.now().date()
        return typed_words(text, field, longest, today, self._translate)

    def _kind_line(self) -> str:
        _ = self._translate
        kind = {
            "personnummer": _("Personnummer"),
            "samordningsnummer": _("Samordningsnummer"),
            "reserve_national": _("Nationellt reservnummer"),
            "reserve_stockholm": _("Reservnummer, Region Stockholm"),
            "reserve_vastra_gotaland": _("Reservnummer, Västra Götaland"),
        }[self.patient.kind]
        age = self._workplace.age(self.patient)
        if age is None:
            return _("{kind} · åldern anges i checklistan").format(kind=kind)
        return _("{kind} · {age} år").format(kind=kind, age=age)


def _signs(text: str) -> int:
    """Count letters and digits: a dash or a space makes no number longer."""
    return sum(sign.isalnum() for sign in text)
