"""The typefaces of print, embedded so that every Swedish and Sámi letter prints everywhere."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from reportlab.pdfbase import pdfmetrics

from triage.paper.typeface import Typeface
from triage.right_to_left import set_out

REGULAR: Final = "VagvalSans"
BOLD: Final = "VagvalSans-Bold"
REPLACEMENT: Final = "\ufffd"

_NONE: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
"""Kinds of signs that mean nothing by themselves: they steer, or each typeface has its own."""
_REGISTERING: Final = Lock()
_LISTED: Final = 24
_VARIANTS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))

_FONTS: Final = Path(__file__).parents[1] / "resources" / "fonts"
_FILES: Final = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}


def printable_characters() -> frozenset[str]:
    """Register the typefaces, once a process, and return what both of them can print."""
    with _REGISTERING:
        return _registered()


@cache
def _registered() -> frozenset[str]:
    known = []
    for name, file in _FILES.items():
        font = Typeface(name, str(_FONTS / file))
        pdfmetrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD)
    codes = frozenset.intersection(*known)
    return frozenset(sign for sign in map(chr, codes) if unicodedata.category(sign) not in _NONE)


def printable(text: str) -> str:
    """Return text as it is to be set; what the typefaces lack becomes a visible sign.

    Signs that only steer other signs and show nothing are left out.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    known = printable_characters()
    if known.issuperset(composed):
        return set_out(composed, known)
    spaced = composed.replace("\t", "    ")
    shown = (
        sign if sign in known or sign == "\n" or _unseen(sign) else REPLACEMENT for sign in spaced
    )
    laid = set_out("".join(shown), known)
    return "".join(sign for sign in laid if not _unseen(sign))


def lacking(text: str) -> set[str]:
    """Return the characters of a text that the typefaces lack."""
    signs = set(unicodedata.normalize("NFC", text)) - printable_characters() - set("\n\r\t")
    return {sign for sign in signs if not _unseen(sign)}


def codes(signs: Iterable[str]) -> str:
    """Return what characters are called by number; of very many, the first and how many."""
    known = [f"U+{ord(sign):04X}" for sign in sorted(signs)]
    more = f" … ({len(known)})" if len(known) > _LISTED else ""
    return ", ".join(known[:_LISTED]) + more


def _unseen(sign: str) -> bool:
    """Say whether a sign shows nothing: marks of direction, joiners, variants, soft hyphens."""
    return unicodedata.category(sign) == "Cf" or sign in _VARIANTS
