"""Wrong tries at the door: a wait that grows with them, kept until somebody comes in.

Kept beside the store, for nobody can write into it before it is open; whoever may write in the
folder can remove them. What makes guessing hopeless is the passphrase and what a try costs.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Final, NamedTuple

from triage.keys import files
from triage.keys.errors import KeysError

NAME: Final = "unlock-failures"
FREE: Final = 5
"""Tries before there is a wait."""
LONGEST: Final = 300
"""Seconds."""
_MOST: Final = 200
_MOST_BYTES: Final = 64 * 1024


class Failure(NamedTuple):
    """One wrong try: when (ISO 8601 in UTC), and as whom."""

    at: str
    label: str


class UnlockFailures:
    """The wrong tries since somebody last came in."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        """Keep them in the data folder."""
        self._path = folder / NAME
        self._clock = clock

    def all(self) -> list[Failure]:
        """Return them, the oldest first; what cannot be read is left out."""
        try:
            with self._path.open("rb") as file:
                text = file.read(_MOST_BYTES).decode("utf-8", "replace")
        except OSError:
            return []
        rows = [line.partition("\t") for line in text.splitlines()]
        return [Failure(at, label[:120]) for at, _, label in rows if _time(at)][-_MOST:]

    def wait(self) -> int:
        """Return how many seconds to wait before the next try."""
        failures = self.all()
        if len(failures) < FREE:
            return 0
        pause = min(2 ** min(len(failures) - FREE + 1, 16), LONGEST)
        last = _time(failures[-1].at)
        passed = 0.0 if last is None else (self._clock() - last).total_seconds()
        # A clock that was set back must not lock anybody out for longer than the wait itself.
        return ceil(pause - max(passed, 0.0)) if passed < pause else 0

    def require_no_wait(self) -> None:
        """Refuse a try that comes too soon.

        :raises KeysError: wait
        """
        if seconds := self.wait():
            raise KeysError("wait", seconds=seconds)

    def note(self, label: str) -> None:
        """Keep one more, where the disk has room: what is said of the try is the same without."""
        at = self._clock().astimezone(UTC).isoformat(timespec="milliseconds")
        plain = "".join(one if one.isprintable() else " " for one in label)
        kept = [*self.all(), Failure(at, plain)][-_MOST:]
        text = "".join(f"{one.at}\t{one.label}\n" for one in kept)
        new = self._path.with_name(f"{NAME}.new")
        with suppress(OSError):
            files.write(new, text.encode("utf-8", "replace"))
            files.move(new, self._path)

    def forget(self) -> None:
        """Remove them, once the access log has them; what stays is told there once more."""
        with suppress(OSError):
            files.remove(self._path)


def _time(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
