"""An archive of a few named files, in one exact form, which every ZIP program can unpack.

Nothing is compressed, nothing nested, and each name stands where it is expected. The reader
regenerates every byte around the contents from names, sizes and checksums and compares them with
what stands in the file, so that of all that a ZIP file may hold (links, folders, comments,
doubled names, sizes that lie) nothing is accepted.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from triage.store.errors import StoreError
from triage.store.progress import Progress, tell, unheard

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 45  # of the format: the first with sizes of 64 bits
_MADE_BY: Final = 3 << 8 | _VERSION  # Unix: so that the mode below counts
_MODE: Final = 0o100600 << 16  # an ordinary file, for its owner alone
_DAY: Final = 0x21  # 1 January 1980, the format's first
_SEE_EXTRA: Final = 0xFFFFFFFF
_PIECE: Final = 1 << 20


class Member(NamedTuple):
    """A file in the archive."""

    name: str
    size: int
    crc: int


def _extra(*values: int) -> bytes:
    return struct.pack(f"<2H{len(values)}Q", 1, 8 * len(values), *values)


def _before(member: Member) -> bytes:
    """Return what stands before a member's bytes."""
    name, extra = member.name.encode("ascii"), _extra(member.size, member.size)
    head = _LOCAL.pack(
        b"PK\x03\x04", _VERSION, 0, 0, 0, _DAY, member.crc, *(_SEE_EXTRA,) * 2, len(name), 20
    )
    return head + name + extra


def _after(members: Sequence[Member]) -> bytes:
    """Return what stands after all members' bytes."""
    entries, at = b"", 0
    for one in members:
        name, extra = one.name.encode("ascii"), _extra(one.size, one.size, at)
        versions = (b"PK\x01\x02", _MADE_BY, _VERSION, 0, 0, 0, _DAY)
        sizes = (one.crc, _SEE_EXTRA, _SEE_EXTRA, len(name), len(extra), 0, 0, 0)
        entries += _CENTRAL.pack(*versions, *sizes, _MODE, _SEE_EXTRA) + name + extra
        at += len(_before(one)) + one.size
    count, size = len(members), len(entries)
    end = _END_64.pack(
        b"PK\x06\x06", 44, _VERSION, _VERSION, 0, 0, count, count, size, at
    ) + _LOCATOR.pack(b"PK\x06\x07", 0, at + size, 1)
    return entries + end + _END.pack(b"PK\x05\x06", 0, 0, count, count, *(_SEE_EXTRA,) * 2, 0)


def write(out: BinaryIO, members: Sequence[tuple[Member, BinaryIO]], progress: Progress) -> None:
    """Write the archive; each source holds exactly its member's bytes.

    :raises Stopped: if asked to
    """
    total = sum(one.size for one, _source in members)
    done = 0
    for member, source in members:
        out.write(_before(member))
        while piece := source.read(_PIECE):
            out.write(piece)
            done += len(piece)
            tell(progress, done, total)
    out.write(_after([one for one, _source in members]))


class Archive:
    """An archive that has exactly the expected names, in their order."""

    def __init__(self, file: BinaryIO, size: int, names: Sequence[str]) -> None:
        """Read all but the contents of the `size` bytes.

        :raises StoreError: backup_unreadable
        """
        self._file = file
        self._places: dict[str, tuple[Member, int]] = {}
        at = 0
        for name in names:
            member = self._member(at, name)
            at += len(_before(member))
            self._places[name] = (member, at)
            at += member.size
            if at > size:
                raise StoreError("backup_unreadable")
        rest = _after([member for member, _at in self._places.values()])
        if size != at + len(rest) or self._bytes(at, len(rest)) != rest:
            raise StoreError("backup_unreadable")

    def _bytes(self, at: int, count: int) -> bytes:
        self._file.seek(at)
        return self._file.read(count)

    def _member(self, at: int, name: str) -> Member:
        expected = len(_before(Member(name, 0, 0)))
        found = self._bytes(at, expected)
        if len(found) != expected:
            raise StoreError("backup_unreadable")
        crc = _LOCAL.unpack_from(found)[6]
        size = struct.unpack("<Q", found[-8:])[0]
        member = Member(name, size, crc)
        if found != _before(member):
            raise StoreError("backup_unreadable")
        return member

    def size(self, name: str) -> int:
        """Return how many bytes a member has."""
        return self._places[name][0].size

    def read(self, name: str, most: int) -> bytes:
        """Return a small member's bytes.

        :raises StoreError: backup_unreadable if there are more than `most`, or they changed
        """
        member, at = self._places[name]
        if member.size > most:
            raise StoreError("backup_unreadable")
        data = self._bytes(at, member.size)
        if len(data) != member.size or zlib.crc32(data) != member.crc:
            raise StoreError("backup_unreadable")
        return data

    def copy(self, name: str, out: BinaryIO, progress: Progress = unheard) -> str:
        """Copy a member out, counted, and return its SHA-256 in hex.

        :raises StoreError: backup_unreadable if its bytes changed
        :raises Stopped: if asked to
        """
        from hashlib import sha256  # noqa: PLC0415 - seldom needed

        member, at = self._places[name]
        self._file.seek(at)
        left, crc, digest = member.size, 0, sha256()
        while left:
            piece = self._file.read(min(_PIECE, left))
            if not piece:
                raise StoreError("backup_unreadable")
            out.write(piece)
            crc = zlib.crc32(piece, crc)
            digest.update(piece)
            left -= len(piece)
            tell(progress, member.size - left, member.size)
        if crc != member.crc:
            raise StoreError("backup_unreadable")
        return digest.hexdigest()


def measured(name: str, path: Path) -> tuple[Member, str]:
    """Return a file as a member to be, and its SHA-256 in hex."""
    from hashlib import sha256  # noqa: PLC0415 - seldom needed

    size, crc, digest = 0, 0, sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            digest.update(piece)
    return Member(name, size, crc), digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Have the disk keep which files a folder has; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
