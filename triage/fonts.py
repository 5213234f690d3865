"""The typefaces of print, embedded so that every Swedish and Sámi letter prints everywhere."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from triage.right_to_left import set_out

REGULAR: Final = "VagvalSans"
BOLD: Final = "VagvalSans-Bold"
REPLACEMENT: Final = "\ufffd"

_FONTS: Final = Path(__file__).parents[1] / "resources" / "fonts"
_FILES: Final = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}


@cache
def printable_characters() -> frozenset[str]:
    """Register the typefaces, once a process, and return what both of them can print."""
    known = []
    for name, file in _FILES.items():
        font = TTFont(name, str(_FONTS / file))
        pdfmetrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD)
    return frozenset(chr(code) for code in frozenset.intersection(*known) if code >= ord(" "))


def printable(text: str) -> str:
    """Return text as it is to be set; what the typefaces lack becomes a visible sign."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    known = printable_characters()
    if known.issuperset(composed):
        return set_out(composed, known)
    spaced = composed.replace("\t", "    ")
    kept = "".join(sign if sign in known or sign == "\n" else REPLACEMENT for sign in spaced)
    return set_out(kept, known)


def lacking(text: str) -> set[str]:
    """Return the characters of a text that the typefaces lack."""
    return set(unicodedata.normalize("NFC", text)) - printable_characters() - set("\n\r\t")
