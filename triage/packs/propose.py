"""Cases that a pack still lacks: few and small patients, with what the pack gives them.

What comes out is computed, so a proposed case is right only about what the pack does now.
Whether that is what the source means is for a person to say before the case is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice

from triage.core.answers import plain
from triage.core.compiled import CompiledPack
from triage.core.deciding import Deciding
from triage.core.diagram import Answers
from triage.core.diagram_store import Node
from triage.core.duties import Duty
from triage.core.place import MUNICIPALITY
from triage.core.recommend import recommend, weigh
from triage.core.vocabulary import Facts, IntFact
from triage.core.witness import facts_at, neutral
from triage.core.wording import Text
from triage.coverage_words import case_title
from triage.packs.cases import ExampleCase, Expectation
from triage.packs.coverage import coverage, otherwise, shown
from triage.texts import LANGUAGES

_ANY_DAY = date(2000, 1, 1)  # the day only decides whether the pack is valid
_USUAL_AGE = 70  # of the numbers that make no difference, the one nearest to this


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case for a person to accept, and the missing duties that it shows."""

    case: ExampleCase
    shows: tuple[Duty, ...]


def propose(compiled: CompiledPack, cases: Sequence[ExampleCase]) -> tuple[Proposal, ...]:
    """Return cases that together show all that is missing; the same every time.

    Raises:
        DiagramTooLargeError: if the pack's diagram grows past its cap of nodes.
    """
    deciding = Deciding(compiled)
    waiting = list(coverage(compiled, cases, deciding).missing)
    regions = {duty: deciding.region(duty) for duty in waiting}
    taken = {case.id for case in cases}
    found = []
    while waiting:
        full = _patient(deciding, {duty: regions[duty] for duty in waiting})
        seen = shown(compiled, full, waiting)
        here = tuple(duty for duty in waiting if duty in seen)
        if here:
            case = _case(compiled, _smaller(compiled, full, here), here, taken)
            taken.add(case.id)
            found.append(Proposal(case, here))
        waiting = [duty for duty in waiting[1:] if duty not in here]
    return tuple(found)


def _patient(deciding: Deciding, regions: Mapping[Duty, Node]) -> Facts:
    """Return every answer of a patient who shows the first duty, and others as it comes.

    Of all who do, the one nearest to a patient without needs.
    """
    diagram, ground = deciding.outcomes.diagram, deciding.outcomes.ground
    vocabulary = deciding.compiled.vocabulary
    joined = diagram.yes
    boundary: dict[str, int] = {}
    for duty, region in regions.items():
        narrower = diagram.both(joined, region)
        if narrower != diagram.no:
            joined = narrower
            if duty.value is not None and duty.fact is not None:
                boundary.setdefault(duty.fact, duty.value)
    start = _ready(deciding)
    answers = {**start, **dict(diagram.nearest(joined, start)[True])}
    facts = dict(facts_at(ground, vocabulary, answers))
    for level, cell in answers.items():
        cells = ground.cells[level]
        fact = vocabulary.fact[cells.fact]
        if isinstance(fact, IntFact) and fact.worse == "undirected":
            inside = range(fact.range[0], fact.range[1] + 1)
            facts[fact.id] = min(
                (value for value in inside if cells.of(value) == cell),
                key=lambda value: abs(value - _USUAL_AGE),
            )
    return facts | boundary


def _ready(deciding: Deciding) -> Answers:
    """Return the patient without needs for whom everything before inscription is done."""
    outcomes, pack = deciding.outcomes, deciding.compiled.pack
    usual = neutral(outcomes.ground, deciding.compiled.vocabulary)
    done = outcomes.diagram.all(outcomes.node(one.when) for one in pack.prerequisites)
    return {**usual, **dict(outcomes.diagram.nearest(done, usual).get(True, ()))}


def came_out(compiled: CompiledPack, facts: Facts) -> Expectation:
    """Return everything that a case can expect, as the pack gives it now."""
    result = recommend(compiled, facts, _ANY_DAY)
    now = result.weighing
    return Expectation(
        status=str(now.status),
        recommended=now.recommended,
        indicated=now.indicated,
        gap=now.gap,
        possible=now.possible,
        conditions=tuple(one.id for one in now.conditions),
        next=next(iter(result.next_questions), None),
        team=now.team,
        entry_point=now.entry_point,
        urgency=now.urgency.current,
        parallel=now.parallel,
        blocked_by=now.blocked_by,
    )


def _smaller(compiled: CompiledPack, facts: Facts, here: Sequence[Duty]) -> Facts:
    """Leave out every answer without which the patient shows and comes to the same.

    The municipality stays, so that the case tells which team it is about.
    """
    usual = facts_at(
        compiled.outcomes.ground,
        compiled.vocabulary,
        neutral(compiled.outcomes.ground, compiled.vocabulary),
    )
    whole = _seen(compiled, facts)
    kept = dict(facts)
    from_the_end = list(kept)[::-1]
    order = sorted(from_the_end, key=lambda fact: kept[fact] != usual.get(fact))
    for fact in order:
        less = {name: value for name, value in kept.items() if name != fact}
        same = fact != MUNICIPALITY and _seen(compiled, less) == whole
        if same and shown(compiled, less, here).issuperset(here):
            kept = less
    return kept


def _seen(compiled: CompiledPack, facts: Facts) -> tuple[object, ...]:
    now = weigh(compiled, facts, _ANY_DAY)
    conditions = tuple((one.id, one.state) for one in now.conditions)
    outcomes = compiled.outcomes
    needs = outcomes.diagram.outcomes(outcomes.indicated, compiled.answers(facts))
    return (
        frozenset(needs),
        now.status,
        now.recommended,
        now.indicated,
        now.gap,
        now.possible,
        now.team,
        now.team_to_confirm,
        conditions,
        now.parallel,
        now.urgency.current,
        now.blocked_by,
    )


def _case(
    compiled: CompiledPack, facts: Facts, shows: Sequence[Duty], taken: Collection[str]
) -> ExampleCase:
    now = came_out(compiled, facts)
    others = {
        duty: otherwise(compiled, facts, duty.leaf).indicated
        for duty in shows
        if duty.leaf is not None and duty.leaf.owner in compiled.criterion
    }
    sv, en = (
        case_title(compiled, facts, shows, now.indicated, others, language=language)
        for language in LANGUAGES
    )
    return ExampleCase(
        id=_free_id(shows[0], taken),
        title=Text(sv=sv, en=en),
        facts={name: plain(value) for name, value in facts.items()},
        expect=now,
    )


def _free_id(duty: Duty, taken: Collection[str]) -> str:
    """Return a name for a case about a duty that no other case has."""
    about = duty.subject if duty.fact is None else duty.fact
    at = str(duty.way) if duty.value is None else str(duty.value)
    name = f"proposed_{about}_{at}"[:60]
    numbers = (f"{name}_{number}" for number in count(2))
    return next(one for one in (name, *islice(numbers, len(taken) + 1)) if one not in taken)
