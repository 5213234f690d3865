"""What happens to an error that no one expected: said in the window, noted for whoever mends it.

The note holds the error's type and the program's own lines it passed through. Never its text
and no values: both may hold what was typed about a patient.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from triage.services import StoreError

ROOT = Path(__file__).resolve().parents[1]
LOG_NAME = "vagval.log"
_LARGEST = 256_000
"""Bytes; a fuller log starts over, so that a loop of errors cannot fill a disk."""
_NO_FAULT_OF_OURS = frozenset({"disk_full", "read_only", "locked", "disk_error"})
"""Codes of the store that say all there is to say: nobody has a program to mend."""
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def described(kind: type[BaseException], traceback: TracebackType | None) -> str:
    """Return the error's type and the program's own places, innermost last."""
    places = []
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and ".venv" not in path.parts:
            places.append(f"{path.relative_to(ROOT).as_posix()}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return f"{kind.__module__}.{kind.__qualname__} at {' < '.join(places) or 'no own line'}"


def hook(folder: Path, say: Callable[[BaseException], None]) -> Hook:
    """Return an exception hook that notes an error in the data folder and has it said."""

    def caught(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        if not (isinstance(error, StoreError) and error.code in _NO_FAULT_OF_OURS):
            note(folder, described(kind, traceback))
        say(error)

    return caught


def note(folder: Path, line: str) -> None:
    """Add a line to the log in the data folder."""
    import logging  # noqa: PLC0415 - a start without mishaps needs none of it

    path = folder / LOG_NAME
    try:
        full = path.stat().st_size > _LARGEST
    except OSError:
        full = False
    log = logging.getLogger("vagval")
    log.propagate = False
    try:
        writing = logging.FileHandler(path, mode="w" if full else "a", encoding="utf-8")
    except OSError:  # a folder that cannot be written must not hide the first error
        writing = logging.StreamHandler()  # type: ignore[assignment] # its parent class
    writing.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(writing)
    try:
        log.error(line)
    finally:
        log.removeHandler(writing)
        writing.close()
