"""One region's criteria and teams, as data.

Knows what a pack holds and how its statements are sourced. Does not know how files are
read (`triage.packs`) nor how a patient is weighed (`triage.core.recommend`).
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from triage.core.hours import Hours
from triage.core.rules import Rule
from triage.core.wording import Basis, Frozen, Identifier, Source, Text, Words


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day {text}") from None
    return text


Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
"""A date as ISO text, so that it compares and prints without a clock."""

MunicipalityCode = Annotated[str, Field(pattern=r"^[0-9]{4}$")]


class Criterion(Frozen):
    """One statement of the source, with the rule that tells whether it holds."""

    id: Identifier
    text: Text
    when: Rule
    source: Source
    basis: Basis


class Prerequisite(Frozen):
    """A to-do before enrolment. Unmet it becomes a condition; it never lowers the level."""

    id: Identifier
    todo: Text
    owner: Text
    when: Rule
    source: Source
    basis: Basis
    switched_locally: bool = False
    """True where only some teams ask for it: off until the unit switches it on."""


class Part(Frozen):
    """Criteria of which all, or any, must hold."""

    all: tuple[Identifier, ...] | None = Field(default=None, min_length=1)
    any: tuple[Identifier, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_of_both(self) -> "Part":
        if (self.all is None) == (self.any is None):
            raise ValueError("has exactly one of the keys all and any")
        return self

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria of this part, in reading order."""
        return self.all or self.any or ()


class CareForm(Frozen):
    """One step of the region's ladder. Admission is eligibility, need and place together."""

    id: Identifier
    eligibility: Part
    need: Part | None = None
    place: Part | None = None
    prerequisites: tuple[Identifier, ...] = ()
    fallback: tuple[Identifier, ...] = ()
    entry_via: Identifier | None = None
    """The care form whose team assesses every referral to this one."""
    when_missing: Text | None = None
    """Who covers where nobody offers this form, as far as the source tells."""
    always_offered: bool = False

    @property
    def admission(self) -> tuple[tuple[str, Part], ...]:
        """The parts that together decide admission, by name."""
        named = (("eligibility", self.eligibility), ("need", self.need), ("place", self.place))
        return tuple((name, part) for name, part in named if part is not None)


class Parallel(Frozen):
    """Something offered beside the recommended form."""

    id: Identifier
    criteria: Part
    also_curable: bool = False
    """True where it stands open when the disease can be cured."""


class Reading(Frozen):
    """What the source leaves open or says in two ways, and how this pack takes it."""

    id: Identifier
    kind: Literal["reading", "conflict", "note"]
    text: Text
    source: Source


class Area(Frozen):
    """A part of the region that teams name as their catchment."""

    id: Identifier
    name: Text


class Municipality(Frozen):
    """A municipality and the area it belongs to (`basis`: county, source or derived)."""

    code: MunicipalityCode
    name: Words
    county: Words
    pack: Identifier
    area: Identifier
    basis: Words


class Catchment(Frozen):
    """Whom a team serves: whole areas, single municipalities, city areas of a municipality."""

    areas: tuple[Identifier, ...] = ()
    municipalities: tuple[MunicipalityCode, ...] = ()
    city_areas: tuple[Identifier, ...] = ()
    """Narrows a single municipality to some of its city areas."""


class Beds(Frozen):
    """Specialised beds, and how the source counts them."""

    count: Annotated[int, Field(ge=1)]
    note: Text | None = None


class Enrolled(Frozen):
    """Patients enrolled, as the range that the source gives; an open one has no `at_most`."""

    at_least: int
    at_most: int | None = None
    note: Text | None = None


class Staffing(Frozen):
    """Posts of one profession, in full-time equivalents: in all, and per 100 000 inhabitants."""

    profession: Literal[
        "physician",
        "nurse",
        "assistant_nurse",
        "counsellor",
        "occupational_therapist",
        "physiotherapist",
        "dietitian",
    ]
    posts: float | None = None
    per_100000: float | None = None
    note: Text | None = None


class Team(Frozen):
    """A unit that offers care forms to a catchment. What the source leaves out stays empty."""

    id: Identifier
    name: Text
    offers: tuple[Identifier, ...]
    catchment: Catchment
    hours: Hours
    hours_note: Text | None = None
    organisation: Text | None = None
    population: int | None = None
    """Inhabitants of the catchment, as the source counts them."""
    municipalities_served: int | None = None
    beds: Beds | None = None
    enrolled: Enrolled | None = None
    staffing: tuple[Staffing, ...] = ()
    role: Text | None = None
    """How the team works where that decides who is responsible."""
    covers_meanwhile: Text | None = None
    """Who is responsible when the team is closed."""
    telephone: str = ""
    """Filled in locally; no source gives numbers."""
    verified_on: Day | None = None
    to_be_confirmed: bool = False
    """True where the source settles the form but not the team."""
    planned: bool = False
    """True where the source only plans it: shown, never recommended."""
    source: Source
    basis: Basis


class PhysicianLine(Frozen):
    """A telephone line from physician to physician."""

    id: Identifier
    name: Text
    hours: Hours
    who_may_use: Text
    source: Source
    basis: Basis


class Approval(Frozen):
    """Who approved the pack for local use, and when. Empty until someone does."""

    by: Words
    on: Day


class AcceptedFinding(Frozen):
    """A finding of the verification that someone has looked at and answers for.

    It stands until it expires, and only for the patients whom it was about: where those
    change, so does `region`, and the finding comes back.
    """

    finding: Annotated[str, Field(pattern=r"^[a-z_]+/[a-z0-9_.\[\]/]+$", max_length=200)]
    """`property/subject`, as `criteria check` prints it."""
    region: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    """Fingerprint of the patients whom the finding concerns, as `criteria check` prints it."""
    reason: Text
    source: Source
    author: Words
    on: Day
    expires: Day


class VersionNote(Frozen):
    """What changed with a version, in the words of whoever changed it."""

    version: Words
    on: Day
    author: Words
    text: Words


class Pack(Frozen):
    """A region's criteria, teams, sources and readings."""

    id: Identifier
    name: Text
    version: Words
    valid_from: Day | None = None
    valid_to: Day | None = None
    approved: Approval | None = None
    about: Text
    criteria: tuple[Criterion, ...]
    prerequisites: tuple[Prerequisite, ...] = ()
    care_forms: tuple[CareForm, ...] = Field(min_length=1)
    parallel: tuple[Parallel, ...] = ()
    readings: tuple[Reading, ...] = ()
    areas: tuple[Area, ...]
    teams: tuple[Team, ...]
    physician_line: PhysicianLine | None = None
    accepted: tuple[AcceptedFinding, ...] = ()
    changes: tuple[VersionNote, ...] = ()
    """The version history, newest first; empty for a pack as it was first written."""
    municipalities: tuple[Municipality, ...]

    @cached_property
    def criterion(self) -> Mapping[str, Criterion]:
        """Criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def prerequisite(self) -> Mapping[str, Prerequisite]:
        """Prerequisites by id."""
        return {prerequisite.id: prerequisite for prerequisite in self.prerequisites}

    @cached_property
    def care_form(self) -> Mapping[str, CareForm]:
        """Care forms by id, in the order of the ladder."""
        return {form.id: form for form in self.care_forms}

    @cached_property
    def team(self) -> Mapping[str, Team]:
        """Teams by id."""
        return {team.id: team for team in self.teams}

    @cached_property
    def municipality(self) -> Mapping[str, Municipality]:
        """The pack's municipalities by code."""
        return {place.code: place for place in self.municipalities}

    @property
    def base_form(self) -> str:
        """The last form of the ladder, which is offered everywhere."""
        return self.care_forms[-1].id

    @cached_property
    def _offering(self) -> Mapping[str, tuple[Team, ...]]:
        return {
            form.id: tuple(
                team for team in self.teams if form.id in team.offers and not team.planned
            )
            for form in self.care_forms
        }

    def offering(self, form: str) -> tuple[Team, ...]:
        """Return the teams that offer a form of the ladder today, not those only planned."""
        return self._offering.get(form, ())

    def route(self, form: str) -> tuple[str, ...]:
        """Return a form and what stands in for it, in order; the base form last."""
        return (form, *self.care_form[form].fallback, self.base_form)
