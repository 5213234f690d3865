"""What the cases of a pack show between them, and what is still missing.

A case shows a leaf if answering this one occurrence of it the other way would change what
the case comes to, with the case's other answers as they are: unanswered stays unknown.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from triage.core.compiled import CompiledPack
from triage.core.deciding import Deciding
from triage.core.diagram_store import DiagramTooLargeError
from triage.core.duties import Duty, Impossible, Kind, Way, duties
from triage.core.evaluation import evaluator
from triage.core.leaves import Leaf, leaves, rules_of, state_with
from triage.core.logic import State, all_of, not_
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.recommend import weigh
from triage.core.recommendation import Status, Weighing
from triage.core.rules import Gte, Lte
from triage.core.vocabulary import Facts
from triage.packs.cases import ExampleCase

_ANY_DAY = date(2000, 1, 1)  # the day only decides whether the pack is valid, which shows nothing


class Standing(StrEnum):
    """How a duty stands."""

    COVERED = "covered"
    MISSING = "missing"
    IMPOSSIBLE = "impossible"  # no patient shows it, whatever the answers
    NOT_PROVEN = "not_proven"  # the diagram grew past its cap: neither missing nor impossible


@dataclass(frozen=True, slots=True)
class Line:
    """One duty: the cases that show it, or why none can."""

    duty: Duty
    standing: Standing
    cases: tuple[str, ...] = ()
    impossible: Impossible | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The form that is indicated, and what is offered beside it."""

    indicated: str | None
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What the cases of one pack show."""

    pack: str
    cases: int
    lines: tuple[Line, ...]

    @cached_property
    def missing(self) -> tuple[Duty, ...]:
        """What some patient would show, and no case does."""
        return tuple(line.duty for line in self.lines if line.standing is Standing.MISSING)

    @property
    def complete(self) -> bool:
        """Whether everything that a case can show is shown by one."""
        return all(line.standing in (Standing.COVERED, Standing.IMPOSSIBLE) for line in self.lines)

    def count(self, kind: Kind, standing: Standing) -> int:
        """Return how many duties of a kind stand so."""
        return sum(line.duty.kind is kind and line.standing is standing for line in self.lines)


def coverage(
    compiled: CompiledPack, cases: Sequence[ExampleCase], deciding: Deciding | None = None
) -> Coverage:
    """Return what the cases of a pack show; `deciding` may be one that is made already."""
    by_duty: dict[Duty, list[str]] = {}
    with contextlib.suppress(DiagramTooLargeError):  # no case can be weighed, none shows a thing
        for case in cases:
            for duty in shown(compiled, case.answers(compiled)):
                by_duty.setdefault(duty, []).append(case.id)
    regions = deciding or Deciding(compiled)
    lines = tuple(
        _line(regions, duty, tuple(by_duty.get(duty, ())))
        for duty in duties(compiled.pack, compiled.vocabulary)
    )
    return Coverage(compiled.pack.id, len(cases), lines)


def shown(
    compiled: CompiledPack, facts: Facts, only: Sequence[Duty] | None = None
) -> frozenset[Duty]:
    """Return everything that one patient shows of a pack.

    With `only`, leaves that none of these duties is about are left aside, to be quicker.
    """
    weighing = weigh(compiled, facts, _ANY_DAY)
    about = (
        leaves(compiled.pack, compiled.vocabulary)
        if only is None
        else tuple(dict.fromkeys(duty.leaf for duty in only if duty.leaf is not None))
    )
    found = _leaves_shown(compiled, facts, weighing, about)
    return frozenset((*found, *_forms_shown(compiled, weighing)))


def _line(regions: Deciding, duty: Duty, cases: tuple[str, ...]) -> Line:
    try:
        impossible = regions.impossible(duty)
    except DiagramTooLargeError:
        return Line(duty, Standing.COVERED if cases else Standing.NOT_PROVEN, cases)
    if impossible is not None:
        return Line(duty, Standing.IMPOSSIBLE, cases, impossible)
    return Line(duty, Standing.COVERED if cases else Standing.MISSING, cases)


def _forms_shown(compiled: CompiledPack, weighing: Weighing) -> Iterator[Duty]:
    if weighing.status is Status.NOT_PALLIATIVE:
        yield Duty(Kind.FORM, NOT_PALLIATIVE, Way.INDICATED)
    if weighing.indicated is not None:
        yield Duty(Kind.FORM, weighing.indicated, Way.INDICATED)
        if weighing.gap:
            yield Duty(Kind.FORM, weighing.indicated, Way.GAP)
    if weighing.recommended is not None:
        yield Duty(Kind.FORM, weighing.recommended, Way.RECOMMENDED)
        standing = {one.id for one in weighing.conditions}
        for name in compiled.prerequisites_of(weighing.recommended):
            way = Way.STANDING if name in standing else Way.SETTLED
            yield Duty(Kind.PREREQUISITE, name, way)
    for parallel in weighing.parallel:
        yield Duty(Kind.PARALLEL, parallel, Way.OFFERED)
    yield Duty(Kind.URGENCY, weighing.urgency.current, Way.REACHED)


def _leaves_shown(
    compiled: CompiledPack, facts: Facts, weighing: Weighing, about: Sequence[Leaf]
) -> Iterator[Duty]:
    criteria = _criteria(compiled, facts)
    before = _comes_to(compiled, facts, criteria)
    asked: tuple[str, ...] = ()
    if weighing.recommended is not None:
        asked = compiled.prerequisites_of(weighing.recommended)
    for leaf in about:
        state = _state(compiled, leaf, facts)
        if state is State.UNKNOWN:
            continue
        now = _changed(compiled, facts, leaf)
        if leaf.owner in compiled.prerequisite:
            settled = compiled.prerequisite[leaf.owner](facts) is State.YES
            decides = leaf.owner in asked and settled is not (now is State.YES)
        elif now is criteria[leaf.owner]:
            decides = False
        else:
            decides = before != _comes_to(compiled, facts, {**criteria, leaf.owner: now})
        if decides:
            yield from _duties_of(leaf, state, facts)


def otherwise(compiled: CompiledPack, facts: Facts, leaf: Leaf) -> Outcome:
    """Return what a patient would come to if one leaf of a criterion were the other way."""
    criteria = _criteria(compiled, facts)
    return _comes_to(compiled, facts, {**criteria, leaf.owner: _changed(compiled, facts, leaf)})


def _criteria(compiled: CompiledPack, facts: Facts) -> Mapping[str, State]:
    return {name: state(facts) for name, state in compiled.criterion.items()}


def _changed(compiled: CompiledPack, facts: Facts, leaf: Leaf) -> State:
    """Return the state of a leaf's rule if the leaf were the other way."""
    other = not_(_state(compiled, leaf, facts))
    return state_with(compiled, rules_of(compiled.pack)[leaf.owner], leaf.path, other, facts)


def _state(compiled: CompiledPack, leaf: Leaf, facts: Facts) -> State:
    return evaluator(leaf.rule, compiled.vocabulary.definition, compiled.known)(facts)


def _duties_of(leaf: Leaf, state: State, facts: Facts) -> Iterator[Duty]:
    way = Way.MET if state is State.YES else Way.FAILING
    yield Duty(Kind.LEAF, leaf.id, way, leaf)
    if isinstance(leaf.rule, Gte | Lte):
        value = facts[leaf.rule.fact]
        if isinstance(value, int):
            yield Duty(Kind.THRESHOLD, leaf.id, way, leaf, value)


def _comes_to(compiled: CompiledPack, facts: Facts, criteria: Mapping[str, State]) -> Outcome:
    """Return the form that is indicated if the criteria stand so, and what is beside it."""
    palliative = compiled.scope(facts) is not State.NO
    indicated = None
    if palliative:
        indicated = next(
            (
                form.id
                for form in compiled.pack.care_forms
                if all_of(compiled.admission(part, criteria) for _, part in form.admission)
                is State.YES
            ),
            None,
        )
    beside = tuple(
        one.id
        for one in compiled.pack.parallel
        if (palliative or one.also_curable)
        and compiled.admission(one.criteria, criteria) is State.YES
    )
    return Outcome(indicated, beside)
