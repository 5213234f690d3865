"""What guessing a secret costs: Argon2id and its parameters, which stand in each slot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from triage.keys.errors import KeysError

LENGTH: Final = 32
"""Bytes of a derived key."""
SALT: Final = 16
"""Bytes."""

_MEMORY: Final = 1024 * 1024
_PASSES: Final = 16
_LANES: Final = 16
_WORK: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of Argon2id. `memory` is in KiB.

    An envelope may come from anybody, so nothing is begun that could fill the memory or take
    minutes: at most 1 GiB at a time, and 4 GiB filled in all. There is no lower bound beyond the
    algorithm's own: whoever lowers the numbers in a slot only makes it fail to open.
    """

    memory: int
    passes: int
    lanes: int

    def require_bounded(self) -> None:
        """Refuse what takes too much.

        :raises KeysError: envelope_too_costly
        """
        fits = (
            1 <= self.lanes <= _LANES
            and 8 * self.lanes <= self.memory <= _MEMORY
            and 1 <= self.passes <= _PASSES
            and self.memory * self.passes <= _WORK
        )
        if not fits:
            raise KeysError("envelope_too_costly")

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return the key that a secret gives: about a tenth of a second at `USUAL`.

        :raises KeysError: envelope_too_costly, not_enough_memory
        """
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - not to start

        self.require_bounded()
        try:
            return Argon2id(
                salt=salt,
                length=LENGTH,
                iterations=self.passes,
                lanes=self.lanes,
                memory_cost=self.memory,
            ).derive(secret)
        except MemoryError:
            raise KeysError("not_enough_memory") from None


USUAL: Final = Cost(memory=64 * 1024, passes=3, lanes=4)
"""The second recommendation of RFC 9106: 64 MiB, three passes, four lanes."""
