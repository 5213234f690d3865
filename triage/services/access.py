"""The access log as it is read, verified, exported and kept, at one workstation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from triage.core.swedish_time import SWEDEN
from triage.services.access_work import AccessWork
from triage.services.workstation import STORE_NAME, utc
from triage.store.access_findings import Verdict
from triage.store.access_purge import LEAST_YEARS
from triage.store.access_reading import Entry, Wanted
from triage.store.acts import Act
from triage.store.anchors import Anchor
from triage.store.errors import StoreError

if TYPE_CHECKING:
    from triage.services.workstation import Workstation

__all__ = [
    "LEAST_YEARS",
    "MOST_YEARS",
    "Access",
    "AccessWork",
    "Anchor",
    "Entry",
    "Period",
    "Verdict",
    "Wanted",
]

USUAL_YEARS: Final = 10
MOST_YEARS: Final = 50
_YEARS: Final = "access_log_years"


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Sweden, both included; None where it is open."""

    first: date | None = None
    last: date | None = None


class Access:
    """The log of one workstation. Methods raise `StoreError`."""

    def __init__(self, workplace: Workstation) -> None:
        self._workplace = workplace

    # Reading

    def wanted(self, period: Period, person: str = "", patient: str = "") -> Wanted:
        """Return what to look for; `patient` is a number or an alias as somebody types it."""
        last = None if period.last is None else period.last + timedelta(days=1)
        return Wanted(
            since=_start(period.first), until=_start(last), person=person, patient=self._as(patient)
        )

    def entries(self, wanted: Wanted, before: int | None = None, limit: int = 200) -> list[Entry]:
        """Return the next entries before a number, or the newest, the newest first."""
        return self._workplace.store.log_entries(wanted, before, limit)

    def log_reading(self, period: Period, person: str = "", patient: str = "") -> None:
        """Log that the log was read: it tells who is a patient here."""
        told = _told(period, person)
        self._workplace.store.record_of(Act.LOG_READ, self._as(patient), **told)

    def head(self) -> Anchor | None:
        """Return the anchor of the last entry; None for a log without any."""
        return self._workplace.store.log_head()

    def _as(self, typed: str) -> str:
        """Return a patient as the log writes one: a number in twelve characters, or an alias."""
        from triage.core.identity import IdentityError, parse_identity  # noqa: PLC0415 - its library

        try:
            return parse_identity(typed, self._workplace.now().date()).number
        except IdentityError:
            return typed.strip()

    # What takes time, for another thread

    def work(self) -> AccessWork:
        """Return verifying and exporting, with a connection of their own."""
        store = self._workplace.store
        path = self._workplace.folder / STORE_NAME
        return AccessWork(path, self._workplace.key.copy(), store.actor, store.time)

    # How long it is kept

    @property
    def years(self) -> int:
        """How many years an entry is kept."""
        kept = self._workplace.setting(_YEARS, USUAL_YEARS)
        if not isinstance(kept, int) or isinstance(kept, bool):
            return USUAL_YEARS
        return min(max(kept, LEAST_YEARS), MOST_YEARS)

    def keep_for(self, years: int) -> None:
        """Set how many years an entry is kept; logged.

        :raises StoreError: log_rule_too_short under five
        """
        if years < LEAST_YEARS:
            raise StoreError("log_rule_too_short")
        if years != self.years:
            self._workplace.record(Act.RULE_CHANGED, rule="access_log", years=str(years))
            self._workplace.set_setting(_YEARS, years)

    def due(self) -> int:
        """Return how many entries are older than the rule says."""
        return self._workplace.store.log_due(self._cut())

    def purge(self) -> int:
        """Remove entries older than the rule says, and log that; return how many went.

        :raises StoreError: refused for entries younger than five years
        """
        now = utc(self._workplace.now())
        done = self._workplace.store.purge_log(self._cut(), now)
        return 0 if done is None else done.removed

    def _cut(self) -> str:
        now = self._workplace.now()
        # 29 February has no day of its own in most years; a day more is kept then.
        day = now.day if (now.month, now.day) != (2, 29) else 28
        return utc(now.replace(year=now.year - self.years, day=day))


def _start(day: date | None) -> str:
    return "" if day is None else utc(datetime.combine(day, time(), SWEDEN))


def _told(period: Period, person: str) -> dict[str, str]:
    named = {
        "since": "" if period.first is None else period.first.isoformat(),
        "until": "" if period.last is None else period.last.isoformat(),
        "of": person,
    }
    return {key: value for key, value in named.items() if value}
