"""A word that is meant, for one that is misspelt."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest known word, or nothing.

    A number has no nearest word: another municipality's code is no correction.
    """
    near = _nearest(word, tuple(known)) if any(map(str.isalpha, word)) else None
    return f"; did you mean '{near}'?" if near else ""


@lru_cache(maxsize=256)  # a batch tends to hold the same misspelling thousands of times
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(word, known, n=1)), None)
