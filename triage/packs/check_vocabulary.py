"""What the vocabulary's models cannot tell alone: names that lead nowhere, circles."""

from collections.abc import Iterator

from triage.core.rules import Derived, Rule, parts
from triage.core.vocabulary import Vocabulary
from triage.packs.check_names import Found, Path, known, twice
from triage.packs.check_rules import check_rule


def check_vocabulary(vocabulary: Vocabulary) -> Found:
    """Yield what is wrong between the parts of the vocabulary."""
    yield from twice("steps", [step.id for step in vocabulary.steps])
    yield from twice("facts", [fact.id for fact in vocabulary.facts])
    yield from twice("derived", [derived.id for derived in vocabulary.derived])
    steps = [step.id for step in vocabulary.steps]
    for number, fact in enumerate(vocabulary.facts):
        yield from known(fact.step, steps, ("facts", number, "step"), "step")
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
        yield from known(hint.beside, list(vocabulary.fact), ("hints", number, "beside"), "fact")
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


def _circle(name: str, vocabulary: Vocabulary, seen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the derived facts that define each other in a circle; empty where none do."""
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
