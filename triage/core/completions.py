"""What the open answers can still do: outcomes possible, questions worth asking, changes.

Exact over every completion of the unanswered facts, by the pack's diagrams. Consent is
taken as not declined; prerequisites do not enter at all.
"""

from collections.abc import Sequence
from math import log2

from triage.core.cells import Cells
from triage.core.compiled import CompiledPack
from triage.core.diagram import Diagram
from triage.core.logic import State
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommendation import Change
from triage.core.vocabulary import NOT_KNOWN, Answer, Facts, SetFact

MOST_CHANGES = 3
"""A way to another form that takes more changed answers than this tells a reader nothing."""


def possible(compiled: CompiledPack, facts: Facts) -> tuple[str, ...]:
    """Return every value that the recommended form can still take, in the pack's order."""
    reached = compiled.outcomes.diagram.outcomes(
        compiled.outcomes.recommended, compiled.answers(facts)
    )
    order = (*compiled.pack.care_form, NOT_PALLIATIVE)
    return tuple(outcome for outcome in order if outcome in reached)


def next_questions(compiled: CompiledPack, facts: Facts) -> tuple[str, ...]:
    """Return the open facts that can change the recommended form, most telling first.

    Ordered by the expected drop in entropy over the outcomes, then by the checklist. Facts
    that were asked and are not known come last: the answer may yet be found out.
    """
    answers = compiled.answers(facts)
    root = compiled.outcomes.recommended
    live = compiled.outcomes.diagram.support(root, answers)
    if not live:
        return ()
    after = compiled.outcomes.diagram.shares(root, answers, compiled.outcomes.weights)
    position = {fact: number for number, fact in enumerate(compiled.vocabulary.fact)}
    ranked = []
    for level in live:
        fact = compiled.outcomes.cells[level].fact
        applies = compiled.asked_when.get(fact)
        if applies is not None and applies(facts) is not State.YES:
            continue
        remaining = sum(
            weight * _entropy(shares)
            for weight, shares in zip(compiled.outcomes.weights[level], after[level], strict=True)
        )
        asked = facts.get(fact) == NOT_KNOWN
        # Rounded, so that the order is the same on every platform.
        ranked.append((asked, round(remaining, 9), position[fact], fact))
    return tuple(fact for *_, fact in sorted(ranked))


def gap_questions(compiled: CompiledPack, facts: Facts) -> tuple[str, ...]:
    """Return the open facts that can show, or rule out, a need that nobody there meets.

    They matter even when the recommended form is settled: a gap that is never asked for is
    never counted.
    """
    levels = compiled.outcomes.diagram.support(compiled.outcomes.gap, compiled.answers(facts))
    named = {compiled.outcomes.cells[level].fact for level in levels}
    return tuple(
        fact
        for fact in compiled.vocabulary.fact
        if fact in named
        and (fact not in compiled.asked_when or compiled.asked_when[fact](facts) is State.YES)
    )


def would_change(compiled: CompiledPack, facts: Facts, recommended: str) -> tuple[Change, ...]:
    """Return for each other form a smallest set of changed answers that leads to it.

    Only answers that care, time or the patient's wish can alter are changed; what is
    unanswered stays so. Smallest sets first.
    """
    answers = compiled.answers(facts)
    changeable = {
        level
        for level in answers
        if compiled.vocabulary.fact[compiled.outcomes.cells[level].fact].changeable != "never"
    }
    fixed = {level: cell for level, cell in answers.items() if level not in changeable}
    unanswered = frozenset(range(len(compiled.outcomes.cells))) - answers.keys()
    scratch = Diagram(compiled.outcomes.diagram.arity)
    steps = [
        (
            compiled.outcomes.diagram.certain(node, scratch, fixed, unanswered),
            scratch.leaf(compiled.placed(form, facts)),
        )
        for form, node in compiled.outcomes.admission.items()
    ]
    ladder = scratch.ladder(steps, scratch.leaf(None))
    found = [
        (changes, str(form))
        for form, changes in scratch.nearest(ladder, answers).items()
        if form is not None and form != recommended and len(changes) <= MOST_CHANGES
    ]
    order = {form: number for number, form in enumerate(compiled.pack.care_form)}
    found.sort(key=lambda one: (len(one[0]), order[one[1]]))
    position = {fact: number for number, fact in enumerate(compiled.vocabulary.fact)}
    result = []
    for changes, form in found:
        named = {
            compiled.outcomes.cells[level].fact: _nearest_value(compiled, facts, level, cell)
            for level, cell in changes
        }
        ordered = {fact: named[fact] for fact in sorted(named, key=position.__getitem__)}
        result.append(Change(changes=ordered, recommended=form))
    return tuple(result)


def _entropy(shares: Sequence[float]) -> float:
    """Return the entropy in bits; a share lost in rounding counts as none."""
    return -sum(share * log2(share) for share in shares if share > 1e-12)


def _nearest_value(compiled: CompiledPack, facts: Facts, level: int, cell: int) -> Answer:
    """Return the value of a cell that is nearest to the present answer."""
    cells: Cells = compiled.outcomes.cells[level]
    fact = compiled.vocabulary.fact[cells.fact]
    present = facts[cells.fact]
    if isinstance(fact, SetFact):
        return _nearest_set(fact, cells, cell, present)
    inside = [value for value in fact.values if cells.of(value) == cell]
    if isinstance(present, int):
        return min(inside, key=lambda value: abs(value - present) if isinstance(value, int) else 0)
    return inside[0]


def _nearest_set(fact: SetFact, cells: Cells, cell: int, present: Answer) -> Answer:
    """Return the set of a cell that keeps as much of the present set as it can."""
    chosen = set(present) if isinstance(present, tuple) else set()
    target = cells.representatives[cell]
    named = {test.includes for test in cells.tests if hasattr(test, "includes")}
    wanted = set(target) if isinstance(target, tuple) else set()
    kept = (chosen - named) | (wanted & named)
    for members in (kept, kept | wanted, wanted):
        value = tuple(member for member in fact.members if member in members)
        if cells.of(value) == cell:
            return value
    return target
