"""The preloaded disk (`disk.c`): compiled where it is needed, and reached from inside the process.

A process sees it only when it was started with it: `preloaded()` gives the environment for that.
"""

import ctypes
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final, Literal

_SOURCE: Final = Path(__file__).with_name("disk.c")
How = Literal["before", "half", "after"]


def build(folder: Path) -> Path:
    """Compile the library into a folder; fails loudly where there is no C compiler."""
    library = folder / "disk.so"
    command = ["gcc", "-Wall", "-Wextra", "-Werror", "-O1", "-U_FORTIFY_SOURCE", "-shared", "-fPIC"]
    subprocess.run(  # noqa: S603 - our own source
        [*command, "-o", str(library), str(_SOURCE), "-ldl", "-lpthread"], check=True
    )
    return library


def preloaded(library: Path) -> dict[str, str]:
    """Return the environment of a process that is to have the disk."""
    return {**os.environ, "LD_PRELOAD": str(library)}


@contextmanager
def scratch() -> Iterator[Path]:
    """Return a folder for thousands of small stores: in memory where the machine has such a disk.

    What the disk keeps and loses is decided by the diary, so a real one would only be slower.
    """
    memory = Path("/dev/shm")  # noqa: S108 - a disk in memory, and a folder of our own on it
    with tempfile.TemporaryDirectory(
        prefix="vagval-faults-", dir=memory if os.access(memory, os.W_OK) else None
    ) as folder:
        yield Path(folder)


class Disk:
    """What this process's disk is told to do. Every call counts from the moment of `watch`."""

    def __init__(self, library: ctypes.CDLL) -> None:
        """Take the library that this process was started with."""
        self._library = library
        library.disk_watch.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
        library.disk_note.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
        library.disk_stop.argtypes = [ctypes.c_long, ctypes.c_char]
        library.disk_steps.restype = ctypes.c_long

    def watch(self, folder: Path, diary: Path | None = None) -> None:
        """Count, and write down where a diary is given, what changes below a folder."""
        self._library.disk_watch(os.fsencode(folder), os.fsencode(diary or b""))

    def note(self, data: bytes) -> None:
        """Write into the diary, between the writes, what the program has said."""
        self._library.disk_note(data, len(data))

    def die_at(self, step: int, how: How) -> None:
        """Let the process be killed at the step-th change from here."""
        self._library.disk_stop(step, how[:1].encode())

    def full_at(self, step: int) -> None:
        """Let there be no room from the step-th change on."""
        self._library.disk_stop(step, b"f")

    def make_room(self) -> None:
        """Let there be room again."""
        self._library.disk_room()

    @property
    def steps(self) -> int:
        """How many changes there were."""
        return int(self._library.disk_steps())

    @property
    def is_full(self) -> bool:
        """Whether a change was refused, or will be, for want of room."""
        return bool(self._library.disk_is_full())


@cache
def disk() -> Disk:
    """Return this process's disk; it must have been started with `preloaded()`."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "disk_watch"):
        raise RuntimeError("this process was not started with the preloaded disk")
    return Disk(library)
