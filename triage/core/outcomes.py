"""What a pack decides for every fully answered patient, as decision diagrams.

Consent is taken as not declined; prerequisites do not enter at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from triage.core.cells import Cells, partition
from triage.core.diagram import Diagram
from triage.core.diagram_store import NODE_CAP, Node
from triage.core.evaluation import comparisons
from triage.core.pack import Pack, Part
from triage.core.place import MUNICIPALITY, served
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
from triage.core.vocabulary import Fact, Vocabulary

NOT_PALLIATIVE = "not_palliative"
"""The outcome of a patient whose disease is not incurable."""


@dataclass(frozen=True)
class Ground:
    """The facts that outcomes depend on, as the levels of one diagram store."""

    cells: tuple[Cells, ...]
    """Each fact with its cells; diagram levels in order."""
    diagram: Diagram
    """The store that all diagrams on this ground share: equal functions are the same node."""

    @cached_property
    def level(self) -> Mapping[str, int]:
        """Diagram level by fact."""
        return {cells.fact: level for level, cells in enumerate(self.cells)}

    @cached_property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """Share of each cell, level by level."""
        return tuple(cells.weights for cells in self.cells)


def ground(*packs: tuple[Pack, Vocabulary], cap: int = NODE_CAP) -> Ground:
    """Return the ground on which one pack, or several to compare, can stand.

    The packs' vocabularies ask the same of each fact. A municipality ranges over those of
    every pack.
    """
    rules = [
        (rule, vocabulary)
        for pack, vocabulary in packs
        for rule in deciding_rules(pack, vocabulary)
    ]
    codes = tuple(dict.fromkeys(code for pack, _ in packs for code in pack.municipality))
    return ground_of(rules, codes, cap=cap)


def ground_of(
    rules: Iterable[tuple[Rule, Vocabulary]], places: Sequence[str] = (), *, cap: int = NODE_CAP
) -> Ground:
    """Return the ground for some rules, each with its vocabulary; their first mention orders it.

    `places` narrows the municipalities.
    """
    facts: dict[str, Fact] = {}
    tests: dict[str, list[Comparison]] = {}
    for rule, vocabulary in rules:
        for test in comparisons(rule, vocabulary.definition):
            facts[test.fact] = vocabulary.fact[test.fact]
            tests.setdefault(test.fact, []).append(test)
    cells = tuple(
        partition(facts[fact], made, places if fact == MUNICIPALITY else ())
        for fact, made in tests.items()
    )
    return Ground(cells, Diagram([len(one.representatives) for one in cells], cap))


@dataclass(frozen=True)
class Outcomes:
    """The diagrams of one pack, each made when it is first asked for."""

    pack: Pack
    vocabulary: Vocabulary
    ground: Ground

    @property
    def cells(self) -> tuple[Cells, ...]:
        """The facts that the outcome depends on, each with its cells; diagram levels in order."""
        return self.ground.cells

    @property
    def level(self) -> Mapping[str, int]:
        """Diagram level by fact."""
        return self.ground.level

    @property
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """Share of each cell, level by level."""
        return self.ground.weights

    @property
    def diagram(self) -> Diagram:
        """The store that all of the pack's diagrams share."""
        return self.ground.diagram

    @cached_property
    def scope(self) -> Node:
        """Where the disease is within palliative care."""
        return self.node(self.vocabulary.scope)

    @cached_property
    def criterion(self) -> Mapping[str, Node]:
        """Where each criterion holds, by id."""
        return {one.id: self.node(one.when) for one in self.pack.criteria}

    @cached_property
    def admission(self) -> Mapping[str, Node]:
        """Where each form admits, by form."""
        return self.admission_by(self.criterion)

    def admission_by(self, criterion: Mapping[str, Node]) -> Mapping[str, Node]:
        """Return where each form would admit if these nodes were the pack's criteria."""
        return {
            form.id: self.diagram.all(self.joined(part, criterion) for _, part in form.admission)
            for form in self.pack.care_forms
        }

    def joined(self, part: Part, criterion: Mapping[str, Node]) -> Node:
        """Return where a part holds if these nodes were the pack's criteria."""
        nodes = [criterion[name] for name in part.criteria]
        return self.diagram.all(nodes) if part.all else self.diagram.any(nodes)

    @cached_property
    def offered(self) -> Mapping[str, Node]:
        """Where each form is offered, by form."""
        return {
            form.id: self.diagram.yes
            if form.always_offered
            else self.diagram.any(
                self.node(served(team.catchment, self.pack)) for team in self.pack.offering(form.id)
            )
            for form in self.pack.care_forms
        }

    @cached_property
    def ladder(self) -> Node:
        """The first form that admits each patient, whatever the disease; None where none does."""
        return self.ladder_by(self.criterion)

    def ladder_by(self, criterion: Mapping[str, Node]) -> Node:
        """Return what the ladder would be if these nodes were the pack's criteria."""
        admission = self.admission_by(criterion)
        steps = [(node, self.diagram.leaf(form)) for form, node in admission.items()]
        return self.diagram.ladder(steps, self.diagram.leaf(None))

    @cached_property
    def indicated(self) -> Node:
        """The form that the need of every fully answered patient points to."""
        return self.diagram.choose(self.scope, self.ladder, self.diagram.leaf(NOT_PALLIATIVE))

    @cached_property
    def recommended(self) -> Node:
        """The recommended form of every fully answered patient who does not decline."""
        diagram = self.diagram
        steps = []
        for form in self.pack.care_forms:
            placed = diagram.ladder(
                ((self.offered[one], diagram.leaf(one)) for one in self.pack.route(form.id)),
                diagram.leaf(self.pack.base_form),
            )
            steps.append((self.admission[form.id], placed))
        ladder = diagram.ladder(steps, diagram.leaf(None))
        return diagram.choose(self.scope, ladder, diagram.leaf(NOT_PALLIATIVE))

    @cached_property
    def gap(self) -> Node:
        """Where the indicated form is not offered: need that the region does not meet."""
        diagram = self.diagram
        steps = [
            (self.admission[form.id], diagram.opposite(self.offered[form.id]))
            for form in self.pack.care_forms
        ]
        return diagram.both(self.scope, diagram.ladder(steps, diagram.no))

    @cached_property
    def urgency(self) -> Node:
        """The urgency class of every fully answered patient."""
        diagram = self.diagram
        specialised = diagram.any(
            node for form, node in self.admission.items() if self.vocabulary.form[form].specialised
        )
        classes = self.vocabulary.urgency.classes
        steps = [
            (
                diagram.any(
                    specialised if reason.when is None else self.node(reason.when)
                    for reason in urgency.reasons
                ),
                diagram.leaf(urgency.id),
            )
            for urgency in classes[:-1]
        ]
        return diagram.ladder(steps, diagram.leaf(classes[-1].id))

    def node(self, rule: Rule) -> Node:
        """Return the diagram of a rule over complete answers."""
        diagram = self.diagram
        match rule:
            case All(all=inner):
                return diagram.all(self.node(part) for part in inner)
            case Any_(any=inner):
                return diagram.any(self.node(part) for part in inner)
            case Not(not_=one) | Unconfirmed(unconfirmed=one):
                return diagram.opposite(self.node(one))
            case AtLeast(at_least=count, of=inner):
                return diagram.at_least(count, [self.node(part) for part in inner])
            case Derived(derived=name):
                return self.node(self.vocabulary.definition[name].when)
            case _:
                level = self.level[rule.fact]
                return diagram.literal(level, self.cells[level].truth(rule))


def deciding_rules(pack: Pack, vocabulary: Vocabulary) -> Iterator[Rule]:
    """Yield the rules that decide outcomes."""
    yield vocabulary.scope
    for form in pack.care_forms:
        for _, part in form.admission:
            for name in part.criteria:
                yield pack.criterion[name].when
    for urgency in vocabulary.urgency.classes:
        for reason in urgency.reasons:
            if reason.when is not None:
                yield reason.when
    for parallel in pack.parallel:
        for name in parallel.criteria.criteria:
            yield pack.criterion[name].when
    for team in pack.teams:
        yield served(team.catchment, pack)
