"""All that is kept about one patient, on one time line: decisions, corrections, what came after.

Goes over every case that is known to be about the same patient, and over advice about the same
number. What is damaged is left out and said so: the rest of a history is worth reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from triage.core.ledger import Entry, Kind
from triage.referral.patient_history import HistoryPaper, PaperLine
from triage.services.earlier import cases_of_patient, same_patient
from triage.services.workstation import local
from triage.store.errors import StoreError

__all__ = [
    "Event",
    "Happened",
    "HistoryPaper",
    "PaperLine",
    "PatientHistory",
    "Rated",
    "history_pdf",
    "patient_history",
]

if TYPE_CHECKING:
    from triage.core.vocabulary import Facts
    from triage.services.advice_call import Call
    from triage.services.workplace import Workplace
    from triage.store.records import Case, Revision


class Happened(StrEnum):
    """What an event is."""

    BEGUN = "begun"
    """An assessment that is not decided yet, or a correction under way."""
    DECIDED = "decided"
    CORRECTED = "corrected"
    NOTED = "noted"
    ADVISED = "advised"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in Swedish time; which of the rest it has follows from `what`.

    `before` is the decision that a correction replaced, or that a reassessment began from.
    """

    at: datetime
    what: Happened
    case_id: str = ""
    case: Case | None = None
    revision: Revision | None = None
    before: Revision | None = None
    entry: Entry | None = None
    struck: Entry | None = None
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Rated:
    """The scores of one assessment. `given` says when each was rated, where that is known."""

    at: datetime
    facts: Facts
    given: Mapping[str, datetime]
    decided: bool


@dataclass(frozen=True, slots=True)
class PatientHistory:
    """The events, the oldest first. `damaged` counts the cases that cannot be read."""

    case: Case
    events: tuple[Event, ...]
    rated: tuple[Rated, ...]
    damaged: int = 0


def patient_history(workplace: Workplace, case_id: str) -> PatientHistory:
    """Return the history of a case's patient.

    :raises StoreError: case_unknown, or where the case itself cannot be read
    """
    case = workplace.case(case_id)
    events: list[Event] = []
    rated: list[Rated] = []
    damaged = 0
    for one in sorted(_cases(workplace, case)):
        try:
            found = list(_of_case(workplace, case, one))
            ratings = list(_rated(workplace, case, one))
        except StoreError as error:
            if one == case_id and error.code not in _DAMAGE:
                raise
            damaged += 1
            continue
        events += found
        rated += ratings
    events += _advice(workplace, case)
    events.sort(key=lambda one: one.at)
    rated.sort(key=lambda one: (one.decided is False, one.at))
    return PatientHistory(case, tuple(events), tuple(rated), damaged)


_DAMAGE = frozenset({"damaged", "revision_damaged", "newer_version"})


def _cases(workplace: Workplace, case: Case) -> set[str]:
    """Return every case about the patient; drafts that nobody has decided as well."""
    found = cases_of_patient(workplace, case)
    number = case.patient.number
    if number is None:
        return found
    rows = workplace.find(number).rows
    drafts = {row.case_id for row in rows if row.state != "decided"} - found
    for one in drafts:
        other = workplace.case(one)
        if other.patient.number == number and other.example == case.example:
            found.add(one)
    return found


def _of_case(workplace: Workplace, about: Case, case_id: str) -> Iterator[Event]:
    case = workplace.case(case_id)
    revisions = workplace.revisions(case_id)
    by_id = {one.id: one for one in revisions}
    if not revisions and not _same(about, case):
        return
    if revisions and not same_patient(about, revisions[-1]):
        return  # under another number it is another patient's, whatever it hangs together with
    for one in revisions:
        if not same_patient(about, one):
            continue
        decision = one.decision
        before = next((by_id[name] for name in decision.parents if name in by_id), None)
        yield Event(
            local(decision.signed_at),
            Happened.CORRECTED if decision.parents else Happened.DECIDED,
            case_id,
            case=case,
            revision=one,
            before=before,
        )
    if case.state != "decided":
        began = case.created_at if case.state == "draft" else case.changed_at
        yield Event(local(began), Happened.BEGUN, case_id, case=case)
    if revisions:
        yield from _entries(workplace, case_id)


def _same(about: Case, other: Case) -> bool:
    return about.id == other.id or len({about.patient.number, other.patient.number} - {None}) < 2


def _entries(workplace: Workplace, case_id: str) -> Iterator[Event]:
    entries = workplace.follow_up.entries(case_id)
    struck = {one.told("entry"): one for one in entries if one.kind is Kind.STRUCK}
    for one in entries:
        if one.kind is not Kind.STRUCK:
            at = local(one.happened_at)
            yield Event(at, Happened.NOTED, case_id, entry=one, struck=struck.get(one.id))


def _advice(workplace: Workplace, case: Case) -> list[Event]:
    if case.patient.number is None or case.example:
        return []
    calls = workplace.advice.about(case.patient.number)
    return [Event(one.at, Happened.ADVISED, one.case_id, call=one) for one in calls]


def _rated(workplace: Workplace, about: Case, case_id: str) -> Iterator[Rated]:
    from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start

    vocabulary = workplace.catalogue.vocabulary
    heads = workplace.store.heads(case_id)
    for head in heads[-1:]:
        if same_patient(about, head):
            decision = head.decision
            facts, _wrong = parse_facts(decision.facts, vocabulary)
            given = {fact: local(at) for fact, at in decision.rated.items()}
            yield Rated(local(decision.signed_at), facts, given, decided=True)
    case = workplace.case(case_id)
    if case.state == "draft" and _same(about, case):
        given = dict(workplace.answered_at(case_id))
        at = max(given.values(), default=local(case.changed_at))
        yield Rated(at, workplace.facts(case), given, decided=False)


def history_pdf(paper: HistoryPaper) -> bytes:
    """Return a history as PDF; touches no data, so any thread may call it."""
    from triage.referral.patient_history_pdf import pdf  # noqa: PLC0415 - seldom asked

    return pdf(paper)
