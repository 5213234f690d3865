"""Reserve numbers: what health care gives a patient whose real number is not known.

Three kinds are known here: the national one (NRID) and those of Region Stockholm and
Västra Götaland. Each function looks at one tidied text of twelve characters (upper case,
no separators) and returns what is wrong with it, or None. Nothing is read out of a
reserve number: the date in it may be a guess, so neither age nor sex follows from it.
"""

import re
from datetime import date
from typing import Final

from triage.core.identity_error import IdentityProblem

_LETTER = "[A-HJ-NPR-UX-Z]"  # A to Z without I O Q V W, which are misread
_NATIONAL: Final = re.compile(rf"(\d\d)\d\d(\d\d)(\d\d){_LETTER}{{2}}(?:\d|{_LETTER})\d", re.ASCII)
_STOCKHOLM: Final = re.compile(r"99(?:19|2[0-2])\d{8}", re.ASCII)
_VASTRA_GOTALAND: Final = re.compile(r"\d{8}[KMX]\d{3}", re.ASCII)
_SEX_AS_DIGIT: Final = str.maketrans("KMX", "578")


def national_shape(text: str) -> bool:
    """Say whether `text` looks like `XXYYMMDDNNGC`, whatever its digits say."""
    return _NATIONAL.fullmatch(text) is not None


def stockholm_shape(text: str) -> bool:
    """Say whether `text` looks like `99yyyyNNNNNC`; no one is born in the year 99yy."""
    return text.startswith("99") and text.isdecimal() and len(text) == 12


def vastra_gotaland_shape(text: str) -> bool:
    """Say whether `text` looks like `yyyymmddGggC`, whatever its digits say."""
    return _VASTRA_GOTALAND.fullmatch(text) is not None


def national_problem(text: str) -> IdentityProblem | None:
    """Check a national reserve number, `XXYYMMDDNNGC`.

    Checked: two letters NN, a digit or letter G for sex, and XX with its date: 22–98 (the
    century of birth plus a multiple of three) goes with a month and a day; 00 (date of
    birth not known) with the serial ranges 20–99 and 40–59 in their place. C is checked
    by Luhn over the eleven characters before it, a letter counting as its ASCII code,
    doubled like a digit where its turn comes and added digit by digit. That is Inera's
    rule for the number, in the one reading of "by its ASCII code" that fits all published
    examples at hand; official test vectors were not available.
    Not checked: that the day exists in that month, and which series is in use.
    """
    match = _NATIONAL.fullmatch(text)
    if match is None:
        return IdentityProblem.NOT_A_NUMBER
    century, month, day = (int(part) for part in match.groups())
    if century == 0:
        dated = 20 <= month <= 99 and 40 <= day <= 59
    else:
        dated = 22 <= century <= 98 and 1 <= month <= 12 and 1 <= day <= 31
    if not dated:
        return IdentityProblem.IMPOSSIBLE_DATE
    values = [int(sign) if sign.isdecimal() else ord(sign) for sign in text[:11]]
    return _against(text, luhn_digit(values))


def stockholm_problem(text: str) -> IdentityProblem | None:
    """Check a number of Region Stockholm, `99yyyyNNNNNC`.

    Checked: a year from 1900 to 2299 and Luhn over positions 5–11. The number
    holds no date of birth.
    """
    if _STOCKHOLM.fullmatch(text) is None:
        return IdentityProblem.IMPOSSIBLE_DATE
    return _against(text, luhn_digit([int(sign) for sign in text[4:11]]))


def vastra_gotaland_problem(text: str) -> IdentityProblem | None:
    """Check a number of Västra Götaland, `yyyymmddGggC`.

    Checked: a date of the calendar, G one of K, M and X (counted as 5, 7 and 8), and Luhn
    over positions 3–11, as in a personnummer. Not checked: the ranges of the serial gg.
    """
    if not vastra_gotaland_shape(text):
        return IdentityProblem.NOT_A_NUMBER
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return IdentityProblem.IMPOSSIBLE_DATE
    return _against(text, luhn_digit([int(sign) for sign in text[2:11].translate(_SEX_AS_DIGIT)]))


def luhn_digit(values: list[int]) -> int:
    """Return the Luhn control digit after `values`; every second from the end is doubled."""
    total = 0
    for turn, value in enumerate(reversed(values)):
        product = value * 2 if turn % 2 == 0 else value
        total += sum(int(digit) for digit in str(product))
    return -total % 10


def _against(text: str, expected: int) -> IdentityProblem | None:
    return None if int(text[11]) == expected else IdentityProblem.WRONG_CHECK_DIGIT
