"""Answers in the reader's words, each with the label of its question."""

from collections.abc import Mapping

from triage.core.vocabulary import (
    NOT_KNOWN,
    Answer,
    BoolFact,
    ChoiceFact,
    Facts,
    IntFact,
    ScoreFact,
    SetFact,
    Vocabulary,
)
from triage.core.wording import Text
from triage.texts import translator


def answer_words(vocabulary: Vocabulary, fact_id: str, value: Answer | None, language: str) -> str:
    """Return an answer in words: `3, svår`; None is unanswered.

    A value that the vocabulary does not know stands by its identifier rather than vanish.
    """
    _ = translator(language)
    if value is None:
        return _("ej besvarat")
    if value == NOT_KNOWN:
        return _("ej känt")
    fact = vocabulary.fact.get(fact_id)
    match fact:
        case BoolFact():
            return _("ja") if value is True else _("nej")
        case ScoreFact() | IntFact() if isinstance(value, int):
            return number_words(vocabulary, fact, value, language)
        case ChoiceFact(names=names):
            return _name(names, str(value), language)
        case SetFact(names=names, none=none):
            members = value if isinstance(value, tuple) else ()
            chosen = [_name(names, member, language) for member in members]
            return ", ".join(chosen) if chosen else none[language]
        case _:
            return str(value)


def number_words(
    vocabulary: Vocabulary, fact: ScoreFact | IntFact, number: int, language: str
) -> str:
    """Return a number with its level or unit: `3, svår`; `17 år`."""
    match fact:
        case ScoreFact():
            step = vocabulary.score_levels[number] if 0 <= number <= 4 else None
        case IntFact(levels=levels, range=(lowest, _)):
            at = number - lowest
            step = levels[at] if 0 <= at < len(levels) else None
    if step is not None:
        return f"{number}, {step[language]}"
    unit = fact.unit if isinstance(fact, IntFact) else None
    return str(number) if unit is None else f"{number} {unit[language]}"


def patient_words(vocabulary: Vocabulary, facts: Facts, language: str) -> tuple[str, ...]:
    """Return one line for each answer, in the order of the checklist: `Smärta: 3, svår`."""
    order = [name for name in vocabulary.fact if name in facts]
    order += [name for name in facts if name not in vocabulary.fact]
    return tuple(_line(vocabulary, name, facts[name], language) for name in order)


def lowered(text: str) -> str:
    """Return a text for the middle of a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def in_order(name: str) -> str:
    """Return what a Swedish name is sorted by: å, ä and ö last."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))


def _line(vocabulary: Vocabulary, name: str, value: Answer, language: str) -> str:
    fact = vocabulary.fact.get(name)
    label = name if fact is None else fact.label[language]
    words = answer_words(vocabulary, name, value, language)
    if isinstance(fact, SetFact) and value == ():
        if label.casefold() in words.casefold():
            return words  # "Inga larmtecken" needs no label before it
        words = lowered(words)
    return f"{label}: {words}"


def _name(names: Mapping[str, Text], value: str, language: str) -> str:
    text = names.get(value)
    return value if text is None else text[language]
