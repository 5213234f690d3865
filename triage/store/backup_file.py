"""A backup: one file that holds the store, the envelope that opens it, and what it says of itself.

Everything in it but the manifest is encrypted, so it may lie on a USB stick or a share.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from triage.keys.data_key import DataKey
from triage.store import backup_manifest, flat_archive
from triage.store.backup_manifest import Manifest
from triage.store.errors import StoreError
from triage.store.flat_archive import Archive
from triage.store.progress import Progress, unheard
from triage.whole_file import for_owner

SUFFIX: Final = ".vvbackup"
MANIFEST, ENVELOPE, STORE = "manifest.json", "vagval.keys", "vagval.db"
NAMES: Final = (MANIFEST, ENVELOPE, STORE)
MOST_ENVELOPE: Final = 64 << 10
"""Bytes that an envelope may have."""


@dataclass(frozen=True)
class OpenBackup:
    """A backup whose outside is whole; what it says is true once `prove` has passed."""

    manifest: Manifest
    envelope: bytes
    _manifest: bytes
    _archive: Archive

    def prove(self, key: DataKey) -> None:
        """Check that the manifest was written with this key.

        :raises StoreError: backup_altered
        """
        backup_manifest.require_seal(self._manifest, key)

    def copy_store(self, target: Path, progress: Progress = unheard) -> None:
        """Write the store's file, on disk when this returns.

        :raises StoreError: backup_unreadable, backup_altered
        :raises OSError: where the target cannot be written
        :raises Stopped: if asked to
        """
        with open(target, "xb", opener=for_owner) as out:
            digest = self._archive.copy(STORE, out, progress)
            out.flush()
            os.fsync(out.fileno())
        if digest != self.manifest.store:
            raise StoreError("backup_altered")

    @property
    def store_size(self) -> int:
        """Bytes of the store's file."""
        return self._archive.size(STORE)


@contextmanager
def opened(path: Path) -> Iterator[OpenBackup]:
    """Open a backup; it may come from anywhere.

    :raises StoreError: backup_unreadable, backup_newer, backup_altered
    """
    with ExitStack() as stack:
        try:
            if not path.is_file():  # opening a pipe would wait for ever
                raise StoreError("backup_unreadable")
            file = stack.enter_context(path.open("rb"))
            archive = Archive(file, os.fstat(file.fileno()).st_size, NAMES)
            written = archive.read(MANIFEST, backup_manifest.MOST)
            envelope = archive.read(ENVELOPE, MOST_ENVELOPE)
        except (OSError, ValueError):
            raise StoreError("backup_unreadable") from None
        manifest = backup_manifest.read(written)
        if sha256(envelope).hexdigest() != manifest.envelope:
            raise StoreError("backup_altered")
        yield OpenBackup(manifest, envelope, written, archive)


def write(
    target: Path, sealed: bytes, envelope: bytes, store: Path, progress: Progress = unheard
) -> None:
    """Write a backup, on disk when this returns; `target` must not exist.

    :raises OSError: where it cannot be written
    :raises Stopped: if asked to
    """
    member, _digest = flat_archive.measured(STORE, store)
    with open(target, "xb", opener=for_owner) as out, store.open("rb") as source:
        members = [(_member(MANIFEST, sealed), io.BytesIO(sealed))]
        members.append((_member(ENVELOPE, envelope), io.BytesIO(envelope)))
        flat_archive.write(out, [*members, (member, source)], progress)
        out.flush()
        os.fsync(out.fileno())


def _member(name: str, data: bytes) -> flat_archive.Member:
    import zlib  # noqa: PLC0415 - seldom needed

    return flat_archive.Member(name, len(data), zlib.crc32(data))
