"""A file written whole or not at all; it can be read by its owner alone, as letters must."""

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the final place and move there, so that no half file is ever seen.

    What stood at `path` is replaced at the end, or stays as it was.

    Raises:
        OSError: if the folder is missing or cannot be written to, or `path` is a folder.
    """
    import tempfile  # noqa: PLC0415 - a start, which makes no file so, loads it not

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".vagval-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        # Once moved it is gone already; after a failure the folder itself may be.
        with contextlib.suppress(OSError):
            part.unlink()


def made_for_owner(path: Path) -> None:
    """Make an empty file that its owner alone can read, unless one is there.

    For what makes files by itself. Where none can be made, it is to say why.
    """
    with contextlib.suppress(OSError):
        os.close(for_owner(str(path), os.O_RDWR | os.O_CREAT | os.O_EXCL))


def for_owner(path: str, flags: int) -> int:
    """Open a file, as an opener does; a new one can be read by its owner alone."""
    return os.open(path, flags, 0o600)
