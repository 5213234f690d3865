"""Red flags before all else: what to do now, and the contact that was made.

What to do follows from whether limits of treatment are decided. Both ways are shown, so that
whoever does not know yet reads both; the words are the vocabulary's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
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
CONTACT: Final = frozenset({CONTACT_AT, CONTACT_WITH})
LONGEST_WHO: Final = 120
_DAY: Final = timedelta(days=1)
_LONG_AGO: Final = timedelta(days=366)
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


def contact_words(notes: Mapping[str, str], now: datetime, _: Translate) -> str:
    """Return that the contact was made, for whoever is told to make it; "" where none is noted."""
    at, who = _shown(notes.get(CONTACT_AT, ""), now), notes.get(CONTACT_WITH, "")
    if at and who:
        return _("Kontakt noterad {time}: {who}.").format(time=at, who=who)
    if at:
        return _("Kontakt noterad {time}.").format(time=at)
    return _("Kontakt noterad: {who}.").format(who=who) if who else ""


def stamp(now: datetime) -> str:
    """Return a time as it is kept."""
    return now.isoformat(timespec="minutes")


def contact_time(typed: str, now: datetime, _: Translate) -> str:
    """Return a typed time as it is kept; "" takes it back.

    `14:02` is the latest such time that has been; with `i går` or a date before it, that day's.

    Raises:
        ContactError: if it is no time, one that is yet to come, or one of years ago.
    """
    if not typed.strip():
        return ""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise ContactError(_("Skriv ett klockslag, som 14:02 eller i går 22:30."))
    today, day = now.date(), found["day"]
    try:
        if day is None:
            moments = _moments(today, found, now) + _moments(today - _DAY, found, now)
        elif day[0].isdigit():
            moments = _moments(date.fromisoformat(day), found, now)
        else:
            moments = _moments(today - _DAY, found, now)
    except (ValueError, OverflowError):
        moments = []
    if not moments:
        raise ContactError(_("Det klockslaget eller datumet finns inte."))
    at = next((one for one in moments if one <= now), None)
    if at is None:
        raise ContactError(_("Tiden har inte varit än."))
    if now - at > _LONG_AGO:
        raise ContactError(_("Det är mer än ett år sedan. Se efter att årtalet stämmer."))
    return stamp(at.astimezone(now.tzinfo))


def _moments(day: date, clock: re.Match[str], now: datetime) -> list[datetime]:
    """Return when a clock showed a time on a day, the latest first.

    Twice in the night it is put back; never, where it was put forward past that time.
    """
    wall = datetime.combine(day, time(int(clock["hour"]), int(clock["minute"])))
    both = {wall.replace(tzinfo=now.tzinfo, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = (one for one in both if one.astimezone(now.tzinfo).replace(tzinfo=None) == wall)
    return sorted(shown, reverse=True)


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
        if at.tzinfo is not None:
            at = at.astimezone(now.tzinfo)
    except (ValueError, OverflowError):  # the latter: the first and the last day there is
        return kept
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"
