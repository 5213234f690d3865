"""Who the patient is, and how far the paperwork has come, decides no level."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from triage.core.diagram_store import Node
from triage.core.evaluation import facts_of
from triage.core.proofs.ground import Case
from triage.core.proofs.region import values_of
from triage.core.verification import Finding, Property
from triage.core.vocabulary import Answer, IntFact


def equal_treatment(case: Case) -> Iterator[Finding]:
    """Yield each fact of the vocabulary's list that the indicated form depends on.

    The values of a number are those at which the form changes.
    """
    for fact in case.vocabulary.equal_treatment:
        yield from _dependence(case, Property.EQUAL_TREATMENT, fact, case.outcomes.indicated)


def process_facts(case: Case) -> tuple[str, ...]:
    """Return the facts that prerequisites and consent read, in the vocabulary's order."""
    rules = [one.when for one in case.pack.prerequisites] + [case.vocabulary.declined]
    read = {name for rule in rules for name in facts_of(rule, case.vocabulary.definition)}
    return tuple(name for name in case.vocabulary.fact if name in read)


def process(case: Case) -> Iterator[Finding]:
    """Yield each fact of the process that the indicated form depends on."""
    for fact in process_facts(case):
        yield from _dependence(case, Property.PROCESS, fact, case.outcomes.indicated)


def _dependence(case: Case, kind: Property, name: str, root: Node) -> Iterator[Finding]:
    outcomes = case.outcomes
    diagram = outcomes.diagram
    level = outcomes.level.get(name)
    if level is None or level not in diagram.support(root, {}):
        return
    cells = outcomes.cells[level]
    sides = [diagram.restrict(root, level, cell) for cell in range(len(cells.representatives))]
    fact = case.vocabulary.fact[name]
    groups: dict[Node, list[Answer]] = {}
    for value in values_of(fact):
        cell = cells.find(value)
        if cell is not None:
            groups.setdefault(sides[cell], []).append(value)
    apart = [
        (f"{groups[one]} {groups[other]}", diagram.differs(one, other))
        for one, other in combinations(groups, 2)
    ]
    first, second, *_ = groups
    pair = (sides.index(first), sides.index(second))
    edges = (
        value
        for below, value in pairwise(fact.values if isinstance(fact, IntFact) else ())
        if sides[cells.of(below)] != sides[cells.of(value)]
    )
    yield case.finding(
        kind,
        name,
        apart,
        patients=case.pair(apart[0][1], name, pair, root),
        values=tuple(map(str, edges)),
    )
