"""The comparisons of a pack's rules, each in its place, and rules with one place changed.

The same comparison can stand in several places, and matter in one of them alone. What
decides an outcome is therefore asked of one occurrence at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.core.compiled import CompiledPack
from triage.core.diagram_store import Node
from triage.core.evaluation import evaluator
from triage.core.logic import State, all_of, any_of, at_least, not_
from triage.core.outcomes import Outcomes
from triage.core.pack import Pack
from triage.core.rules import (
    All,
    Any_,
    AtLeast,
    Comparison,
    Derived,
    Not,
    Rule,
    Unconfirmed,
)
from triage.core.vocabulary import DerivedFact, Facts, Vocabulary

Path = tuple[str | int, ...]
"""The keys and positions that lead to a part of a rule; `/name` goes into a derived fact."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison where it stands in a criterion or a prerequisite."""

    owner: str
    """The criterion or prerequisite whose rule it is part of, by id."""
    path: Path
    rule: Comparison | Derived
    """A derived fact where leaves are not looked for inside them."""

    @property
    def id(self) -> str:
        """Return the place as `owner.all[0].any[1]/derived_fact.any[0]`."""
        return place_text(self.owner, self.path)


def place_text(owner: str, path: Path) -> str:
    """Return a part of a rule as it is printed; the whole rule is the owner's name alone."""
    text = owner
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += step if step.startswith("/") else f".{step}"
    return text


def leaves(pack: Pack, vocabulary: Vocabulary) -> tuple[Leaf, ...]:
    """Return every comparison that the pack's rules make, those of derived facts included.

    Criteria first, then prerequisites, each in reading order.
    """
    return tuple(
        leaf
        for owner, when in rules_of(pack).items()
        for leaf in leaves_of(owner, when, vocabulary.definition)
    )


def leaves_of(
    owner: str, rule: Rule, definitions: Mapping[str, DerivedFact] | None = None
) -> tuple[Leaf, ...]:
    """Return the leaves of one rule; with definitions, those of derived facts too."""
    return tuple(Leaf(owner, path, leaf) for path, leaf in _leaves(rule, definitions or {}, ()))


def rules_of(pack: Pack) -> Mapping[str, Rule]:
    """Return the rules of criteria and prerequisites by id, in the pack's order."""
    stated = [(one.id, one.when) for one in pack.criteria]
    return dict(stated + [(one.id, one.when) for one in pack.prerequisites])


def part_at(rule: Rule, path: Path, definitions: Mapping[str, DerivedFact]) -> Rule:
    """Return the part of a rule that a path leads to."""
    if not path:
        return rule
    match rule:
        case All(all=inner) | Any_(any=inner) | AtLeast(of=inner):
            return part_at(inner[_position(path)], path[2:], definitions)
        case Not(not_=one) | Unconfirmed(unconfirmed=one):
            return part_at(one, path[1:], definitions)
        case Derived(derived=name):
            return part_at(definitions[name].when, path[1:], definitions)
        case _:
            raise KeyError(path)


def node_with(outcomes: Outcomes, rule: Rule, path: Path, node: Node) -> Node:
    """Return the diagram of a rule whose part at `path` is replaced by `node`."""
    if not path:
        return node
    diagram = outcomes.diagram

    def every(inner: Sequence[Rule]) -> list[Node]:
        at = _position(path)
        return [
            node_with(outcomes, part, path[2:], node) if number == at else outcomes.node(part)
            for number, part in enumerate(inner)
        ]

    match rule:
        case All(all=inner):
            return diagram.all(every(inner))
        case Any_(any=inner):
            return diagram.any(every(inner))
        case AtLeast(at_least=count, of=inner):
            return diagram.at_least(count, every(inner))
        case Not(not_=one) | Unconfirmed(unconfirmed=one):
            return diagram.opposite(node_with(outcomes, one, path[1:], node))
        case Derived(derived=name):
            when = outcomes.vocabulary.definition[name].when
            return node_with(outcomes, when, path[1:], node)
        case _:
            raise KeyError(path)


def state_with(compiled: CompiledPack, rule: Rule, path: Path, state: State, facts: Facts) -> State:
    """Return the state of a rule whose part at `path` is in the state given.

    The rest is weighed by the answers in Kleene's logic; what is unanswered stays unknown.
    """
    if not path:
        return state
    definitions = compiled.vocabulary.definition

    def every(inner: Sequence[Rule]) -> Iterator[State]:
        at = _position(path)
        for number, part in enumerate(inner):
            if number == at:
                yield state_with(compiled, part, path[2:], state, facts)
            else:
                yield evaluator(part, definitions, compiled.known)(facts)

    def inside(one: Rule) -> State:
        return state_with(compiled, one, path[1:], state, facts)

    match rule:
        case All(all=inner):
            return all_of(every(inner))
        case Any_(any=inner):
            return any_of(every(inner))
        case AtLeast(at_least=count, of=inner):
            return at_least(count, every(inner))
        case Not(not_=one):
            return not_(inside(one))
        case Unconfirmed(unconfirmed=one):
            return State.NO if inside(one) is State.YES else State.YES
        case Derived(derived=name):
            return inside(definitions[name].when)
        case _:
            raise KeyError(path)


def _position(path: Path) -> int:
    """Return which of several parts a path goes on to."""
    position = path[1]
    if isinstance(position, str):
        raise KeyError(path)
    return position


def _leaves(
    rule: Rule, definitions: Mapping[str, DerivedFact], path: Path
) -> Iterator[tuple[Path, Comparison | Derived]]:
    match rule:
        case All(all=inner):
            yield from _each("all", inner, definitions, path)
        case Any_(any=inner):
            yield from _each("any", inner, definitions, path)
        case AtLeast(of=inner):
            yield from _each("of", inner, definitions, path)
        case Not(not_=one):
            yield from _leaves(one, definitions, (*path, "not"))
        case Unconfirmed(unconfirmed=one):
            yield from _leaves(one, definitions, (*path, "unconfirmed"))
        case Derived(derived=name) if name in definitions:
            yield from _leaves(definitions[name].when, definitions, (*path, f"/{name}"))
        case _:
            yield path, rule


def _each(
    key: str, inner: Sequence[Rule], definitions: Mapping[str, DerivedFact], path: Path
) -> Iterator[tuple[Path, Comparison | Derived]]:
    for number, part in enumerate(inner):
        yield from _leaves(part, definitions, (*path, key, number))
