"""Who works on a case: one window at a time, also among several programs over the same data.

A hold is a lock file in the data folder. It holds no patient data: its name is a hash of the
case's identifier, and inside stand the process and the computer. A program that crashed or was
killed holds nothing, for the file names a process that is no longer there. Where no lock file
can be written (a full disk, a read-only folder) the case is opened all the same: reading goes
on, and the store says itself what it could not keep.

A page keeps one `Holding`: `take_work` when it opens a case, `take` before a decided one is opened
for correction, `give_back` when the page is left. Whoever deletes a draft takes it first, and gives
it back afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLockFile

from ui.viewmodels.desk import Desk

_FOLDER = "open"


@dataclass(frozen=True, slots=True)
class Holder:
    """Another window that works on the case, and since when (None where that is not known)."""

    since: datetime | None


class CaseHold:
    """This window works on a case until `give_back`, or until the program ends in any way."""

    def __init__(self, lock: QLockFile) -> None:
        self._lock = lock

    @classmethod
    def take(cls, folder: Path, case_id: str) -> CaseHold | Holder:
        """Hold a case, or tell who does. `folder` is the workstation's data folder."""
        path = _path(folder, case_id)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            return cls(QLockFile(str(path)))
        lock = QLockFile(str(path))
        # By age alone no hold grows stale: a case may stay open all day.
        lock.setStaleLockTime(0)
        if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
            return cls(lock)
        return Holder(_since(path))

    @property
    def guarded(self) -> bool:
        """Whether others are kept out; False where no lock file could be written."""
        return self._lock.isLocked()

    def give_back(self) -> None:
        """Let others work on the case. Doing so twice is no error."""
        self._lock.unlock()


class Holding:
    """The one case that a page holds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._case_id = ""
        self._hold: CaseHold | None = None

    def take(self, case_id: str) -> str:
        """Hold this case instead of any other; return "", or a line that says who has it."""
        if self._hold is not None and self._case_id == case_id:
            return ""
        self.give_back()
        taken = CaseHold.take(self._desk.workplace.folder, case_id)
        if isinstance(taken, Holder):
            return held_words(taken, self._desk)
        self._case_id, self._hold = case_id, taken
        return ""

    def take_work(self, case_id: str) -> str:
        """Hold a case that can be changed, as `take` does; a decided one is read by anybody.

        Raises `StoreError` where the case cannot be read.
        """
        if self._desk.workplace.case(case_id).state == "decided":
            self.give_back()
            return ""
        return self.take(case_id)

    def give_back(self) -> None:
        """Hold nothing."""
        if self._hold is not None:
            self._hold.give_back()
        self._case_id, self._hold = "", None


def held_words(holder: Holder, desk: Desk) -> str:
    """Return the polite line: the case is open elsewhere, and what to do."""
    _, now = desk.translate, desk.workplace.now()
    if holder.since is None:
        return _("Ärendet är öppet i ett annat fönster. Stäng det där först.")
    since = holder.since.astimezone(now.tzinfo)
    form = "%H:%M" if since.date() == now.date() else "%Y-%m-%d %H:%M"
    return _("Ärendet är öppet i ett annat fönster sedan {time}. Stäng det där först.").format(
        time=since.strftime(form)
    )


def _path(folder: Path, case_id: str) -> Path:
    from hashlib import sha256  # noqa: PLC0415 - a start up to the worklist hashes nothing

    return folder / _FOLDER / f"{sha256(case_id.encode()).hexdigest()[:32]}.lock"


def _since(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:  # given back between the two looks
        return None
