"""The computer's own key store: where a random secret may wait, so that nobody types any.

Only the backends below are used, each by its class: left to choose, `keyring` may pick one that
keeps secrets in a plain text file. Its discovery of all backends is never begun.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final, Protocol

from triage.keys.errors import KeysError

SERVICE: Final = "Vagval"
_BACKENDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "linux": (
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    ),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
}


class KeyStore(Protocol):
    """Where secrets wait, by name."""

    def available(self) -> bool:
        """Say whether it can be used here."""

    def get(self, name: str) -> bytes | None:
        """Return a secret; None where it has none of that name, or cannot be asked."""

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret, and find it again.

        :raises KeysError: key_store_unavailable
        """

    def forget(self, name: str) -> None:
        """Remove a secret, if it is there."""


class PlatformKeyStore:
    """That of the system the program runs on."""

    def __init__(self) -> None:
        """Look for nothing yet: the search costs a fifth of a second."""
        self._backend: Any = None
        self._looked = False

    def available(self) -> bool:
        """Say whether a backend of the list works here."""
        return self._found() is not None

    def get(self, name: str) -> bytes | None:
        """Return a secret; None where there is none, or the user did not open the key store."""
        from keyring.errors import KeyringError  # noqa: PLC0415 - slow

        backend = self._found()
        if backend is None:
            return None
        try:
            kept = backend.get_password(SERVICE, name)
            return None if kept is None else bytes.fromhex(kept)
        except (KeyringError, OSError, ValueError):  # ValueError: somebody else's text
            return None

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret, and read it back."""
        from keyring.errors import KeyringError  # noqa: PLC0415 - slow

        backend = self._found()
        if backend is None:
            raise KeysError("key_store_unavailable")
        try:
            backend.set_password(SERVICE, name, secret.hex())
        except (KeyringError, OSError):
            raise KeysError("key_store_unavailable") from None
        if self.get(name) != secret:
            raise KeysError("key_store_unavailable")

    def forget(self, name: str) -> None:
        """Remove a secret; one that cannot be removed opens nothing once its slot is gone."""
        from keyring.errors import KeyringError  # noqa: PLC0415 - slow

        backend = self._found()
        if backend is None:
            return
        try:
            backend.delete_password(SERVICE, name)
        except (KeyringError, OSError):
            return

    def _found(self) -> Any:
        if not self._looked:
            self._looked = True
            self._backend = next(filter(None, map(_working, _BACKENDS.get(sys.platform, ()))), None)
        return self._backend


def _working(named: tuple[str, str]) -> Any:
    """Return a backend that can be used here, or None."""
    module, name = named
    try:
        kind = getattr(import_module(module), name)
    except ImportError:
        return None
    # `viable` asks the backend for its priority, which it answers by an error where it cannot work.
    return kind() if kind.viable else None
