"""Each fact as a finite set of cells: values that no rule of a pack tells apart.

Age has 121 values, but a pack that only asks whether the patient is 18 sees two cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from triage.core.rules import Comparison, Includes
from triage.core.vocabulary import Answer, ChoiceFact, Fact, SetFact

Signature = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one fact. A cell is named by its index in `representatives`."""

    fact: str
    tests: tuple[Comparison, ...]
    representatives: tuple[Answer, ...]
    weights: tuple[float, ...]
    """Share of each cell; values count alike, a set's cells count alike. Sums to 1."""
    index: dict[Signature, int]

    def of(self, value: Answer) -> int:
        """Return the cell of an answered value."""
        return self.index[self._signature(value)]

    def find(self, value: Answer) -> int | None:
        """Return the cell of a value; None for one, such as a place elsewhere, in no cell."""
        return self.index.get(self._signature(value))

    def truth(self, test: Comparison) -> tuple[bool, ...]:
        """Return whether the comparison holds, cell by cell."""
        return tuple(test.test(value) for value in self.representatives)

    def _signature(self, value: Answer) -> Signature:
        return tuple(test.test(value) for test in self.tests)


def partition(fact: Fact, tests: Iterable[Comparison], places: Sequence[str] = ()) -> Cells:
    """Split a fact's values into cells by the comparisons that a pack makes.

    `places` narrows the values of the municipality to those of the pack.
    """
    distinct = tuple(dict.fromkeys(tests))
    counted: dict[Signature, list[Answer]] = {}
    for value in _values(fact, distinct, places):
        counted.setdefault(tuple(test.test(value) for test in distinct), []).append(value)
    total = sum(len(values) for values in counted.values())
    alike = isinstance(fact, SetFact)
    return Cells(
        fact=fact.id,
        tests=distinct,
        representatives=tuple(values[0] for values in counted.values()),
        weights=tuple(
            1 / len(counted) if alike else len(values) / total for values in counted.values()
        ),
        index={signature: cell for cell, signature in enumerate(counted)},
    )


def _values(fact: Fact, tests: Sequence[Comparison], places: Sequence[str]) -> Iterable[Answer]:
    if isinstance(fact, SetFact):
        return telling_sets(fact, tests)
    if isinstance(fact, ChoiceFact) and places:
        return tuple(places)
    return fact.values


def telling_sets(fact: SetFact, tests: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    """Yield enough sets to tell every cell, and every step from one cell to another.

    They are the sets of the members that rules name, with and without one that they do not.
    """
    named = {test.includes for test in tests if isinstance(test, Includes)}
    telling = [member for member in fact.members if member in named]
    unnamed = next((member for member in fact.members if member not in named), None)
    if unnamed is not None:
        telling.append(unnamed)
    for size in range(len(telling) + 1):
        for members in combinations(telling, size):
            yield tuple(member for member in fact.members if member in members)
