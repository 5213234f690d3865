"""Verifying and exporting the access log: long work, with a connection of its own.

Made in the window's thread and run in another: it holds nothing of the workplace but the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triage.core.swedish_time import SWEDEN
from triage.keys.data_key import DataKey
from triage.store.acts import Act, Actor
from triage.store.progress import Progress, Stopped
from triage.store.store import Store

if TYPE_CHECKING:
    from triage.referral.access_report import Asked, Line, Report
    from triage.store.access_findings import Verdict
    from triage.store.access_reading import Entry, Wanted
    from triage.store.anchors import Anchor

MOST: Final = {"pdf": 20_000, "csv": 500_000}
"""Entries in a file: what a reader, or a program for tables, still takes."""
_PAGE: Final = 1000


class TooManyError(Exception):
    """More entries than the file takes; a shorter period has fewer."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"more than {most} entries")


@dataclass(frozen=True)
class AccessWork:
    """What is done once, by one thread. It takes the key over and wipes it."""

    path: Path
    key: DataKey
    actor: Actor
    time: Callable[[], str]

    def verify(self, anchor: Anchor | None, step: Progress) -> Verdict | None:
        """Verify the whole log, and log that; None where it was asked to stop."""
        with self._store() as store:
            try:
                verdict = store.verify_log(anchor, step)
            except Stopped:
                return None
            told = {"anchor": str(anchor)} if anchor else {}
            store.record(Act.LOG_VERIFIED, faults=_faults(verdict), **told)
        return verdict

    def export(self, kind: str, wanted: Wanted, asked: Asked, step: Progress) -> bytes | None:
        """Return what is wanted as "pdf" or "csv", and log that; None where it was stopped.

        How many entries there are of all is not known while they are read: 0.

        :raises TooManyError: above `MOST`
        """
        from triage.referral.access_report import report  # noqa: PLC0415 - seldom needed

        with self._store() as store:
            found: list[Entry] = []
            before = None
            while page := store.log_entries(wanted, before, _PAGE):
                found += page
                before = page[-1].seq
                if len(found) > MOST[kind]:
                    raise TooManyError(MOST[kind])
                if not step(len(found), 0):
                    return None
            named = bool(wanted.patient)  # who asks by number knows the number
            lines = [_line(one, named=named) for one in reversed(found)]
            made = report(asked, lines, str(store.log_head() or ""))
            data = _written(kind, made, lambda done: step(done, len(lines)))
            if data is not None:
                told = {"file": kind, "count": str(len(lines))}
                store.record_of(Act.EXPORTED, wanted.patient, of="access_log", **told)
        return data

    @contextmanager
    def _store(self) -> Iterator[Store]:
        try:
            with Store.open(self.path, self.key, create=False, whole=False) as store:
                store.actor, store.time = self.actor, self.time
                yield store
        finally:
            self.key.wipe()


def _written(kind: str, made: Report, step: Callable[[int], bool]) -> bytes | None:
    if kind == "pdf":
        from triage.referral.access_report_pdf import pdf  # noqa: PLC0415 - seldom needed

        return pdf(made, step)
    from triage.referral.access_report_csv import csv  # noqa: PLC0415 - seldom needed

    return csv(made, step)


def _line(entry: Entry, *, named: bool) -> Line:
    from triage.referral.access_report import Line  # noqa: PLC0415 - seldom needed

    return Line(
        seq=entry.seq,
        at=datetime.fromisoformat(entry.at).astimezone(SWEDEN),
        who=entry.who,
        unit=entry.unit,
        act=entry.act,
        patient=entry.patient,
        hidden=entry.protected and not named,
        detail=entry.detail,
        set_back=entry.set_back,
    )


def _faults(verdict: Verdict) -> str:
    refuted = 0 if verdict.whole or verdict.findings else 1
    return str(len(verdict.findings) + refuted)
