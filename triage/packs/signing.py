"""Keys that packs are signed with: made, kept in a file, and told apart by their fingerprint.

Ed25519. A private key never leaves this module but into its own file or the store; no text
that it gives holds one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from triage.packs.problems import InputError, Problem
from triage.whole_file import write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64
_LARGEST_FILE = 16 * 1024


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key. Its public half is what others see."""

    public: bytes
    _private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> SigningKey:
        """Return a new key, made by the system's source of chance."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - only to sign
            Ed25519PrivateKey,
        )

        return cls._of(Ed25519PrivateKey.generate())

    @classmethod
    def from_secret(cls, secret: bytes) -> SigningKey:
        """Return the key of 32 secret bytes, as `secret` gives them.

        Raises:
            ValueError: if there are not 32 of them.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - only to sign
            Ed25519PrivateKey,
        )

        return cls._of(Ed25519PrivateKey.from_private_bytes(secret))

    @classmethod
    def _of(cls, private: Ed25519PrivateKey) -> SigningKey:
        return cls(private.public_key().public_bytes_raw(), private)

    def secret(self) -> bytes:
        """Return the 32 bytes that are the key; whoever has them signs in its name."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of these exact bytes."""
        return self._private.sign(message)


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether a signature is that key's, of these exact bytes."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - only to verify
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    if len(public) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return what people compare to know a key: 128 bits of its SHA-256, `1a2b-…` in eights."""
    digits = hashlib.sha256(public).hexdigest()[:32]
    return "-".join(digits[at : at + 4] for at in range(0, 32, 4))


def read_fingerprint(text: str) -> str:
    """Return a fingerprint as `fingerprint` writes it, however it was grouped.

    Raises:
        ValueError: if it is none.
    """
    digits = "".join(one for one in text.lower() if one not in " -:")
    if len(digits) != 32 or set(digits) - set("0123456789abcdef"):
        raise ValueError("a fingerprint has 32 digits 0–9 and a–f, such as 1a2b-3c4d-…")
    return "-".join(digits[at : at + 4] for at in range(0, 32, 4))


def save_key(key: SigningKey, path: Path, passphrase: str) -> None:
    """Write a key to a file that its owner alone can read; an empty passphrase locks nothing.

    Raises:
        InputError: if something stands there, or the file cannot be written.
    """
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - only to sign

    lock = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    data = key._private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock
    )
    try:
        if path.exists() or path.is_symlink():
            message = "stands there already; a key is never overwritten, name another file"
            raise _refused(path, message)
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise _refused(path, f"{reason}; give a file in a folder that can be written to") from None


def load_key(path: Path, passphrase: Callable[[], str]) -> SigningKey:
    """Read a key from its file (PEM, PKCS #8); `passphrase` is asked where the file is locked.

    Raises:
        InputError: if it cannot be read, is open to others, or is no Ed25519 key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - only to sign
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    data = _private_bytes(path)
    locked = b"BEGIN ENCRYPTED PRIVATE KEY" in data
    word = passphrase().encode() if locked else None
    try:
        private = serialization.load_pem_private_key(data, word or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        wrong = "the passphrase does not open it" if locked else "is no private key in PEM"
        raise _refused(path, f"{wrong}; make one with --new-key") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise _refused(path, "is no Ed25519 key; make one with --new-key")
    return SigningKey.from_secret(private.private_bytes_raw())


def _private_bytes(path: Path) -> bytes:
    try:
        if path.is_fifo():  # would be waited for without end
            raise _refused(path, "is no ordinary file; name the key's file")
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise _refused(path, "others can read it; take their rights away: chmod 600")
            data = file.read(_LARGEST_FILE + 1)
    except IsADirectoryError:
        raise _refused(path, "is a folder; name the key's file") from None
    except FileNotFoundError:
        raise _refused(path, "no such file; make a key there with --new-key") from None
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise _refused(path, f"{reason}; name a key file that can be read") from None
    if len(data) > _LARGEST_FILE:
        raise _refused(path, "is too large for a key; name the key's file")
    return data


def _refused(path: Path, message: str) -> InputError:
    return InputError([Problem(str(path), "", message)])
