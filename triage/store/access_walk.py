"""One pass along the chain of the access log, entry by entry, that names what it stumbles over.

Each entry is tried against the stored mac of the one before it, so that one altered entry is one
finding and not the end of all that follows. Where entries fail in a row, those after them are also
tried under the numbers that they would have had before others were put in or taken out.
"""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from triage.store.access_findings import Fault, Finding
from triage.store.access_log import Row, entry_mac

_NEAR: Final = tuple(sorted((n for n in range(-16, 17) if n), key=abs))
"""How many entries put in or taken out at one place are recognised as such."""
_TRIED: Final = 100
"""Failing entries in a row that are tried under other numbers; the rest just fail."""
_SHUFFLED: Final = 24
"""Failing entries, in all, among which moved ones are looked for."""
_SLACK: Final = timedelta(minutes=1)
"""Clocks are corrected a little all the time."""
SHOWN: Final = 5


class _Failed(NamedTuple):
    row: Row
    mac: bytes
    before: bytes


class Walk:
    """Takes the entries in their order; `findings` are complete after `end`."""

    def __init__(self, key: bytes, seq: int, mac: bytes) -> None:
        """Begin behind the entry of this number and mac."""
        self._key = key
        self.last = seq
        self.checked = 0
        self.before = mac
        self._good = mac
        self._offset = 0
        self._guess = 0
        self._unproven = False
        self._run: list[_Failed] = []
        self._failed: list[_Failed] = []
        self._findings: list[Finding] = []
        self._at: datetime | None = None
        self.set_back: list[int] = []
        self.set_back_count = 0

    def take(self, row: Row, mac: bytes) -> None:
        """Take the next entry."""
        seq = row[0]
        if seq != self.last + 1:
            self._guess = 0
            self._end_run()
            self._findings.append(
                Finding(Fault.MISSING, self.last + 1, seq - 1, seq - self.last - 1)
            )
            self._unproven = True
        self._look_at_clock(row)
        if self._unproven:
            self._unproven = False  # what it was bound to is gone: nothing is said of it
            self._good = mac
        elif self._fits(row, mac, self.before, self._offset + self._guess):
            self._confirm()
            self._end_run()
            self._good = mac
        else:
            self._guess = 0
            if not self._renumbered(row, mac):
                self._run.append(_Failed(row, mac, self.before))
        self.last, self.before = seq, mac
        self.checked += 1

    def end(self) -> tuple[Finding, ...]:
        """Return all that was found, in the log's order."""
        self._end_run()
        moved = self._moved()
        numbers = sorted(one.row[0] for one in self._failed)
        for fault, seqs in (
            (Fault.MOVED, [seq for seq in numbers if seq in moved]),
            (Fault.ALTERED, [seq for seq in numbers if seq not in moved]),
        ):
            for _, run in groupby(enumerate(seqs), key=lambda pair: pair[1] - pair[0]):
                some = [seq for _, seq in run]
                self._findings.append(Finding(fault, some[0], some[-1], len(some)))
        return tuple(sorted(self._findings, key=lambda one: one.first))

    def _fits(self, row: Row, mac: bytes, before: bytes, offset: int) -> bool:
        return entry_mac(self._key, before, (row[0] + offset, *row[1:])) == mac

    def _renumbered(self, row: Row, mac: bytes) -> bool:
        """Return whether the entry is whole under another number, with others that are not."""
        if not 0 < len(self._run) <= _TRIED:
            return False
        for by in _NEAR:
            offset = self._offset + by
            if by > 0 and self._fits(row, mac, self.before, offset):
                # The first entry after the gap was bound to one that is gone.
                border = self._run.pop().row[0]
                self._findings.append(Finding(Fault.REMOVED, border - 1, border, by))
                self._end_run()
                self._offset, self._good = offset, mac
                return True
            if by < 0 and -by <= len(self._run) and self._fits(row, mac, self._good, offset):
                # Bound to the last whole entry, as if those between had been put in. One that
                # was moved here alone looks the same: the next entry decides.
                self._guess = by
                return False
        return False

    def _confirm(self) -> None:
        """What was guessed of entries put in is so: the entry after them follows its own."""
        if self._guess:
            added = self._run[self._guess - 1 : -1]
            self._run = self._run[: self._guess - 1]
            self._findings.append(
                Finding(Fault.INSERTED, added[0].row[0], added[-1].row[0], len(added))
            )
            self._offset += self._guess
            self._guess = 0

    def _end_run(self) -> None:
        self._failed += self._run
        self._run = []

    def _moved(self) -> set[int]:
        """Return the places of failing entries that are whole at another one's place."""
        if not 1 < len(self._failed) <= _SHUFFLED:
            return set()
        befores = {one.before for one in self._failed} | {one.mac for one in self._failed}
        places = [one.row[0] for one in self._failed]
        return {
            one.row[0]
            for one in self._failed
            if any(
                self._fits(one.row, one.mac, before, place - one.row[0])
                for place in places
                if place != one.row[0]
                for before in befores
            )
        }

    def _look_at_clock(self, row: Row) -> None:
        try:
            at = datetime.fromisoformat(row[1])
            back = self._at is not None and at < self._at - _SLACK
        except (ValueError, TypeError):
            return  # no time, or one without a zone: its mac fails as well
        if back:
            self.set_back_count += 1
            if len(self.set_back) < SHOWN:
                self.set_back.append(row[0])
        self._at = at
