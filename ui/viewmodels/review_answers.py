"""An assessment in short: what was answered, what was not known, what was never asked.

The three are kept apart, for unanswered is never a no. Red flags that nobody has checked
say so in words of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.compiled import CompiledPack
from triage.core.evaluation import evaluator
from triage.core.logic import State
from triage.core.vocabulary import (
    NOT_KNOWN,
    Answer,
    Fact,
    Facts,
    IntFact,
    ScoreFact,
    Vocabulary,
)
from triage.rule_words import answer_words
from triage.texts import translator
from ui.viewmodels.protected_place import WHERE, hidden_words


@dataclass(frozen=True, slots=True)
class StepInShort:
    """One step's answers as text; an empty text where there is nothing of its kind."""

    step: str
    number: int
    name: str
    given: str
    not_known: str
    not_asked: str
    unchecked: bool
    """True where red flags have no answer."""
    hints: tuple[str, ...] = ()


def in_short(
    compiled: CompiledPack,
    facts: Facts,
    notes: Mapping[str, str],
    language: str,
    *,
    protected: bool = False,
) -> tuple[StepInShort, ...]:
    """Return every step of the checklist with its answers, and the hints that stand.

    `notes` are the letter's free texts, which answer some hints. Of a protected patient it is
    not told where they live.
    """
    _ = translator(language)
    vocabulary = compiled.vocabulary
    hints = _hints(compiled, facts, notes, language)
    steps = []
    for number, step in enumerate(vocabulary.steps, start=1):
        asked = [
            fact
            for fact in vocabulary.facts
            if fact.step == step.id and _applies(compiled, fact, facts)
        ]
        given = [
            f"{fact.label[language]}: {hidden_words(_)}"
            if protected and fact.id in WHERE
            else said(fact, facts[fact.id], vocabulary, language)
            for fact in asked
            if facts.get(fact.id, NOT_KNOWN) != NOT_KNOWN
        ]
        unknown = [f.label[language] for f in asked if facts.get(f.id) == NOT_KNOWN]
        flags = vocabulary.emergency.flags
        unasked = [f.label[language] for f in asked if f.id not in facts and f.id != flags]
        unchecked = any(fact.id == flags for fact in asked) and flags not in facts
        if unchecked:
            unseen = _("ej kontrollerat")
            given.insert(0, f"{vocabulary.fact[flags].label[language]}: {unseen}")
        steps.append(
            StepInShort(
                step=step.id,
                number=number,
                name=step.name[language],
                given=" · ".join(given),
                not_known=_listed(_("ej känt"), unknown),
                not_asked=_listed(_("ej frågat"), unasked),
                unchecked=unchecked,
                hints=tuple(text for beside, text in hints if vocabulary.fact[beside] in asked),
            )
        )
    return tuple(steps)


def said(fact: Fact, value: Answer, vocabulary: Vocabulary, language: str) -> str:
    """Return one answer with its question's label: `Smärta 3, svår`, `Samtycke: ja`."""
    name = fact.label[language]
    words = worded(fact, value, vocabulary, language)
    return f"{name} {words}" if isinstance(fact, ScoreFact | IntFact) else f"{name}: {words}"


def worded(fact: Fact, value: Answer | None, vocabulary: Vocabulary, language: str) -> str:
    """Return an answer in words; None is unanswered."""
    return answer_words(vocabulary, fact.id, value, language)


def _listed(word: str, labels: list[str]) -> str:
    return f"{word}: {', '.join(labels)}" if labels else ""


def _applies(compiled: CompiledPack, fact: Fact, facts: Facts) -> bool:
    asked_when = compiled.asked_when.get(fact.id)
    return fact.id in facts or asked_when is None or asked_when(facts) is State.YES


def _hints(
    compiled: CompiledPack, facts: Facts, notes: Mapping[str, str], language: str
) -> list[tuple[str, str]]:
    """Return (fact, text) of the hints about answers that may not fit together."""
    vocabulary = compiled.vocabulary
    return [
        (hint.beside, hint.text[language])
        for hint in vocabulary.hints
        if not hint.answered_in(notes)
        and evaluator(hint.when, vocabulary.definition)(facts) is State.YES
    ]
