"""Advice given to somebody who asked: written down in a minute, without enrolling the patient.

Knows what was said to whom and whether somebody is to be called back. Statistics are counted of
calls, never of callers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from triage.core.ledger import Entry, Kind
from triage.core.swedish_time import SWEDEN
from triage.services.advice_call import Call, NewCall, as_call, gone, standing_calls
from triage.services.workstation import utc
from triage.store.drafts import new_id
from triage.store.errors import StoreError

if TYPE_CHECKING:
    from triage.services.workplace import Workplace
    from triage.store.records import Case

MOST: Final = 2_000
"""Calls that a list of no period holds at a time."""
_ALL: Final = -1  # no limit, to SQLite


class Advice:
    """The advice of this workplace. Methods raise `StoreError`."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def note(self, new: NewCall) -> Call:
        """Write a call down.

        :raises StoreError: ledger_text_missing, ledger_text_too_long, ledger_day_missing,
            ledger_in_future
        """
        made = self._made(new, "")
        self._workplace.store.note(made)
        return self.call(made.id)

    def correct(self, call_id: str, new: NewCall) -> Call:
        """Write a call anew in the place of one that was not right; that one stays, struck.

        Both or neither. It stays a call of the day on which somebody asked. Who was called back
        is not to be called back again for it, unless another day is set; an assessment that it
        became is still the same.

        :raises StoreError: ledger_entry_unknown where it was corrected or struck already; those
            of `note`
        """
        before, follow_up = self.call(call_id), self._workplace.follow_up
        made = self._made(replace(new, at=new.at or before.at), call_id)
        written = [made, follow_up.made(None, Kind.STRUCK, None, entry=call_id)]
        again = new.next == "call_back" and new.call_back_on != before.new.call_back_on
        if before.settled is not None and not (again and not before.case_id):
            told = {"advice": made.id, "case": before.case_id}
            written.append(follow_up.made(None, Kind.CALLED_BACK, before.settled, **told))
        self._workplace.store.note(*written)
        return self.call(made.id)

    def strike(self, call_id: str, reason: str = "") -> None:
        """Strike a call that was written by mistake."""
        self._workplace.follow_up.strike(call_id, reason)

    def called_back(self, call_id: str, text: str = "") -> None:
        """Note that whoever was to be called back has been."""
        told = {"advice": call_id, "text": text.strip()}
        self._workplace.follow_up.write(None, Kind.CALLED_BACK, None, **told)

    def begin_assessment(self, call_id: str) -> Case:
        """Begin an assessment of the patient with the question as what worries most.

        One that was begun from the call already is found again. The call and the draft are
        written together: nobody who tries again after a failure begins a second.

        :raises StoreError: advice_without_patient; ledger_entry_unknown where it was struck
        """
        found = self._workplace.store.advice_of(call_id)
        if found is None or gone(found):
            raise StoreError("ledger_entry_unknown")
        call = as_call(found)
        if call.new.patient is None:
            raise StoreError("advice_without_patient")
        begun = self._begun(call)
        if begun is not None:
            return begun
        case_id = new_id()
        told = {"advice": call_id, "case": case_id}
        return self._workplace.begin(
            call.new.patient,
            facts=self._workplace.told_by(call.new.patient),
            notes={"worry": call.new.question},
            case_id=case_id,
            told_by=self._workplace.follow_up.made(None, Kind.CALLED_BACK, None, **told),
        )

    def _begun(self, call: Call) -> Case | None:
        """Return the assessment that a call became; None where there is none, or it was deleted."""
        try:
            return self._workplace.case(call.case_id) if call.case_id else None
        except StoreError as error:
            if error.code != "case_unknown":
                raise
            return None

    # Reading

    def call(self, call_id: str) -> Call:
        """Return one call.

        :raises StoreError: ledger_entry_unknown
        """
        found = self._workplace.store.advice_of(call_id)
        if found is None:
            raise StoreError("ledger_entry_unknown")
        return as_call(found)

    def calls(self, first: date | None = None, last: date | None = None) -> tuple[Call, ...]:
        """Return every call of the days from `first` to `last`, the latest first."""
        begin = "" if first is None else _start(first)
        until = "~" if last is None else _start(last + timedelta(days=1))
        return standing_calls(self._workplace.store.advice_given(begin, until, _ALL))

    def latest(self, most: int = MOST) -> tuple[tuple[Call, ...], bool]:
        """Return the latest calls of all, and whether there are older ones still."""
        found = self._workplace.store.advice_given("", "~", most + 1)
        return standing_calls(found[:most]), len(found) > most

    def to_call_back(self) -> tuple[Call, ...]:
        """Return the calls after which somebody is still to be called back, by their day."""
        return tuple(one for one in standing_calls(self._workplace.store.advice_due()) if one.open)

    def about(self, number: str) -> tuple[Call, ...]:
        """Return the calls about the patient with a number, the latest first."""
        entries = self._workplace.store.advice_about(number)
        found = (self._workplace.store.advice_of(one.id) for one in entries)
        calls = standing_calls([one for one in found if one is not None])
        return tuple(sorted(calls, key=lambda one: one.at, reverse=True))

    def csv(self, calls: Iterable[Call], language: str) -> bytes:
        """Return calls as a table for counting, without patients and without what was said."""
        from triage.referral.advice_csv import CountedCall, csv  # noqa: PLC0415 - seldom asked

        return csv(
            (
                CountedCall(
                    f"{one.at:%Y-%m-%d}",
                    one.new.caller,
                    one.new.caller_unit,
                    "" if one.new.minutes is None else str(one.new.minutes),
                    one.new.next,
                )
                for one in calls
            ),
            language,
        )

    def _made(self, new: NewCall, corrects: str) -> Entry:
        patient = new.patient
        about: dict[str, str] = {}
        if patient is not None:
            about = {
                "kind": patient.kind,
                "number": patient.number or "",
                "name": patient.name.strip(),
                "alias": patient.alias.strip(),
                "protected": "1" if patient.protected else "",
            }
        told = {
            "caller": new.caller,
            "caller_unit": new.caller_unit.strip(),
            "question": new.question.strip(),
            "advice": new.advice.strip(),
            "minutes": "" if new.minutes is None else str(new.minutes),
            "next": new.next,
            "call_back_on": new.call_back_on if new.next == "call_back" else "",
            "corrects": corrects,
        }
        return self._workplace.follow_up.made(None, Kind.ADVICE, new.at, **told, **about)


def _start(day: date) -> str:
    return utc(datetime.combine(day, time.min, SWEDEN))
