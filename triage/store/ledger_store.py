"""What can be written about decisions after they are signed, and read of where they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from triage.store import drafts, sheltering
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.late import Late
from triage.store.logged import Logged
from triage.store.session import require_utc

if TYPE_CHECKING:
    from sqlite_utils import Database

    from triage.core.follow_up import Decided, Standing
    from triage.core.ledger import Entry
    from triage.store import advice, decisions, followed, index, ledger
    from triage.store.advice import Given
    from triage.store.records import Follow
else:  # the list of a start needs none of them
    advice = Late("triage.store.advice")
    decisions = Late("triage.store.decisions")
    followed = Late("triage.store.followed")
    index = Late("triage.store.index")
    ledger = Late("triage.store.ledger")


class Ledgered(Logged):
    """The ledger of each case, and advice that belongs to none."""

    def note(self, *new: Entry) -> None:
        """Write entries, and what lists show after them, all or none.

        An entry that stands there already changes nothing.

        :raises StoreError: case_unknown, case_not_decided, and what `core.ledger.refusal` returns,
            with `ledger_` before it
        """
        for one in new:
            for time in (one.happened_at, one.noted_at):
                require_utc(time)
        with self._change() as db:
            for one in new:
                if ledger.entry(db.conn, one.id) is None:
                    self._note(db, one)

    def _note(self, db: Database, new: Entry) -> None:
        from triage.core.ledger import WITHOUT_CASE, Kind, refusal  # noqa: PLC0415 - see above

        before = self._before(db.conn, new)
        code = refusal(before, new)
        if code is not None:
            raise StoreError(f"ledger_{code}")
        if new.case_id is None and new.kind not in {*WITHOUT_CASE, Kind.STRUCK}:
            raise StoreError("case_unknown")
        ledger.add(db, new)
        if new.case_id is None:
            self._tell_anew(db, sheltering.noted(db.conn, new))
            self._log_without_case(db.conn, new)
        else:
            followed.refresh(db, new.case_id)
            told = {"kind": str(new.kind), "entry": new.id}
            self._log(db.conn, Act.NOTED, new.case_id, at=new.noted_at, **told)

    def _tell_anew(self, db: Database, *keys: str, besides: Collection[str] = ()) -> None:
        """Tell no more, or again, who and where patients with these numbers are."""
        for case_id in sheltering.same_number(db.conn, *keys):
            if case_id not in besides:
                # Of a decision that cannot be read nothing is found or followed anyway.
                with suppress(StoreError):
                    followed.refresh(db, case_id)
                    index.renew_another(db.conn, case_id)

    def _before(self, connection: sqlite3.Connection, new: Entry) -> list[Entry]:
        if new.case_id is None:
            return ledger.others_without_case(connection, new)
        drafts.state(connection, new.case_id)  # refuses a case that is gone
        if followed.row(connection, new.case_id) is None:
            raise StoreError("case_not_decided")
        return ledger.of_case(connection, new.case_id)

    def _log_without_case(self, connection: sqlite3.Connection, new: Entry) -> None:
        from triage.store import access_log  # noqa: PLC0415 - as above

        about = new.told("entry") or new.told("advice")
        told = ledger.entry(connection, about) if new.told("entry") or _settles(new) else new
        patient = "" if told is None else told.told("number") or told.told("alias")
        detail = {"kind": str(new.kind), "entry": new.id}
        if told is not None and told.told("protected"):
            detail["protected"] = "1"
        access_log.add(
            connection,
            Act.ADVICE,
            at=new.noted_at,
            actor=self.actor,
            patient=patient,
            detail=detail,
        )

    def ledger(self, case_id: str) -> list[Entry]:
        """Return the entries of a case in the order they were written, struck ones among them."""
        with self._reading() as connection:
            return ledger.of_case(connection, case_id)

    def ledger_entry(self, entry_id: str) -> Entry:
        """Return one entry.

        :raises StoreError: ledger_entry_unknown
        """
        with self._reading() as connection:
            found = ledger.entry(connection, entry_id)
        if found is None:
            raise StoreError("ledger_entry_unknown")
        return found

    def advice_about(self, number: str) -> list[Entry]:
        """Return the advice given about the patient with a number, as it was written."""
        with self._reading() as connection:
            return ledger.of_number(connection, number)

    def advice_given(self, first: str, until: str, limit: int) -> list[Given]:
        """Return the advice given from one time until before another, the latest first."""
        with self._reading() as connection:
            return advice.given(connection, first, until, limit)

    def advice_due(self) -> list[Given]:
        """Return the advice after which somebody was to call back, by the day of it."""
        with self._reading() as connection:
            return advice.to_call_back(connection)

    def advice_of(self, entry_id: str) -> Given | None:
        """Return one piece of advice; None where there is none with this id."""
        with self._reading() as connection:
            return advice.one(connection, entry_id)

    def standing_of(self, case_id: str) -> Standing:
        """Return where a decided case stands.

        :raises StoreError: case_not_decided, revision_damaged
        """
        with self._reading() as connection:
            return followed.read(connection, case_id)

    def decided_of(self, case_id: str) -> Decided:
        """Return what the follow-up of the decision in force rests on.

        :raises StoreError: case_not_decided, revision_damaged
        """
        with self._reading() as connection:
            heads = decisions.heads(connection, case_id)
            if not heads:
                raise StoreError("case_not_decided")
            return followed.decided_of(connection, heads[-1])

    def followed(self, case_id: str) -> Follow | None:
        """Return what lists show of where a case stands; None for one that was never decided."""
        with self._reading() as connection:
            return followed.row(connection, case_id)


def _settles(new: Entry) -> bool:
    from triage.core.ledger import Kind  # noqa: PLC0415 - loaded already

    return new.kind is Kind.CALLED_BACK
