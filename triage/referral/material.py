"""What a letter is written from, and the words that all its parts share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from triage.answer_words import lowered
from triage.core.compiled import CompiledPack
from triage.core.hours import Opening
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.people import Patient
from triage.core.recommendation import Weighing
from triage.core.swedish_time import SWEDEN
from triage.core.vocabulary import NOT_KNOWN, BoolFact, ChoiceFact, Facts, IntFact, SetFact
from triage.referral.letter import Number, PassedOn, Planned, Signed
from triage.texts import Translate, translator


@dataclass(frozen=True)
class Material:
    """One case at one moment. `notes` and `facts` are already cleared for print."""

    compiled: CompiledPack
    weighing: Weighing
    next_questions: tuple[str, ...]
    patient: Patient
    facts: Facts
    notes: Mapping[str, str]
    signed: Signed | None
    language: str
    at: datetime
    app_version: str
    opening: Opening | None
    rated: Mapping[str, datetime]
    planned: Mapping[str, Planned]
    """Who sees to what and by when, by prerequisite."""
    number: Number | None
    """How the receiving team is reached from here, where the unit has said so."""
    passed_on: PassedOn | None
    """Who reads the letter now instead of that team."""
    reassessed: date | None
    """The day of the decision that this one began from."""

    @property
    def say(self) -> Translate:
        """Turn a Swedish text of the program into the letter's language."""
        return translator(self.language)

    @property
    def open_outcomes(self) -> bool:
        """Say whether answers still missing can change the care form."""
        return len(self.weighing.possible) > 1

    @property
    def form(self) -> str | None:
        """Return the one care form that the letter names; None while more are possible.

        A signed choice always leads. A patient who declines stays where the care is given.
        """
        if self.signed is not None:
            return self.signed.form
        if self.weighing.blocked_by is not None:
            return self.weighing.recommended
        return None if self.open_outcomes else self.weighing.recommended

    @property
    def team(self) -> str | None:
        """Return the receiving team, as signed or as recommended for the form named."""
        if self.signed is not None:
            return self.signed.team
        return None if self.form is None else self.weighing.team

    def form_name(self, form: str) -> str:
        """Return the words for a care form, or for the outcome without one."""
        _ = self.say
        if form == NOT_PALLIATIVE:
            return _("ingen palliativ vårdform (om sjukdomen kan botas)")
        known = self.compiled.vocabulary.form.get(form)
        return form if known is None else known.name[self.language]

    def label(self, fact: str) -> str:
        """Return a fact's short name."""
        return self.compiled.vocabulary.fact[fact].label[self.language]

    def labels(self, facts: Iterable[str], most: int) -> str:
        """Return short names in a row, within a sentence, and how many more there are."""
        _ = self.say
        names = [lowered(self.label(fact)) for fact in facts]
        more = len(names) - most
        shown = ", ".join(names[:most])
        if more <= 0:
            return shown
        return _("{names} och {count} till").format(names=shown, count=more)

    def note(self, field: str) -> str:
        """Return a free text, empty where nothing is stated or all of it is without shape."""
        text = self.notes.get(field, "").strip()
        return text if any(sign.isprintable() and not sign.isspace() for sign in text) else ""

    def answered(self, fact: str) -> bool:
        """Say whether a fact has an answer; "not known" is none."""
        return fact in self.facts and self.facts[fact] != NOT_KNOWN

    def answer(self, fact: str) -> str:
        """Return an answered fact's value in words."""
        _ = self.say
        known, value = self.compiled.vocabulary.fact[fact], self.facts[fact]
        match known:
            case BoolFact():
                return _("ja") if value is True else _("nej")
            case ChoiceFact():
                return known.names[str(value)][self.language]
            case SetFact():
                chosen = value if isinstance(value, tuple) else ()
                names = [known.names[member][self.language] for member in chosen]
                return " · ".join(names) or known.none[self.language]
            case IntFact() if isinstance(value, int) and value < len(known.levels):
                return f"{value}, {known.levels[value][self.language]}"
            case IntFact():
                unit = "" if known.unit is None else f" {known.unit[self.language]}"
                return f"{value}{unit}"
            case _:
                levels = self.compiled.vocabulary.score_levels
                return f"{value} {levels[int(str(value))][self.language]}"

    def either(self, names: Iterable[str]) -> str:
        """Join alternatives."""
        _ = self.say
        *most, last = map(lowered, names)
        return " ".join((", ".join(most), _("eller"), last)) if most else last

    def moment(self, at: datetime) -> str:
        """Return a time as Swedish clocks show it."""
        return at.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")

    def day(self, at: datetime) -> date:
        """Return the date as Swedish calendars show it."""
        return at.astimezone(SWEDEN).date()
