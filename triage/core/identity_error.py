"""What can be wrong with a typed identity number, and what helps the one who typed it.

The texts never repeat the number: they may end up in a log, a title or a bug report.
"""

from enum import StrEnum
from typing import Final


class IdentityProblem(StrEnum):
    """Why a typed number cannot be used. The values are stable codes."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    WRONG_LENGTH = "wrong_length"
    IMPOSSIBLE_DATE = "impossible_date"
    FUTURE_DATE = "future_date"
    CENTURY_MISSING = "century_missing"
    WRONG_CHECK_DIGIT = "wrong_check_digit"


class IdentityError(ValueError):
    """A typed identity number cannot be used; `code` says why, nothing says which."""

    def __init__(self, code: IdentityProblem) -> None:
        super().__init__(code.value)
        self.code = code


IDENTITY_ADVICE: Final[dict[IdentityProblem, tuple[str, str]]] = {
    IdentityProblem.EMPTY: (
        "Skriv ett personnummer, samordningsnummer eller reservnummer, eller välj ett alias.",
        "Enter a personal, coordination or reserve number, or choose an alias.",
    ),
    IdentityProblem.NOT_A_NUMBER: (
        "Numret känns inte igen. Skriv ÅÅÅÅMMDD-NNNN, eller ett reservnummer med tolv tecken.",
        "Not a known kind of number. Write YYYYMMDD-NNNN, or a reserve number of 12 characters.",
    ),
    IdentityProblem.WRONG_LENGTH: (
        "Numret har fel längd. Skriv tio eller tolv siffror; reservnummer har tolv tecken.",
        "The length is wrong. Write ten or twelve digits; reserve numbers have 12 characters.",
    ),
    IdentityProblem.IMPOSSIBLE_DATE: (
        "Födelsedatumet finns inte. Kontrollera år, månad och dag.",
        "There is no such date of birth. Check year, month and day.",
    ),
    IdentityProblem.FUTURE_DATE: (
        "Födelsedatumet ligger framåt i tiden. Kontrollera året, och skriv det med fyra siffror.",
        "The date of birth lies in the future. Check the year, and write it with four digits.",
    ),
    IdentityProblem.CENTURY_MISSING: (
        "Seklet saknas. Skriv numret med tolv siffror: ÅÅÅÅMMDD-NNNN.",
        "The century is missing. Write the number with twelve digits: YYYYMMDD-NNNN.",
    ),
    IdentityProblem.WRONG_CHECK_DIGIT: (
        "Kontrollsiffran stämmer inte. Kontrollera datumet och de fyra sista tecknen.",
        "The check digit does not match. Check the date and the last four characters.",
    ),
}
"""What to do about each problem: Swedish, English."""
