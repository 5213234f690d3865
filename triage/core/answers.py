"""Answers as they come in, checked against the vocabulary.

Takes the JSON values of the contract: absent or null is unanswered, `"unknown"` is asked
but not known, a list answers a set and the empty list answers it with none.
"""

from collections.abc import Mapping

from triage.core.spelling import did_you_mean
from triage.core.vocabulary import (
    NOT_KNOWN,
    Answer,
    BoolFact,
    ChoiceFact,
    Fact,
    Facts,
    IntFact,
    ScoreFact,
    SetFact,
    Vocabulary,
)

_MOST_LISTED = 12  # more values than this are no help in a message
_LONGEST_SHOWN = 24  # characters; no value of the vocabulary that is mistyped needs more


class AnswerError(ValueError):
    """An answer that does not fit its question. The message says what would."""


def parse_facts(
    raw: Mapping[str, object], vocabulary: Vocabulary
) -> tuple[Facts, tuple[tuple[str, str], ...]]:
    """Return the answers, and (fact, what is wrong) for each that cannot be used."""
    facts: dict[str, Answer] = {}
    wrong: list[tuple[str, str]] = []
    for name, value in raw.items():
        fact = vocabulary.fact.get(name)
        if fact is None:
            wrong.append((name, f"unknown fact{did_you_mean(name, vocabulary.fact)}"))
        elif value is not None:
            try:
                facts[name] = parse_answer(fact, value)
            except AnswerError as error:
                wrong.append((name, str(error)))
    return facts, tuple(wrong)


def parse_answer(fact: Fact, value: object) -> Answer:
    """Return one answer in the form in which facts are weighed.

    Raises:
        AnswerError: if the value does not fit the fact's type or range.
    """
    if value == NOT_KNOWN:
        return NOT_KNOWN
    match fact:
        case BoolFact():
            if isinstance(value, bool):
                return value
            raise AnswerError(f'expected true, false, null or "unknown", got {_shown(value)}')
        case IntFact() | ScoreFact():
            if isinstance(value, int) and not isinstance(value, bool) and value in fact.values:
                return value
            low, high = fact.values[0], fact.values[-1]
            raise AnswerError(f"expected a whole number {low}–{high}, got {_shown(value)}")
        case ChoiceFact():
            if isinstance(value, str) and value in fact.values:
                return value
            known = [str(one) for one in fact.values]
            raise AnswerError(_no_value(value, known))
        case SetFact():
            return _parse_set(fact, value)


def plain(value: Answer) -> object:
    """Return an answer as a JSON value."""
    return list(value) if isinstance(value, tuple) else value


def _parse_set(fact: SetFact, value: object) -> Answer:
    if not isinstance(value, list | tuple):
        raise AnswerError(
            f'expected a list such as [] or ["{fact.members[0]}"], got {_shown(value)}'
        )
    for member in value:
        if member not in fact.members:
            raise AnswerError(_no_value(member, list(fact.members)))
    if len(set(value)) < len(value):
        raise AnswerError("a value stands twice; name each once")
    return tuple(member for member in fact.members if member in value)


def _no_value(value: object, known: list[str]) -> str:
    if not isinstance(value, str):
        return f'expected text such as "{known[0]}", got {_shown(value)}'
    few = f"; expected one of {', '.join(known)}" if len(known) <= _MOST_LISTED else ""
    return f"no such value {_shown(value)}{did_you_mean(value, known) or few}"


def _shown(value: object) -> str:
    """Describe a value without repeating long text, which could be about a patient."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value)[:_LONGEST_SHOWN]
    if isinstance(value, str):
        short = len(value) <= _LONGEST_SHOWN
        return f'"{value}"' if short else f"a text of {len(value)} characters"
    return "a list" if isinstance(value, list | tuple) else "an object"
