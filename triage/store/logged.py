"""A session that tells the access log what is done in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from triage.store import access_log
from triage.store.acts import NOBODY, Act, Actor
from triage.store.anchors import Anchor
from triage.store.records import Revision
from triage.store.session import Session


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
        with self._change() as db:
            return self._log(db.conn, act, case_id, **detail)

    def log_head(self) -> Anchor | None:
        """Return the anchor of the last entry; None for a log without any."""
        with self._reading() as connection:
            return access_log.head(connection)

    def log_of_signing(self, case_id: str, revision: str) -> Anchor | None:
        """Return the anchor of the entry that tells of a signing; None where there is none."""
        with self._reading() as connection:
            return access_log.of_signing(connection, case_id, revision)

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
