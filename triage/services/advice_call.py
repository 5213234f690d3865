"""A call for advice as it stands, read out of what was written about it.

What is written is never changed: a call that was struck or written anew stands no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from triage.core.ledger import Entry, Kind
from triage.core.people import Patient
from triage.services.workstation import local

if TYPE_CHECKING:
    from triage.store.advice import Given

CALLERS: Final = (
    "physician",
    "nurse",
    "municipal_nurse",
    "other_profession",
    "relative",
    "patient",
)
"""Who asks, in the order of a list."""


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


def standing_calls(found: Iterable[Given]) -> tuple[Call, ...]:
    """Return the calls that hold: none that was struck, or written anew."""
    return tuple(as_call(one) for one in found if not gone(one))


def gone(given: Given) -> bool:
    """Return whether advice was struck, or written anew."""
    struck = {one.told("entry") for one in given.since if one.kind is Kind.STRUCK}
    return given.advice.id in struck or any(one.kind is Kind.ADVICE for one in given.since)


def as_call(given: Given) -> Call:
    """Return advice as the call that it was, with what came of it."""
    entry = given.advice
    settled = [one for one in given.since if one.kind is Kind.CALLED_BACK]
    minutes = entry.told("minutes")
    return Call(
        id=entry.id,
        at=local(entry.happened_at),
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
            at=local(entry.happened_at),
        ),
        settled=local(settled[-1].happened_at) if settled else None,
        case_id=next((one.told("case") for one in reversed(settled) if one.told("case")), ""),
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


def in_a_list(call: Call) -> NewCall:
    """Return what a list may tell or be searched for: of a protected patient not who or where.

    Who asked belongs to a place as well.
    """
    new, patient = call.new, call.new.patient
    if patient is None or not patient.protected:
        return new
    from triage.referral.protection import struck_out  # noqa: PLC0415 - seldom asked

    question, advice = (struck_out(text, {}, patient) for text in (new.question, new.advice))
    return replace(new, question=question, advice=advice, caller_unit="")
