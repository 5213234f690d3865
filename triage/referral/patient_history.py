"""A patient's history as values, in print order and finished words, in one language.

Whoever makes it has taken out what a protected identity may not show.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One event. `struck` says that it does not hold, by whom and why."""

    when: str
    title: str
    texts: tuple[str, ...] = ()
    who: str = ""
    struck: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPaper:
    """The document."""

    language: str
    title: str
    patient: str
    """Name and number; of a protected identity the alias alone."""
    made: str
    made_by: str
    practice: bool
    """Whether it is the patient to practise on."""
    summary: str
    damage: str
    """What is missing and why; "" where nothing is."""
    days: tuple[str, ...]
    """Columns of the scores, the oldest first."""
    scores: tuple[tuple[str, tuple[str, ...]], ...]
    """Name and values of each score; "" where it was not rated."""
    never: tuple[str, ...]
    """Scores that were rated and always 0."""
    lines: tuple[PaperLine, ...]


def texts(paper: HistoryPaper) -> Iterable[str]:
    """Yield every text that somebody typed, to see whether all of it can be printed."""
    yield from (paper.patient, paper.made_by)
    for line in paper.lines:
        yield from (line.title, *line.texts, line.who, line.struck)
