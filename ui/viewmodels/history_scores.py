"""Scores over time, each rating where it stands in time: one course for every score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from triage.answer_words import number_words
from triage.core.vocabulary import Answer, IntFact, ScoreFact
from triage.services.patient_history import Rated
from ui.viewmodels.ages import short_day
from ui.viewmodels.desk import Desk

HIGHEST: Final = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One rating."""

    at: datetime
    value: int
    word: str
    decided: bool = True
    """False for a draft's, which nobody has signed."""


@dataclass(frozen=True, slots=True)
class Course:
    """One score, the oldest rating first. `spoken` is all of it in words."""

    fact: str
    label: str
    points: tuple[Point, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Every score that was ever above 0, in the checklist's order, within one span of time.

    `never` are the names of those that were rated and always 0. `days` are those of the
    assessments, for the columns of a table; `cells` has a value or "" by course and day.
    """

    courses: tuple[Course, ...] = ()
    never: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    first: datetime | None = None
    last: datetime | None = None


def scores(desk: Desk, rated: Sequence[Rated]) -> Scores:
    """Return the scores of a patient's assessments, in their order in time."""
    vocabulary, _ = desk.workplace.catalogue.vocabulary, desk.translate
    today = desk.workplace.now().date()
    days = tuple(_day(one, today, desk) for one in rated)
    courses: list[Course] = []
    cells: list[tuple[str, ...]] = []
    never: list[str] = []
    for fact in vocabulary.facts:
        if not isinstance(fact, ScoreFact | IntFact) or not _stepped(fact):
            continue
        values = [_number(one.facts.get(fact.id)) for one in rated]
        if all(value is None for value in values):
            continue
        label = fact.label[desk.language]
        if not any(values):
            never.append(label)
            continue
        points = []
        for one, value in zip(rated, values, strict=True):
            if value is not None:
                word = number_words(vocabulary, fact, value, desk.language)
                at = one.given.get(fact.id, one.at)
                points.append(Point(at, value, word, one.decided))
        told = (f"{short_day(one.at.date(), today, _)} {one.word}" for one in points)
        courses.append(Course(fact.id, label, tuple(points), f"{label}: {'; '.join(told)}"))
        cells.append(tuple("" if value is None else str(value) for value in values))
    moments = [point.at for course in courses for point in course.points]
    return Scores(
        tuple(courses),
        tuple(never),
        days,
        tuple(cells),
        min(moments, default=None),
        max(moments, default=None),
    )


def _day(one: Rated, today: date, desk: Desk) -> str:
    _ = desk.translate
    day = short_day(one.at.date(), today, _)
    return day if one.decided else _("{day}, utkast").format(day=day)


def _stepped(fact: ScoreFact | IntFact) -> bool:
    if isinstance(fact, ScoreFact):
        return True
    return bool(fact.levels) and fact.range == (0, HIGHEST)


def _number(value: Answer | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
