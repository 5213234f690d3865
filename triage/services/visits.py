"""Visits to patients: each is one entry of the access log, however many pages it leads over.

A person of another unit than those that decided about a patient is asked why they open it. The
reason holds for the patient until the person signs out, and stands at each of the visits.
"""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING, Final

from triage.services.workstation import utc
from triage.store.acts import Act
from triage.store.errors import StoreError

if TYPE_CHECKING:
    from triage.services.workstation import Workstation
    from triage.store.records import Revision

LONGEST_REASON: Final = 300
"""Characters of a reason; the log is read in a table."""


class Visits:
    """Who is visited now, and why, for one person at one workstation."""

    def __init__(self, workplace: Workstation) -> None:
        self._workplace = workplace
        self._here = ""
        self._case = ""
        self._reasons: dict[str, str] = {}
        self._owed: list[tuple[Act, str, dict[str, str]]] = []

    def visit(self, case_id: str, *, found: bool = False) -> None:
        """A case comes in sight; logged where it is another patient's than the one before.

        `found` says that it was opened from a search. A disk that is full keeps nobody from
        a patient: the error is to be told, and the entry is written as soon as it can be.

        :raises StoreError: case_unknown, disk_full, locked …
        """
        whom = self._whom(case_id)
        if whom != self._here and case_id != self._case:
            told = {"reason": self._reasons[whom]} if whom in self._reasons else {}
            self._owed.append((Act.FOUND if found else Act.OPENED, case_id, told))
        self._here, self._case = whom, case_id
        self.settle()

    def leave(self) -> None:
        """No patient is in sight; coming back is another visit."""
        self._here = self._case = ""

    def tell(self, act: Act, case_id: str, **told: str) -> None:
        """Log what is done with what is kept of a patient, now or as soon as it can be.

        :raises StoreError: disk_full, locked …
        """
        self._owed.append((act, case_id, told))
        self.settle()

    def owe(self, act: Act, **told: str) -> None:
        """Take on an act that there was no room to log: the next one that is logged comes after."""
        self._owed.append((act, "", {**told, "tried_at": self._now()}))

    def settle(self) -> None:
        """Write what could not be logged before.

        :raises StoreError: disk_full, locked …
        """
        while self._owed:
            act, case_id, told = self._owed[0]
            try:
                self._workplace.record(act, case_id or None, **told)
            except StoreError:
                told.setdefault("tried_at", self._now())
                raise
            self._owed.pop(0)

    def strangers(self, case_id: str) -> tuple[str, ...]:
        """Return the units that decided, where the person's own is not among them.

        Empty where no reason is asked: nothing is decided, it is the practice patient, it is
        the same visit, or a reason was given.
        """
        person = self._workplace.person
        whom = self._whom(case_id)
        if person is None or whom in self._reasons or whom == self._here:
            return ()
        case = self._workplace.store.case(case_id)
        if case.example:
            return ()
        units = {one.decision.author.unit: None for one in self._decisions(case_id)}
        if any(_same_unit(unit, person.unit) for unit in units):
            return ()
        return tuple(units)

    def give_reason(self, case_id: str, reason: str) -> None:
        """Keep why a patient is opened; the next visit logs it. ValueError for an empty one."""
        told = " ".join(reason.split())[:LONGEST_REASON]
        if not told:
            raise ValueError("a reason is some words")
        self._reasons[self._whom(case_id)] = told

    def _now(self) -> str:
        return utc(self._workplace.now())

    def _whom(self, case_id: str) -> str:
        """Return what tells patients apart: a number, else the case."""
        return self._workplace.store.case(case_id).patient.number or case_id

    def _decisions(self, case_id: str) -> list[Revision]:
        """Return the decisions of the case and of the patient with its number."""
        store = self._workplace.store
        number = store.case(case_id).patient.number
        if number is None:
            return store.revisions(case_id)
        found: list[Revision] = []
        for read in (partial(store.revisions, case_id), partial(store.patient_revisions, number)):
            # One that is damaged is not shown either: its page says why.
            with contextlib.suppress(StoreError):
                found += read()
        return found


def _same_unit(one: str, other: str) -> bool:
    """Compare names of units as people write them: capitals, blanks and stops do not count."""
    return _plain(one) == _plain(other)


def _plain(unit: str) -> str:
    return "".join(sign for sign in unit.casefold() if sign.isalnum())
