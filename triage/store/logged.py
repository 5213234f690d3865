"""A session that tells the access log what is done in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from triage.store import access_log
from triage.store.acts import NOBODY, Act, Actor
from triage.store.anchors import Anchor
from triage.store.records import Revision
from triage.store.session import Session, require_utc

if TYPE_CHECKING:
    from triage.store.access_findings import Purge, Verdict
    from triage.store.access_reading import Entry, Wanted
    from triage.store.progress import Progress


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Logged(Session):
    """Entries are written in the transaction of the act that they tell of, or of their own."""

    actor: Actor = NOBODY
    """Who is at work; whoever signs a person in says it."""
    time: Callable[[], str] = staticmethod(_now)
    """The clock of acts that are given no time."""

    def record(self, act: Act, case_id: str | None = None, **detail: str) -> Anchor:
        """Log an act that changes nothing else; on disk when this returns."""
        with self._transaction() as connection:
            return self._log(connection, act, case_id, **detail)

    def record_of(self, act: Act, patient: str, **detail: str) -> Anchor:
        """Log an act about a patient, by number or alias, that is none with a case."""
        with self._transaction() as connection:
            at, actor = self.time(), self.actor
            return access_log.add(
                connection, act, at=at, actor=actor, patient=patient, detail=detail
            )

    def log_head(self) -> Anchor | None:
        """Return the anchor of the last entry; None for a log without any."""
        with self._reading() as connection:
            return access_log.head(connection)

    def log_of_signing(self, case_id: str, revision: str) -> Anchor | None:
        """Return the anchor of the entry that tells of a signing; None where there is none."""
        with self._reading() as connection:
            return access_log.of_signing(connection, case_id, revision)

    def log_entries(self, wanted: Wanted, before: int | None, limit: int) -> list[Entry]:
        """Return the next entries before a number, or the newest, the newest first."""
        from triage.store.access_reading import entries  # noqa: PLC0415 - seldom asked

        with self._reading() as connection:
            return entries(connection, wanted, before, limit)

    def verify_log(self, anchor: Anchor | None, progress: Progress | None = None) -> Verdict:
        """Verify every entry, every note of a purge, and an anchor from outside.

        :raises StoreError: damaged where the log's key is lost
        :raises Stopped: if asked to
        """
        from triage.store.access_verify import verify  # noqa: PLC0415 - seldom asked

        with self._reading() as connection:
            return verify(connection, anchor, progress)

    def log_due(self, before: str) -> int:
        """Return how many entries from before a time can go."""
        from triage.store.access_purge import due  # noqa: PLC0415 - seldom asked

        with self._reading() as connection:
            return due(connection, before)[1]

    def purge_log(self, before: str, at: str) -> Purge | None:
        """Remove the entries from before a time, and log that; None where there are none.

        :raises StoreError: refused for entries younger than five years
        """
        from triage.store.access_purge import purge  # noqa: PLC0415 - seldom asked

        for time in (before, at):
            require_utc(time)
        with self._change() as db:
            return purge(db.conn, before, at=at, actor=self.actor)

    def _log_signing(self, connection: sqlite3.Connection, revision: Revision) -> None:
        decision = revision.decision
        told = {"revision": revision.id, "form": str(decision.choice.get("care_form"))}
        at, case_id = decision.signed_at, decision.case_id
        self._log(connection, Act.SIGNED, case_id, at=at, **told)
        if decision.override is not None:
            reason = str(decision.override.get("reason", ""))
            self._log(connection, Act.OVERRIDDEN, case_id, at=at, reason_code=reason)

    def _log(
        self,
        connection: sqlite3.Connection,
        act: Act,
        case_id: str | None = None,
        *,
        at: str | None = None,
        **detail: str,
    ) -> Anchor:
        """Log an act inside its transaction."""
        return access_log.add(
            connection,
            act,
            at=at or self.time(),
            actor=self.actor,
            case_id=case_id or "",
            detail=detail,
        )
