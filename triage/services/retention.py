"""Retention of one store: what may go and why, the purge, and clearing up after it.

A purge is one transaction. What follows takes longer and can be interrupted: the file is written
anew, a new backup is made and proven, the older ones go. Until all of it is done a mark stands in
the store, and the next start goes on from there. Any thread may call these methods; each opens
the store for itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.core.keeping import ClockDoubt, Ground, KeepingRule
from triage.services.backup_making import FOLDER, MAKING
from triage.services.own_store import own_store
from triage.services.workstation import utc
from triage.store import swap
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.progress import Progress, Stopped, tell, unheard
from triage.store.purging import Pending
from triage.store.retention import DueCase
from triage.store.store import Store

if TYPE_CHECKING:
    from triage.services.workstation import Workstation

__all__ = ["DueCase", "Pending", "Plan", "Retention", "Stage"]

RULE: Final = "keeping_rule"
REASON: Final = "after_purge"
"""Of the backup that takes the place of all older ones."""


class Stage(IntEnum):
    """How far a purge is: what is being done, as `progress` is told it."""

    CASES = 0
    FILE = 1
    BACKUPS = 2
    DONE = 3


@dataclass(frozen=True)
class Plan:
    """What may go now, why, and what stands in the way."""

    rule: KeepingRule
    cases: tuple[DueCase, ...]
    doubt: ClockDoubt | None
    pending: Pending | None

    def under(self, grounds: Collection[Ground]) -> tuple[DueCase, ...]:
        """Return the cases that may go on any of these grounds."""
        return tuple(one for one in self.cases if one.ground in grounds)

    def count(self, ground: Ground) -> int:
        """Return how many may go on one ground."""
        return sum(one.ground == ground for one in self.cases)


class Retention:
    """The rule of a unit, what is due under it, and letting that go."""

    def __init__(self, workplace: Workstation) -> None:
        self._workplace = workplace

    # The rule

    def rule(self) -> KeepingRule:
        """Return how long the unit keeps what, never less than the law asks."""
        with own_store(self._workplace) as store:
            return _rule(store)

    def keep_rule(self, rule: KeepingRule) -> KeepingRule:
        """Set how long is kept, as far as the law lets; return what holds now."""
        held = KeepingRule.read(rule.as_setting())
        with own_store(self._workplace) as store:
            if held != _rule(store):
                store.set_setting(RULE, held.as_setting())
                told = {name: str(value) for name, value in held.as_setting().items()}
                store.record(Act.RULE_CHANGED, rule="cases", **told)
        return held

    # What is due

    def plan(self) -> Plan:
        """Return what may go now; this is the dry run, and changes nothing."""
        at = self._at()
        with own_store(self._workplace) as store:
            rule = _rule(store)
            cases = tuple(store.due(rule, at))
            return Plan(rule, cases, store.clock_doubt(at), store.purge_pending())

    # Purging

    def purge(self, cases: Collection[str], progress: Progress | None = None) -> int:
        """Let these cases go for good and clear up after them; return how many went.

        All of them go or none. From then on they are gone, whatever comes: what hinders clearing
        up is raised by `finish`, and tried again later.

        :raises StoreError: purge_changed where one is not due (any more), clock_behind, clock_ahead
        """
        heard = progress or unheard
        heard(Stage.CASES, Stage.DONE)
        with own_store(self._workplace) as store:
            gone = store.purge(_rule(store), cases, self._at())
        return len(gone)

    def pending(self) -> Pending | None:
        """Return the purge of which files may still hold something."""
        with own_store(self._workplace) as store:
            return store.purge_pending()

    def finish(self, progress: Progress | None = None) -> None:
        """Clear up after a purge: nothing of it is left in the file, its log or a backup.

        Does nothing where nothing is pending.

        :raises StoreError: locked while somebody else works in the file, and what
            `Backups.make_only` raises; the rest is done the next time
        :raises Stopped: if asked to
        """
        heard = progress or unheard
        with own_store(self._workplace) as store:
            if store.purge_pending() is None:
                return
            tell(heard, Stage.FILE, Stage.DONE)
            store.clear_up()
        tell(heard, Stage.BACKUPS, Stage.DONE)
        self._sweep()
        self._workplace.backups.make_only(REASON, lambda _done, _all: heard(*_BACKING_UP))
        with own_store(self._workplace) as store:
            store.end_pending()
        heard(Stage.DONE, Stage.DONE)

    def try_to_finish(self, progress: Progress | None = None) -> tuple[bool, StoreError | None]:
        """Clear up as `finish` does; return whether all of it is done, else what hindered it.

        What was only asked to stop is hindered by nothing.
        """
        try:
            self.finish(progress)
        except Stopped:
            return False, None
        except StoreError as error:
            return False, error
        return True, None

    def set_aside(self) -> tuple[Path, ...]:
        """Return former stores that a restore has set aside: what was purged may still be there.

        They may also hold decisions that are nowhere else, so that no purge takes them.
        """
        return self._workplace.backups.set_aside()

    def _sweep(self) -> None:
        """Remove copies that killed or unfinished work has left, begun before the purge or not."""
        folder = self._workplace.folder
        for left in (folder / FOLDER).glob(f"{MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        if not (folder / swap.INTENT).exists():
            for left in folder.glob(f"{swap.INCOMING}*"):
                shutil.rmtree(left, ignore_errors=True)

    def _at(self) -> str:
        return utc(self._workplace.now())


_BACKING_UP: Final = (Stage.BACKUPS, Stage.DONE)


def _rule(store: Store) -> KeepingRule:
    return KeepingRule.read(store.get_setting(RULE))
