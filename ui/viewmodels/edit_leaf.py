"""A leaf of a rule, taken apart into question, comparison and value, and put together again.

Knows which comparisons fit which type of question, and which value a new one starts with,
so that whatever is chosen is a rule that loads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from triage.core.rules import Derived, Empty, Gte, Holds, In, Includes, Is, Lte, Rule
from triage.core.vocabulary import BoolFact, ChoiceFact, Fact, ScoreFact, SetFact, Vocabulary
from triage.texts import Translate

# Places tell what is offered, not what is needed; the loader refuses them in a criterion.
PLACES: Final = frozenset({"municipality", "city_area"})


class How(StrEnum):
    """How an answer is compared."""

    YES = "yes"
    NO = "no"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS = "is"
    ONE_OF = "one_of"
    INCLUDES = "includes"
    SOME = "some"
    NONE = "none"


Value = bool | int | str | tuple[str, ...] | None
"""What is compared with; None where the comparison needs nothing more."""

_HOWS: Final[Mapping[str, tuple[How, ...]]] = MappingProxyType(
    {
        "bool": (How.YES, How.NO),
        "int": (How.AT_LEAST, How.AT_MOST, How.IS),
        "score": (How.AT_LEAST, How.AT_MOST, How.IS),
        "choice": (How.IS, How.ONE_OF),
        "set": (How.INCLUDES, How.SOME, How.NONE),
    }
)
_A_LOT: Final = 3
"""The score that a new comparison starts with: severe."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question (or a shared concept, `how` None) with its comparison."""

    name: str
    how: How | None = None
    value: Value = None


def hows_of(fact: Fact) -> tuple[How, ...]:
    """Return the comparisons that fit a question."""
    return _HOWS[fact.type]


def how_words(how: How, _: Translate) -> str:
    """Return a comparison in words."""
    return {
        How.YES: _("ja"),
        How.NO: _("nej"),
        How.AT_LEAST: _("minst"),
        How.AT_MOST: _("högst"),
        How.IS: _("är"),
        How.ONE_OF: _("är något av"),
        How.INCLUDES: _("innehåller"),
        How.SOME: _("minst ett"),
        How.NONE: _("inget"),
    }[how]


def leaf_of(rule: Rule) -> Leaf | None:
    """Take a leaf apart; None for a group."""
    match rule:
        case Derived(derived=name):
            return Leaf(name)
        case Holds(fact=fact):
            return Leaf(fact, How.YES)
        case Is(fact=fact, is_=bool() as answer):
            return Leaf(fact, How.YES if answer else How.NO)
        case Is(fact=fact, is_=value):
            return Leaf(fact, How.IS, value)
        case In(fact=fact, in_=values):
            return Leaf(fact, How.ONE_OF, values)
        case Gte(fact=fact, gte=bound):
            return Leaf(fact, How.AT_LEAST, bound)
        case Lte(fact=fact, lte=bound):
            return Leaf(fact, How.AT_MOST, bound)
        case Includes(fact=fact, includes=member):
            return Leaf(fact, How.INCLUDES, member)
        case Empty(fact=fact, empty=empty):
            return Leaf(fact, How.NONE if empty else How.SOME)
        case _:
            return None


def rule_of(leaf: Leaf) -> Rule:
    """Put a leaf together."""
    name, value = leaf.name, leaf.value
    match leaf.how:
        case None:
            return Derived(derived=name)
        case How.YES:
            return Holds(fact=name)
        case How.NO:
            return Is.model_validate({"fact": name, "is": False})
        case How.IS if isinstance(value, int | str):
            return Is.model_validate({"fact": name, "is": value})
        case How.ONE_OF if isinstance(value, tuple):
            return In.model_validate({"fact": name, "in": value})
        case How.AT_LEAST if isinstance(value, int):
            return Gte(fact=name, gte=value)
        case How.AT_MOST if isinstance(value, int):
            return Lte(fact=name, lte=value)
        case How.INCLUDES if isinstance(value, str):
            return Includes(fact=name, includes=value)
        case How.SOME | How.NONE:
            return Empty(fact=name, empty=leaf.how is How.NONE)
        case _:
            raise ValueError(f"{leaf.how} does not go with a {type(value).__name__}")


def new_leaf(name: str, vocabulary: Vocabulary) -> Leaf:
    """Return how a question, or a shared concept, is compared before anything is chosen."""
    fact = vocabulary.fact.get(name)
    return Leaf(name) if fact is None else with_how(fact, hows_of(fact)[0], None)


def with_how(fact: Fact, how: How, value: Value) -> Leaf:
    """Return a comparison, with what was compared before as far as it still fits."""
    match fact:
        case BoolFact():
            return Leaf(fact.id, how)
        case SetFact():
            if how is not How.INCLUDES:
                return Leaf(fact.id, how)
            return Leaf(fact.id, how, value if value in fact.members else fact.members[0])
        case ChoiceFact():
            chosen = value if isinstance(value, tuple) else (value,)
            fitting = tuple(str(one) for one in fact.values if one in chosen)
            fitting = fitting or (str(fact.values[0]),)
            return Leaf(fact.id, how, fitting if how is How.ONE_OF else fitting[0])
        case _:
            numbers = [one for one in fact.values if isinstance(one, int)]
            if isinstance(value, int) and value in numbers:
                return Leaf(fact.id, how, value)
            start = _A_LOT if isinstance(fact, ScoreFact) else numbers[len(numbers) // 2]
            return Leaf(fact.id, how, start)


def values_of(fact: Fact, vocabulary: Vocabulary, language: str) -> tuple[tuple[Value, str], ...]:
    """Return what a question can be compared with, each with its words; a number as it is."""
    match fact:
        case ScoreFact():
            words = vocabulary.score_levels
            return tuple((number, f"{number} {words[number][language]}") for number in range(5))
        case ChoiceFact() | SetFact():
            return tuple((one.id, one.name[language]) for one in fact.choices)
        case BoolFact():
            return ()
        case _:
            low = fact.range[0]
            return tuple(
                (low + number, f"{low + number} {text[language]}")
                for number, text in enumerate(fact.levels)
            )


def questions(vocabulary: Vocabulary, language: str) -> tuple[tuple[str, str], ...]:
    """Return what a criterion can ask, (id, words): questions first, then shared concepts."""
    asked = [(one.id, one.label[language]) for one in vocabulary.facts if one.id not in PLACES]
    shared = [(one.id, one.name[language]) for one in vocabulary.derived]
    taken = {words for _, words in asked}
    return (*asked, *((name, f"{words} ∗" if words in taken else words) for name, words in shared))
