"""Which single answers settle a prerequisite, and which one to take back to open it again.

Read off the rule itself by trying every answer, so that a changed rule needs no list beside it.
Knows no words and no order of importance.
"""

from collections.abc import Iterator
from typing import NamedTuple

from triage.core.compiled import CompiledPack
from triage.core.logic import State
from triage.core.vocabulary import Answer, BoolFact, ChoiceFact, Fact, Facts, SetFact


class Settling(NamedTuple):
    """One answer to one question."""

    fact: str
    value: Answer


def settling(compiled: CompiledPack, prerequisite: str, facts: Facts) -> tuple[Settling, ...]:
    """Return the answers that each alone settle a prerequisite, in the order of its rule.

    Empty where it is settled already, and where it takes a number or more than one answer:
    then the questions themselves are the way (`waiting`).
    """
    holds = compiled.prerequisite[prerequisite]
    if holds(facts) is State.YES:
        return ()
    return tuple(
        Settling(fact, value)
        for fact in _asked(compiled, prerequisite, facts)
        for value in _values(compiled.vocabulary.fact[fact])
        if holds({**facts, fact: value}) is State.YES
    )


def unsettling(compiled: CompiledPack, prerequisite: str, facts: Facts) -> str | None:
    """Return the question whose answer, taken back, opens a settled prerequisite again.

    None where it is not settled, and where it would stay settled without any one of them.
    """
    holds = compiled.prerequisite[prerequisite]
    if holds(facts) is not State.YES:
        return None
    for fact in compiled.facts_read[prerequisite]:
        without = {name: value for name, value in facts.items() if name != fact}
        if fact in facts and holds(without) is not State.YES:
            return fact
    return None


def waiting(compiled: CompiledPack, prerequisite: str, facts: Facts) -> tuple[str, ...]:
    """Return the questions that a prerequisite reads, those without an answer first."""
    asked = _asked(compiled, prerequisite, facts)
    return tuple(sorted(asked, key=lambda fact: compiled.known(facts, fact) is not None))


def _asked(compiled: CompiledPack, prerequisite: str, facts: Facts) -> tuple[str, ...]:
    """Return what the rule reads, without what does not concern this patient."""
    return tuple(
        fact
        for fact in compiled.facts_read[prerequisite]
        if fact not in compiled.asked_when or compiled.asked_when[fact](facts) is not State.NO
    )


def _values(fact: Fact) -> Iterator[Answer]:
    """Yield the answers that a button can stand for; a number is better given at its question."""
    match fact:
        case BoolFact():
            yield from (True, False)
        case ChoiceFact():
            yield from fact.values
        case SetFact():
            yield ()
            yield from ((member,) for member in fact.members)
