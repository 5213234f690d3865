"""The random key that opens one store. Nobody types it: people open an envelope that holds it."""

import os
from typing import Final, Self

LENGTH: Final = 32
"""Bytes."""


class DataKey:
    """32 random bytes, which no text of this program ever shows."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        """Take the bytes; ValueError if they are not 32."""
        if len(raw) != LENGTH:
            raise ValueError("a data key has 32 bytes")
        self._raw = bytearray(raw)

    @classmethod
    def new(cls) -> Self:
        """Return a new random key."""
        return cls(os.urandom(LENGTH))

    @property
    def raw(self) -> bytes:
        """The bytes themselves; ValueError once they are wiped."""
        if not any(self._raw):
            raise ValueError("the data key is wiped")
        return bytes(self._raw)

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose, from which neither key nor other purposes follow."""
        from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - not at each start
        from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand  # noqa: PLC0415 - as above

        return HKDFExpand(SHA256(), LENGTH, f"vagval {purpose}".encode()).derive(self.raw)

    def copy(self) -> Self:
        """Return the same key, to be wiped on its own."""
        return type(self)(self.raw)

    def wipe(self) -> None:
        """Overwrite the key. Copies that Python or the cipher made meanwhile are out of reach."""
        self._raw[:] = bytes(LENGTH)

    def __repr__(self) -> str:
        return "DataKey(…)"

    def __eq__(self, other: object) -> bool:
        from hmac import compare_digest  # noqa: PLC0415 - seldom asked

        return isinstance(other, DataKey) and compare_digest(self._raw, other._raw)

    __hash__ = None  # type: ignore[assignment] # a key is no key of a dict

    def __reduce__(self) -> str:
        raise TypeError("a data key is not pickled")
