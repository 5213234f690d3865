"""A name for a set of patients that changes when the set does, and only then.

Each value of each fact gets a number, fixed by its name, such that those of one fact add up
to 1; a region's number is the sum over its patients of the products of theirs. So it depends
on who is in the region, not on how rules are worded, ordered or cut into cells. Numbers are
taken modulo a prime of 127 bits: that two regions share one is next to impossible (Blum,
Chandra and Wegman's test of equality).
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from triage.core.cells import Cells
from triage.core.diagram_store import Level, Node
from triage.core.outcomes import Ground
from triage.core.vocabulary import Answer, Fact, SetFact, Vocabulary

_PRIME = 2**127 - 1


def fingerprint(ground: Ground, vocabulary: Vocabulary, regions: Sequence[tuple[str, Node]]) -> str:
    """Return 16 hexadecimal digits for some named regions together."""
    shares: dict[Level, list[int]] = {}

    def join(level: Level, below: Sequence[int]) -> int:
        if level not in shares:
            cells = ground.cells[level]
            shares[level] = _shares(cells, vocabulary.fact[cells.fact])
        return sum(share * one for share, one in zip(shares[level], below, strict=True)) % _PRIME

    numbers = [(label, ground.diagram.fold(node, int, join)) for label, node in regions]
    return hashlib.sha256(repr(numbers).encode()).hexdigest()[:16]


def values_of(fact: Fact) -> Iterable[Answer]:
    """Return every answer that a fact can have."""
    if not isinstance(fact, SetFact):
        return fact.values
    sizes = range(len(fact.members) + 1)
    return chain.from_iterable(combinations(fact.members, size) for size in sizes)


def _shares(cells: Cells, fact: Fact) -> list[int]:
    """Return the number of each cell; they add up to 1."""
    sums = [0] * len(cells.representatives)
    for value in values_of(fact):
        cell = cells.find(value)
        if cell is not None:
            named = hashlib.sha256(f"{fact.id} {value!r}".encode()).digest()
            sums[cell] += int.from_bytes(named[:16], "big")
    whole = pow(sum(sums), -1, _PRIME)
    return [one * whole % _PRIME for one in sums]
