"""The referral letter as values: what is printed, in print order, in one language.

Every text is finished. Whoever prints it chooses type and place and adds no words, so that
paper, clipboard and screen say the same.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from triage.core.people import Author


@dataclass(frozen=True, slots=True)
class Signed:
    """The decision that the letter carries."""

    author: Author
    form: str
    """The care form that the clinician chose."""
    team: str | None
    override: tuple[str, str] | None
    """Reason (a code of `OVERRIDE_REASONS`) and words, where the choice differs."""
    signed_at: datetime
    revision: str


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number that the unit filled in for the receiving team."""

    telephone: str
    note: str = ""
    verified_on: str = ""
    """ISO day on which somebody last made sure of it; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Who reads the letter now in place of the receiver that the decision names, and since when."""

    to: str
    on: date
    first: str
    """Whom it went to before."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Who sees to a prerequisite ("" for whom the criteria name), and by which ISO day, or ""."""

    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what is said under it. Without a label the text stands alone."""

    label: str
    text: str
    mark: str = ""
    """A symbol in front, so that nothing rests on colour: to-do, met, not met, open, alarm."""
    note: str = ""
    """Small print that belongs to the line: a source, an owner."""
    brief: bool = False
    """True where the text is a few words that may share a row with the next."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one title."""

    title: str
    lines: tuple[Line, ...] = ()
    missing: str = ""
    """What is not stated, as one small line."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a receiver would ask for, and where it is filled in."""

    of: Literal["fact", "note"]
    id: str
    """A question of the checklist, or a field of `NOTE_FIELDS`."""
    label: str


@dataclass(frozen=True, slots=True)
class Referral:
    """The letter. `front` fits one page in a normal case; `trace` begins on the next."""

    language: str
    title: str
    draft: str
    """Says that the letter is not signed; empty when it is."""
    patient: str
    """Stands on every page."""
    headline: str
    """What is asked for, and by when."""
    asked: tuple[Line, ...]
    """What belongs to it: why that day, and what a point intervention consists of. Few words."""
    alarm: tuple[str, ...]
    """What a red flag calls for: a title, the signs, what to do, and who has been called."""
    request: tuple[Line, ...]
    """Level, receiver, sender, urgency and reasons; the first two are set large."""
    worry: Line
    front: tuple[Section, ...]
    whole: tuple[Section, ...]
    """Texts that the front only begins; mostly none."""
    trace_title: str
    trace_lead: str
    trace: tuple[Section, ...]
    intended_purpose: str
    """What the program says of itself, on every page."""
    pack: str
    """The criteria used, on every page."""
    log: str
    """Where the access log stood, on every page; empty where it tells nothing of the letter."""
    page: str
    """Page number, with `{page}` and `{pages}`."""
    replaced: str
    """Tells that characters could not be printed, with `{characters}`."""
    lacks: tuple[Lack, ...]
    """What a receiver would have to ask for, the most pressing first."""
    short: tuple[Line, ...]
    """The letter in a dozen lines, for whoever has no room for it."""
    warnings: tuple[str, ...]
    """What the reader should be warned of; each stands in the letter as well."""
    doubt: str
    """What the sender may want to mend in the day wished for; "" where nothing. Never printed."""
