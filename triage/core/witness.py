"""The smallest readable patient of a region: in everything well but for what is needed.

A clinician understands a counterexample that is like nobody in particular: the answers that
mean the least need, changed in as few places as can be, and silent on what does not matter.
The same region gives the same patient, every time.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from triage.core.cells import Cells
from triage.core.diagram import Answers
from triage.core.diagram_store import Node
from triage.core.outcomes import Ground
from triage.core.vocabulary import Answer, BoolFact, ChoiceFact, Fact, Facts, SetFact, Vocabulary


def neutral(ground: Ground, vocabulary: Vocabulary) -> Answers:
    """Return the cell of the least need for each fact.

    A fact without a direction has its first choice, no, or the most common number.
    """
    return {
        level: _least(cells, vocabulary.fact[cells.fact])
        for level, cells in enumerate(ground.cells)
    }


def witness(
    ground: Ground,
    vocabulary: Vocabulary,
    region: Node,
    *,
    steady: Sequence[Node] = (),
    open_facts: Iterable[str] = (),
) -> Answers | None:
    """Return the smallest readable patient of a region; None where the region is empty.

    Answers that are left out do not matter: the patient stays in the region, and each of
    the `steady` nodes keeps one value, whatever they are. `open_facts` are left out.
    """
    start = neutral(ground, vocabulary)
    changes = ground.diagram.nearest(region, start).get(True)
    if changes is None:
        return None
    answers = {**start, **dict(changes)}
    for fact in open_facts:
        answers.pop(ground.level[fact], None)
    changed = {level for level, _ in changes}
    return _needed(ground, vocabulary, answers, changed, (region, *steady))


def witnesses(
    ground: Ground, vocabulary: Vocabulary, node: Node, values: Iterable[Hashable]
) -> Mapping[Hashable, Answers]:
    """Return the smallest readable patient for each of a node's values; none for other values.

    Just those that `witness` finds where the node has one value after the other, without a
    diagram of its own for each.
    """
    start = neutral(ground, vocabulary)
    nearest = ground.diagram.nearest(node, start)
    return {
        value: _needed(
            ground,
            vocabulary,
            {**start, **dict(nearest[value])},
            {level for level, _ in nearest[value]},
            (node,),
        )
        for value in values
        if value in nearest
    }


def _needed(
    ground: Ground,
    vocabulary: Vocabulary,
    answers: Answers,
    changed: Collection[int],
    steady: Sequence[Node],
) -> Answers:
    """Leave out every answer without which each node keeps its value, usual ones first."""
    position = {fact: number for number, fact in enumerate(vocabulary.fact)}
    order = sorted(
        answers, key=lambda level: (level in changed, -position[ground.cells[level].fact])
    )
    for level in order:
        without = {other: cell for other, cell in answers.items() if other != level}
        if all(len(ground.diagram.outcomes(node, without)) == 1 for node in steady):
            answers = without
    return answers


def facts_at(ground: Ground, vocabulary: Vocabulary, answers: Answers) -> Facts:
    """Return cells as answers that a person can give, in the checklist's order."""
    usual = neutral(ground, vocabulary)
    position = {fact: number for number, fact in enumerate(vocabulary.fact)}
    named = {
        ground.cells[level].fact: _shown(ground.cells[level], cell, usual[level], vocabulary)
        for level, cell in answers.items()
    }
    return {fact: named[fact] for fact in sorted(named, key=position.__getitem__)}


def _least(cells: Cells, fact: Fact) -> int:
    match fact:
        case SetFact():
            return cells.of(())
        case BoolFact():
            return cells.of(fact.worse == "no")
        case ChoiceFact():  # a municipality of another pack is in no cell
            return cells.of(next(one for one in fact.values if one in cells.representatives))
        case _ if fact.worse == "higher":
            return cells.of(fact.values[0])
        case _:
            return max(range(len(cells.weights)), key=lambda cell: (cells.weights[cell], -cell))


def _shown(cells: Cells, cell: int, usual: int, vocabulary: Vocabulary) -> Answer:
    """Return the value of a cell that is nearest to the usual one: 17 beside 18, not 0."""
    value, beside = cells.representatives[cell], cells.representatives[usual]
    fact = vocabulary.fact[cells.fact]
    if isinstance(fact, BoolFact | ChoiceFact | SetFact) or not isinstance(beside, int):
        return value
    inside = [one for one in fact.values if cells.of(one) == cell]
    return min(inside, key=lambda one: abs(one - beside) if isinstance(one, int) else 0)
