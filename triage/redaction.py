"""Taking identity numbers out of a text that is about to be logged.

A net under the rule that logs hold event names and ids only: whatever slips through must not
name a patient. It errs on the side of removing. A number counts by its shape and its date,
never by its control digit, since a mistyped number still points at somebody.

It knows personnummer and samordningsnummer of ten and twelve digits and the reserve numbers of
`triage.core.identity_reserve`, however they are spaced, in any digits and hyphens of Unicode.
It knows neither names nor numbers written in words.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

REMOVED: Final = "[number removed]"

# Between two parts: what people put there, and what is left of it in an address or in JSON.
_GAP: Final = (
    r"(?:[-+ ./_]|%[0-9a-f]{2}|&(?:nbsp|shy|\#\d{2,5}|\#x[0-9a-f]{2,5});"
    r"|\\[nrt]|\\u[0-9a-f]{4}){0,4}"
)
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DAY: Final = r"(?:[06][1-9]|[1278]\d|[39][01])"  # sixty more in a samordningsnummer
_BORN: Final = rf"\d\d{_GAP}{_MONTH}{_GAP}{_DAY}"
_CENTURY: Final = r"(?:18|19|20)"
_PAIRS: Final = rf"\d\d{_GAP}\d\d"
_SHAPES: Final = (
    # Twelve digits with a birth date, and ten.
    rf"{_CENTURY}{_GAP}{_BORN}{_GAP}{_PAIRS}",
    rf"{_BORN}{_GAP}{_PAIRS}",
    # Every digit by itself, as in a form with a box for each.
    r"\d(?:[-+ ./_]{1,3}\d){11}|\d(?:[-+ ./_]{1,3}\d){9}",
    # Region Stockholm: 99, a year, and no date.
    rf"99{_GAP}(?:19|2[0-2]){_GAP}\d\d{_GAP}\d\d{_GAP}{_PAIRS}",
    # Västra Götaland, with and without the century.
    rf"(?:{_CENTURY}{_GAP})?{_BORN}{_GAP}[kmx]{_GAP}\d{_GAP}\d{_GAP}\d",
    # National: a century raised by a multiple of three and a date, or 00 and two serials.
    rf"(?:2[2-9]|[3-8]\d|9[0-8]){_GAP}{_BORN}{_GAP}[a-z]{{2}}{_GAP}[a-z\d]{_GAP}\d",
    rf"00{_GAP}\d\d{_GAP}[2-9]\d{_GAP}[45]\d{_GAP}[a-z]{{2}}{_GAP}[a-z\d]{_GAP}\d",
    # The hyphen of a number with a date that does not exist; not the fraction of a second.
    r"(?<![.,:])(?:\d\d)?\d{6} ?[-+] ?\d{4}",
)
_NUMBER: Final = re.compile(rf"(?<!\d)(?:{'|'.join(_SHAPES)})(?!\d)", re.ASCII | re.IGNORECASE)
# Digests, identifiers of cases, moments: their digits are nobody's.
_HARMLESS: Final = re.compile(
    r"(?<![0-9a-z])(?:[0-9a-f]{32,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[-+]\d\d:?\d\d)?)(?![0-9a-z])",
    re.ASCII | re.IGNORECASE,
)
_HYPHENS: Final = frozenset("\u00ad\u2043\u2212\u2796\u02d7\u00b7\u2022\u30fc\uff70")
_PLUSES: Final = frozenset("\uff0b\u2795\ufe62\u207a\u208a")


def redacted(text: str) -> str:
    """Return the text with every identity number in it replaced by `REMOVED`."""
    plain, places = text, None
    if not (text.isascii() and text.isprintable()):
        signs = [(plain, at) for at, sign in enumerate(text) if (plain := _plain(sign))]
        plain = "".join(sign for sign, _ in signs)
        places = [at for _, at in signs]
    harmless = [found.span() for found in _HARMLESS.finditer(plain)]
    parts, at = [], 0
    for found in _NUMBER.finditer(plain):
        start, end = found.span()
        if any(first <= start and end <= last for first, last in harmless):
            continue
        if places is not None:
            start, end = places[start], places[end - 1] + 1
        parts += [text[at:start], REMOVED]
        at = end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """Return the one ASCII sign that stands for this one, or the sign itself; "" for no width."""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _HYPHENS:
        return "-"
    if sign in _PLUSES:
        return "+"
    if category in {"Cf", "Cs", "Mn", "Me"}:
        return ""
    if category[0] in "ZC":
        return " "
    same = unicodedata.normalize("NFKC", sign)
    return same if len(same) == 1 else sign
