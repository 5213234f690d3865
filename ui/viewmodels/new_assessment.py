"""A new assessment before it exists: whom it is about, and what is wrong with the number."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from triage.services import Patient, WorklistRow
from triage.texts import Translate
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import states


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
        self._workplace = desk.workplace
        self._swedish = desk.language == "sv"
        self._translate: Translate = desk.translate
        self.clear()

    def clear(self) -> None:
        """Start over."""
        self.number_text = ""
        self.patient = Patient(kind="alias", number=None, name="")
        self.note = NumberNote()
        self.existing: list[WorklistRow] = []
        self.changed.emit()

    @property
    def ready(self) -> bool:
        """Whether an assessment can begin: a checked number, or an alias and no number."""
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

        self.number_text = text
        self.existing = []
        self.patient = replace(self.patient, kind="alias", number=None)
        self.note = NumberNote()
        try:
            found = parse_identity(text, self._workplace.now().date())
        except IdentityError as error:
            advice = IDENTITY_ADVICE[error.code][0 if self._swedish else 1]
            if error.code != IdentityProblem.EMPTY:
                half = error.code == IdentityProblem.WRONG_LENGTH and _signs(text) < 12
                self.note = NumberNote(advice, wrong=not half)
        else:
            self.patient = replace(self.patient, kind=str(found.kind), number=found.number)
            self.note = NumberNote(self._kind_line(), good=True)
            self.existing = self._workplace.worklist(found.number, 0, 5)
        self.changed.emit()

    def leave_number(self) -> None:
        """The line was left: what is half typed is now wrong."""
        if self.note.text and not self.note.good and not self.note.wrong:
            self.note = replace(self.note, wrong=True)
            self.changed.emit()

    def set_name(self, text: str) -> None:
        """Take the name."""
        self._set(replace(self.patient, name=" ".join(text.split())))

    def set_alias(self, text: str) -> None:
        """Take a name that stands for no identity."""
        self._set(replace(self.patient, alias=" ".join(text.split())))

    def set_protected(self, *, protected: bool) -> None:
        """Mark protected personal data."""
        self._set(replace(self.patient, protected=protected))

    def existing_line(self, row: WorklistRow) -> str:
        """Return how an earlier assessment of the same number is offered."""
        _ = self._translate
        word = states(_)[row.state][1]
        return _("Öppna den som finns: {state}, ändrad {day}").format(
            state=word.lower(), day=row.changed_at[:10]
        )

    def begin(self) -> str:
        """Begin the assessment and return its case. Raises StoreError."""
        case = self._workplace.begin(self.patient)
        self._workplace.identify(case.id, self.patient)  # the age, where the number tells it
        return case.id

    def _set(self, patient: Patient) -> None:
        if patient != self.patient:
            self.patient = patient
            self.changed.emit()

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
