"""What the vocabulary's models cannot tell alone: names that lead nowhere, circles."""

from collections.abc import Iterator

from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.rules import Derived, Rule, parts, walk
from triage.core.vocabulary import Urgency, Vocabulary
from triage.packs.check_facts import check_facts
from triage.packs.check_names import Found, Path, known, repeated, twice
from triage.packs.check_rules import check_rule

MOST_DERIVED = 100
MOST_PARTS = 2000
MOST_LEVELS = 50
"""Parts and levels of a derived fact with all that it uses written out; a dozen are usual."""


def check_vocabulary(vocabulary: Vocabulary) -> Found:
    """Yield what is wrong between the parts of the vocabulary."""
    broken = False
    for found in check_facts(vocabulary):
        broken = True
        yield found
    if broken:  # rules are compared with the facts' values, which cannot be relied on
        return
    yield from _names(vocabulary)
    for number, fact in enumerate(vocabulary.facts):
        if fact.asked_when is not None:
            path: Path = ("facts", number, "asked_when")
            yield from check_rule(fact.asked_when, vocabulary, path)
    yield from _derived(vocabulary)
    yield from twice("hints", [hint.id for hint in vocabulary.hints])
    for number, hint in enumerate(vocabulary.hints):
        yield from check_rule(hint.when, vocabulary, ("hints", number, "when"))
        yield from known(hint.beside, vocabulary.fact, ("hints", number, "beside"), "fact")
    yield from check_rule(vocabulary.scope, vocabulary, ("scope",))
    yield from check_rule(vocabulary.declined, vocabulary, ("declined",))
    yield from check_rule(vocabulary.advice.when, vocabulary, ("advice", "when"))
    yield from known(vocabulary.advice.form, vocabulary.form, ("advice", "form"), "care form")
    yield from _urgency(vocabulary.urgency, vocabulary)
    yield from _reconfirm(vocabulary)


def _names(vocabulary: Vocabulary) -> Found:
    yield from twice("documents", [document.id for document in vocabulary.documents])
    forms = [form.id for form in vocabulary.care_forms]
    yield from twice("care_forms", forms)
    if NOT_PALLIATIVE in forms:
        taken = f"'{NOT_PALLIATIVE}' is what comes out where no form does; choose another id"
        yield ("care_forms", forms.index(NOT_PALLIATIVE), "id"), taken


def _reconfirm(vocabulary: Vocabulary) -> Found:
    if vocabulary.reconfirm is None:
        return
    lists = (
        ("steps", "step", vocabulary.reconfirm.steps, {step.id for step in vocabulary.steps}),
        ("facts", "fact", vocabulary.reconfirm.facts, vocabulary.fact.keys()),
    )
    for key, what, named, there in lists:
        path: Path = ("reconfirm", key)
        for number, name in enumerate(named):
            yield from known(name, there, (*path, number), what)
        yield from repeated(named, path)


def _derived(vocabulary: Vocabulary) -> Found:
    yield from twice("derived", [derived.id for derived in vocabulary.derived])
    if len(vocabulary.derived) > MOST_DERIVED:
        many = f"too many derived facts; at most {MOST_DERIVED} are read"
        yield ("derived", MOST_DERIVED), many
        return
    extents: dict[str, tuple[int, int]] = {}
    told: set[str] = set()
    for number, derived in enumerate(vocabulary.derived):
        path: Path = ("derived", number, "when")
        yield from check_rule(derived.when, vocabulary, path)
        document = derived.source.document
        place = ("derived", number, "source", "document")
        yield from known(document, vocabulary.document, place, "document")
        circle = _circle(derived.id, vocabulary)
        if circle and not told.issuperset(circle):
            told.update(circle)
            yield path, f"goes in a circle: {' → '.join(circle)}"
        size, depth = _extent(derived.id, vocabulary, extents)
        if size > MOST_PARTS or depth > MOST_LEVELS:
            most = f"more than {MOST_PARTS} parts or {MOST_LEVELS} levels"
            yield path, f"has {most} with all that it uses written out; make it smaller"


def _circle(start: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the shortest circle of derived facts that leads back to `start`; empty without."""
    before: dict[str, str] = {}
    waiting = [start]
    for name in waiting:  # grows while it is gone through: each name once, the nearest first
        definition = vocabulary.definition.get(name)
        for inner in () if definition is None else _derived_names(definition.when):
            if inner == start:
                way = [name]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return (*reversed(way), start)
            if inner not in before:
                before[inner] = name
                waiting.append(inner)
    return ()


def _extent(name: str, vocabulary: Vocabulary, told: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Return parts and levels of a derived fact, written out; circles count once."""
    if name not in told:
        told[name] = (1, 1)
        definition = vocabulary.definition.get(name)
        if definition is not None:
            told[name] = _of_rule(definition.when, vocabulary, told)
    return told[name]


def _of_rule(
    rule: Rule, vocabulary: Vocabulary, told: dict[str, tuple[int, int]]
) -> tuple[int, int]:
    if isinstance(rule, Derived):
        return _extent(rule.derived, vocabulary, told)
    inner = [_of_rule(part, vocabulary, told) for part in parts(rule)]
    return 1 + sum(size for size, _ in inner), 1 + max((depth for _, depth in inner), default=0)


def _derived_names(rule: Rule) -> Iterator[str]:
    return (part.derived for part in walk(rule) if isinstance(part, Derived))


def _urgency(urgency: Urgency, vocabulary: Vocabulary) -> Found:
    classes = urgency.classes
    yield from twice(("urgency", "classes"), [one.id for one in classes])
    if not classes or classes[-1].reasons:
        path: Path = ("urgency", "classes")
        end = ("reasons",) if classes else ()
        place = (*path, len(classes) - 1, *end) if classes else path
        yield place, "the last class stands when no reason holds; end with one without reasons"
    seen: set[str] = set()
    for first, one in enumerate(classes):
        for second, reason in enumerate(one.reasons):
            path = ("urgency", "classes", first, "reasons", second)
            if reason.id in seen:
                yield (*path, "id"), f"'{reason.id}' stands twice; ids are unique"
            seen.add(reason.id)
            if (reason.when is None) is not reason.specialised_form:
                yield path, "needs the key when, or specialised_form: true, and not both"
            if reason.when is not None:
                yield from check_rule(reason.when, vocabulary, (*path, "when"))
