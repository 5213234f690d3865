"""What is wrong with the vocabulary's questions: their steps, values and ranges."""

from collections.abc import Mapping
from typing import Final

from triage.core.place import CITY_AREA, MUNICIPALITY
from triage.core.vocabulary import (
    NOT_KNOWN,
    ChoiceFact,
    Fact,
    IntFact,
    SetFact,
    Vocabulary,
)
from triage.packs.check_names import Found, Path, alike, known, twice

WIDEST: Final = 1000
"""Values of a whole number; each is looked at, and no question about a patient needs more."""

MOST_FACTS: Final = 150
"""Questions in all: proofs go one step deeper for each, and no checklist asks so many."""
MOST_MEMBERS: Final = 12
"""Members of a set: rules tell apart every combination, and each more doubles them."""

_WORSE: Final[Mapping[str, tuple[str, ...]]] = {
    "bool": ("yes", "no", "undirected"),
    "int": ("higher", "undirected"),
    "score": ("higher", "undirected"),
    "choice": ("undirected",),
    "set": ("more", "undirected"),
}
"""Which answers of a type can be the worse ones."""

_NEEDED: Final = (MUNICIPALITY, CITY_AREA)
"""Questions that catchments are matched with."""


def check_facts(vocabulary: Vocabulary) -> Found:
    """Yield what is wrong with steps and facts, before any rule is looked at."""
    steps = [step.id for step in vocabulary.steps]
    asked = {fact.step for fact in vocabulary.facts}
    yield from twice("steps", steps)
    for number, step in enumerate(steps):
        if step not in asked:
            yield ("steps", number, "id"), f"no question stands on '{step}'; remove the step"
    yield from twice("facts", [fact.id for fact in vocabulary.facts])
    for key in ("label", "question"):
        texts = [(fact.id, getattr(fact, key)) for fact in vocabulary.facts]
        yield from alike(("facts",), key, texts)
    if len(vocabulary.facts) > MOST_FACTS:
        yield ("facts", MOST_FACTS), f"too many questions; at most {MOST_FACTS} are read"
    for number, fact in enumerate(vocabulary.facts):
        path: Path = ("facts", number)
        yield from known(fact.step, steps, (*path, "step"), "step")
        yield from _values(fact, path)
        if fact.worse not in _WORSE[fact.type]:
            right = " or ".join(_WORSE[fact.type])
            yield (*path, "worse"), f"'{fact.worse}' does not fit a {fact.type}; write {right}"
    for name in _NEEDED:
        if not isinstance(vocabulary.fact.get(name), ChoiceFact):
            yield ("facts",), f"the choice '{name}' is missing; catchments are matched with it"
    flags, limits = vocabulary.emergency.flags, vocabulary.emergency.limits
    yield from _of_type(flags, "set", vocabulary, ("emergency", "flags"))
    yield from _of_type(limits, "bool", vocabulary, ("emergency", "limits"))


def _values(fact: Fact, path: Path) -> Found:
    if isinstance(fact, IntFact):
        low, high = fact.range
        if low >= high:
            yield (*path, "range"), f"{low} is not below {high}; write the lowest value first"
        elif high - low >= WIDEST:
            yield (*path, "range"), f"has more than {WIDEST} values; narrow it"
        elif fact.levels and len(fact.levels) != high - low + 1:
            right = f"{len(fact.levels)} words for {high - low + 1} values"
            yield (*path, "levels"), f"{right}; give each value its word"
    elif isinstance(fact, ChoiceFact | SetFact):
        ids = [value.id for value in fact.choices]
        yield from twice((*path, "choices"), ids)
        fewest = 2 if isinstance(fact, ChoiceFact) else 1
        if isinstance(fact, SetFact) and len(ids) > MOST_MEMBERS:
            many = f"{len(ids)} values; a set has at most {MOST_MEMBERS}, ask in two questions"
            yield (*path, "choices"), many
        if len(ids) < fewest:
            yield (*path, "choices"), f"too few values; a {fact.type} has at least {fewest}"
        if NOT_KNOWN in ids:
            taken = f"'{NOT_KNOWN}' is the answer \"asked, but not known\"; choose another id"
            yield (*path, "choices", ids.index(NOT_KNOWN), "id"), taken


def _of_type(name: str, kind: str, vocabulary: Vocabulary, path: Path) -> Found:
    fact = vocabulary.fact.get(name)
    yield from known(name, vocabulary.fact, path, "fact")
    if fact is not None and fact.type != kind:
        yield path, f"'{name}' is a {fact.type}; name a {kind}"
