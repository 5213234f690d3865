"""Who is weighed otherwise by one pack than by another: an exact answer over all patients.

Both packs stand on one ground, where equal functions are the same node. So *nobody moves* is
a proof, and whoever moves can be shown. Speaks of fully answered patients who do not decline;
what the packs say in words, and about teams and hours, is for `triage.packs.diff`.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from triage.core.compiled import CompiledPack
from triage.core.diagram import Answers
from triage.core.diagram_store import NODE_CAP, DiagramTooLargeError, Node
from triage.core.movement import Difference, Flow, Movement, Mover, Outcome, Result, Settled
from triage.core.outcomes import Ground, Outcomes, ground, ground_of
from triage.core.place import MUNICIPALITY
from triage.core.rules import Rule, Unconfirmed, walk
from triage.core.vocabulary import ChoiceFact, Fact, SetFact, Vocabulary
from triage.core.witness import facts_at, neutral, witnesses


class DifferentQuestionsError(ValueError):
    """The packs ask the same fact in two ways, so that no patient can be weighed by both.

    `fact` is the fact; the message says what is asked in each.
    """

    def __init__(self, fact: str, message: str) -> None:
        super().__init__(message)
        self.fact = fact


def difference(old: CompiledPack, new: CompiledPack, *, cap: int = NODE_CAP) -> Difference:
    """Hold two packs against each other.

    Recommended forms are compared only where both packs serve the same municipalities. Past
    `cap` nodes an outcome is not proven.

    Raises:
        DifferentQuestionsError: where a fact that decides is asked in two ways.
    """
    both = (old.pack, old.vocabulary), (new.pack, new.vocabulary)
    shared = ground(*both, cap=cap)
    telling = _Telling(
        ground=shared,
        vocabulary=_joined(shared, old.vocabulary, new.vocabulary),
        old=Outcomes(*both[0], shared),
        new=Outcomes(*both[1], shared),
        same_places=old.pack.municipality.keys() == new.pack.municipality.keys(),
    )
    return Difference(tuple(telling.compare(outcome) for outcome in Outcome))


def same_rule(old: CompiledPack, before: Rule, new: CompiledPack, after: Rule) -> bool | None:
    """Say whether a rule of each pack holds for the same patients; None where not proven.

    Speaks of complete answers: two rules that are the same can be settled by different
    answers while some are open. Where a rule reads open answers as its own case
    (`unconfirmed`) nothing is said.
    """
    if any(isinstance(part, Unconfirmed) for rule in (before, after) for part in walk(rule)):
        return None
    try:
        shared = ground_of([(before, old.vocabulary), (after, new.vocabulary)])
        _joined(shared, old.vocabulary, new.vocabulary)
        one = Outcomes(old.pack, old.vocabulary, shared).node(before)
        return one == Outcomes(new.pack, new.vocabulary, shared).node(after)
    except (DiagramTooLargeError, DifferentQuestionsError):
        return None


@dataclass(frozen=True)
class _Telling:
    """Two packs on one ground."""

    ground: Ground
    vocabulary: Vocabulary
    old: Outcomes
    new: Outcomes
    same_places: bool

    def compare(self, outcome: Outcome) -> Movement:
        """Tell one outcome apart."""
        if outcome is Outcome.RECOMMENDED and not self.same_places:
            return Movement(outcome, Result.NOT_COMPARED)
        try:
            flows = self._flows(outcome)
        except DiagramTooLargeError:
            return Movement(outcome, Result.NOT_PROVEN)
        moved = any(flow.before != flow.after for flow in flows)
        return Movement(outcome, Result.MOVES if moved else Result.SAME, flows)

    def _flows(self, outcome: Outcome) -> tuple[Flow, ...]:
        diagram = self.ground.diagram
        pairs = diagram.combine(_node(self.old, outcome), _node(self.new, outcome), _pair)
        within = diagram.either(self.old.scope, self.new.scope)
        masses = _masses(self.ground, diagram.combine(pairs, within, _pair))
        meant = sum(mass for (_, inside), mass in masses.items() if inside)
        shares: dict[tuple[str | None, str | None], float] = {}
        for (pair, inside), mass in masses.items():
            share = mass / meant if inside else 0.0
            if inside or pair[0] != pair[1]:
                shares[pair] = shares.get(pair, 0.0) + share
        moved = (pair for pair in shares if pair[0] != pair[1])
        movers = {
            pair: self._mover(answers)
            for pair, answers in witnesses(self.ground, self.vocabulary, pairs, moved).items()
        }
        flows = [Flow(*pair, share, movers.get(pair)) for pair, share in shares.items()]
        order = [*self.old.pack.care_form, *self.new.pack.care_form, *self._classes()]
        return tuple(sorted(flows, key=lambda flow: _place(flow, order)))

    def _mover(self, answers: Answers) -> Mover:
        facts = facts_at(self.ground, self.vocabulary, answers)
        usual = neutral(self.ground, self.vocabulary)
        told = {
            self.ground.cells[level].fact
            for level, cell in answers.items()
            if cell != usual[level] or self._undirected(level)
        }
        return Mover(
            facts=facts,
            telling=tuple(fact for fact in facts if fact in told),
            before=self._settled(self.old, answers),
            after=self._settled(self.new, answers),
        )

    def _undirected(self, level: int) -> bool:
        """Say whether no answer to a fact means less need: then none goes without saying."""
        return self.vocabulary.fact[self.ground.cells[level].fact].worse == "undirected"

    def _settled(self, side: Outcomes, answers: Answers) -> Settled:
        found: dict[Outcome, str | None] = {}
        for outcome in Outcome:
            if outcome is Outcome.RECOMMENDED and not self.same_places:
                continue
            reached = self.ground.diagram.outcomes(_node(side, outcome), answers)
            if len(reached) == 1:
                (value,) = reached
                found[outcome] = None if value is None else str(value)
        return found

    def _classes(self) -> list[str]:
        return [one.id for side in (self.old, self.new) for one in side.vocabulary.urgency.classes]


def _node(side: Outcomes, outcome: Outcome) -> Node:
    match outcome:
        case Outcome.INDICATED:
            return side.indicated
        case Outcome.RECOMMENDED:
            return side.recommended
        case Outcome.URGENCY:
            return side.urgency


def _pair(one: Hashable, other: Hashable) -> Hashable:
    return one, other


def _place(flow: Flow, order: Sequence[str | None]) -> tuple[bool, float, int, int]:
    """Order flows: moves first, larger shares first, then as the ladder stands.

    Shares are rounded, so that the order is the same on every platform.
    """
    ends = [order.index(end) if end in order else len(order) for end in (flow.before, flow.after)]
    return flow.before == flow.after, -round(flow.share, 9), ends[0], ends[1]


def _masses(ground: Ground, root: Node) -> dict[Any, float]:
    """Return how much of all answers leads to each value of a node. They sum to 1."""
    diagram = ground.diagram
    reached = {root: 1.0}
    for level, weights in enumerate(ground.weights):
        further: dict[Node, float] = {}
        for node, mass in reached.items():
            first = diagram.restrict(node, level, 0)
            if first == node:  # does not look at this fact
                further[node] = further.get(node, 0.0) + mass
                continue
            for cell, weight in enumerate(weights):
                child = diagram.restrict(node, level, cell)
                further[child] = further.get(child, 0.0) + mass * weight
        reached = further
    return {next(iter(diagram.outcomes(leaf, {}))): mass for leaf, mass in reached.items()}


def _joined(shared: Ground, old: Vocabulary, new: Vocabulary) -> Vocabulary:
    """Return a vocabulary that knows every fact of the ground.

    Raises:
        DifferentQuestionsError: where one is asked in two ways.
    """
    for cells in shared.cells:
        one, other = old.fact.get(cells.fact), new.fact.get(cells.fact)
        if one is None or other is None:
            continue
        if one.type != other.type:
            was = f"{one.type} in the old vocabulary and {other.type} in the new"
            raise DifferentQuestionsError(cells.fact, f"the fact '{cells.fact}' is {was}")
        if cells.fact != MUNICIPALITY and _range(one) != _range(other):
            raise DifferentQuestionsError(
                cells.fact, f"the fact '{cells.fact}' has other values in the new vocabulary"
            )
    facts = [_wider(fact, old.fact.get(fact.id)) for fact in new.facts]
    lost = [fact for fact in old.facts if fact.id not in new.fact]
    if not lost and all(one is other for one, other in zip(facts, new.facts, strict=True)):
        return new
    kept = {name: getattr(new, name) for name in type(new).model_fields}
    return Vocabulary(**{**kept, "facts": (*facts, *lost)})


def _wider(fact: Fact, before: Fact | None) -> Fact:
    """Return the municipality with the places of both vocabularies; other facts as they are."""
    if fact.id != MUNICIPALITY or not isinstance(fact, ChoiceFact):
        return fact
    choices = before.choices if isinstance(before, ChoiceFact) else ()
    more = tuple(one for one in choices if one.id not in fact.names)
    if not more:
        return fact
    kept = {name: getattr(fact, name) for name in type(fact).model_fields}
    return ChoiceFact(**{**kept, "choices": (*fact.choices, *more)})


def _range(fact: Fact) -> object:
    return fact.members if isinstance(fact, SetFact) else fact.values
