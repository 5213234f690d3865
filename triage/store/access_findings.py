"""What verifying the access log found, as plain values."""

from dataclasses import dataclass
from enum import StrEnum

from triage.store.anchors import Anchor


class Fault(StrEnum):
    """One way in which the log is not as it was written."""

    ALTERED = "altered"
    """Entries do not match their mac: changed, or never written by this program."""
    MOVED = "moved"
    """Entries stand at each other's places."""
    MISSING = "missing"
    """Numbers are left out."""
    REMOVED = "removed"
    """Entries were taken out and those after them numbered anew."""
    INSERTED = "inserted"
    """Entries were put in and those after them numbered anew."""
    PURGE_ALTERED = "purge_altered"
    """The note of a purge is not as it was written."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and the entries it concerns; of those removed, the two between which they stood."""

    fault: Fault
    first: int
    last: int
    count: int = 1


class AnchorState(StrEnum):
    """What an anchor from outside says of the log."""

    NONE = "none"
    """No anchor was given: a log that was cut at its end, or made anew, passes."""
    HOLDS = "holds"
    PURGED = "purged"
    """Its entry was purged since; it says nothing any more."""
    BEYOND_END = "beyond_end"
    """Its entry is not there: the end was cut off, or this is an older copy."""
    DIFFERS = "differs"
    """Another entry stands there: the log was made anew from there or from before."""


@dataclass(frozen=True, slots=True)
class Purge:
    """Entries that were removed by the log's own rule, as noted when that was done."""

    through: int
    at: str
    person: str
    removed: int
    first_at: str
    last_at: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying the whole log found."""

    checked: int
    first: int
    last: int
    """Numbers of the first and last entry; 0 for a log without any."""
    findings: tuple[Finding, ...]
    anchor: Anchor | None
    state: AnchorState
    head: Anchor | None
    set_back: tuple[int, ...]
    """The first entries whose clock stood before that of the entry before: told, no fault."""
    set_back_count: int
    restores: tuple[tuple[int, str], ...]
    """Number and time of the last restores: what makes an older anchor fail in all honesty."""
    purges: tuple[Purge, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the log, as far as can be told."""
        refuted = self.state in {AnchorState.BEYOND_END, AnchorState.DIFFERS}
        return not self.findings and not refuted
