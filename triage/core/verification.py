"""What verifying a pack gives: properties proved for all patients, or the patients who break them.

Plain values; how they are found stands in `triage.core.proofs`, how they read in
`triage.proof_words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.core.pack import AcceptedFinding
from triage.core.vocabulary import Facts


class Property(StrEnum):
    """What a pack is held to, in the order in which it is told."""

    REACHABLE = "reachable"  # each form of the ladder is indicated for somebody
    ORDERED = "ordered"  # nobody gets a lower level while a higher one admits
    COMPLETE = "complete"  # with an incurable disease, some form is always found
    MONOTONE_LEVEL = "monotone_level"  # a worse answer never lowers the level
    MONOTONE_OFFERED = "monotone_offered"  # nor what is recommended of that, wherever one lives
    MONOTONE_URGENCY = "monotone_urgency"  # a worse answer never lowers the urgency
    EQUAL_TREATMENT = "equal_treatment"  # diagnosis, setting, place and age decide nothing
    PROCESS = "process"  # no prerequisite changes the form
    DECIDES = "decides"  # each criterion, and each part of one, matters for somebody
    SERVED = "served"  # each municipality has a team


class Verdict(StrEnum):
    """How a property stands."""

    HOLDS = "holds"
    ACCEPTED = "accepted"  # it fails, and every failure is accepted in the pack
    FAILS = "fails"
    NOT_PROVEN = "not_proven"  # the diagram grew past its cap: neither way


class Standing(StrEnum):
    """How a finding stands to what the pack accepts."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EXPIRED = "expired"  # was accepted, and the day has passed
    CHANGED = "changed"  # was accepted for other patients than it is about now


@dataclass(frozen=True, slots=True)
class Example:
    """A patient: the answers that matter, in the checklist's order; others may be whatever.

    `telling` are the facts that a reader needs; the rest of the answers mean no need.
    `indicated` is the form that the need points to, `not_palliative`, or None where no form
    admits. `recommended` and `urgency` are None where answers that were left out decide them.
    """

    facts: Facts
    telling: tuple[str, ...]
    indicated: str | None
    recommended: str | None
    urgency: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which a property fails, with the smallest patients who show it."""

    kind: Property
    subject: str
    """What it is about: a form, a fact, a criterion or a part of one (`pain_at_home.all[1]`).

    A part of a derived fact begins with a slash (`/complex_need.any[0]`).
    """
    values: tuple[str, ...]
    """More names that the sentence needs, such as the other form, or municipalities."""
    patients: tuple[Example, ...]
    """None, one, or two who differ in one answer alone."""
    region: str
    """Fingerprint of all patients whom it concerns; it changes when they do."""
    standing: Standing
    acceptance: AcceptedFinding | None

    @property
    def id(self) -> str:
        """The name under which a pack accepts it."""
        return f"{self.kind}/{self.subject}"


@dataclass(frozen=True, slots=True)
class Proof:
    """One property: proved for all patients, or the findings that speak against it."""

    kind: Property
    verdict: Verdict
    over: tuple[str, ...]
    """What it was proved over: forms, facts or criteria, by id."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was proved of one pack, and what a reader should know besides."""

    pack: str
    version: str
    digest: str
    day: str
    """The day on which accepted findings were held against their expiry."""
    proofs: tuple[Proof, ...]
    remarks: Mapping[str, tuple[str, ...]]
    """By kind: `not_read` facts, forms `offered_nowhere`, acceptances `without_finding`."""

    @property
    def passes(self) -> bool:
        """Whether every property holds, or its failures are accepted."""
        return all(proof.verdict in (Verdict.HOLDS, Verdict.ACCEPTED) for proof in self.proofs)
