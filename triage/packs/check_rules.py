"""What is wrong with a rule: unknown names, comparisons that do not fit their fact."""

from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.rules import (
    Comparison,
    Derived,
    Empty,
    Gte,
    Holds,
    In,
    Includes,
    Is,
    Lte,
    Rule,
    Unconfirmed,
    parts,
)
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import (
    BoolFact,
    ChoiceFact,
    Fact,
    IntFact,
    ScoreFact,
    SetFact,
    Vocabulary,
)
from triage.packs.check_names import Found, Path, known

_PLACE = frozenset({MUNICIPALITY, CITY_AREA})


def check_rule(
    rule: Rule, vocabulary: Vocabulary, path: Path, *, in_criterion: bool = False
) -> Found:
    """Yield unknown names and comparisons that do not fit the fact's type and range."""
    if isinstance(rule, Comparison):
        yield from _comparison(rule, vocabulary, path, in_criterion=in_criterion)
    elif isinstance(rule, Derived):
        names = list(vocabulary.definition)
        yield from known(rule.derived, names, (*path, "derived"), "derived fact")
    elif isinstance(rule, Unconfirmed) and in_criterion:
        yield path, "a criterion never reads unanswered as no; leave 'unconfirmed' out"
    inside = parts(rule)
    key = next(iter(type(rule).model_fields.values())).alias or next(iter(type(rule).model_fields))
    key = "of" if hasattr(rule, "of") else key
    several = key in ("all", "any", "of")
    for number, part in enumerate(inside):
        place = (*path, key, number) if several else (*path, key)
        yield from check_rule(part, vocabulary, place, in_criterion=in_criterion)


def _comparison(
    rule: Comparison, vocabulary: Vocabulary, path: Path, *, in_criterion: bool
) -> Found:
    fact = vocabulary.fact.get(rule.fact)
    if fact is None:
        yield from known(rule.fact, list(vocabulary.fact), (*path, "fact"), "fact")
        return
    if in_criterion and rule.fact in _PLACE:
        right = "tells what is offered, not what is needed; write it as a team's catchment"
        yield (*path, "fact"), f"'{rule.fact}' {right}"
    message = _misfit(rule, fact)
    if message:
        yield path, message


def _misfit(rule: Comparison, fact: Fact) -> str | None:
    name = f"'{fact.id}' ({fact.type})"
    match rule, fact:
        case Holds(), BoolFact():
            return None
        case Holds(), _:
            return f"{name} is not answered yes or no; compare it with {_right_keys(fact)}"
        case ((Gte(gte=bound) | Lte(lte=bound)), (IntFact() | ScoreFact())):
            values = fact.values
            if bound not in values:
                return f"{bound} is outside {values[0]}–{values[-1]} of {name}"
            return None
        case Is(is_=value), (BoolFact() | IntFact() | ScoreFact() | ChoiceFact()):
            kinds = {type(one) for one in fact.values}
            if type(value) not in kinds or value not in fact.values:
                return _no_value(str(value), fact)
            return None
        case In(in_=values), ChoiceFact():
            wrong = [value for value in values if value not in fact.values]
            return _no_value(wrong[0], fact) if wrong else None
        case Includes(includes=member), SetFact():
            return None if member in fact.members else _no_value(member, fact)
        case Empty(), SetFact():
            return None
        case _:
            return f"this comparison does not fit {name}; use {_right_keys(fact)}"


def _no_value(value: str, fact: Fact) -> str:
    right = fact.members if isinstance(fact, SetFact) else [str(one) for one in fact.values]
    return f"'{value}' is no value of '{fact.id}'{did_you_mean(value, right)}"


def _right_keys(fact: Fact) -> str:
    return {
        "bool": "no further key, or is: false",
        "int": "gte, lte or is",
        "score": "gte, lte or is",
        "choice": "is or in",
        "set": "includes or empty",
    }[fact.type]
