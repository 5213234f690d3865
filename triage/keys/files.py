"""Files that must be there after a power cut: written, moved and removed for good.

Every change to a file that this package and the vault make goes through here, so that tests can
end the program between any two of them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_BLOCK: Final = 1 << 20


def write(path: Path, data: bytes) -> None:
    """Write a new file in the place of one of that name, for its user alone."""
    remove(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, opened for its user alone
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def move(source: Path, target: Path) -> None:
    """Move a file over another in one step: afterwards there is the one or the other, whole."""
    os.replace(source, target)  # noqa: PTH105 - what it is called where it is documented
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def remove(path: Path) -> None:
    """Remove a file if it is there."""
    if os.path.lexists(path):  # a link that leads nowhere stands in the way as well
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def overwrite(path: Path) -> None:
    """Write zeros over a file's bytes, then remove it.

    A solid-state disk or a file system that copies on writing may keep the former bytes where no
    program reaches them. Whoever is told of this must be told that too.
    """
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        file.flush()
        os.fsync(file.fileno())
    remove(path)


def make_folder(path: Path) -> None:
    """Make a folder for its user alone, unless it is there."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(path.parent)


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if path.is_dir():
        for one in sorted(path.iterdir()):
            if one.is_dir() and not one.is_symlink():
                remove_folder(one)
            else:
                remove(one)
        path.rmdir()
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have a file that another program library wrote on disk."""
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_BINARY: Final = getattr(os, "O_BINARY", 0)
"""Windows would change line ends otherwise."""
