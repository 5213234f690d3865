"""What is wrong with a rule: unknown names, comparisons that do not fit their fact."""

from collections.abc import Sequence

from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.rules import (
    All,
    Any_,
    AtLeast,
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
from triage.core.vocabulary import (
    BoolFact,
    ChoiceFact,
    Fact,
    IntFact,
    ScoreFact,
    SetFact,
    Vocabulary,
)
from triage.packs.check_joins import check_join
from triage.packs.check_names import Found, Path, known, nearest, repeated
from triage.packs.quoting import quoted

_PLACE = frozenset({MUNICIPALITY, CITY_AREA})


def check_rule(
    rule: Rule, vocabulary: Vocabulary, path: Path, *, in_criterion: bool = False
) -> Found:
    """Yield unknown names, comparisons that do not fit the fact, and rules that decide nothing."""
    if isinstance(rule, Comparison):
        yield from _comparison(rule, vocabulary, path, in_criterion=in_criterion)
    elif isinstance(rule, Derived):
        yield from known(rule.derived, vocabulary.definition, (*path, "derived"), "derived fact")
    elif isinstance(rule, Unconfirmed) and in_criterion:
        yield path, "a criterion never reads unanswered as no; leave 'unconfirmed' out"
    elif isinstance(rule, AtLeast) and rule.at_least > len(rule.of):
        right = f"there are {len(rule.of)} parts; {rule.at_least} of them never hold"
        yield (*path, "at_least"), right
    broken = False
    for place, part in inside(rule, path):
        for found in check_rule(part, vocabulary, place, in_criterion=in_criterion):
            broken = True
            yield found
    if not broken and isinstance(rule, All | Any_ | AtLeast):
        yield from check_join(rule, vocabulary, path)


def inside(rule: Rule, path: Path) -> Sequence[tuple[Path, Rule]]:
    """Return the rules directly inside a rule, each with its place."""
    match rule:
        case All():
            key = "all"
        case Any_():
            key = "any"
        case AtLeast():
            key = "of"
        case Unconfirmed():
            return [((*path, "unconfirmed"), rule.unconfirmed)]
        case _:
            return [((*path, "not"), part) for part in parts(rule)]
    return [((*path, key, number), part) for number, part in enumerate(parts(rule))]


def _comparison(
    rule: Comparison, vocabulary: Vocabulary, path: Path, *, in_criterion: bool
) -> Found:
    fact = vocabulary.fact.get(rule.fact)
    if fact is None:
        yield from known(rule.fact, vocabulary.fact, (*path, "fact"), "fact")
        return
    if in_criterion and rule.fact in _PLACE:
        right = "tells what is offered, not what is needed; write it as a team's catchment"
        yield (*path, "fact"), f"'{rule.fact}' {right}"
    yield from _misfit(rule, fact, path)


def _misfit(rule: Comparison, fact: Fact, path: Path) -> Found:
    name = f"'{fact.id}' ({fact.type})"
    match rule, fact:
        case Holds(), BoolFact():
            return
        case Holds(), _:
            wrong = f"{name} is not answered yes or no; compare it with {_right_keys(fact)}"
            yield (*path, "fact"), wrong
        case Gte(gte=bound), (IntFact() | ScoreFact()):
            yield from _bound(bound, fact.values[0], fact, (*path, "gte"))
        case Lte(lte=bound), (IntFact() | ScoreFact()):
            yield from _bound(bound, fact.values[-1], fact, (*path, "lte"))
        case Is(is_=value), (BoolFact() | IntFact() | ScoreFact() | ChoiceFact()):
            kinds = {type(one) for one in fact.values}
            if type(value) not in kinds or value not in fact.values:
                yield (*path, "is"), _no_such(value, fact)
        case In(in_=values), ChoiceFact():
            for index, one in enumerate(values):
                if one not in fact.values:
                    yield (*path, "in", index), _no_value(one, fact)
            yield from repeated(values, (*path, "in"))
            if set(values) >= set(fact.values):
                yield (*path, "in"), f"lists every value of '{fact.id}', so it always holds"
        case Includes(includes=member), SetFact():
            if member not in fact.members:
                yield (*path, "includes"), _no_value(member, fact)
        case Empty(), SetFact():
            return
        case _:
            key = _key(rule)
            yield (*path, key), f"'{key}' does not fit {name}; use {_right_keys(fact)}"


def _bound(bound: int, idle: object, fact: Fact, path: Path) -> Found:
    """Yield a bound outside the range, or at the end of it that excludes nothing."""
    values = fact.values if isinstance(fact, IntFact | ScoreFact) else ()
    if bound not in values:
        yield path, f"{bound} is outside {values[0]}–{values[-1]} of '{fact.id}' ({fact.type})"
    elif bound == idle:
        end = "lowest" if bound == values[0] else "highest"
        yield path, f"{bound} is the {end} value of '{fact.id}', so it always holds"


def _no_such(value: bool | int | str, fact: Fact) -> str:
    """Say that a value is none of the fact's, or only written as another kind."""
    if isinstance(fact, ChoiceFact) and not isinstance(value, str):
        return f"expected text, got {_written(value)}; put quotes around it"
    written = () if isinstance(fact, ChoiceFact | SetFact) else map(_written, fact.values)
    if value in written:
        return f"expected {value} without quotation marks, got text"
    return _no_value(_written(value), fact)


def _no_value(value: str, fact: Fact) -> str:
    right = fact.members if isinstance(fact, SetFact) else [_written(one) for one in fact.values]
    return f"{quoted(value)} is no value of '{fact.id}'{nearest(value, right)}"


def _written(value: object) -> str:
    """Return a value as a file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(rule: Comparison) -> str:
    """Return the key of a comparison beside `fact`."""
    field = list(type(rule).model_fields.items())[-1]
    return field[1].alias or field[0]


def _right_keys(fact: Fact) -> str:
    return {
        "bool": "no further key, or is: false",
        "int": "gte, lte or is",
        "score": "gte, lte or is",
        "choice": "is or in",
        "set": "includes or empty",
    }[fact.type]
