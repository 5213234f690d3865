"""What holding two packs against each other gives: who moves, from where to where, how many.

Plain values; how they are found stands in `triage.core.difference`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from triage.core.vocabulary import Facts


class Outcome(StrEnum):
    """What is compared, in the order in which it is told."""

    INDICATED = "indicated"  # the form that the need points to, wherever it is offered
    RECOMMENDED = "recommended"  # the form that is offered where the patient lives
    URGENCY = "urgency"


class Result(StrEnum):
    """What a comparison of one outcome gave."""

    SAME = "same"  # proved: no patient has another outcome
    MOVES = "moves"
    NOT_PROVEN = "not_proven"  # the diagram grew past its cap: neither way
    NOT_COMPARED = "not_compared"  # the packs serve different places


Settled = Mapping[Outcome, str | None]
"""Outcomes that a patient's answers settle; one that is absent depends on further answers."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A smallest readable patient who moves. Answers that are left out may be whatever.

    `telling` are the facts that a reader needs: those answered otherwise than with no need, and
    those of which no answer means less need. The rest of the answers mean no need.
    """

    facts: Facts
    telling: tuple[str, ...]
    before: Settled
    after: Settled


@dataclass(frozen=True, slots=True)
class Flow:
    """Patients by their outcome under the old pack and under the new one.

    `share` is of all patients whose disease is within scope under either pack, 0 to 1; 0.0
    where only others are meant. None for an outcome means that no form admits.
    """

    before: str | None
    after: str | None
    share: float
    patient: Mover | None
    """Who shows it, where the outcomes differ."""


@dataclass(frozen=True, slots=True)
class Movement:
    """One outcome under both packs; flows from the largest share down, moves before others."""

    outcome: Outcome
    result: Result
    flows: tuple[Flow, ...] = ()

    @property
    def moves(self) -> tuple[Flow, ...]:
        """The flows in which the outcome changes."""
        return tuple(flow for flow in self.flows if flow.before != flow.after)

    @property
    def share(self) -> float:
        """The share of patients who move."""
        return sum(flow.share for flow in self.moves)

    def side(self, *, new: bool) -> Mapping[str | None, float]:
        """Return the share of each outcome under one of the packs."""
        shares: dict[str | None, float] = {}
        for flow in self.flows:
            outcome = flow.after if new else flow.before
            shares[outcome] = shares.get(outcome, 0.0) + flow.share
        return shares


@dataclass(frozen=True, slots=True)
class Difference:
    """What telling two packs apart gave, for every patient at once.

    Shares weigh answers, not people: each question's values count alike (`Cells.weights`)
    and the questions are taken as independent. They say how much of the space of answers an
    edit touches, not how many will be referred.
    """

    compared: tuple[Movement, ...]
    """Each outcome once, in the order of `Outcome`."""

    @property
    def by_outcome(self) -> Mapping[Outcome, Movement]:
        """The comparisons by outcome."""
        return {one.outcome: one for one in self.compared}

    @property
    def smallest(self) -> Mover | None:
        """The patient with the fewest answers who moves; None where none was found.

        A change of care form is told before one of urgency alone. Telling answers count
        first, then all; then the order of moves.
        """
        for one in self.compared:
            found = [flow.patient for flow in one.moves if flow.patient is not None]
            if found:
                return min(found, key=lambda mover: (len(mover.telling), len(mover.facts)))
        return None
