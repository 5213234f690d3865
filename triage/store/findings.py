"""What is wrong with a store, or will be before long, and what can be done about it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from triage.store.errors import plain_errors
from triage.store.messages import MESSAGES

_ROOM: Final = 200_000_000
"""Bytes that are to be free at least, beside those for a backup and for its trial."""
_SLACK: Final = timedelta(hours=1)


class Remedy(StrEnum):
    """What can be done about a finding."""

    RESTORE = "restore"
    SALVAGE = "salvage"
    UPDATE = "update"
    REINSTALL = "reinstall"
    FREE_SPACE = "free_space"
    MOVE = "move"
    TRY_AGAIN = "try_again"
    SET_CLOCK = "set_clock"
    REKEY = "rekey"


_LOST: Final = (Remedy.RESTORE, Remedy.SALVAGE)
_REMEDIES: Final[dict[str, tuple[Remedy, ...]]] = {
    "missing": (Remedy.RESTORE,),
    "cannot_open": (Remedy.TRY_AGAIN, Remedy.MOVE),
    "not_a_database": _LOST,
    "not_a_store": (Remedy.RESTORE,),
    "newer_version": (Remedy.UPDATE,),
    "engine_unfit": (Remedy.REINSTALL,),
    "settings_refused": (Remedy.MOVE,),
    "guards_altered": _LOST,
    "schema_altered": _LOST,
    "references_broken": _LOST,
    "revision_damaged": _LOST,
    "pack_damaged": (Remedy.RESTORE,),
    "damaged": _LOST,
    "log_damaged": (Remedy.SALVAGE, Remedy.RESTORE),
    "damaged_in_use": _LOST,
    "disk_error": (Remedy.TRY_AGAIN, *_LOST),
    "disk_full": (Remedy.FREE_SPACE,),
    "disk_nearly_full": (Remedy.FREE_SPACE,),
    "locked": (Remedy.TRY_AGAIN,),
    "read_only": (Remedy.TRY_AGAIN, Remedy.MOVE),
    "clock_behind": (Remedy.SET_CLOCK,),
    "keys_set_back": (Remedy.REKEY,),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in both languages, and what helps, the best first."""

    code: str
    sv: str
    en: str
    remedies: tuple[Remedy, ...]

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the finding of a code of `MESSAGES`; one that nothing here mends has no remedy."""
        return cls(code, *MESSAGES[code], _REMEDIES.get(code, ()))


def warnings(connection: sqlite3.Connection, path: Path, now: datetime) -> list[Finding]:
    """Return what is not wrong with the store yet, but will be: little room, a clock behind.

    Takes no measurable time. `now` is the computer's time, with its zone.
    """
    from shutil import disk_usage  # noqa: PLC0415 - brings every archive format with it

    found = []
    size = sum(
        part.stat().st_size for part in (path, path.with_name(f"{path.name}-wal")) if part.exists()
    )
    if disk_usage(path.parent).free < 2 * size + _ROOM:
        found.append(Finding.of("disk_nearly_full"))
    with plain_errors():
        # By the index of the worklist: the latest of the open and of the decided cases.
        rows = connection.execute(
            "SELECT max(changed_at) FROM cases WHERE (state = 'decided') = 0 UNION ALL "
            "SELECT max(changed_at) FROM cases WHERE (state = 'decided') = 1"
        ).fetchall()
    latest = max((datetime.fromisoformat(at) for (at,) in rows if at), default=now)
    if latest > now + _SLACK:
        found.append(Finding.of("clock_behind"))
    return found
