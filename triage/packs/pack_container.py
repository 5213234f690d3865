"""A few flat files in one: a plain zip of one fixed form, read in memory and to its last byte.

Members are stored, never compressed, so nothing can unfold to more than what was counted. The
same members always give the same bytes, and other bytes than those are refused: there is no
room for links, folders, comments, second copies or anything behind the end.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

from triage.packs.problems import InputError, Problem
from triage.packs.quoting import quoted

MAX_BYTES = 2 * 1024 * 1024
"""Bytes of a whole file; three files of a pack at their largest, and what says so."""

_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50
_FORMAT_2_0 = 20
_UNIX_2_0 = (3 << 8) | _FORMAT_2_0
_FIRST_OF_1980 = 0x21
_ORDINARY_FILE = (stat.S_IFREG | 0o644) << 16


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return one file that holds the members, in their order; names are ASCII."""
    body, directory = b"", b""
    for name, data in members.items():
        plain = name.encode("ascii")
        told = struct.pack(
            "<HHHHHIIIHH",
            *(_FORMAT_2_0, 0, zipfile.ZIP_STORED, 0, _FIRST_OF_1980),
            *(zlib.crc32(data), len(data), len(data), len(plain), 0),
        )
        directory += struct.pack("<IH", _CENTRAL, _UNIX_2_0) + told
        directory += struct.pack("<HHHII", 0, 0, 0, _ORDINARY_FILE, len(body)) + plain
        body += struct.pack("<I", _LOCAL) + told + plain + data
    count = len(members)
    ending = struct.pack("<IHHHHIIH", _END, 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + ending


def unpacked(data: bytes, file: str, known: Sequence[str]) -> Mapping[str, bytes]:
    """Return the members of a file by name, in the order of `known`; some may be missing.

    Raises:
        InputError: if it is anything but such a file with members of these names, whole.
    """
    if not data:
        raise _refused(file, "", "is empty; ask for the file again")
    if len(data) > MAX_BYTES:
        raise too_large(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            faults = list(_faults(archive, known))
            if faults:
                raise InputError([Problem(file, place, text) for place, text in faults])
            found = {one.filename: _bytes(archive, one, file) for one in archive.infolist()}
    except (zipfile.BadZipFile, struct.error, ValueError, EOFError, NotImplementedError, OSError):
        raise _refused(file, "", "is no pack file, or not a whole one; ask for it again") from None
    members = {name: found[name] for name in known if name in found}
    if packed(members) != data:
        raise _refused(file, "", "holds bytes that no pack file has; ask for the file again")
    return members


def too_large(file: str) -> InputError:
    """Return the refusal of a file that is larger than is read."""
    return _refused(file, "", f"too large; at most {MAX_BYTES // 1024} KiB are read")


def _faults(archive: zipfile.ZipFile, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what no file of this form has, with the member it concerns; at most a handful."""
    if archive.comment:
        yield "", "carries a comment; a pack file has none"
    entries = archive.infolist()
    if len(entries) > len(known):
        yield "", f"holds {len(entries)} members; a pack file has at most {len(known)}"
    seen: set[str] = set()
    for entry in entries[: len(known) + 1]:
        name = entry.orig_filename
        if name.casefold() in seen:
            yield quoted(name), "the member stands twice; a pack file has each once"
        seen.add(name.casefold())
        if fault := _fault(entry, name, known):
            yield quoted(name), fault


def _fault(entry: zipfile.ZipInfo, name: str, known: Sequence[str]) -> str | None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if "\0" in name:
        return "the name holds a NUL; refused"
    if "/" in name or "\\" in name or ".." in name or ":" in name:
        return "the name leads to a folder; a pack file has flat names"
    if kind not in (0, stat.S_IFREG):
        return "is no ordinary file but a link or the like; refused"
    if name not in known:
        return f"unknown member; a pack file has {', '.join(known)}"
    if entry.flag_bits & 1:
        return "is encrypted; a pack file is signed, not encrypted"
    if entry.compress_type != zipfile.ZIP_STORED:
        return "is compressed; the file was packed anew by another program, ask for the original"
    if entry.file_size > MAX_BYTES or entry.compress_size != entry.file_size:
        return "says a size that it cannot have; ask for the file again"
    return None


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    try:
        return archive.read(entry)
    except zipfile.BadZipFile:
        raise _refused(
            file, entry.filename, "is not as it was packed (checksum); ask for the file again"
        ) from None


def _refused(file: str, place: str, message: str) -> InputError:
    return InputError([Problem(file, place, message)])
