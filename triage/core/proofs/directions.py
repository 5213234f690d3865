"""A worse answer never lowers level or urgency.

Each answer that means a greater need is held against the next better one, for every
patient; what holds for one step holds for any number of them, together.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import pairwise, product

from triage.core.cells import Cells, telling_sets
from triage.core.diagram_store import Node
from triage.core.proofs.ground import Case
from triage.core.verification import Finding, Property
from triage.core.vocabulary import Answer, BoolFact, Fact, SetFact

Rank = Callable[[Hashable], int]


def directed(case: Case) -> tuple[str, ...]:
    """Return the facts of the pack's diagrams that have a worse direction, in their order."""
    known = case.outcomes.level
    return tuple(
        name
        for name, fact in case.vocabulary.fact.items()
        if name in known and fact.worse != "undirected"
    )


def monotone_level(case: Case) -> Iterator[Finding]:
    """Yield each fact of which a worse answer gives somebody a lower level."""
    yield from _lowered(case, Property.MONOTONE_LEVEL, case.outcomes.indicated, case.rank)


def monotone_offered(case: Case) -> Iterator[Finding]:
    """Yield each fact of which a worse answer gives somebody, somewhere, a lower offered form."""
    yield from _lowered(case, Property.MONOTONE_OFFERED, case.outcomes.recommended, case.rank)


def monotone_urgency(case: Case) -> Iterator[Finding]:
    """Yield each fact of which a worse answer gives somebody a lower urgency."""
    classes = [one.id for one in case.vocabulary.urgency.classes]
    place = {name: -number for number, name in enumerate(classes)}
    yield from _lowered(
        case, Property.MONOTONE_URGENCY, case.outcomes.urgency, lambda value: place[str(value)]
    )


def _lowered(case: Case, kind: Property, root: Node, rank: Rank) -> Iterator[Finding]:
    diagram = case.outcomes.diagram
    support = diagram.support(root, {})
    for fact in directed(case):
        level = case.outcomes.level[fact]
        if level not in support:
            continue
        cells = case.outcomes.cells[level]
        broken = []
        for better, worse in _steps(case.vocabulary.fact[fact], cells):
            pair = (cells.of(better), cells.of(worse))
            region = diagram.combine(
                diagram.restrict(root, level, pair[0]),
                diagram.restrict(root, level, pair[1]),
                lambda before, after: rank(after) < rank(before),
            )
            if region != diagram.no:
                broken.append(((better, worse), pair, region))
        if broken:
            values, pair, region = broken[0]
            patients = case.pair(region, fact, pair, root)
            if isinstance(case.vocabulary.fact[fact], SetFact):
                # A cell is shown by one of its sets, and the worse one need not hold the better.
                patients = tuple(
                    replace(one, facts={**one.facts, fact: value})
                    for one, value in zip(patients, values, strict=True)
                )
            yield case.finding(
                kind,
                fact,
                [(f"{better} {worse}", node) for (better, worse), _, node in broken],
                patients=patients,
            )


def _steps(fact: Fact, cells: Cells) -> Iterator[tuple[Answer, Answer]]:
    """Yield (better, worse) values of cells next to each other, each two cells once."""
    seen: set[tuple[int, int]] = set()
    for better, worse in _next_values(fact, cells):
        pair = (cells.of(better), cells.of(worse))
        if pair[0] != pair[1] and pair not in seen:
            seen.add(pair)
            yield better, worse


def _next_values(fact: Fact, cells: Cells) -> Iterator[tuple[Answer, Answer]]:
    match fact:
        case BoolFact():
            worse = fact.worse == "yes"
            yield (not worse, worse)
        case SetFact():
            # A cell's representative is one of its sets; the step may start from another.
            chosen = tuple(telling_sets(fact, cells.tests))
            yield from (
                (few, more)
                for few, more in product(chosen, chosen)
                if set(few) < set(more) and len(more) == len(few) + 1
            )
        case _:
            yield from pairwise(fact.values)
