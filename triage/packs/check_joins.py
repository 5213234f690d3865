"""What is wrong with a joined rule as a whole: parts that repeat, contradict or cover all.

Only comparisons of one fact that stand side by side are looked at; what whole rules decide
is for the verification to say, exactly.
"""

from collections.abc import Iterable

from triage.core.rules import All, Any_, AtLeast, Comparison, Includes, Rule, parts
from triage.core.vocabulary import Fact, SetFact, Vocabulary
from triage.packs.check_names import Found, Path


def check_join(rule: All | Any_ | AtLeast, vocabulary: Vocabulary, path: Path) -> Found:
    """Yield a part that stands twice, and comparisons of one fact that never or always hold."""
    key = "all" if isinstance(rule, All) else "any" if isinstance(rule, Any_) else "of"
    seen: set[Rule] = set()
    facts: dict[str, list[Comparison]] = {}
    for number, part in enumerate(parts(rule)):
        place = (*path, key, number)
        if part in seen:
            yield place, "the same rule stands twice; keep one of them"
            continue
        seen.add(part)
        if isinstance(part, Comparison):
            before = facts.setdefault(part.fact, [])
            before.append(part)
            if len(before) > 1:
                yield from _together(rule, vocabulary.fact[part.fact], before, place)


def _together(
    rule: All | Any_ | AtLeast, fact: Fact, compared: list[Comparison], place: Path
) -> Found:
    """Yield what the last comparison brings about with those before it."""
    if isinstance(rule, AtLeast):
        return
    met = _met(fact, compared)
    before = _met(fact, compared[:-1])
    if isinstance(rule, All) and _none(met) and not _none(before):
        yield place, f"contradicts what stands above on '{fact.id}': they never hold together"
    if isinstance(rule, Any_) and _every(met) and not _every(before):
        yield place, f"with what stands above on '{fact.id}' it always holds"


def _met(fact: Fact, compared: Iterable[Comparison]) -> list[tuple[bool, ...]]:
    """Return for each answer which comparisons it meets."""
    answers: Iterable[object] = (
        fact.values if not isinstance(fact, SetFact) else _answers(fact, compared)
    )
    return [tuple(one.test(answer) for one in compared) for answer in answers]


def _answers(fact: SetFact, compared: Iterable[Comparison]) -> list[tuple[str, ...]]:
    """Return the answers of a set that tell its comparisons apart."""
    named = [one.includes for one in compared if isinstance(one, Includes)]
    other = next((member for member in fact.members if member not in named), None)
    rest = [] if other is None else [(other,)]
    return [(), *rest, *((one,) for one in named), tuple(fact.members)]


def _none(met: list[tuple[bool, ...]]) -> bool:
    return not any(all(one) for one in met)


def _every(met: list[tuple[bool, ...]]) -> bool:
    return all(any(one) for one in met)
