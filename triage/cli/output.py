"""What a command writes: UTF-8 with plain line ends everywhere, and files whole or not at all."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from triage.packs.problems import InputError, Problem
from triage.whole_file import write_whole


def write_out(pieces: Iterable[str]) -> None:
    """Write to standard output, piece by piece.

    Raises:
        BrokenPipeError: when nobody reads any more.
        InputError: when the output cannot take it, as on a full disk.
    """
    if sys.stdout is None:  # closed by whoever started the program
        raise InputError([Problem("standard output", "", "is closed; redirect it to a file")])
    out = sys.stdout.buffer
    for piece in pieces:
        _written(partial(out.write, piece.encode()))
    _written(out.flush)


def _written(step: Callable[[], object]) -> None:
    try:
        step()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(
            [Problem("standard output", "", f"cannot be written: {error.strerror}")]
        ) from None


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; only an ordinary file is replaced.

    Raises:
        InputError: if the folder is missing or cannot be written to, or `path` is a folder.
    """
    try:
        if path.is_dir():
            raise InputError([Problem(str(path), "", "is a folder; name the file to write")])
        if path.exists() and not path.is_file():
            # A device or a pipe would be replaced, not written to.
            raise InputError([Problem(str(path), "", "is no ordinary file; name another")])
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise InputError(
            [Problem(str(path), "", f"{reason}; give a file in a folder that can be written to")]
        ) from None
