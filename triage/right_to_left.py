"""Arabic and Hebrew for a printer of type that sets every character from left to right.

Knows which shape an Arabic letter takes beside its neighbours and that a passage is set from
its last letter. A passage of more than one row has to be broken into rows before it is set.
"""

from collections.abc import Iterator, Sequence, Set
from functools import cache
from textwrap import wrap
from typing import Final
from unicodedata import bidirectional, category, decomposition

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_FIRST: Final = "\u0590"  # nothing before it reads from the right
_LEFT_TO_RIGHT: Final = frozenset({"L", "B"})
_NUMBERS: Final = frozenset({"EN", "AN"})
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OPENED_BY: Final = {")": "(", "]": "[", "}": "{", "»": "«"}
_MARK: Final = "\u200f"  # unseen; a number between two of them is within the passage
_LEFT_MARK: Final = "\u200e"  # unseen; what follows reads from the left
_TATWEEL: Final = "\u0640"  # a stroke that joins both its neighbours
_LAM: Final = "\u0644"
_NO_BREAK: Final = "\u00a0"
_HELD_TOGETHER: Final = 48  # characters; so few stay on one row, and in order


def reads_from_right(text: str) -> bool:
    """Say whether a text holds a passage that reads from the right."""
    if not text or max(text) < _FIRST:
        return False
    return any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)


def from_left(text: str) -> str:
    """Return a text as a screen shows it among Swedish or English ones: every line from the left.

    One that begins with an Arabic or Hebrew name would be turned round whole, Swedish words too.
    """
    if not reads_from_right(text):
        return text
    return "\n".join(f"{_LEFT_MARK}{line}" for line in text.split("\n"))


def in_a_row(*parts: str) -> str:
    """Return what is known of somebody as one row for a screen, in this order.

    After Arabic or Hebrew a screen would turn the two halves of a number round. What keeps them
    in place is unseen, and is not printed.
    """
    told = [part for part in parts if part]
    marks = [_LEFT_MARK if reads_from_right(part) else "" for part in told]
    return " · ".join(f"{mark}{part}" for mark, part in zip(["", *marks], told, strict=False))


def set_out(text: str, known: Set[str]) -> str:
    """Return a text with its right-to-left passages shaped and in the order they are set.

    `known` are the characters of the typefaces; a shape that they lack is not used.
    """
    if not reads_from_right(text):
        return text
    return "".join(_set(part, known) if passage else part for passage, part in _passages(text))


def in_rows(text: str) -> str:
    """Return a text whose long right-to-left passages stand in rows of their own, not yet set."""
    if not reads_from_right(text):
        return text
    told = ""
    for passage, part in _passages(text):
        if passage and len(part) > _HELD_TOGETHER:
            told += "\n" if told and not told.endswith("\n") else ""
            told += "".join(f"{_MARK}{row}{_MARK}\n" for row in wrap(part, _HELD_TOGETHER))
        else:
            told += part.lstrip(" ") if told.endswith("\n") else part
    return told


def _passages(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the text in parts, and of each whether it reads from the right."""
    start = end = 0  # of the passage found so far
    done = 0
    for at, sign in enumerate(text):
        kind = bidirectional(sign)
        if kind in _RIGHT_TO_LEFT:
            if end == done:
                start = at
            end = at + 1
        elif kind == "NSM" and end == at:
            end = at + 1  # a mark on the letter before it
        elif end == at > start and _closes(sign, text[start:end]):
            end = at + 1
        elif kind in _LEFT_TO_RIGHT and end > done:
            yield False, text[done:start]
            yield True, text[start:end]
            done = end
    if end > done:
        yield False, text[done:start]
        yield True, text[start:end]
    yield False, text[end:]


def _closes(sign: str, passage: str) -> bool:
    """Say whether a sign closes a bracket that was opened in the passage before it."""
    opener = _OPENED_BY.get(sign)
    return opener is not None and passage.count(opener) > passage.count(sign)


def _set(passage: str, known: Set[str]) -> str:
    clusters: list[str] = []
    for sign in _shaped(passage, known):
        kind = bidirectional(sign)
        number = bool(clusters) and kind in _NUMBERS and bidirectional(clusters[-1][-1]) == kind
        if clusters and (number or category(sign) == "Mn"):
            clusters[-1] += sign  # a number keeps its order, a mark its letter
        else:
            clusters.append(sign)
    turned = "".join(reversed(clusters)).translate(_MIRRORED)
    return turned.replace(" ", _NO_BREAK) if len(turned) <= _HELD_TOGETHER else turned


def _shaped(passage: str, known: Set[str]) -> str:
    """Return the letters in the shapes that they take beside each other."""
    letters = _ligated(passage)
    joining = [at for at, letter in enumerate(letters) if category(letter[0]) != "Mn"]
    shaped = list(letters)
    for place, at in enumerate(joining):
        before = letters[joining[place - 1]] if place else ""
        after = letters[joining[place + 1]] if place + 1 < len(joining) else ""
        joined_before = _joins(before, "initial") and _joins(letters[at], "final")
        joined_after = _joins(letters[at], "initial") and _joins(after, "final")
        shape = {
            (True, True): "medial",
            (True, False): "final",
            (False, True): "initial",
            (False, False): "isolated",
        }[joined_before, joined_after]
        sign = _shapes().get((letters[at], shape), letters[at])
        if sign in known:
            shaped[at] = sign
    return "".join(shaped)


def _ligated(passage: str) -> Sequence[str]:
    """Return the letters; lam and the alef after it are one."""
    letters: list[str] = []
    for sign in passage:
        if letters and letters[-1] == _LAM and (_LAM + sign, "isolated") in _shapes():
            letters[-1] += sign
        else:
            letters.append(sign)
    return letters


def _joins(letter: str, shape: str) -> bool:
    return letter == _TATWEEL or (letter, shape) in _shapes()


@cache
def _shapes() -> dict[tuple[str, str], str]:
    """Return the character for a letter (or lam and alef) in a shape, from Unicode's own table."""
    found: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFBE9), *range(0xFBFC, 0xFC00),
                 *range(0xFE80, 0xFEFD)):  # fmt: skip
        shape, *bases = decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(base, 16)) for base in bases)
        if len(letters) == 1 or (len(letters) == 2 and letters[0] == _LAM):
            found.setdefault((letters, shape.strip("<>")), chr(code))
    return found
