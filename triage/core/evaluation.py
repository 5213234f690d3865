"""Rules made ready to evaluate over partly answered facts, in Kleene's logic."""

from collections.abc import Callable, Iterator, Mapping

from triage.core.logic import State, all_of, any_of, at_least, not_
from triage.core.rules import (
    All,
    Any_,
    AtLeast,
    Comparison,
    Derived,
    Not,
    Rule,
    Unconfirmed,
    walk,
)
from triage.core.vocabulary import NOT_KNOWN, Answer, DerivedFact, Facts

Evaluate = Callable[[Facts], State]
Known = Callable[[Facts, str], Answer | None]
"""Reads the answer to a fact, None where it is open."""


def known(facts: Facts, fact: str) -> Answer | None:
    """Return an answer; None where the fact is unanswered, or asked and not known."""
    value = facts.get(fact)
    return None if value == NOT_KNOWN else value


def evaluator(rule: Rule, definitions: Mapping[str, DerivedFact], read: Known = known) -> Evaluate:
    """Return a function from facts to the rule's state."""

    def ready(part: Rule) -> Evaluate:
        return evaluator(part, definitions, read)

    match rule:
        case All(all=inner):
            every = [ready(part) for part in inner]
            return lambda facts: all_of(part(facts) for part in every)
        case Any_(any=inner):
            some = [ready(part) for part in inner]
            return lambda facts: any_of(part(facts) for part in some)
        case Not(not_=one):
            negated = ready(one)
            return lambda facts: not_(negated(facts))
        case AtLeast(at_least=count, of=inner):
            counted = [ready(part) for part in inner]
            return lambda facts: at_least(count, (part(facts) for part in counted))
        case Unconfirmed(unconfirmed=one):
            confirmed = ready(one)
            return lambda facts: State.NO if confirmed(facts) is State.YES else State.YES
        case Derived(derived=name):
            return ready(definitions[name].when)
        case _:
            return _comparison(rule, read)


def _comparison(rule: Comparison, read: Known) -> Evaluate:
    fact, test = rule.fact, rule.test

    def state(facts: Facts) -> State:
        value = read(facts, fact)
        if value is None:
            return State.UNKNOWN
        return State.YES if test(value) else State.NO

    return state


def comparisons(rule: Rule, definitions: Mapping[str, DerivedFact]) -> Iterator[Comparison]:
    """Yield every comparison that a rule makes, those of derived facts included."""
    for part in walk(rule):
        if isinstance(part, Derived):
            yield from comparisons(definitions[part.derived].when, definitions)
        elif isinstance(part, Comparison):
            yield part


def facts_of(rule: Rule, definitions: Mapping[str, DerivedFact]) -> tuple[str, ...]:
    """Return the facts that a rule looks at, each once, in the order of the rule."""
    return tuple(dict.fromkeys(test.fact for test in comparisons(rule, definitions)))


def derived_of(rule: Rule, definitions: Mapping[str, DerivedFact]) -> Iterator[str]:
    """Yield the derived facts that a rule uses, those inside others included."""
    for part in walk(rule):
        if isinstance(part, Derived):
            yield part.derived
            yield from derived_of(definitions[part.derived].when, definitions)
