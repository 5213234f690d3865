"""A file read so that a wrong one can do no harm: an ordinary file, up to a size."""

from pathlib import Path

from triage.packs.problems import InputError, Problem


def file_bytes(path: Path, file: str, *, limit: int, missing: str) -> bytes:
    """Return the bytes of a file, at most one more than `limit`.

    `file` names it in problems; `missing` says what is wanted where it cannot be read.

    Raises:
        InputError: if there is none, or it is a folder, a pipe or a device.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise InputError([Problem(file, "", f"is no ordinary file; {missing}")])
        with path.open("rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        reason = error.strerror or "cannot be read"
    raise InputError([Problem(file, "", f"{reason}; {missing}")])
