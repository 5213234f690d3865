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
from triage.core.vocabulary import NOT_KNOWN, DerivedFact, Facts

Evaluate = Callable[[Facts], State]


def evaluator(rule: Rule, definitions: Mapping[str, DerivedFact]) -> Evaluate:
    """Return a function from facts to the rule's state."""
    match rule:
        case All(all=inner):
            every = [evaluator(part, definitions) for part in inner]
            return lambda facts: all_of(part(facts) for part in every)
        case Any_(any=inner):
            some = [evaluator(part, definitions) for part in inner]
            return lambda facts: any_of(part(facts) for part in some)
        case Not(not_=one):
            negated = evaluator(one, definitions)
            return lambda facts: not_(negated(facts))
        case AtLeast(at_least=count, of=inner):
            counted = [evaluator(part, definitions) for part in inner]
            return lambda facts: at_least(count, (part(facts) for part in counted))
        case Unconfirmed(unconfirmed=one):
            confirmed = evaluator(one, definitions)
            return lambda facts: State.NO if confirmed(facts) is State.YES else State.YES
        case Derived(derived=name):
            return evaluator(definitions[name].when, definitions)
        case _:
            return _comparison(rule)


def _comparison(rule: Comparison) -> Evaluate:
    fact, test = rule.fact, rule.test

    def state(facts: Facts) -> State:
        value = facts.get(fact)
        if value is None or value == NOT_KNOWN:
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
