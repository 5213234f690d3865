"""The referral letter of a case: of its draft as it stands, or of its decision as it was signed."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from triage.core.answers import parse_facts
from triage.core.swedish_time import SWEDEN
from triage.referral.content import Number, PassedOn, Planned, Signed, referral
from triage.services.directory import local_team, of_choice
from triage.services.workstation import APP_VERSION, local
from triage.store.errors import StoreError

if TYPE_CHECKING:
    from triage.referral.content import Referral
    from triage.services.workplace import Workplace


def letter(workplace: Workplace, case_id: str, language: str) -> Referral:
    """Return the letter of the decision in force, or of the draft."""
    case = workplace.case(case_id)
    revision = workplace.decision(case_id) if case.state == "decided" else None
    if revision is None:
        compiled = workplace.compiled(case.pack)
        patient, raw, notes, signed = case.patient, case.facts, case.notes, None
        tasks, based_on = case.tasks, case.based_on
        rated = workplace.answered_at(case_id)
        anchor = workplace.store.log_head()
        at, version = workplace.now(), APP_VERSION
    else:
        decision = revision.decision
        compiled = workplace.compiled_as_decided(revision)
        raw, notes = decision.facts, decision.notes
        # Protection that was noted since, in another case, holds for what leaves the program now.
        sheltered = decision.patient.protected or case.patient.protected
        patient = replace(decision.patient, protected=sheltered)
        tasks, based_on = decision.tasks, decision.based_on
        rated = {
            fact: datetime.fromisoformat(given).astimezone(SWEDEN)
            for fact, given in decision.rated.items()
        }
        at = datetime.fromisoformat(decision.signed_at).astimezone(SWEDEN)
        version = decision.app_version
        override = decision.override
        # The signing's own: it stays the same, and so do the bytes of the letter.
        anchor = workplace.store.log_of_signing(case_id, revision.id)
        signed = Signed(
            author=decision.author,
            form=str(decision.choice["care_form"]),
            team=decision.choice.get("team"),
            override=None if override is None else (override["reason"], override["text"]),
            signed_at=at,
            revision=revision.id,
        )
    facts, _ = parse_facts(raw, compiled.vocabulary)
    recommendation = workplace.recommend_by(compiled, facts, at.date())
    team = signed.team if signed else recommendation.weighing.team
    # As it was when the letter was signed: a decision's letter never changes.
    if revision is None:
        reached = None if team is None else local_team(workplace, case.pack, team)
    else:
        reached = of_choice(revision.decision.choice)
    number = None
    if reached is not None:
        number = Number(reached.telephone, reached.note, reached.verified_on)
    return referral(
        compiled,
        recommendation,
        patient,
        facts,
        notes,
        signed=signed,
        language=language,
        at=at,
        app_version=version,
        opening=None if team is None else workplace.opening(compiled, team, at),
        rated=rated,
        planned={name: Planned(task.owner, task.due) for name, task in tasks.items()},
        number=number,
        passed_on=None if revision is None else _passed_on(workplace, case_id, revision.id),
        reassessed=_signed_on(workplace, based_on),
        anchor="" if anchor is None else str(anchor),
    )


def _passed_on(workplace: Workplace, case_id: str, revision: str) -> PassedOn | None:
    """Return whom a decision goes on to from its first receiver; a corrected one names its own."""
    stands = workplace.follow_up.standing(case_id)
    answer, sent = stands.answer, stands.sent
    if sent is None or sent.told("revision") != revision:
        return None
    if answer is not None and answer.told("answer") == "redirected" and answer.told("to"):
        return PassedOn(answer.told("to"), local(answer.happened_at).date(), sent.told("to"))
    before = sent.told("redirected_from")
    first = next((e for e in workplace.follow_up.entries(case_id) if e.id == before), None)
    if first is None:
        return None
    return PassedOn(sent.told("to"), local(sent.happened_at).date(), first.told("to"))


def _signed_on(workplace: Workplace, revision_id: str | None) -> date | None:
    """Return the day of a decision; None where there is none, or it is not kept here."""
    if revision_id is None:
        return None
    with contextlib.suppress(StoreError):
        signed_at = workplace.store.revision(revision_id).decision.signed_at
        return datetime.fromisoformat(signed_at).astimezone(SWEDEN).date()
    return None
