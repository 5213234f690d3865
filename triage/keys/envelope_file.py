"""The envelope on disk: `vagval.keys` beside the store, never gone and never half written.

A new one is written under another name, read back, moved over the former one in one step, and read
back again; the former is kept under a third name until then.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from triage.keys import files
from triage.keys.data_key import DataKey
from triage.keys.envelope import Envelope
from triage.keys.envelope_text import MOST
from triage.keys.errors import KeysError

NAME: Final = "vagval.keys"
_NEW: Final = "vagval.keys.new"
_FORMER: Final = "vagval.keys.former"


def exists(folder: Path) -> bool:
    """Say whether a folder has an envelope, or a former one."""
    return (folder / NAME).exists() or (folder / _FORMER).exists()


def read(folder: Path) -> Envelope:
    """Return the envelope; the former one while the present cannot be read.

    :raises KeysError: envelope_missing, envelope_unreadable, envelope_damaged, envelope_newer,
        envelope_too_costly
    """
    try:
        return Envelope.from_bytes(_bytes(folder / NAME))
    except KeysError as error:
        if error.code == "envelope_newer" or not (folder / _FORMER).exists():
            raise
        return Envelope.from_bytes(_bytes(folder / _FORMER))


def write(folder: Path, envelope: Envelope, key: DataKey) -> None:
    """Put an envelope in the place of the former one; on disk and proven when this returns.

    :raises KeysError: not_written, and then the former one stands; too_many_people
    """
    data = envelope.to_bytes()
    path, new, former = (folder / name for name in (NAME, _NEW, _FORMER))
    try:
        files.write(new, data)
        _prove(new, data, key)
        if path.exists():
            files.write(former, path.read_bytes())
        files.move(new, path)
        try:
            _prove(path, data, key)
        except KeysError:
            if former.exists():
                files.move(former, path)
            raise
        files.remove(former)
    except OSError:
        raise KeysError("not_written") from None


def mend(folder: Path, key: DataKey) -> None:
    """Do what a killed writing left undone, by the one that has just opened the store.

    A former envelope that lies about may hold a way in of somebody who has left.
    """
    if not any((folder / name).exists() for name in (_NEW, _FORMER)):
        return
    with suppress(KeysError, OSError):  # a full disk lets people in all the same
        write(folder, read(folder), key)
        files.remove(folder / _NEW)


def _prove(path: Path, data: bytes, key: DataKey) -> None:
    """Read a file back, and check that it is what was to be written and opens with its key."""
    written = path.read_bytes()
    if written != data:
        raise KeysError("not_written")
    Envelope.from_bytes(written).require_sealed(key)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST + 1)
    except FileNotFoundError:
        raise KeysError("envelope_missing") from None
    except OSError:
        raise KeysError("envelope_unreadable") from None
