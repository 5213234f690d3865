"""What happens to a decision after it is signed: one entry an act, none ever changed.

Knows the kinds of entries, the code lists they take, and which of them can follow on what has
been written. Where a referral stands after them is told by `triage.core.follow_up`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What an entry tells. The values stand in stores: none is ever renamed or used anew."""

    SENT = "sent"
    """revision, to, team, way, answer_by, redirected_from, purpose, urgency"""
    RECEIVED = "received"
    """by"""
    ANSWERED = "answered"
    """answer, reason, text, place, date, to"""
    CONTACT = "contact"
    """way, with, text"""
    CONDITION = "condition"
    """prerequisite, met: "1", or "" where that is taken back. Or prerequisite, planned: "1", with
    owner and due, "" for nobody and no day; decided, decided_owner: what the decision says of it"""
    PLANNED = "planned"
    """day of the next reassessment, "" for none"""
    CLOSED = "closed"
    """outcome, day, place, and `INDICATOR` with each code of `INDICATORS`"""
    REGISTERED = "registered"
    """day on which the death was entered in the palliative register"""
    KEPT = "kept"
    """reason: no referral is to be sent"""
    ADVICE = "advice"
    """Advice to somebody who asked, about a patient who is not enrolled by it: caller,
    caller_unit, question, advice, minutes, next, call_back_on; kind, number, name, alias and
    protected where the patient is known; corrects: the entry that it stands instead of"""
    CALLED_BACK = "called_back"
    """advice: the entry that is settled by it; text, and case where it became an assessment"""
    STRUCK = "struck"
    """entry: what was written by mistake; reason"""


WITHOUT_CASE: Final = frozenset({Kind.ADVICE, Kind.CALLED_BACK})
"""What belongs to no case; a mistake among these is struck without one as well."""

WAYS: Final = ("record_system", "fax", "letter", "telephone", "handed_over", "other")
ANSWERS: Final = (
    "more_wanted",
    "accepted",
    "accepted_waiting",
    "advice_enough",
    "redirected",
    "declined",
)
REASONS: Final = (
    "general_care_enough",
    "outside_catchment",
    "outside_mission",
    "acute_care_first",
    "patient_declined",
    "information_missing",
    "capacity",
    "municipal_enrolment_missing",
    "died_before",
    "duplicate",
    "other",
)
"""Why a referral came back; capacity stands apart from the clinical ones in all counting."""
OUTCOMES: Final = ("died", "moved", "improved", "transferred")
INDICATORS: Final = (
    "breakpoint_conversation",
    "pain_scale_used",
    "other_symptoms_scored",
    "prn_opioid",
    "prn_anxiolytic",
    "mouth_assessed",
    "pressure_ulcer",
    "individual_plan",
    "presence_at_death",
    "bereavement_offered",
)
"""What the palliative register asks about the last week of life (Norra follow-up, table 1; Skåne
plan, national indicators)."""
INDICATOR: Final = "indicator."
INDICATOR_STATES: Final = ("yes", "no", "unknown")
NEXT: Final = ("none", "call_back", "assessment")
"""What follows on advice."""
LONGEST: Final = 4000
"""Characters of any one text of an entry."""
SLACK: Final = timedelta(minutes=10)
"""By which two clocks may differ before something counts as not having happened yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: when it happened, when it was written here, and by whom.

    `id` is 32 hexadecimal digits made by whoever writes, so that writing it twice adds nothing.
    `case_id` is None for what belongs to no case. Times are ISO 8601 in UTC.
    """

    id: str
    case_id: str | None
    kind: Kind
    happened_at: str
    noted_at: str
    person: str
    who: str
    unit: str
    detail: Mapping[str, str]

    def told(self, field: str) -> str:
        """Return one thing that it tells; "" where it does not."""
        return self.detail.get(field, "")


def in_order(written: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries, given in the order they were written, in the order in which they happened.

    Of two that happened at once, the one written first comes first. Nothing comes before what a
    clock that was set back since had dated ahead of it: that stood there when it was written.
    """
    found: list[Entry] = []
    for one in written:
        at = len(found)
        while at and _happened_before(one, found[at - 1]):
            at -= 1
        found.insert(at, one)
    return tuple(found)


def _happened_before(later: Entry, earlier: Entry) -> bool:
    """Return whether what was written later happened before what was written earlier."""
    there = _moment(earlier.happened_at)
    return _moment(later.happened_at) < there <= _moment(later.noted_at)


def standing_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that hold, in the order in which they happened; none that is struck."""
    written = list(entries)
    struck = {one.told("entry") for one in written if one.kind is Kind.STRUCK}
    return in_order(o for o in written if o.kind is not Kind.STRUCK and o.id not in struck)


def way_out(entries: Iterable[Entry]) -> Entry | None:
    """Return the sending that holds, or what says that none is to be; None where neither is told.

    Of sendings the one that happened last holds, as `in_order` has them. That none is to be sent
    holds until a sending is written after it, also of one that turns out to have happened before.
    Takes the entries in the order they were written.
    """
    written = list(entries)
    held = {one.id for one in standing_entries(written)}
    out = [one for one in written if one.id in held and one.kind in {Kind.SENT, Kind.KEPT}]
    kept = [at for at, one in enumerate(out) if one.kind is Kind.KEPT]
    since = out[kept[-1] + 1 :] if kept else out
    if kept and not since:
        return out[-1]
    return next(reversed(standing_entries(since)), None)


def refusal(entries: Sequence[Entry], new: Entry) -> str | None:
    """Return why an entry cannot follow on the others of its case; None where it can.

    The code is one of: text_too_long, in_future, code_unknown, receiver_missing, text_missing,
    reason_missing, day_missing, not_sent, before_sent, closed_already, not_died, entry_unknown.
    """
    if any(len(text) > LONGEST for text in new.detail.values()):
        return "text_too_long"
    if _moment(new.happened_at) > _moment(new.noted_at) + SLACK:
        return "in_future"
    if new.kind is Kind.STRUCK:
        known = {one.id for one in entries if one.kind is not Kind.STRUCK}
        gone = {one.told("entry") for one in entries if one.kind is Kind.STRUCK}
        return None if new.told("entry") in known - gone else "entry_unknown"
    if new.kind is Kind.CALLED_BACK:
        held = {one.id for one in standing_entries(entries) if one.kind is Kind.ADVICE}
        return None if new.told("advice") in held else "entry_unknown"
    return _incomplete(new) or _out_of_order(entries, new)


def _incomplete(new: Entry) -> str | None:
    """Return what is missing or unknown in an entry by itself."""
    match new.kind:
        case Kind.SENT:
            if not new.told("to").strip():
                return "receiver_missing"
            return None if new.told("way") in WAYS else "code_unknown"
        case Kind.ANSWERED:
            return _answer(new)
        case Kind.CONTACT | Kind.KEPT:
            field = "text" if new.kind is Kind.CONTACT else "reason"
            return None if new.told(field).strip() else "text_missing"
        case Kind.PLANNED:
            return _day_or_none(new, "day")
        case Kind.CONDITION:
            return _day_or_none(new, "due")
        case Kind.CLOSED:
            return _closing(new)
        case Kind.REGISTERED:
            return _past_day(new)
        case Kind.ADVICE:
            if not new.told("question").strip() or not new.told("advice").strip():
                return "text_missing"
            if new.told("next") not in NEXT:
                return "code_unknown"
            wanted = new.told("next") == "call_back"
            return "day_missing" if wanted and not _is_day(new.told("call_back_on")) else None
        case _:
            return None


def _answer(new: Entry) -> str | None:
    answer, reason = new.told("answer"), new.told("reason")
    if answer not in ANSWERS or (reason and reason not in REASONS):
        return "code_unknown"
    if answer == "declined" and not reason:
        return "reason_missing"
    if answer == "redirected" and not new.told("to").strip():
        return "receiver_missing"
    told = answer == "more_wanted" or reason in {"other", "information_missing"}
    if told and not new.told("text").strip():
        return "text_missing"
    return _day_or_none(new, "date")


def _day_or_none(new: Entry, field: str) -> str | None:
    return None if not new.told(field) or _is_day(new.told(field)) else "day_missing"


def _closing(new: Entry) -> str | None:
    if new.told("outcome") not in OUTCOMES:
        return "code_unknown"
    asked = {name: state for name, state in new.detail.items() if name.startswith(INDICATOR)}
    codes = {name.removeprefix(INDICATOR) for name in asked}
    if not codes <= set(INDICATORS) or not set(asked.values()) <= set(INDICATOR_STATES):
        return "code_unknown"
    return _past_day(new)


def _past_day(new: Entry) -> str | None:
    day = new.told("day")
    if not _is_day(day):
        return "day_missing"
    # A day in Sweden begins up to two hours before the same day in UTC.
    latest = (_moment(new.noted_at) + timedelta(hours=2)).date()
    return "in_future" if date.fromisoformat(day) > latest else None


def _out_of_order(entries: Sequence[Entry], new: Entry) -> str | None:
    before = standing_entries(entries)
    closed = next((one for one in before if one.kind is Kind.CLOSED), None)
    if new.kind is Kind.REGISTERED:
        died = closed is not None and closed.told("outcome") == "died"
        return None if died else "not_died"
    if closed is not None and new.kind is not Kind.CONTACT:
        return "closed_already"
    if new.kind in {Kind.RECEIVED, Kind.ANSWERED}:
        out = way_out(entries)
        if out is None or out.kind is Kind.KEPT:
            return "not_sent"
        return "before_sent" if _happened_before(new, out) else None
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
