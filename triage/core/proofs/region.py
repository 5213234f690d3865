"""A name for a set of patients that changes exactly when the set does.

Made from the values of the facts, in the vocabulary's order: how a pack words or orders its
rules, and which cells they make, leaves no trace.
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from triage.core.diagram_store import Node
from triage.core.outcomes import Ground
from triage.core.vocabulary import Answer, Fact, SetFact, Vocabulary


def fingerprint(ground: Ground, vocabulary: Vocabulary, regions: Sequence[tuple[str, Node]]) -> str:
    """Return 16 hexadecimal digits for some named regions together."""
    position = {fact: number for number, fact in enumerate(vocabulary.fact)}
    named: dict[Node, str] = {}

    def name(node: Node) -> str:
        if node not in named:
            named[node] = _hashed(written(node))
        return named[node]

    def written(node: Node) -> str:
        support = ground.diagram.support(node, {})
        if not support:
            return repr(next(iter(ground.diagram.outcomes(node, {}))))
        level = min(support, key=lambda one: position[ground.cells[one].fact])
        cells = ground.cells[level]
        after = [
            name(ground.diagram.restrict(node, level, cell))
            for cell in range(len(cells.representatives))
        ]
        groups: dict[str, list[str]] = {}
        for value in values_of(vocabulary.fact[cells.fact]):
            cell = cells.find(value)
            if cell is not None:
                groups.setdefault(after[cell], []).append(repr(value))
        return repr((cells.fact, list(groups.items())))

    return _hashed(repr([(label, name(node)) for label, node in regions]))[:16]


def values_of(fact: Fact) -> Iterable[Answer]:
    """Return every answer that a fact can have."""
    if not isinstance(fact, SetFact):
        return fact.values
    sizes = range(len(fact.members) + 1)
    return chain.from_iterable(combinations(fact.members, size) for size in sizes)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
