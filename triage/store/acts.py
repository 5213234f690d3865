"""What the access log tells of: kinds of acts, and who did them."""

from enum import StrEnum
from typing import Final, NamedTuple, Self

from triage.core.people import Person


class Act(StrEnum):
    """One kind of act. The values stand in stores: none is ever renamed or used anew."""

    # the door
    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock_failed"
    LOCKED = "locked"
    # a patient
    OPENED = "opened"
    FOUND = "found"
    """Opened from a search."""
    IDENTIFIED = "identified"
    """Another number was set for a draft."""
    SIGNED = "signed"
    OVERRIDDEN = "overridden"
    """Signed against the recommendation; follows its `signed`."""
    CORRECTED = "corrected"
    """A decision was opened for correction."""
    CORRECTION_DROPPED = "correction_dropped"
    PRINTED = "printed"
    SAVED_PDF = "saved_pdf"
    COPIED = "copied"
    PREVIEWED_LETTER = "previewed_letter"
    DRAFT_DELETED = "draft_deleted"
    DRAFT_RESTORED = "draft_restored"
    TAKEN_OVER = "taken_over"
    MOVED = "moved"
    """Marked as moved to the record system."""
    NOTED = "noted"
    """Something was written in the ledger of a case; the detail says which kind."""
    ADVICE = "advice"
    """Advice was written down, or settled, that belongs to no case."""
    LISTED = "listed"
    """A list of patients was printed or saved."""
    PURGED = "purged"
    # the store
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    SALVAGED = "salvaged"
    SET_ASIDE_REMOVED = "set_aside_removed"
    """A store that a restore had put aside was removed."""
    EXPORTED = "exported"
    """Decisions or access log were written to a file."""
    RULE_CHANGED = "rule_changed"
    """How long something is kept was set."""
    # people and keys
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PERSON_LEFT = "person_left"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - the name of an act
    RECOVERY_CODE_MADE = "recovery_code_made"
    KEY_STORE_CHANGED = "key_store_changed"
    REKEYED = "rekeyed"
    KEYS_SET_BACK = "keys_set_back"
    """Ways in were there again that had been ended: a former envelope was put back."""
    # the log itself
    LOG_READ = "log_read"
    LOG_VERIFIED = "log_verified"
    LOG_PURGED = "log_purged"


class Actor(NamedTuple):
    """Who acts, as the log keeps it: a person may later leave or change unit."""

    person: str = ""
    """Id of the person; "" where nobody was signed in."""
    who: str = ""
    unit: str = ""

    @classmethod
    def of(cls, person: Person) -> Self:
        """Return a person as the log keeps one."""
        return cls(person.id, person.name, person.unit)


NOBODY: Final = Actor()
"""The program itself, or a command where nobody signed in."""
