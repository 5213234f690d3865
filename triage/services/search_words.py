"""What words typed into a search stand for beside themselves: codes of the index, in two languages.

A case is indexed by its codes, never by what they are called: a criterion that gets a new name,
or a reader of another language, finds the old cases too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from triage.core.vocabulary import ChoiceFact, SetFact
from triage.store.folding import words_of
from triage.store.index import SHORTEST, code

if TYPE_CHECKING:
    from triage.core.vocabulary import Vocabulary
    from triage.core.wording import Text
    from triage.store.search import Term

_MOST: Final = 200
"""Codes that one word stands for; a beginning of many names of municipalities has fewer."""
_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("utkast", "utkasten", "draft", "drafts", "öppen", "öppna", "open"),
    "correcting": ("rättas", "rättelse", "correction", "öppen", "öppna", "open"),
    "decided": ("beslutad", "beslutade", "beslut", "decided", "decision"),
}
_FLAG: Final = ("larm", "larmtecken", "flag", "flags")
_MINE: Final = frozenset({"mina", "mitt", "mine"})
_DAYS: Final = {"idag": 0, "today": 0, "igår": 1, "yesterday": 1}
_PERIOD: Final = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class SearchWords:
    """Looks up codes by the words of what they are called."""

    def __init__(self, vocabulary: Vocabulary, packs: Mapping[str, Iterable[str]]) -> None:
        """Take the vocabulary, and by pack what it and its region are called."""
        self._phrases: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._codes: dict[str, set[str]] = defaultdict(set)
        for found, name in (*_of_vocabulary(vocabulary), *_of_packs(packs), *_of_states()):
            words = tuple(words_of(name))
            self._phrases[found].add(words)
            for word in words:
                self._codes[word].add(found)
        self._sorted = sorted(self._codes)

    def meanings(self, term: Term, *, me: str | None, day: date) -> list[str]:
        """Return the codes that a term stands for; `me` is who is signed in, `day` today."""
        found = sorted(self._named(term))[:_MOST]
        return [*found, *_of_time(term, day), *_of_person(term, me)]

    def _named(self, term: Term) -> set[str]:
        if len(term.words) == 1:
            return set().union(*(self._codes[word] for word in self._begun(term)))
        return {
            code
            for code in self._codes.get(term.words[0], ())
            if any(_stands_in(term, words) for words in self._phrases[code])
        }

    def _begun(self, term: Term) -> Iterator[str]:
        (word,) = term.words
        if not term.unfinished or len(word) < SHORTEST:
            if word in self._codes:
                yield word
            return
        for other in self._sorted[bisect_left(self._sorted, word) :]:
            if not other.startswith(word):
                return
            yield other


def _stands_in(term: Term, words: tuple[str, ...]) -> bool:
    count = len(term.words)
    for start in range(len(words) - count + 1):
        *before, last = words[start : start + count]
        ends = last.startswith(term.words[-1]) if term.unfinished else last == term.words[-1]
        if ends and tuple(before) == term.words[:-1]:
            return True
    return False


def _of_vocabulary(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    def named(found: str, identifier: str, name: Text) -> Iterator[tuple[str, str]]:
        yield found, name.sv
        yield found, name.en
        yield found, identifier

    for fact in vocabulary.facts:
        if isinstance(fact, ChoiceFact | SetFact):
            for value in fact.choices:
                yield from named(code(fact.id, value.id), value.id, value.name)
    for form in vocabulary.care_forms:
        yield from named(code("form", form.id), form.id, form.name)
    for urgency in vocabulary.urgency.classes:
        yield from named(code("urgency", urgency.id), urgency.id, urgency.name)


def _of_packs(packs: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    for pack_id, names in packs.items():
        for name in (pack_id, *names):
            yield code("pack", pack_id), name


def _of_states() -> Iterator[tuple[str, str]]:
    for state, names in _STATES.items():
        for name in names:
            yield code("state", state), name
    for name in _FLAG:
        yield code("flag", "red"), name


def _of_time(term: Term, day: date) -> Iterator[str]:
    if _PERIOD.fullmatch(term.typed):
        yield code("in", term.typed)
    if len(term.words) == 1 and term.words[0] in _DAYS:
        yield code("in", (day - timedelta(_DAYS[term.words[0]])).isoformat())


def _of_person(term: Term, me: str | None) -> Iterator[str]:
    if me is not None and len(term.words) == 1 and term.words[0] in _MINE:
        yield code("owner", me)
