"""The scores of a patient over time: one line for each, from the first decision until now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from triage.answer_words import number_words
from triage.core.vocabulary import Answer, Facts, IntFact, ScoreFact, Vocabulary
from triage.texts import translator
from ui.viewmodels.ages import short_day
from ui.viewmodels.since_difference import How, how_between

_HIGHEST = 4
"""Of a score; an index of a worded scale counts the same way."""


@dataclass(frozen=True, slots=True)
class Trend:
    """One score over time; None where nobody rated it. The last value is that of now."""

    fact: str
    label: str
    values: tuple[int | None, ...]
    how: How
    """How now differs from the last time before."""
    spoken: str
    """The whole line in words."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Every score that was ever rated, beneath the days that they share."""

    days: tuple[str, ...]
    lines: tuple[Trend, ...]


def trends(
    vocabulary: Vocabulary,
    earlier: Sequence[tuple[date, Facts]],
    now: Facts,
    today: date,
    language: str,
) -> Trends:
    """Return the scores with a rating, in the order of the checklist; the oldest value first."""
    _ = translator(language)
    days = (*(short_day(day, today, _) for day, _facts in earlier), _("nu"))
    lines = []
    for fact in vocabulary.facts:
        if not isinstance(fact, ScoreFact | IntFact) or not _stepped(fact):
            continue
        answers = [facts.get(fact.id) for _day, facts in earlier]
        values = tuple(map(_number, (*answers, now.get(fact.id))))
        if all(value is None for value in values):
            continue
        how = how_between(fact, answers[-1] if answers else None, now.get(fact.id))
        told = _spoken(vocabulary, fact, zip(days, values, strict=True), language)
        label = fact.label[language]
        lines.append(Trend(fact.id, label, values, how, f"{label}: {told}"))
    return Trends(days, tuple(lines))


def _stepped(fact: ScoreFact | IntFact) -> bool:
    if isinstance(fact, ScoreFact):
        return True
    return bool(fact.levels) and fact.range == (0, _HIGHEST)


def _number(value: Answer | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _spoken(
    vocabulary: Vocabulary,
    fact: ScoreFact | IntFact,
    points: Iterable[tuple[str, int | None]],
    language: str,
) -> str:
    _ = translator(language)
    unrated = _("ej skattat")
    words = (
        (day, unrated if value is None else number_words(vocabulary, fact, value, language))
        for day, value in points
    )
    return "; ".join(f"{day} {told}" for day, told in words)
