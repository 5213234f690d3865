"""A language that nobody speaks: accented, longer than any real one, and in brackets.

What is cut off in it would one day be cut off in a translation; what stands outside its brackets
was never translated. It takes the place of English while a test runs and is offered to no one.
"""

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Final
from unittest.mock import patch

from triage.core.wording import Text
from triage.texts import translator

OPEN: Final = "⟦"
CLOSE: Final = "⟧"
LONGER: Final = 1.4
_PLAIN: Final = "aeiouyåäöAEIOUYÅÄÖcnsz"
_ACCENTED: Final = "àéîôûÿǻǟȫÀÉÎÔÛŸǺǞȪçñšž"
_ACCENTS: Final = str.maketrans(_PLAIN, _ACCENTED)
_UNTOUCHED: Final = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|%\w)")
"""What is filled in later, and marks that are not read."""
_SPOKEN_WORD: Final = re.compile(r"\w*[àîôûÿǻǟȫñçšž]\w*")
"""Accented as no Swedish, English or Sámi name here is: the months, split out of one text."""


def stretched(text: str) -> str:
    """Return a text in the language that nobody speaks; what is filled in stays as it is."""
    if not text.strip():
        return text
    parts = _UNTOUCHED.split(text)
    spoken = "".join(parts[::2])
    short = round(len(spoken) * LONGER) - len(spoken) - len(OPEN + CLOSE)
    words = [
        part if number % 2 else _longer(part, round(short * len(part) / max(1, len(spoken))))
        for number, part in enumerate(parts)
    ]
    return f"{OPEN}{''.join(words)}{CLOSE}"


def _longer(text: str, more: int) -> str:
    """Say letters twice, spread over the words, until a text is so much longer."""
    letters = [place for place, letter in enumerate(text) if letter.isalpha()]
    twice: dict[int, int] = {}
    spread = [*letters[::2], *letters[1::2]]
    for place, _left in zip(cycle(spread), range(more), strict=False):
        twice[place] = twice.get(place, 0) + 1
    said = "".join(letter * (1 + twice.get(place, 0)) for place, letter in enumerate(text))
    return said.translate(_ACCENTS)


def outside(text: str) -> str:
    """Return what of a text stands outside the brackets, but for words taken out of a list."""
    depth, left = 0, []
    for letter in text:
        depth += letter == OPEN
        if not depth:
            left.append(letter)
        depth = max(0, depth - (letter == CLOSE))
    return _SPOKEN_WORD.sub("", "".join(left))


class _Stretches(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return stretched(message)


@contextmanager
def spoken() -> Iterator[None]:
    """Let everything that would be English be in the language that nobody speaks."""

    def words(self: Text, language: str) -> str:
        return stretched(self.sv) if language == "en" else self.sv

    others = gettext.translation

    def catalogue(domain: str, *where: object, **more: object) -> gettext.NullTranslations:
        found: Callable[..., gettext.NullTranslations] = others
        return _Stretches() if domain == "vagval" else found(domain, *where, **more)

    translator.cache_clear()
    try:
        with (
            patch.object(gettext, "translation", catalogue),
            patch.object(Text, "__getitem__", words),
        ):
            yield
    finally:
        translator.cache_clear()
