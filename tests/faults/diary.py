"""What a power cut leaves of what a program wrote: images of a folder, made from the disk's diary.

The model is harsher than any journalling file system. Bytes are safe once their file was synced;
names (a file made, moved, removed) once their folder was, in the order in which they were changed.
Of all that was not yet safe, a cut may keep nothing, everything, everything up to a moment, any
choice of writes in any order of loss, or single sectors of them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random
from typing import Final, Literal, get_args

SECTOR: Final = 512
_HEAD: Final = struct.Struct("<QqqIIc7x")
Style = Literal["nothing", "everything", "up to a moment", "some writes", "torn"]
STYLES: Final[tuple[Style, ...]] = get_args(Style)


@dataclass(frozen=True)
class Entry:
    """One change. `kind` is the first letter of: Write, Truncate, Sync, Create, Rename, Link,
    Unlink, Make folder, Delete folder, Note."""

    kind: str
    file: int
    name: str
    other: str
    offset: int
    data: bytes


def read(path: Path) -> list[Entry]:
    """Return all of a diary; the last entry of a process that was killed may be half, and goes."""
    content = path.read_bytes()
    entries, at = [], 0
    while at + _HEAD.size <= len(content):
        file, offset, length, name, other, kind = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        names = content[at : at + name + other].decode()
        at += name + other
        size = length if kind in b"WN" else 0
        data = content[at : at + size]
        at += size
        entries.append(Entry(kind.decode(), file, names[:name], names[name:], offset, data))
    return entries


@dataclass
class Folder:
    """A folder's files as they would be read now: bytes by file number, file numbers by name."""

    files: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, path: Path) -> "Folder":
        """Return a folder as it lies on the disk; links to one file are told apart by number."""
        found = cls()
        for place in sorted(path.rglob("*")):
            name = place.relative_to(path).as_posix()
            if place.is_dir():
                found.folders.add(name)
            elif not name.endswith("-shm"):
                found.names[name] = place.stat().st_ino
                found.files[place.stat().st_ino] = bytearray(place.read_bytes())
        return found

    def copy(self) -> "Folder":
        """Return a copy that can be changed by itself."""
        files = {number: bytearray(data) for number, data in self.files.items()}
        return Folder(files, dict(self.names), set(self.folders))

    def write(self, path: Path) -> None:
        """Put the files into an empty folder."""
        for name in sorted(self.folders):
            (path / name).mkdir(parents=True, exist_ok=True)
        for name, number in self.names.items():
            # A name whose folder was lost with the cut is lost with it.
            if (path / name).parent.is_dir():
                (path / name).write_bytes(self.files.get(number, b""))

    def apply(self, entry: Entry) -> None:
        """Let one change happen."""
        if entry.kind in "WT":
            data = self.files.setdefault(entry.file, bytearray())
            if len(data) < entry.offset:
                data.extend(bytes(entry.offset - len(data)))
            if entry.kind == "W":
                data[entry.offset : entry.offset + len(entry.data)] = entry.data
            else:
                del data[entry.offset :]
        elif entry.kind in "CL":
            self.names[entry.other if entry.kind == "L" else entry.name] = entry.file
        elif entry.kind == "R":
            self._move(entry.name, entry.other)
        elif entry.kind == "U":
            self.names.pop(entry.name, None)
        elif entry.kind == "M":
            self.folders.add(entry.name)
        elif entry.kind == "D":
            self.folders.discard(entry.name)

    def _move(self, old: str, new: str) -> None:
        if old in self.names:
            self.names[new] = self.names.pop(old)
        if old in self.folders:
            self.folders.remove(old)
            self.folders.add(new)
            for name in [name for name in self.names if name.startswith(old + "/")]:
                self.names[new + name.removeprefix(old)] = self.names.pop(name)


def folder_of(name: str) -> str:
    """Return the folder that a name stands in, "" for the watched one."""
    parent = str(PurePosixPath(name).parent)
    return "" if parent == "." else parent


class Replay:
    """Lets a diary happen entry by entry, and gives images of power cuts on the way."""

    def __init__(self, before: Folder) -> None:
        """Begin with the folder as it lay, safely, before the first entry."""
        self._safe = before.copy()
        self._waiting: list[Entry] = []
        self._numbers: dict[int, int] = {}
        self._made = 0

    def step(self, entry: Entry) -> None:
        """Let the next entry happen: most wait, a sync makes safe what waited for it."""
        if entry.kind == "N":
            return
        if entry.kind == "S":
            self._sync(entry)
            return
        if entry.kind == "C":
            # The kernel uses a number again once the file that had it is gone.
            self._made -= 1
            self._numbers[entry.file] = self._made
        number = self._numbers.get(entry.file, entry.file)
        self._waiting.append(
            Entry(entry.kind, number, entry.name, entry.other, entry.offset, entry.data)
        )

    def _sync(self, entry: Entry) -> None:
        number = self._numbers.get(entry.file, entry.file)
        is_folder = entry.name == "" or entry.name in self._folders()
        safe = [
            self._made_safe(one, number, entry.name if is_folder else None) for one in self._waiting
        ]
        # A name that is safe brings the file's former names along: no journal has a move without
        # what was moved.
        moved = {one.file for one, kept in zip(self._waiting, safe, strict=True) if kept}
        rest, last = [], max((at for at, kept in enumerate(safe) if kept), default=-1)
        for at, waiting in enumerate(self._waiting):
            former = is_folder and at < last and waiting.kind in "CLR" and waiting.file in moved
            if safe[at] or former:
                self._safe.apply(waiting)
            else:
                rest.append(waiting)
        self._waiting = rest

    def _folders(self) -> set[str]:
        made = {entry.name for entry in self._waiting if entry.kind == "M"}
        moved = {entry.other for entry in self._waiting if entry.kind == "R"}
        return self._safe.folders | made | (moved - set(self._safe.names))

    @staticmethod
    def _made_safe(waiting: Entry, number: int, folder: str | None) -> bool:
        if waiting.kind in "WT":
            return folder is None and waiting.file == number
        if folder is None:
            return False
        return folder in {folder_of(waiting.name), folder_of(waiting.other or waiting.name)}

    @property
    def waiting(self) -> int:
        """How many changes a cut could still undo."""
        return len(self._waiting)

    def cut(self, style: Style, chance: Random) -> Folder:
        """Return what a power cut at this moment leaves."""
        image = self._safe.copy()
        for entry in self._survivors(style, chance):
            image.apply(entry)
        return image

    def _survivors(self, style: Style, chance: Random) -> Iterator[Entry]:
        count = len(self._waiting)
        if style in ("nothing", "everything", "up to a moment"):
            upto = {"nothing": 0, "everything": count}.get(style, chance.randrange(count + 1))
            yield from self._waiting[:upto]
            return
        # Names are kept in the order of their changes, bytes in none.
        names_upto = chance.randrange(count + 1)
        for at, entry in enumerate(self._waiting):
            if entry.kind not in "WT":
                if at < names_upto:
                    yield entry
            elif style == "torn" and entry.kind == "W":
                yield from _sectors(entry, chance)
            elif chance.random() < 0.5:
                yield entry


def _sectors(entry: Entry, chance: Random) -> Iterator[Entry]:
    """Yield some sectors of a write; a sector is written whole or not at all."""
    at = 0
    while at < len(entry.data):
        size = min(SECTOR - (entry.offset + at) % SECTOR, len(entry.data) - at)
        if chance.random() < 0.6:
            part = entry.data[at : at + size]
            yield Entry("W", entry.file, entry.name, "", entry.offset + at, part)
        at += size
