"""Anchors: a short trace of the access log that can be kept outside the store, as on paper.

`1042 9f3a 77c1 20be 4d5a b7` is entry 1042, the first 16 hex digits of its mac, and two digits by
which a slip of the pen is told from a log that was altered.
"""

import re
from typing import Final, NamedTuple, Self

from triage.store.errors import StoreError

_DIGITS: Final = 16
# Not compiled before the first one is typed, for every start loads this.
_TYPED: Final = r"([0-9]{1,15})([0-9a-f]{16})([0-9a-f]{2})"
_BLANKS: Final = r"[\s\u00a0\u202f\u2010-\u2015\u2212.:·-]+"


class Anchor(NamedTuple):
    """An entry of the log and the beginning of its mac, in hex."""

    seq: int
    trace: str

    @classmethod
    def of(cls, seq: int, mac: bytes) -> Self:
        """Return the anchor of an entry."""
        return cls(seq, mac.hex()[:_DIGITS])

    @classmethod
    def typed(cls, text: str) -> Self:
        """Return an anchor as it was copied from paper; blanks, hyphens and capitals do not count.

        :raises StoreError: anchor_mistyped
        """
        first, *rest = re.sub(_BLANKS, " ", text.strip().lower()).split(" ")
        parts = re.fullmatch(_TYPED, first + "".join(rest))
        # The number may be typed without a blank after it; what follows has a fixed length.
        if parts is not None:
            anchor = cls(int(parts[1]), parts[2])
            if anchor.check == parts[3] and anchor.seq > 0:
                return anchor
        raise StoreError("anchor_mistyped")

    @property
    def check(self) -> str:
        """Two digits that follow from the others."""
        from hashlib import sha256  # noqa: PLC0415 - the door stands before anything is hashed

        return sha256(f"{self.seq} {self.trace}".encode()).hexdigest()[:2]

    def __str__(self) -> str:
        groups = (self.trace[at : at + 4] for at in range(0, _DIGITS, 4))
        return " ".join((str(self.seq), *groups, self.check))
