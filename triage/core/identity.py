"""Identity numbers: personnummer, samordningsnummer and reserve numbers.

A number is kept with twelve characters and no separator. Age follows from a personnummer
or samordningsnummer alone, never from a reserve number. There is no clock here: whoever
needs today's date hands it in. A number shows itself only through `display`, so that a
log or an error that prints a value does not carry it.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from personnummer import personnummer

from triage.core import identity_reserve as reserve
from triage.core.identity_error import IDENTITY_ADVICE, IdentityError, IdentityProblem

__all__ = [
    "IDENTITY_ADVICE",
    "IdentityError",
    "IdentityKind",
    "IdentityNumber",
    "IdentityProblem",
    "age_on",
    "display",
    "masked",
    "parse_identity",
]


class IdentityKind(StrEnum):
    """Which register or region has given the number."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    RESERVE_NATIONAL = "reserve_national"
    RESERVE_STOCKHOLM = "reserve_stockholm"
    RESERVE_VASTRA_GOTALAND = "reserve_vastra_gotaland"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A checked number of twelve characters, made by `parse_identity`."""

    kind: IdentityKind
    number: str = field(repr=False)


_COORDINATION: Final = 60  # added to the day of birth in a samordningsnummer
_BORN: Final = (IdentityKind.PERSONNUMMER, IdentityKind.SAMORDNINGSNUMMER)
_SEPARATORS: Final = re.compile(r"[\s\u200b\ufeff\u00ad\u2010-\u2015\u2212-]+")
_CENTENARIAN: Final = re.compile(r"\+(?=.{4}$)")


def parse_identity(text: str, day: date | None = None) -> IdentityNumber:
    """Read what someone typed or pasted.

    Blanks, hyphens and dashes of every sort and lower case are tidied. Ten digits get their
    century from `day`, as the separator says: under a hundred years in that year, or with
    a plus sign a hundred and more. Without `day` ten digits are `century_missing`; with it
    a birth date after that day is `future_date`.

    Raises IdentityError, whose text never holds what was typed.
    """
    tidied = _SEPARATORS.sub("", text)
    bare = _CENTENARIAN.sub("", tidied)
    if not bare:
        raise IdentityError(IdentityProblem.EMPTY)
    if not (bare.isascii() and bare.isalnum()):
        raise IdentityError(IdentityProblem.NOT_A_NUMBER)
    if not bare.isdecimal():
        return _parse_lettered(bare.upper())
    if len(bare) == 10:
        return _parse_born(_with_century(bare, day, plus=bare != tidied), day)
    if len(bare) != 12:
        raise IdentityError(IdentityProblem.WRONG_LENGTH)
    if reserve.stockholm_shape(bare):
        return _checked(IdentityKind.RESERVE_STOCKHOLM, bare, reserve.stockholm_problem(bare))
    return _parse_born(bare, day)


def age_on(number: IdentityNumber, day: date) -> int | None:
    """Return whole years on `day`; None for a reserve number or a birth after `day`.

    Someone born on 29 February is a year older on 28 February of a common year: where the
    month lacks the day, Swedish law (1930:173) counts its last one.
    """
    if number.kind not in _BORN:
        return None
    born = _birth_date(number.number)
    if born is None or born > day:
        return None
    birthday = (born.month, born.day)
    if birthday == (2, 29) and not _is_leap(day.year):
        birthday = (2, 28)
    return day.year - born.year - ((day.month, day.day) < birthday)


def display(number: IdentityNumber) -> str:
    """Return the number with its hyphen: `YYYYMMDD-NNNN`."""
    return f"{number.number[:8]}-{number.number[8:]}"


def masked(number: IdentityNumber) -> str:
    """Return what stands in the number's place under protected identity: no character of it."""
    return "********-****"


def _parse_lettered(text: str) -> IdentityNumber:
    if reserve.vastra_gotaland_shape(text):
        problem = reserve.vastra_gotaland_problem(text)
        return _checked(IdentityKind.RESERVE_VASTRA_GOTALAND, text, problem)
    if reserve.national_shape(text):
        return _checked(IdentityKind.RESERVE_NATIONAL, text, reserve.national_problem(text))
    cut_or_long = text[:8].isdecimal() and len(text) != 12
    raise IdentityError(
        IdentityProblem.WRONG_LENGTH if cut_or_long else IdentityProblem.NOT_A_NUMBER
    )


def _with_century(ten: str, day: date | None, *, plus: bool) -> str:
    if day is None:
        raise IdentityError(IdentityProblem.CENTURY_MISSING)
    latest = day.year - 100 if plus else day.year
    year = latest - (latest - int(ten[:2])) % 100
    return f"{year // 100:02}{ten}"


def _parse_born(twelve: str, day: date | None) -> IdentityNumber:
    born = _birth_date(twelve)
    if born is None:
        raise IdentityError(IdentityProblem.IMPOSSIBLE_DATE)
    if day is not None and born > day:
        raise IdentityError(IdentityProblem.FUTURE_DATE)
    if twelve[8:11] == "000":  # birth numbers start at 001
        raise IdentityError(IdentityProblem.NOT_A_NUMBER)
    coordination = int(twelve[6:8]) > _COORDINATION
    kind = IdentityKind.SAMORDNINGSNUMMER if coordination else IdentityKind.PERSONNUMMER
    # The library also reads the clock, for a separator that is not used; with the century
    # in place its verdict does not depend on it.
    wrong = None if personnummer.valid(twelve) else IdentityProblem.WRONG_CHECK_DIGIT
    return _checked(kind, twelve, wrong)


def _checked(kind: IdentityKind, number: str, problem: IdentityProblem | None) -> IdentityNumber:
    if problem is not None:
        raise IdentityError(problem)
    return IdentityNumber(kind, number)


def _birth_date(twelve: str) -> date | None:
    year, month, day = int(twelve[:4]), int(twelve[4:6]), int(twelve[6:8])
    if year // 100 not in (18, 19, 20):
        return None
    try:
        return date(year, month, day - _COORDINATION if day > _COORDINATION else day)
    except ValueError:
        return None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
