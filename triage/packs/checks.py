"""What a pack's models cannot tell alone: names that lead nowhere, rules that do not fit."""

from collections import Counter
from collections.abc import Iterator, Sequence

from triage.core.pack import Pack, Part, Team
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

Path = tuple[str | int, ...]
Found = Iterator[tuple[Path, str]]

PLACE_FACTS = frozenset({"municipality", "city_area"})


def check_vocabulary(vocabulary: Vocabulary) -> Found:
    """Yield what is wrong between the parts of the vocabulary."""
    yield from _twice("steps", [step.id for step in vocabulary.steps])
    yield from _twice("facts", [fact.id for fact in vocabulary.facts])
    yield from _twice("derived", [derived.id for derived in vocabulary.derived])
    steps = [step.id for step in vocabulary.steps]
    for number, fact in enumerate(vocabulary.facts):
        yield from _known(fact.step, steps, ("facts", number, "step"), "step")
        if fact.asked_when is not None:
            yield from check_rule(fact.asked_when, vocabulary, ("facts", number, "asked_when"))
    for number, derived in enumerate(vocabulary.derived):
        path: Path = ("derived", number, "when")
        yield from check_rule(derived.when, vocabulary, path)
        circle = _circle(derived.id, vocabulary, ())
        if circle:
            yield path, f"goes in a circle: {' → '.join(circle)}"
    for number, hint in enumerate(vocabulary.hints):
        yield from check_rule(hint.when, vocabulary, ("hints", number, "when"))
        yield from _known(hint.beside, list(vocabulary.fact), ("hints", number, "beside"), "fact")
    yield from check_rule(vocabulary.scope, vocabulary, ("scope",))
    yield from check_rule(vocabulary.declined, vocabulary, ("declined",))
    yield from check_rule(vocabulary.advice.when, vocabulary, ("advice", "when"))
    for first, urgency in enumerate(vocabulary.urgency.classes):
        for second, reason in enumerate(urgency.reasons):
            path = ("urgency", "classes", first, "reasons", second)
            if (reason.when is None) is not reason.specialised_form:
                yield path, "has either the key when or specialised_form: true"
            if reason.when is not None:
                yield from check_rule(reason.when, vocabulary, (*path, "when"))


def check_pack(pack: Pack, vocabulary: Vocabulary) -> Found:
    """Yield what is wrong in a pack: names, rules, sources, catchments, dates."""
    yield from _criteria(pack, vocabulary)
    yield from _ladder(pack, vocabulary)
    yield from _teams(pack, vocabulary)
    yield from _overlaps(pack)
    if pack.valid_from and pack.valid_to and pack.valid_from > pack.valid_to:
        yield ("valid_to",), f"is before valid_from {pack.valid_from}; swap them"


def check_rule(
    rule: Rule, vocabulary: Vocabulary, path: Path, *, in_criterion: bool = False
) -> Found:
    """Yield unknown names and comparisons that do not fit the fact's type and range."""
    if isinstance(rule, Comparison):
        yield from _comparison(rule, vocabulary, path, in_criterion=in_criterion)
    elif isinstance(rule, Derived):
        known = list(vocabulary.definition)
        yield from _known(rule.derived, known, (*path, "derived"), "derived fact")
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
        yield from _known(rule.fact, list(vocabulary.fact), (*path, "fact"), "fact")
        return
    if in_criterion and rule.fact in PLACE_FACTS:
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
    known = fact.members if isinstance(fact, SetFact) else [str(one) for one in fact.values]
    return f"'{value}' is no value of '{fact.id}'{did_you_mean(value, known)}"


def _right_keys(fact: Fact) -> str:
    return {
        "bool": "no further key, or is: false",
        "int": "gte, lte or is",
        "score": "gte, lte or is",
        "choice": "is or in",
        "set": "includes or empty",
    }[fact.type]


def _criteria(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from _twice("criteria", [one.id for one in pack.criteria])
    yield from _twice("prerequisites", [one.id for one in pack.prerequisites])
    documents = list(vocabulary.document)
    used = {
        name for form in pack.care_forms for _, part in form.admission for name in part.criteria
    }
    used |= {name for one in pack.parallel for name in one.criteria.criteria}
    for number, criterion in enumerate(pack.criteria):
        path: Path = ("criteria", number)
        yield from check_rule(criterion.when, vocabulary, (*path, "when"), in_criterion=True)
        yield from _known(
            criterion.source.document, documents, (*path, "source", "document"), "document"
        )
        if criterion.id not in used:
            yield (*path, "id"), f"no care form uses '{criterion.id}'; use it or remove it"
    for number, prerequisite in enumerate(pack.prerequisites):
        path = ("prerequisites", number)
        yield from check_rule(prerequisite.when, vocabulary, (*path, "when"), in_criterion=True)
        yield from _known(
            prerequisite.source.document, documents, (*path, "source", "document"), "document"
        )
    for number, reading in enumerate(pack.readings):
        yield from _known(
            reading.source.document,
            documents,
            ("readings", number, "source", "document"),
            "document",
        )


def _ladder(pack: Pack, vocabulary: Vocabulary) -> Found:
    forms = list(pack.care_form)
    yield from _twice("care_forms", [form.id for form in pack.care_forms])
    for number, form in enumerate(pack.care_forms):
        path: Path = ("care_forms", number)
        yield from _known(form.id, list(vocabulary.form), (*path, "id"), "care form")
        for name, part in form.admission:
            yield from _part(part, pack, (*path, name))
        for index, name in enumerate(form.prerequisites):
            place = (*path, "prerequisites", index)
            yield from _known(name, list(pack.prerequisite), place, "prerequisite")
        for index, name in enumerate(form.fallback):
            yield from _known(name, forms, (*path, "fallback", index), "care form of this ladder")
            if name == form.id:
                yield (*path, "fallback", index), "a form cannot stand in for itself"
        if form.entry_via is not None:
            yield from _known(form.entry_via, forms, (*path, "entry_via"), "care form")
    if not pack.care_forms[-1].always_offered:
        yield (
            ("care_forms", len(forms) - 1),
            "the last form of a ladder is offered everywhere; write always_offered: true",
        )
    for number, parallel in enumerate(pack.parallel):
        yield from _known(parallel.id, list(vocabulary.form), ("parallel", number), "care form")
        yield from _part(parallel.criteria, pack, ("parallel", number, "criteria"))


def _part(part: Part, pack: Pack, path: Path) -> Found:
    key = "all" if part.all else "any"
    for index, name in enumerate(part.criteria):
        yield from _known(name, list(pack.criterion), (*path, key, index), "criterion")


def _teams(pack: Pack, vocabulary: Vocabulary) -> Found:
    yield from _twice("teams", [team.id for team in pack.teams])
    areas = [area.id for area in pack.areas]
    city_areas = _choices(vocabulary.fact["city_area"])
    offered = [*pack.care_form, *(one.id for one in pack.parallel)]
    for number, team in enumerate(pack.teams):
        path: Path = ("teams", number)
        for index, form in enumerate(team.offers):
            yield from _known(form, offered, (*path, "offers", index), "care form of this pack")
        catchment = team.catchment
        for index, area in enumerate(catchment.areas):
            yield from _known(area, areas, (*path, "catchment", "areas", index), "area")
        for index, code in enumerate(catchment.municipalities):
            place = (*path, "catchment", "municipalities", index)
            yield from _known(code, list(pack.municipality), place, "municipality of this pack")
        for index, name in enumerate(catchment.city_areas):
            place = (*path, "catchment", "city_areas", index)
            yield from _known(name, city_areas, place, "city area")
        if not catchment.areas and not catchment.municipalities:
            yield (*path, "catchment"), "serves nobody; give areas or municipalities"
        yield from _known(
            team.source.document,
            list(vocabulary.document),
            (*path, "source", "document"),
            "document",
        )
    for town in pack.municipalities:
        if town.area not in areas:
            lost = f"'{town.area}', where municipalities.csv puts {town.code}, is not among them"
            yield ("areas",), f"{lost}{did_you_mean(town.area, areas)}"
    for number, area_id in enumerate(areas):
        if not any(place.area == area_id for place in pack.municipalities):
            yield ("areas", number, "id"), f"no municipality lies in '{area_id}'"


def _overlaps(pack: Pack) -> Found:
    """Yield teams that offer the same form to the same place: a patient needs one address."""
    served: dict[tuple[str, str, str], Team] = {}
    for number, team in enumerate(pack.teams):
        if team.planned:
            continue
        codes = [
            place.code
            for place in pack.municipalities
            if place.area in team.catchment.areas or place.code in team.catchment.municipalities
        ]
        for form in team.offers:
            for code in codes:
                for city_area in team.catchment.city_areas or ("",):
                    other = served.setdefault((form, code, city_area), team)
                    if other is not team:
                        message = f"'{other.id}' offers {form} in {code} too; keep one of them"
                        yield ("teams", number, "catchment"), message
                        return


def _choices(fact: Fact) -> list[str]:
    return list(fact.names) if isinstance(fact, ChoiceFact) else []


def _twice(key: str, names: Sequence[str]) -> Found:
    counted = Counter(names)
    for number, name in enumerate(names):
        if counted[name] > 1 and name in names[:number]:
            yield (key, number, "id"), f"'{name}' stands twice; ids are unique"


def _known(name: str, known: Sequence[str], path: Path, kind: str) -> Found:
    if name not in known:
        yield path, f"unknown {kind} '{name}'{did_you_mean(name, known)}"


def _circle(name: str, vocabulary: Vocabulary, seen: tuple[str, ...]) -> tuple[str, ...]:
    if name in seen:
        return (*seen[seen.index(name) :], name)
    definition = vocabulary.definition.get(name)
    if definition is None:
        return ()
    for inner in _derived_names(definition.when):
        found = _circle(inner, vocabulary, (*seen, name))
        if found:
            return found
    return ()


def _derived_names(rule: Rule) -> Iterator[str]:
    if isinstance(rule, Derived):
        yield rule.derived
    for part in parts(rule):
        yield from _derived_names(part)
