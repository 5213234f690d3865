"""Where a referral stands after its decision, and when somebody must do something about it.

Folds a decision and the entries after it into one state: what is awaited, from when it is late,
when the patient is to be seen again. The spans are derived from the urgency classes and not
validated; each can be set otherwise where it is used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from triage.core.ledger import Entry, Kind, standing_entries, way_out


class Step(StrEnum):
    """Where a referral stands. The values stand in stores."""

    UNTRACKED = "untracked"
    """Decided before follow-up was kept here, and nothing noted since."""
    UNSENT = "unsent"
    KEPT = "kept"
    """No referral: the care goes on where it is given."""
    SENT = "sent"
    RECEIVED = "received"
    MORE_WANTED = "more_wanted"
    WAITING = "waiting"
    """Accepted, and waiting for a place."""
    ACCEPTED = "accepted"
    ADVICE_ENOUGH = "advice_enough"
    REDIRECTED = "redirected"
    DECLINED = "declined"
    CLOSED = "closed"


AWAITED: Final = frozenset({Step.SENT, Step.RECEIVED})
"""The receiver owes an answer."""
CAME_BACK: Final = frozenset({Step.MORE_WANTED, Step.REDIRECTED, Step.DECLINED})
"""The sender has to do something next."""
STAYS: Final = frozenset({"general"})
"""Care forms that are given where the patient is: there is nobody to send a referral to."""

_STEP_OF_ANSWER: Final[Mapping[str, Step]] = {
    "more_wanted": Step.MORE_WANTED,
    "accepted": Step.ACCEPTED,
    "accepted_waiting": Step.WAITING,
    "advice_enough": Step.ADVICE_ENOUGH,
    "redirected": Step.REDIRECTED,
    "declined": Step.DECLINED,
}

ANSWER_WITHIN: Final[Mapping[str, timedelta]] = {
    "immediate": timedelta(hours=2),
    "within_24_hours": timedelta(hours=24),
    "within_three_days": timedelta(hours=72),
    "within_two_weeks": timedelta(days=14),
    "planned": timedelta(days=28),
}
"""How long after sending an answer is awaited, by urgency class."""
_IN_HOURS: Final = timedelta(hours=72)
"""The longest of these spans that is counted in hours."""
REASSESS_AFTER: Final[Mapping[str, int]] = {
    "immediate": 1,
    "within_24_hours": 1,
    "within_three_days": 3,
    "within_two_weeks": 14,
    "planned": 28,
}
"""Days from signing to the next reassessment, by urgency class; in the last days of life one."""
DYING_DAILY: Final = 1


@dataclass(frozen=True, slots=True)
class Decided:
    """What of a decision its follow-up rests on.

    `conditions` are the prerequisites that were open, each with the ISO day by which it is to be
    seen to, or "". `tracked` is False for a decision from before follow-up was kept.
    """

    revision: str
    signed_at: str
    care_form: str
    urgency: str
    dying: bool
    conditions: Mapping[str, str] = field(default_factory=dict)
    tracked: bool = True
    owners: Mapping[str, str] = field(default_factory=dict)
    """By prerequisite, who was named to see to it, where anybody was."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands. Moments are ISO 8601 in UTC, days ISO days in Sweden."""

    step: Step
    sent: Entry | None = None
    received: Entry | None = None
    answer: Entry | None = None
    closed: Entry | None = None
    registered: Entry | None = None
    outdated: bool = False
    """Whether the decision was corrected after it was sent, and the receiver has the old one."""
    answer_by: str | None = None
    reassess_on: str | None = None
    reassess_planned: bool = False
    """Whether somebody chose that day; else it follows from the urgency."""
    conditions: tuple[str, ...] = ()
    """Prerequisites that are still open."""
    met: frozenset[str] = frozenset()
    """Prerequisites that were noted as met since."""
    plans: Mapping[str, Entry] = field(default_factory=dict)
    """By prerequisite, who sees to it and by when, where that was changed after the decision."""
    condition_by: str | None = None
    due_at: str | None = None
    """The earliest moment or day at which somebody must do something; None where nobody must."""

    @property
    def register_due(self) -> bool:
        """Whether the patient died and the palliative register has not been told."""
        died = self.closed is not None and self.closed.told("outcome") == "died"
        return died and self.registered is None


def standing(
    decided: Decided, entries: Iterable[Entry], zone: tzinfo, *, taken_over: bool = False
) -> Standing:
    """Return where a decision stands after its entries.

    `zone` is where days are counted; `taken_over` says that a later decision about the same
    patient stands: then nothing of this one is awaited any more.
    """
    written = list(entries)
    held = standing_entries(written)
    # Nobody types when these happened: what was written last holds, whatever a clock that was
    # set right in between says.
    names = {one.id for one in held}
    in_writing = [one for one in written if one.id in names]
    latest = {one.kind: one for one in in_writing}
    out = way_out(written)
    sent = out if out is not None and out.kind is Kind.SENT else None
    after = held[held.index(sent) + 1 :] if sent is not None else ()
    since = {one.kind: one for one in after}
    received, answer = since.get(Kind.RECEIVED), since.get(Kind.ANSWERED)
    closed = latest.get(Kind.CLOSED)
    registered = latest.get(Kind.REGISTERED)
    if closed is None or registered is None or _before(in_writing, registered, closed):
        registered = None  # of a death that was taken back nothing holds
    step = _step(decided, out, received, answer, closed, tracked=decided.tracked or bool(held))
    over = taken_over or closed is not None
    noted = [one for one in in_writing if one.kind is Kind.CONDITION]
    plans, met = _plans(decided, noted), _met(noted)
    awaits = not over and (decided.tracked or bool(noted))
    open_ones = tuple(one for one in decided.conditions if awaits and one not in met)
    outdated = sent is not None and not over and sent.told("revision") not in {"", decided.revision}
    planned = latest.get(Kind.PLANNED)
    reassess_on = None
    if not over and (step is not Step.UNTRACKED or planned is not None):
        reassess_on = planned_day(planned) if planned else reassess_default(decided, zone)
    answer_by = None
    if sent is not None and step in AWAITED and not over:
        answer_by = sent.told("answer_by") or None
    by = {**decided.conditions, **{code: one.told("due") for code, one in plans.items()}}
    condition_by = min((by[one] for one in open_ones if by[one]), default=None)
    due = [reassess_on, answer_by, condition_by]
    if not over:
        due.append(_calls_for(decided, step, answer, outdated=outdated))
    return Standing(
        step=step,
        sent=sent,
        received=received,
        answer=answer,
        closed=closed,
        registered=registered,
        outdated=outdated,
        answer_by=answer_by,
        reassess_on=reassess_on,
        reassess_planned=planned is not None,
        conditions=open_ones,
        met=met,
        plans=plans,
        condition_by=condition_by,
        due_at=min(filter(None, due), default=None),
    )


def answer_default(urgency: str, sent_at: datetime) -> datetime:
    """Return until when an answer is awaited unless somebody says otherwise.

    Hours are hours, also over the night when the clocks change; weeks end at the same clock.
    """
    within = ANSWER_WITHIN.get(urgency, ANSWER_WITHIN["planned"])
    if within > _IN_HOURS:
        return sent_at + within
    return (sent_at.astimezone(UTC) + within).astimezone(sent_at.tzinfo)


def reassess_default(decided: Decided, zone: tzinfo) -> str:
    """Return the ISO day of the next reassessment unless somebody says otherwise."""
    usual = REASSESS_AFTER.get(decided.urgency, REASSESS_AFTER["planned"])
    days = min(usual, DYING_DAILY) if decided.dying else usual
    signed = datetime.fromisoformat(decided.signed_at).astimezone(zone)
    return (signed.date() + timedelta(days=days)).isoformat()


def planned_day(planned: Entry) -> str | None:
    """Return the day that an entry plans; None where it plans that there is none."""
    return planned.told("day") or None


def _step(
    decided: Decided,
    out: Entry | None,
    received: Entry | None,
    answer: Entry | None,
    closed: Entry | None,
    *,
    tracked: bool,
) -> Step:
    if closed is not None:
        return Step.CLOSED
    if answer is not None:
        return _STEP_OF_ANSWER.get(answer.told("answer"), Step.RECEIVED)
    if received is not None:
        return Step.RECEIVED
    if out is not None:
        return Step.SENT if out.kind is Kind.SENT else Step.KEPT
    if not tracked:
        return Step.UNTRACKED
    return Step.KEPT if decided.care_form in STAYS else Step.UNSENT


def _before(written: Sequence[Entry], one: Entry, other: Entry) -> bool:
    return written.index(one) < written.index(other)


def _met(noted: Iterable[Entry]) -> frozenset[str]:
    latest = {one.told("prerequisite"): one.told("met") for one in noted if not one.told("planned")}
    return frozenset(code for code, met in latest.items() if met)


def _plans(decided: Decided, noted: Iterable[Entry]) -> Mapping[str, Entry]:
    """Return what was planned last; a decision that was corrected to another holds itself."""
    latest = {one.told("prerequisite"): one for one in noted if one.told("planned")}
    return {
        code: one
        for code, one in latest.items()
        if decided.conditions.get(code) == one.told("decided")
        and decided.owners.get(code, "") == one.told("decided_owner")
    }


def _calls_for(decided: Decided, step: Step, answer: Entry | None, *, outdated: bool) -> str | None:
    """Return from when the step itself asks for something to be done."""
    if outdated or step is Step.UNSENT:
        return decided.signed_at
    if answer is not None and step in CAME_BACK:
        return answer.happened_at
    if answer is not None and step is Step.WAITING:
        return answer.told("date") or None
    return None
