"""Who a case is about, and who signs."""

from dataclasses import dataclass
from typing import Final

AGE: Final = "age_years"
"""The fact that follows from a number that tells it."""


@dataclass(frozen=True)
class Patient:
    """Who the case is about.

    `kind` says what `number` is: personnummer, samordningsnummer, reserve_national,
    reserve_stockholm, reserve_vastra_gotaland, or alias (then `number` is None). National
    numbers have twelve digits without a hyphen.
    """

    kind: str
    number: str | None
    name: str
    alias: str = ""
    protected: bool = False


@dataclass(frozen=True)
class Person:
    """Who may sign in here; `left_at` is when that ended (ISO 8601 in UTC)."""

    id: str
    name: str
    role: str
    unit: str
    hsa_id: str = ""
    left_at: str | None = None


@dataclass(frozen=True)
class Author:
    """Who signs."""

    name: str
    role: str
    unit: str
    hsa_id: str = ""
