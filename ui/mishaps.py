"""What happens to an error that no one expected: said in the window, noted for whoever mends it.

The note holds the error's type and the program's own lines it passed through. Never its text
and no values: both may hold what was typed about a patient. Nor does anything of it reach
standard error, which a desktop keeps in a journal of its own.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Final

from triage.services import StoreError

if TYPE_CHECKING:
    from logging import LogRecord

    from PySide6.QtCore import QMessageLogContext, QtMsgType

ROOT = Path(__file__).resolve().parents[1]
LOG_NAME = "vagval.log"
_LARGEST = 256_000
"""Bytes; a fuller log starts over, so that a loop of errors cannot fill a disk."""
_NO_FAULT_OF_OURS = frozenset({"disk_full", "read_only", "locked", "disk_error"})
"""Codes of the store that say all there is to say: nobody has a program to mend."""
_PLATFORM: Final = re.compile(r"This plugin does not support|Could not load the Qt platform")
_FUNCTION: Final = re.compile(r"[A-Za-z_]\w*(?:::~?\w+)+")
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def described(kind: type[BaseException], traceback: TracebackType | None) -> str:
    """Return the error's type and the program's own places, innermost last."""
    places = []
    while traceback is not None:
        places.append(_place(traceback.tb_frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    return f"{kind.__module__}.{kind.__qualname__} at {_joined(places)}"


def _place(frame: FrameType, line: int) -> str:
    path = Path(frame.f_code.co_filename)
    own = path.is_relative_to(ROOT) and ".venv" not in path.parts
    return f"{path.relative_to(ROOT).as_posix()}:{line}" if own else ""


def _joined(places: list[str]) -> str:
    return " < ".join(filter(None, places)) or "no own line"


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


def watch(folder: Path) -> None:
    """Note whatever goes wrong from here on, in any thread, in Qt and in libraries too.

    Where a window stands it says what its own thread came upon: see `hook`.
    """
    import logging  # noqa: PLC0415 - loaded by Qt's bindings already

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if not issubclass(told.exc_type, SystemExit):
            note(folder, described(told.exc_type, told.exc_traceback))

    def unraisable(told: sys.UnraisableHookArgs) -> None:
        note(folder, described(told.exc_type, told.exc_traceback))

    class Noting(logging.Handler):
        """Notes which library has something to say, and not what: it may quote a value."""

        def emit(self, record: LogRecord) -> None:
            note(folder, f"{record.levelname} of {record.name} at {record.module}:{record.lineno}")

    sys.excepthook = hook(folder, lambda _error: None)
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
    logging.getLogger().addHandler(Noting(logging.WARNING))
    _watch_qt(folder)


def _watch_qt(folder: Path) -> None:
    """Note the level and the function of Qt's own warnings, each once a run.

    What its platform plug-ins have to remark on the desktop is no fault of this program.
    """
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - Qt comes last

    @lru_cache(maxsize=256)
    def once(line: str) -> None:
        note(folder, line)

    def told(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
        severity = level.name.removeprefix("Qt").removesuffix("Msg").lower()
        category = context.category or ""
        if severity in {"debug", "info"} or _PLATFORM.match(message):
            return
        if severity == "warning" and category.startswith("qt."):
            return
        function = _FUNCTION.match(message)
        named = function[0] if function else "a message"
        once(f"Qt {severity}: {named} ({category}) at {_joined(_own_frames())}")

    qInstallMessageHandler(told)


def _own_frames() -> list[str]:
    places = []
    frame = sys._getframe(2)
    while frame is not None:
        places.append(_place(frame, frame.f_lineno))
        if frame.f_back is None:
            break
        frame = frame.f_back
    return places[::-1]


def note(folder: Path, line: str) -> None:
    """Add a line to the log in the data folder, without any identity number."""
    import logging  # noqa: PLC0415 - a start without mishaps needs none of it

    from triage.redaction import redacted  # noqa: PLC0415 - its patterns take their time

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
        log.error("%s", redacted(line))
    finally:
        log.removeHandler(writing)
        writing.close()
