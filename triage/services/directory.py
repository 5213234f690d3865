"""What this workstation knows of the teams beside the criteria: a number to call, a note.

No source gives telephone numbers, and a number changes without a new version of the criteria.
So it is kept as a setting of the workstation, per pack and team, and is no part of what a
decision is weighed by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from triage.services.workplace import Workplace

MOST_TELEPHONE: Final = 60
"""Characters of a telephone field at most: two numbers and an extension."""
MOST_NOTE: Final = 300
"""Characters of a note at most; a team's card has room for that."""


@dataclass(frozen=True, slots=True)
class LocalTeam:
    """What was filled in here about one team; "" for what was not."""

    telephone: str = ""
    note: str = ""
    verified_on: str = ""
    """The day on which somebody last made sure of it, as ISO text."""

    def day(self) -> date | None:
        """Return the day of `verified_on`."""
        return date.fromisoformat(self.verified_on) if self.verified_on else None


_IN_CHOICE: Final = {
    "telephone": "telephone",
    "note": "telephone_note",
    "verified_on": "telephone_verified_on",
}
"""Fields of a `LocalTeam`, and what they are called beside the team in a decision's choice."""


def with_choice(team: LocalTeam | None) -> dict[str, str]:
    """Return how a team is reached, as it is kept with a decision; empty parts are left out.

    A letter must not change with the directory after it was signed.
    """
    if team is None:
        return {}
    parts = {key: getattr(team, field) for field, key in _IN_CHOICE.items()}
    return {key: text for key, text in parts.items() if text}


def of_choice(choice: Mapping[str, str | None]) -> LocalTeam | None:
    """Return how a decision's team was reached when it was signed; None where nobody said."""
    parts = {field: choice.get(key) or "" for field, key in _IN_CHOICE.items()}
    return LocalTeam(**parts) if any(parts.values()) else None


class TelephoneProblem(StrEnum):
    """Why a text cannot be a telephone number. The values are stable codes."""

    LETTERS = "letters"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


class TelephoneError(ValueError):
    """A text is no telephone number; `code` says why."""

    def __init__(self, code: TelephoneProblem) -> None:
        super().__init__(code.value)
        self.code = code


TELEPHONE_ADVICE: Final[dict[TelephoneProblem, tuple[str, str]]] = {
    TelephoneProblem.LETTERS: (
        "Skriv bara siffror, blanksteg, bindestreck och plustecken, och anknytning som ”ankn 12”.",
        "Write digits, spaces, hyphens and a plus sign only, and an extension as “ext 12”.",
    ),
    TelephoneProblem.TOO_SHORT: (
        "Numret är för kort. Ett telefonnummer har minst tre siffror.",
        "The number is too short. A telephone number has three digits or more.",
    ),
    TelephoneProblem.TOO_LONG: (
        "Numret är för långt. Det har högst 15 siffror; skriv ett andra nummer i anteckningen.",
        "The number is too long. It has 15 digits at most; write a second number in the note.",
    ),
}
"""What to do about each problem: Swedish, English."""

_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_EXTENSION: Final = re.compile(
    r"(?:,?\s*\b(?:ankn|anknytning|ext|extension)\.?\s*(\d{1,6}))$", re.I
)
_NUMBER: Final = re.compile(r"\+?[0-9 ()/.-]+")
_UNSEEN: Final = frozenset({"Cf", "Cs"})  # marks of direction, blanks of no width, half letters


def tidied(text: str) -> str:
    """Return a text in one line, without control characters and what nobody sees."""
    seen = (sign for sign in text if category(sign) not in _UNSEEN)
    return " ".join("".join(" " if category(sign) == "Cc" else sign for sign in seen).split())


def telephone(text: str) -> str:
    """Return a telephone number as it is kept: in one line, with plain hyphens.

    "" stays empty.

    Raises:
        TelephoneError: where it has no shape of one.
    """
    plain = _DASHES.sub("-", tidied(text))
    if not plain:
        return ""
    number = _EXTENSION.sub("", plain)
    digits = sum(letter.isdecimal() for letter in number)
    if not _NUMBER.fullmatch(number):
        raise TelephoneError(TelephoneProblem.LETTERS)
    if digits > 15 or len(plain) > MOST_TELEPHONE:
        raise TelephoneError(TelephoneProblem.TOO_LONG)
    if digits < 3:
        raise TelephoneError(TelephoneProblem.TOO_SHORT)
    return plain


def local_team(workplace: Workplace, pack_id: str, team_id: str) -> LocalTeam | None:
    """Return what was filled in about a team; None where nothing was.

    What somebody else wrote into the file and has no sense reads as not filled in.
    """
    kept = workplace.setting(_key(pack_id, team_id))
    if not isinstance(kept, dict):
        return None
    number = _text(kept, "telephone")
    try:
        number = telephone(number)
    except TelephoneError:
        number = ""
    team = LocalTeam(number, tidied(_text(kept, "note"))[:MOST_NOTE], _day(kept))
    return team if team.telephone or team.note else None


def keep_local_team(workplace: Workplace, pack_id: str, team_id: str, team: LocalTeam) -> LocalTeam:
    """Keep what is known of a team, and return it as it was kept. In force at once.

    Where neither a number nor a note is left, nothing is: there is nothing to have verified.

    Raises:
        TelephoneError: where the number has no shape of one; nothing is kept then.
        ValueError: where `verified_on` is no day.
    """
    number, note = telephone(team.telephone), tidied(team.note)[:MOST_NOTE]
    day = date.fromisoformat(team.verified_on).isoformat() if team.verified_on else ""
    kept = LocalTeam(number, note, day) if number or note else LocalTeam()
    as_json = {"telephone": kept.telephone, "note": kept.note, "verified_on": kept.verified_on}
    before, now = workplace.setting(_key(pack_id, team_id)), as_json if number or note else None
    if before != now:
        workplace.set_setting(_key(pack_id, team_id), now)
    return kept


def _key(pack_id: str, team_id: str) -> str:
    # One setting for each team, so that two windows never write over each other's.
    return f"local_team.{pack_id}.{team_id}"


def _text(kept: dict[str, object], name: str) -> str:
    value = kept.get(name)
    return value if isinstance(value, str) else ""


def _day(kept: dict[str, object]) -> str:
    try:
        return date.fromisoformat(_text(kept, "verified_on")).isoformat()
    except ValueError:
        return ""
