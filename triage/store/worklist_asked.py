"""What a list of cases can be asked for: a view, and what it is narrowed to."""

from enum import StrEnum
from typing import Final, NamedTuple

LISTED: Final = 1_000
"""Cases that a view holds. Nobody works through more: narrowing or a search finds the rest."""


class View(StrEnum):
    """One way of looking at the cases, in the order of its keys. The values stand in settings."""

    TODAY = "today"
    """What somebody must do today or should have done, the most urgent first; then open drafts."""
    ALL = "all"
    DRAFTS = "drafts"
    UNSENT = "unsent"
    AWAITING = "awaiting"
    """Sent, and the receiver owes an answer."""
    OVERDUE = "overdue"
    """An answer should have come."""
    REASSESS = "reassess"
    """To be seen again within a week."""
    CONDITIONS = "conditions"
    """A condition of the decision is still open."""
    REGISTER = "register"
    """Died, and the palliative register was not told."""
    CLOSED = "closed"


class Narrowed(NamedTuple):
    """What a view is narrowed to; "" and None leave it as it is.

    `team` is a pack and the id of one of its teams. Of a protected identity no municipality is
    known to a list: narrowed to one it never shows them.
    """

    urgency: str = ""
    team: tuple[str, str] | None = None
    municipality: str = ""


EVERYTHING: Final = Narrowed()


class Moments(NamedTuple):
    """When a list is asked for. Times are ISO 8601 in UTC, days ISO days in Sweden."""

    now: str
    tonight: str
    """The end of today. As text it comes after today as a day, and before tomorrow."""
    week: str
    """The day in a week."""


class Key(NamedTuple):
    """A case of a view, and what it can be grouped by."""

    case_id: str
    pack: str
    team: str
    municipality: str | None
