"""Advice given to somebody who asked: written down in a minute, without enrolling the patient.

Knows what was said to whom and whether somebody is to be called back. Statistics are counted of
calls, never of callers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from triage.core.ledger import Entry, Kind
from triage.core.people import Patient
from triage.services.workstation import SWEDEN, utc
from triage.store.errors import StoreError
from triage.store.folding import number_key, words_of

if TYPE_CHECKING:
    from triage.services.workplace import Workplace
    from triage.store.advice import Given
    from triage.store.records import Case

CALLERS: Final = (
    "physician",
    "nurse",
    "municipal_nurse",
    "other_profession",
    "relative",
    "patient",
)
"""Who asks, in the order of a list."""
MOST: Final = 2_000
"""Calls that a list of no period holds at a time."""
_ALL: Final = -1  # no limit, to SQLite


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call as it is written down.

    `caller` is a code of `CALLERS` or "", `minutes` how long it took, where somebody says so,
    `next` a code of `triage.core.ledger.NEXT`, `call_back_on` an ISO day. Without a patient the
    advice is about nobody in particular.
    """

    question: str
    advice: str
    caller: str = ""
    caller_unit: str = ""
    minutes: int | None = None
    next: str = "none"
    call_back_on: str = ""
    patient: Patient | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it stands. `at` is in Swedish time; `settled` is when somebody called back."""

    id: str
    at: datetime
    who: str
    unit: str
    new: NewCall
    settled: datetime | None
    case_id: str
    """The assessment that it became, or ""."""
    corrects: str

    @property
    def open(self) -> bool:
        """Whether somebody is still to be called back."""
        return self.new.next == "call_back" and self.settled is None


@dataclass(frozen=True, slots=True)
class Sum:
    """Calls of a period: how many, how many minutes were noted, by whose profession and unit."""

    calls: int
    minutes: int
    timed: int
    """Calls whose minutes were noted."""
    callers: tuple[tuple[str, int], ...]
    units: tuple[tuple[str, int], ...]


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

        :raises StoreError: advice_without_patient; ledger_entry_unknown where it was struck
        """
        found = self._workplace.store.advice_of(call_id)
        if found is None or _gone(found):
            raise StoreError("ledger_entry_unknown")
        call = _call(found)
        if call.new.patient is None:
            raise StoreError("advice_without_patient")
        case = self._workplace.begin(
            call.new.patient,
            facts=self._workplace.told_by(call.new.patient),
            notes={"worry": call.new.question},
        )
        told = {"advice": call_id, "case": case.id}
        self._workplace.follow_up.write(None, Kind.CALLED_BACK, None, **told)
        return case

    # Reading

    def call(self, call_id: str) -> Call:
        """Return one call.

        :raises StoreError: ledger_entry_unknown
        """
        found = self._workplace.store.advice_of(call_id)
        if found is None:
            raise StoreError("ledger_entry_unknown")
        return _call(found)

    def calls(self, first: date | None = None, last: date | None = None) -> tuple[Call, ...]:
        """Return every call of the days from `first` to `last`, the latest first."""
        begin = "" if first is None else _start(first)
        until = "~" if last is None else _start(last + timedelta(days=1))
        return _standing(self._workplace.store.advice_given(begin, until, _ALL))

    def latest(self, most: int = MOST) -> tuple[tuple[Call, ...], bool]:
        """Return the latest calls of all, and whether there are older ones still."""
        found = self._workplace.store.advice_given("", "~", most + 1)
        return _standing(found[:most]), len(found) > most

    def to_call_back(self) -> tuple[Call, ...]:
        """Return the calls after which somebody is still to be called back, by their day."""
        return tuple(one for one in _standing(self._workplace.store.advice_due()) if one.open)

    def about(self, number: str) -> tuple[Call, ...]:
        """Return the calls about the patient with a number, the latest first."""
        entries = self._workplace.store.advice_about(number)
        found = (self._workplace.store.advice_of(one.id) for one in entries)
        calls = _standing([one for one in found if one is not None])
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


def matching(calls: Iterable[Call], query: str) -> tuple[Call, ...]:
    """Return the calls that hold every word of a query, the last one perhaps only begun.

    A protected patient's name and number are looked for only as a whole number.
    """
    wanted = words_of(query)
    number = number_key(query)
    return tuple(one for one in calls if _matches(one, wanted, number))


def _matches(call: Call, wanted: Sequence[str], number: str) -> bool:
    new, patient = call.new, call.new.patient
    texts = [new.question, new.advice, new.caller_unit, call.who]
    if patient is not None:
        if number and number == patient.number:
            return True
        if not patient.protected:
            texts += [patient.name, patient.alias, patient.number or ""]
    held = {word for text in texts for word in words_of(text)}
    return all(any(word.startswith(one) for word in held) for one in wanted)


def summed(calls: Iterable[Call]) -> Sum:
    """Return how many calls there were, and from where."""
    found = list(calls)
    timed = [one.new.minutes for one in found if one.new.minutes is not None]
    return Sum(
        calls=len(found),
        minutes=sum(timed),
        timed=len(timed),
        callers=_counted(one.new.caller for one in found),
        units=_counted(one.new.caller_unit for one in found),
    )


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _standing(found: Iterable[Given]) -> tuple[Call, ...]:
    """Return the calls that hold: none that was struck, or written anew."""
    return tuple(_call(one) for one in found if not _gone(one))


def _gone(given: Given) -> bool:
    struck = {one.told("entry") for one in given.since if one.kind is Kind.STRUCK}
    return given.advice.id in struck or any(one.kind is Kind.ADVICE for one in given.since)


def _call(given: Given) -> Call:
    entry = given.advice
    settled = [one for one in given.since if one.kind is Kind.CALLED_BACK]
    minutes = entry.told("minutes")
    return Call(
        id=entry.id,
        at=_local(entry.happened_at),
        who=entry.who,
        unit=entry.unit,
        new=NewCall(
            question=entry.told("question"),
            advice=entry.told("advice"),
            caller=entry.told("caller"),
            caller_unit=entry.told("caller_unit"),
            minutes=int(minutes) if minutes.isdecimal() else None,
            next=entry.told("next") or "none",
            call_back_on=entry.told("call_back_on"),
            patient=_patient(entry),
            at=_local(entry.happened_at),
        ),
        settled=_local(settled[-1].happened_at) if settled else None,
        case_id=next((one.told("case") for one in settled if one.told("case")), ""),
        corrects=entry.told("corrects"),
    )


def _patient(entry: Entry) -> Patient | None:
    if not entry.told("kind"):
        return None
    return Patient(
        kind=entry.told("kind"),
        number=entry.told("number") or None,
        name=entry.told("name"),
        alias=entry.told("alias"),
        protected=bool(entry.told("protected")),
    )


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(SWEDEN)


def _start(day: date) -> str:
    return utc(datetime.combine(day, time.min, SWEDEN))
