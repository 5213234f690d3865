"""Words of a file as a problem may repeat them: short, on one line, nothing hidden in them."""

import re
from collections.abc import Sequence

from triage.packs.problems import path_text

LONGEST = 40
"""Characters of a word that are shown; ids are shorter, a longer word is no id."""

_PLAIN = re.compile(r"\w+", re.ASCII)


def quoted(word: str) -> str:
    """Return a word in quotes."""
    return f"'{shown(word)}'"


def shown(word: str) -> str:
    """Return a word's beginning, with signs that cannot be printed written as escapes."""
    start = one_line(word[:LONGEST])
    return start if len(word) <= LONGEST else f"{start}…"


def one_line(text: str) -> str:
    """Return a text with signs that cannot be printed, line ends among them, as escapes."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )


def place_text(path: Sequence[str | int]) -> str:
    """Write a place in a file as `care_forms[2].need.any[0]`, whatever its keys hold."""
    return path_text(
        [
            step
            if isinstance(step, int) or (_PLAIN.fullmatch(step) and len(step) <= LONGEST * 2)
            else quoted(step)
            for step in path
        ]
    )
