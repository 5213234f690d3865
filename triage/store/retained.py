"""What the store does for retention: marks, lists, purges, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from triage.store import drafts
from triage.store.acts import Act
from triage.store.errors import StoreError, plain_errors
from triage.store.late import Late
from triage.store.logged import Logged
from triage.store.session import require_utc

if TYPE_CHECKING:
    from triage.core.keeping import ClockDoubt, KeepingRule
    from triage.store import purging, retention
    from triage.store.purging import Pending
    from triage.store.retention import DueCase, Moved
else:
    purging = Late("triage.store.purging")
    retention = Late("triage.store.retention")


class Retained(Logged):
    """Cases whose time is out, and those that the record system has."""

    def mark_moved(self, case_id: str, at: str) -> None:
        """Note that the record system has a decision, by whom and when.

        :raises StoreError: case_unknown, case_not_decided, clock_behind
        """
        self._mark(case_id, at, moved=True)

    def unmark_moved(self, case_id: str, at: str) -> None:
        """Take the note back.

        :raises StoreError: case_unknown, case_not_decided
        """
        self._mark(case_id, at, moved=False)

    def _mark(self, case_id: str, at: str, *, moved: bool) -> None:
        require_utc(at)
        with self._change() as db:
            if drafts.state(db.conn, case_id) != "decided":
                raise StoreError("case_not_decided")
            if (retention.moved(db.conn, case_id) is not None) == moved:
                return
            if moved:
                retention.mark_moved(db.conn, case_id, at, self.actor.who)
                self._log(db.conn, Act.MOVED, case_id, at=at)
            else:
                retention.unmark_moved(db.conn, case_id)
                self._log(db.conn, Act.MOVED, case_id, at=at, taken_back="1")

    def moved(self, case_id: str) -> Moved | None:
        """Return the mark of a decided case, as far as it counts."""
        with self._reading() as connection:
            return retention.moved(connection, case_id)

    def due(self, rule: KeepingRule, at: str) -> list[DueCase]:
        """Return every case that may go at a time."""
        require_utc(at)
        with self._reading() as connection:
            return retention.due(connection, rule, at)

    def clock_doubt(self, at: str) -> ClockDoubt | None:
        """Return why a clock that says `at` is not to be believed; None where it is."""
        require_utc(at)
        with self._reading() as connection:
            return retention.doubt(connection, at)

    def purge(self, rule: KeepingRule, cases: Collection[str], at: str) -> list[DueCase]:
        """Let these cases go for good, all or none, and say so in the log.

        What their pages held is overwritten; `clear_up` takes the rest.

        :raises StoreError: clock_behind, clock_ahead, purge_changed where one is not due
        """
        require_utc(at)
        self._overwrite_freed()
        with self._change() as db:
            return purging.purge(db.conn, rule, cases, at, self.actor)

    def purge_pending(self) -> Pending | None:
        """Return the purge of which files may still hold something."""
        with self._reading() as connection:
            return purging.pending(connection)

    def clear_up(self) -> None:
        """Leave nothing of what was ever deleted in the file and its log.

        :raises StoreError: locked where another program or window is reading or writing
        """
        self._overwrite_freed()
        with self._change() as db:
            purging.rewrite_search(db.conn)
        with plain_errors():
            purging.write_anew(self._connection)

    def end_pending(self) -> None:
        """Note that nothing of any purge is left in any file."""
        with self._change() as db:
            purging.end_pending(db.conn)

    def _overwrite_freed(self) -> None:
        with plain_errors():
            self._connection.execute("PRAGMA secure_delete = ON")
