"""One version of a pack, and how its signature stands: plain values without files or keys."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class SignatureState(StrEnum):
    """How a pack file's signature stands at this workstation."""

    KNOWN = "signed_known"  # whole, and the key is trusted here
    UNKNOWN = "signed_unknown"  # whole, by a key that nobody here has vouched for
    UNSIGNED = "unsigned"  # nobody answers for it
    ALTERED = "altered"  # something does not match; it is not used


class Origin(StrEnum):
    """Where a version comes from."""

    ORIGINAL = "original"  # came with the program
    LOCAL = "local"  # published at this workstation
    RECEIVED = "received"  # came as a file from somebody else


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a pack, as its file tells; an original has no file and no signer."""

    pack: str
    version: str
    digest: str
    """Names the version; under the vocabulary of its day it is the criteria's own digest."""
    origin: Origin
    signature: SignatureState
    signer: str = ""
    """The name that the signer gave; only the key proves it."""
    fingerprint: str = ""
    trusted_by: str = ""
    """Who vouched for the key here."""
    published_on: str = ""
    """The day of the signature, as ISO text."""
    file: Path | None = None

    @property
    def vouched_for(self) -> bool:
        """Whether it came with the program, or somebody known here answers for it."""
        return self.origin is Origin.ORIGINAL or self.signature is SignatureState.KNOWN


def version_order(version: str) -> tuple[tuple[int, int, str], ...]:
    """Return what versions are put in order by: `2026.10` comes after `2026.9`.

    Numbers count as numbers and come after words, so that `2026.1-draft` lies before
    `2026.1.1` and after `2026.1`; signs only part them.
    """
    parts = re.findall(r"[0-9]+|[^\W\d_]+", version.lower())
    return tuple((1, int(one), "") if one.isdecimal() else (0, 0, one) for one in parts)
