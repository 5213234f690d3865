"""The questions that can be asked about a patient, shared by every pack.

Knows each fact's type, range and words. Does not know any region's criteria.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from triage.core.rules import Rule
from triage.core.wording import Basis, Document, Frozen, Identifier, Source, Text, Words

NOT_KNOWN = "unknown"
"""The answer "asked, but not known". It weighs as unanswered and prints as not known."""

Answer = bool | int | str | tuple[str, ...]
Facts = Mapping[str, Answer]
"""Answers by fact. A fact that is absent is unanswered; `NOT_KNOWN` is asked but not known."""

Changeable = Literal["care", "time", "wish", "never"]
"""What can alter an answer; only what is not `never` is offered as a way to another form."""

Worse = Literal["yes", "no", "higher", "more", "undirected"]
"""Which answer means the greater need; `undirected` where none does."""


class Step(Frozen):
    """One page of the checklist."""

    id: Identifier
    name: Text
    lead: Text


class _Fact(Frozen):
    id: Identifier
    step: Identifier
    label: Text
    question: Text
    help: Text
    changeable: Changeable
    worse: Worse
    asked_when: Rule | None = None


class BoolFact(_Fact):
    """Answered yes or no."""

    type: Literal["bool"]

    @property
    def values(self) -> tuple[Answer, ...]:
        """Every value that an answer can have."""
        return (False, True)


class IntFact(_Fact):
    """Answered with a whole number."""

    type: Literal["int"]
    range: tuple[int, int]
    """Lowest and highest value, both allowed."""
    unit: Text | None = None
    levels: tuple[Text, ...] = ()
    """The words of each value from the lowest up, where the values are steps; else empty."""

    @property
    def values(self) -> tuple[Answer, ...]:
        """Every value that an answer can have."""
        return tuple(range(self.range[0], self.range[1] + 1))


class Value(Frozen):
    """One of the values of a choice or a set."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$")]
    name: Text
    help: Text | None = None


class ChoiceFact(_Fact):
    """Answered with one of a list."""

    type: Literal["choice"]
    choices: tuple[Value, ...]

    @cached_property
    def values(self) -> tuple[Answer, ...]:
        """Every value that an answer can have."""
        return tuple(value.id for value in self.choices)

    @cached_property
    def names(self) -> Mapping[str, Text]:
        """The words of each value."""
        return {value.id: value.name for value in self.choices}


class SetFact(_Fact):
    """Answered with any of a list, or with none of them."""

    type: Literal["set"]
    choices: tuple[Value, ...]
    none: Text

    @cached_property
    def members(self) -> tuple[str, ...]:
        """What can be chosen, in the order in which it is shown."""
        return tuple(value.id for value in self.choices)

    @cached_property
    def names(self) -> Mapping[str, Text]:
        """The words of each member."""
        return {value.id: value.name for value in self.choices}


class ScoreFact(_Fact):
    """A symptom's intensity from 0 (none) to 4 (overwhelming)."""

    type: Literal["score"]

    @property
    def values(self) -> tuple[Answer, ...]:
        """Every value that an answer can have."""
        return (0, 1, 2, 3, 4)


Fact = Annotated[BoolFact | IntFact | ChoiceFact | SetFact | ScoreFact, Field(discriminator="type")]


class DerivedFact(Frozen):
    """A named combination of facts that rules of several packs share."""

    id: Identifier
    name: Text
    when: Rule
    source: Source
    basis: Basis


class Hint(Frozen):
    """Answers that may not fit together. Shown beside a question; changes nothing."""

    id: Identifier
    beside: Identifier
    when: Rule
    unless_note: Identifier | None = None
    """A free text of the letter that answers the doubt; once it is written, nothing is shown."""
    text: Text

    def answered_in(self, notes: Mapping[str, str]) -> bool:
        """Say whether the letter's free texts already answer the doubt."""
        return self.unless_note is not None and bool(notes.get(self.unless_note, "").strip())


class CareFormName(Frozen):
    """A level of care as every region names it."""

    id: Identifier
    name: Text
    meaning: Text
    specialised: bool
    level: Annotated[int, Field(ge=0, le=9)] | None = None
    """How much care the form gives: a higher level stands above a lower one on every ladder.

    None for a pathway of its own (children's), which goes before the ladder's levels.
    """


class UrgencyReason(Frozen):
    """Something that makes a referral at least this urgent."""

    id: Identifier
    text: Text
    when: Rule | None = None
    specialised_form: bool = False
    """True for the reason that a specialised care form is indicated; then `when` is left out."""


class UrgencyClass(Frozen):
    """How soon the receiver should act, from the most urgent down."""

    id: Identifier
    name: Text
    reasons: tuple[UrgencyReason, ...]


class Urgency(Frozen):
    """The classes, most urgent first; the last one stands when no reason holds."""

    note: Text
    basis: Basis
    classes: tuple[UrgencyClass, ...]

    def __getitem__(self, urgency: str) -> UrgencyClass:
        """Return a class by its id; KeyError for none."""
        return {one.id: one for one in self.classes}[urgency]


class EmergencyNotice(Frozen):
    """What a red flag calls for, by whether limits of treatment are decided."""

    flags: Identifier
    """The set fact whose members are red flags."""
    limits: Identifier
    """The fact that tells whether limits of treatment are decided."""
    title: Text
    active: Text
    limited: Text
    undecided: Text


class Reconfirm(Frozen):
    """What a reassessment asks anew instead of taking it over from the last one."""

    steps: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """The steps whose questions are asked anew; their answers never come along."""
    facts: tuple[Identifier, ...] = ()
    """Questions of other steps that are asked anew as well."""
    hours: Annotated[int, Field(ge=1, le=8760)]
    """How old an answer to any of them may be before it is marked as old."""


class Advice(Frozen):
    """Advice that can be asked for beside any other form."""

    form: Identifier
    when: Rule


class Vocabulary(Frozen):
    """Everything that can be asked, and what every pack shares."""

    version: Words
    documents: tuple[Document, ...]
    scope: Rule
    """Who palliative care is for; a settled no is `not_palliative`."""
    declined: Rule
    """The patient declines a referral."""
    advice: Advice
    equal_treatment: tuple[Identifier, ...] = ()
    """Facts that no care form may depend on, unless a pack says where its source asks for it."""
    score_levels: tuple[Text, Text, Text, Text, Text]
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...]
    derived: tuple[DerivedFact, ...]
    hints: tuple[Hint, ...]
    care_forms: tuple[CareFormName, ...]
    urgency: Urgency
    emergency: EmergencyNotice
    reconfirm: Reconfirm | None = None
    """What is asked anew at a reassessment; left out, everything is."""

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        """Facts by id, in the order of the checklist."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def asked_anew(self) -> frozenset[str]:
        """The facts whose answers no reassessment takes over from the last one."""
        anew = self.reconfirm
        return frozenset(
            fact.id
            for fact in self.facts
            if anew is None or fact.step in anew.steps or fact.id in anew.facts
        )

    @cached_property
    def definition(self) -> Mapping[str, DerivedFact]:
        """Derived facts by id."""
        return {derived.id: derived for derived in self.derived}

    @cached_property
    def form(self) -> Mapping[str, CareFormName]:
        """Care forms by id."""
        return {form.id: form for form in self.care_forms}

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Source documents by id."""
        return {document.id: document for document in self.documents}
