"""What happens after a decision, at one workstation: sent, received, answered, closed.

Writes as whoever is signed in and by the workplace's clock. Knows what to suggest; what may
follow on what stands in `triage.core.ledger`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from triage.core.follow_up import Decided, Standing, Step, answer_default, reassess_default
from triage.core.ledger import INDICATOR, WAYS, Entry, Kind, standing_entries
from triage.core.swedish_time import SWEDEN
from triage.services.workstation import local, utc
from triage.store.drafts import new_id
from triage.store.errors import StoreError
from triage.store.records import Task

if TYPE_CHECKING:
    from triage.services.workplace import Workplace
    from triage.store.records import Revision

LATELY: Final = timedelta(days=30)
"""How long a referral counts as sent lately, for the warning of a duplicate."""
_TYPED: Final = timedelta(minutes=1)
"""By which a clock that was typed is earlier than what it tells of."""
_LAST_WAY: Final = "last_way_sent"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a sending is filled in with.

    `to` is the receiver in words, as the criteria name the team, "" where they leave it open;
    `answer_by` is in Swedish time.
    """

    to: str
    team: str
    way: str
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Lately:
    """A referral about the same patient that was sent within the last weeks."""

    case_id: str
    at: datetime
    to: str
    step: Step


def tasks_now(revision: Revision, stands: Standing) -> Mapping[str, Task]:
    """Return who sees to each condition and by when: as decided, or as it was changed since."""
    plans = stands.plans
    since = {code: Task(one.told("owner"), one.told("due")) for code, one in plans.items()}
    return {**revision.decision.tasks, **since}


class FollowUp:
    """The ledger of this workplace's cases. Methods raise `StoreError`."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    # Reading

    def standing(self, case_id: str) -> Standing:
        """Return where a decided case stands.

        :raises StoreError: case_not_decided
        """
        return self._workplace.store.standing_of(case_id)

    def decided(self, case_id: str) -> Decided:
        """Return what the follow-up of the decision in force rests on.

        :raises StoreError: case_not_decided
        """
        return self._workplace.store.decided_of(case_id)

    def entries(self, case_id: str) -> tuple[Entry, ...]:
        """Return every entry of a case in the order they were written, struck ones among them."""
        return tuple(self._workplace.store.ledger(case_id))

    def later(self, case_id: str) -> str | None:
        """Return the case about the same patient that took over; "" where that one was purged."""
        row = self._workplace.store.followed(case_id)
        return None if row is None else row.later

    def reassess_suggestion(self, case_id: str) -> str:
        """Return the ISO day on which the patient is seen again by the urgency of the decision."""
        return reassess_default(self.decided(case_id), SWEDEN)

    def suggestion(self, case_id: str, language: str = "sv") -> Suggestion:
        """Return what a sending is filled in with: the receiver decided on, the way used last."""
        decided = self.decided(case_id)
        revision = self._workplace.decision(case_id)
        team = "" if revision is None else revision.decision.choice.get("team") or ""
        name = ""
        if revision is not None and team:
            named = self._workplace.compiled_as_decided(revision).pack.team.get(team)
            name = "" if named is None else named.name[language]
        last = self._workplace.own_setting(_LAST_WAY)
        way = next((one for one in WAYS if one == last), WAYS[0])
        at = answer_default(decided.urgency, self._workplace.now())
        return Suggestion(name, team, way, at)

    def lately(self, case_id: str) -> tuple[Lately, ...]:
        """Return what was sent about the same patient within a month, this case's own as well.

        The latest comes first.
        """
        from triage.services.earlier import cases_of_patient  # noqa: PLC0415 - not always asked

        case = self._workplace.case(case_id)
        since = self._workplace.now() - LATELY
        found = []
        for one in cases_of_patient(self._workplace, case):
            row = self._workplace.store.followed(one)
            if row is None or row.sent_at is None:
                continue
            for sent in self._sent(one):
                at = local(sent.happened_at)
                if at >= since:
                    found.append(Lately(one, at, sent.told("to"), Step(row.step)))
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def _sent(self, case_id: str) -> list[Entry]:
        held = standing_entries(self.entries(case_id))
        return [one for one in held if one.kind is Kind.SENT]

    # Writing

    def sent(
        self,
        case_id: str,
        *,
        to: str,
        way: str,
        team: str = "",
        answer_by: datetime | None = None,
        happened_at: datetime | None = None,
        redirected_from: str = "",
    ) -> Entry:
        """Note that the referral was sent, of the decision that was in force then.

        :raises StoreError: case_not_decided
        """
        at = happened_at or self._workplace.now()
        revision = self._in_force(case_id, at)
        urgency = str(revision.decision.recommendation.get("urgency") or "")
        made = self.write(
            case_id,
            Kind.SENT,
            at,
            revision=revision.id,
            to=to.strip(),
            team=team,
            way=way,
            answer_by=utc(answer_by or answer_default(urgency, at)),
            redirected_from=redirected_from,
            purpose=revision.decision.notes.get("purpose", ""),
            urgency=urgency,
        )
        with suppress(StoreError):  # it is written; this is only suggested the next time
            self._workplace.set_own_setting(_LAST_WAY, way)
        return made

    def _in_force(self, case_id: str, at: datetime) -> Revision:
        """Return the decision that was in force at a time; the first where none was signed yet.

        One that is dated ahead was signed before all the same: the clock was set back since.
        """
        signed = self._workplace.store.revisions(case_id)
        if not signed:
            raise StoreError("case_not_decided")
        head = self._workplace.decision(case_id) or signed[-1]
        now = self._workplace.now()
        until = [
            one for one in signed if not at + _TYPED < local(one.decision.signed_at) <= now + _TYPED
        ]
        if head in until:
            return head
        return until[-1] if until else signed[0]

    def received(self, case_id: str, *, by: str = "", happened_at: datetime | None = None) -> Entry:
        """Note that the receiver has it."""
        return self.write(case_id, Kind.RECEIVED, happened_at, by=by.strip())

    def answered(
        self,
        case_id: str,
        answer: str,
        *,
        reason: str = "",
        text: str = "",
        place: str = "",
        day: str = "",
        to: str = "",
        happened_at: datetime | None = None,
    ) -> Entry:
        """Note what the receiver answered; `day` is an ISO day, `to` whom it was passed on to."""
        told = {"reason": reason, "text": text.strip(), "place": place.strip(), "to": to.strip()}
        return self.write(case_id, Kind.ANSWERED, happened_at, answer=answer, date=day, **told)

    def contact(
        self,
        case_id: str,
        text: str,
        *,
        way: str = "",
        whom: str = "",
        happened_at: datetime | None = None,
    ) -> Entry:
        """Note a contact about the patient."""
        told = {"way": way, "with": whom.strip(), "text": text.strip()}
        return self.write(case_id, Kind.CONTACT, happened_at, **told)

    def settle(self, case_id: str, prerequisite: str, *, met: bool = True) -> Entry:
        """Note that a condition is met, or take that back."""
        told = {"prerequisite": prerequisite, "met": "1" if met else ""}
        return self.write(case_id, Kind.CONDITION, None, **told)

    def replan(self, case_id: str, prerequisite: str, owner: str, due: str) -> Entry:
        """Note who sees to a condition from now on, and by which ISO day; "" for none.

        The decision, and the letter that was sent of it, stay as they are.
        """
        decided = self.decided(case_id)
        told = {
            "prerequisite": prerequisite,
            "owner": owner.strip(),
            "due": due,
            "decided": decided.conditions.get(prerequisite, ""),
            "decided_owner": decided.owners.get(prerequisite, ""),
        }
        return self.write(case_id, Kind.CONDITION, None, planned="1", **told)

    def plan(self, case_id: str, day: str) -> Entry:
        """Set the ISO day on which the patient is to be seen again; "" for none."""
        return self.write(case_id, Kind.PLANNED, None, day=day)

    def kept(self, case_id: str, reason: str) -> Entry:
        """Note that no referral is to be sent, and why."""
        return self.write(case_id, Kind.KEPT, None, reason=reason.strip())

    def closed(
        self,
        case_id: str,
        outcome: str,
        day: str,
        *,
        place: str = "",
        indicators: Mapping[str, str] | None = None,
        instead_of: str = "",
        reason: str = "",
    ) -> Entry:
        """Close a case on an ISO day; `indicators` are yes, no or unknown by code, as answered.

        `instead_of` is a closing that was not right: it is struck for a reason, both or neither.
        A death that the register knows of stays registered.
        """
        asked = {f"{INDICATOR}{code}": state for code, state in (indicators or {}).items()}
        told = {"outcome": outcome, "day": day, "place": place.strip(), **asked}
        made = self.made(case_id, Kind.CLOSED, None, **told)
        if not instead_of:
            self._workplace.store.note(made)
            return made
        known = self.standing(case_id).registered
        struck = [instead_of] if known is None else [instead_of, known.id]
        written = [self.made(case_id, Kind.STRUCK, None, entry=e, reason=reason) for e in struck]
        written.append(made)
        if known is not None and outcome == "died":
            written.append(self.made(case_id, Kind.REGISTERED, None, day=known.told("day")))
        self._workplace.store.note(*written)
        return made

    def registered(self, case_id: str, day: str) -> Entry:
        """Note the ISO day on which the death was entered in the palliative register."""
        return self.write(case_id, Kind.REGISTERED, None, day=day)

    def strike(self, entry_id: str, reason: str = "") -> Entry:
        """Strike what was written by mistake: it stays, and counts no more."""
        case_id = self._workplace.store.ledger_entry(entry_id).case_id
        return self.write(case_id, Kind.STRUCK, None, entry=entry_id, reason=reason.strip())

    def write(
        self, case_id: str | None, kind: Kind, happened_at: datetime | None, /, **detail: str
    ) -> Entry:
        """Write an entry as whoever is signed in; happened now where no time is given."""
        made = self.made(case_id, kind, happened_at, **detail)
        self._workplace.store.note(made)
        return made

    def made(
        self, case_id: str | None, kind: Kind, happened_at: datetime | None, /, **detail: str
    ) -> Entry:
        """Return an entry that `write` would write, for those that are written together."""
        now = self._workplace.now()
        actor = self._workplace.store.actor
        return Entry(
            id=new_id(),
            case_id=case_id,
            kind=kind,
            happened_at=utc(happened_at or now),
            noted_at=utc(now),
            person=actor.person,
            who=actor.who,
            unit=actor.unit,
            detail={name: text for name, text in detail.items() if text},
        )
