"""What a text field takes of what is typed or pasted into it.

Kept are letters of every script with their marks, signs, line breaks and tabs. Left out is what
no one can see and what would harm a letter: control characters, halves of surrogate pairs, and
the signs that turn the direction of all that follows them. Direction marks that turn nothing
else, and joiners that Persian or Hindi are written with, stay.
"""

import re
from dataclasses import dataclass
from typing import Final

from triage.texts import Translate

_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
# Controls but tab and newline; halves of surrogate pairs; turners of direction (embedding,
# override, isolate); the byte order mark; places that are no characters; letters as tags, which
# can hide a whole sentence.
_LEFT_OUT: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)

# Blanks and signs without a shape, one of the latter at least: a text that shows nothing at all.
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0"
)
_UNSEEN_ALONE: Final = re.compile(f"\\s*[{_UNSEEN}][\\s{_UNSEEN}]*")


def storable(text: str) -> str:
    """Return the text without what no field keeps."""
    kept = _LEFT_OUT.sub("", _LINE_ENDS.sub("\n", text))
    # A name of nothing but joiners would count as filled in, and sign as nobody.
    return "" if _UNSEEN_ALONE.fullmatch(kept) else kept


@dataclass(frozen=True, slots=True)
class Taken:
    """What a field takes of a text, and how many characters did not fit."""

    text: str
    beyond: int


def one_line(text: str) -> str:
    """Return the text as a field of one line keeps it."""
    return re.sub(r"[\n\t]+", " ", storable(text).strip("\n"))


def taken(text: str, room: int, *, lines: bool) -> Taken:
    """Return what fits into `room` characters; `lines` is False for a field of one line.

    A letter is never parted from its marks.
    """
    whole = storable(text) if lines else one_line(text)
    end = min(max(room, 0), len(whole))
    if end < len(whole):
        while end > 0 and _joined(whole[end]):
            end -= 1
    kept = storable(whole[:end])  # what is left of it may show nothing
    return Taken(kept, len(whole) - len(kept))


def _joined(sign: str) -> bool:
    """Return whether a sign belongs to the one before: an accent, a joiner, a variant."""
    from unicodedata import category  # noqa: PLC0415 - only for a text that is too long

    return category(sign).startswith("M") or sign in "\u200c\u200d"


def beyond_words(name: str, longest: int, beyond: int, _: Translate) -> str:
    """Return what is said where a text did not fit into the field with this name.

    `beyond` is how many characters were left out; 0 where that is not known.
    """
    if beyond == 0:
        told = _("”{name}” rymmer {longest} tecken. Det som inte fick plats togs inte med.")
    elif beyond == 1:
        told = _("”{name}” rymmer {longest} tecken. Ett tecken fick inte plats och togs inte med.")
    else:
        told = _(
            "”{name}” rymmer {longest} tecken. {beyond} tecken fick inte plats och togs inte med."
        )
    return told.format(name=name, longest=_counted(longest), beyond=_counted(beyond))


def _counted(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")
