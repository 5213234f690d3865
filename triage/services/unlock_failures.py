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
        now = self._clock()
        last = _time(failures[-1].at)
        if last is None or last > now:
            # A clock that was set back must not lock anybody out for longer than the wait itself,
            # which begins now: as long as the tries lay ahead it would never end.
            return pause if self._keep(_not_after(failures, now)) else 0
        passed = (now - last).total_seconds()
        return ceil(pause - passed) if passed < pause else 0

    def require_no_wait(self) -> None:
        """Refuse a try that comes too soon.

        :raises KeysError: wait
        """
        if seconds := self.wait():
            raise KeysError("wait", seconds=seconds)

    def note(self, label: str) -> None:
        """Keep one more, where the disk has room: what is said of the try is the same without."""
        at = _written(self._clock())
        plain = "".join(one if one.isprintable() else " " for one in label)
        self._keep([*self.all(), Failure(at, plain)][-_MOST:])

    def _keep(self, failures: list[Failure]) -> bool:
        """Write them, and say whether the disk had room for it."""
        text = "".join(f"{one.at}\t{one.label}\n" for one in failures)
        new = self._path.with_name(f"{NAME}.new")
        with suppress(OSError):
            files.write(new, text.encode("utf-8", "replace"))
            files.move(new, self._path)
            return True
        return False

    def forget(self) -> None:
        """Remove them, once the access log has them; what stays is told there once more."""
        with suppress(OSError):
            files.remove(self._path)


def _not_after(failures: list[Failure], now: datetime) -> list[Failure]:
    """Return them with those that lie ahead of the clock as if they were tried now."""
    at = _written(now)
    times = ((one, _time(one.at)) for one in failures)
    return [one if time is not None and time <= now else one._replace(at=at) for one, time in times]


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _time(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
