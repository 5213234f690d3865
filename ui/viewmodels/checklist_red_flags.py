"""Red flags before all else: what to do now, and the contact that was made.

What to do follows from whether limits of treatment are decided. Both ways are shown, so that
whoever does not know yet reads both; the words are the vocabulary's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from triage.core.vocabulary import NOT_KNOWN
from triage.texts import Translate
from ui.viewmodels.checklist_standing import Standing
from ui.viewmodels.desk import Desk
from ui.viewmodels.typed_text import beyond_words, taken

CONTACT_AT: Final = "red_flag_contact"
"""The note that holds when: an ISO time to the minute, with its distance from UTC."""
CONTACT_WITH: Final = "red_flag_contact_with"
"""The note that holds whom."""
LONGEST_WHO: Final = 120
_TIME: Final = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d|i ?går|yesterday)[ T,]+)?(?:kl\.? ?)?"
    r"(?P<hour>\d{1,2})[:.]?(?P<minute>\d\d)",
    re.IGNORECASE | re.ASCII,
)


class ContactError(ValueError):
    """A time that cannot be kept; the text says what would be right."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the two ways: when it applies, what to do then, and whether it applies now."""

    title: str
    text: str
    applies: bool | None
    """None while it is not known."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What red flags call for, before one is found as after."""

    title: str
    found: bool
    branches: tuple[Branch, Branch]
    open: str
    """What to do while it is not known which of the two applies; "" where it is."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact that was made: time as shown, and whom. Both may be empty."""

    at: str
    who: str
    wanted: bool
    """Whether a red flag calls for one."""


def ways(standing: Standing, desk: Desk) -> Ways:
    """Return both ways, and which of them applies."""
    _, language = desk.translate, desk.language
    words = standing.compiled.vocabulary.emergency
    limited = standing.facts.get(words.limits, NOT_KNOWN)
    known = limited != NOT_KNOWN
    return Ways(
        title=words.title[language],
        found=bool(standing.recommendation.weighing.red_flags),
        branches=(
            Branch(
                _("Utan behandlingsbegränsning"),
                words.active[language],
                limited is False if known else None,
            ),
            Branch(
                _("Med behandlingsbegränsning"),
                words.limited[language],
                limited is True if known else None,
            ),
        ),
        open="" if known else words.undecided[language],
    )


def contact(notes: Mapping[str, str], standing: Standing, desk: Desk) -> Contact:
    """Return the contact as it is shown; a time that cannot be read stands as it is."""
    kept = notes.get(CONTACT_AT, "")
    return Contact(
        at=_shown(kept, desk.workplace.now()),
        who=notes.get(CONTACT_WITH, ""),
        wanted=bool(standing.recommendation.weighing.red_flags),
    )


def stamp(now: datetime) -> str:
    """Return a time as it is kept."""
    return now.isoformat(timespec="minutes")


def contact_time(typed: str, now: datetime, _: Translate) -> str:
    """Return a typed time as it is kept; "" takes it back.

    `14:02` is the latest such time that has been; with `i går` or a date before it, that day's.

    Raises:
        ContactError: if it is no time, or one that is yet to come.
    """
    if not typed.strip():
        return ""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise ContactError(_("Skriv ett klockslag, som 14:02 eller i går 22:30."))
    try:
        at = now.replace(
            hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0
        )
        day = found["day"]
        if day is None:
            return stamp(at if at <= now else at - timedelta(days=1))
        if not day[0].isdigit():
            return stamp(at - timedelta(days=1))
        named = datetime.fromisoformat(day)
        at = at.replace(year=named.year, month=named.month, day=named.day)
    except ValueError:
        raise ContactError(_("Det klockslaget eller datumet finns inte.")) from None
    if at > now:
        raise ContactError(_("Tiden har inte varit än."))
    return stamp(at)


def contact_person(typed: str, _: Translate) -> tuple[str, str]:
    """Return whom, as it is kept, and what is said where not all of it fits."""
    fits = taken(typed, LONGEST_WHO, lines=False)
    text = " ".join(fits.text.split())
    if fits.beyond:
        return text, beyond_words(_("Kontakt med"), LONGEST_WHO, fits.beyond, _)
    return text, ""


def _shown(kept: str, now: datetime) -> str:
    try:
        at = datetime.fromisoformat(kept)
    except ValueError:
        return kept
    if at.tzinfo is not None:
        at = at.astimezone(now.tzinfo)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"
