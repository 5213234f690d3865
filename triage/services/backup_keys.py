"""What opens the envelope of a backup: a recovery code, anybody's passphrase, or this computer.

The functions here make the `open_key` that `restore` and `salvage` ask for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from triage.keys import recovery_code
from triage.keys.data_key import DataKey
from triage.keys.envelope import Envelope
from triage.keys.errors import KeysError
from triage.keys.passphrase import as_bytes

__all__ = ["KeysError", "OpenKey", "of_folder", "with_secret"]

OpenKey = Callable[[bytes], DataKey]
"""Takes the bytes of an envelope; raises `KeysError`."""


def with_secret(typed: str) -> OpenKey:
    """Return what opens an envelope by a recovery code or the passphrase of anybody in it.

    Which of them was typed shows by itself. Each slot costs a tenth of a second.
    """

    def open_key(data: bytes) -> DataKey:
        envelope = Envelope.from_bytes(data)
        mistyped: KeysError | None = None
        ways: list[tuple[str, bytes]] = []
        try:
            code = recovery_code.read(typed)
            ways += [(slot.id, code) for slot in envelope.of_kind("recovery")]
        except KeysError as error:
            mistyped = error
        ways += [(slot.id, as_bytes(typed)) for slot in envelope.of_kind("passphrase")]
        for slot, secret in ways:
            try:
                return envelope.open(slot, secret)
            except KeysError as error:
                if error.code not in {"wrong_passphrase", "wrong_recovery_code"}:
                    raise
        if mistyped is not None and mistyped.code.startswith("recovery_code_group"):
            raise mistyped  # as long as a code and nearly one: say where it is mistyped
        raise KeysError("wrong_passphrase")

    return open_key


def of_folder(folder: Path, open_key: OpenKey) -> DataKey:
    """Return the key of the store in a folder, by its own envelope.

    :raises KeysError: envelope_missing and what `open_key` raises
    """
    from triage.keys import envelope_file  # noqa: PLC0415 - seldom needed

    return open_key(envelope_file.read(folder).to_bytes())
