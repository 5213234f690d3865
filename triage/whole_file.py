"""A file written whole or not at all; it can be read by its owner alone, as letters must."""

import contextlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the final place and move there, so that no half file is ever seen.

    What stood at `path` is replaced at the end, or stays as it was.

    Raises:
        OSError: if the folder is missing or cannot be written to, or `path` is a folder.
    """
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


def for_owner(path: str, flags: int) -> int:
    """Open a file, as an opener does; a new one can be read by its owner alone."""
    return os.open(path, flags, 0o600)
