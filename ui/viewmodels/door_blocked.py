"""What is said where the data cannot be opened: what is sure in spite of it, and what helps."""

from dataclasses import dataclass
from typing import Final, Self

from triage.services import StoreError
from triage.services.at_the_door import KeysError
from triage.texts import Translate

_LOST: Final = frozenset(
    {
        *("store_missing", "envelope_missing", "envelope_damaged", "envelope_altered"),
        *("envelope_too_costly", "missing", "damaged", "not_a_database", "not_a_store"),
        *("guards_altered", "schema_altered", "references_broken", "revision_damaged"),
        *("log_damaged", "damaged_in_use", "pack_damaged"),
    }
)
"""Codes of what a backup helps against."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Whether a backup helps, and what stands below the error."""

    restore: bool = False

    @classmethod
    def of(cls, error: KeysError | StoreError | None) -> Self:
        """Return it for an error; None is a folder that cannot be made or read."""
        return cls(error is not None and error.code in _LOST)

    def more(self, _: Translate) -> str:
        """Return what stands below the error, "" for nothing."""
        if not self.restore:
            return ""
        return _(
            "Inget har skrivits över, och inget nytt har skapats i dess ställe. En säkerhetskopia "
            "kan återställas här; det som ligger i mappen läggs då undan."
        )
