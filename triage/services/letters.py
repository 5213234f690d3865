"""The referral letter of a case: of its draft as it stands, or of its decision as it was signed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from triage.core.answers import parse_facts
from triage.referral.content import Signed, referral
from triage.services.workstation import APP_VERSION, SWEDEN

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
        at, version = workplace.now(), APP_VERSION
    else:
        decision = revision.decision
        compiled = workplace.compiled_as_decided(revision)
        patient, raw, notes = decision.patient, decision.facts, decision.notes
        at = datetime.fromisoformat(decision.signed_at).astimezone(SWEDEN)
        version = decision.app_version
        override = decision.override
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
        # As it was when the letter was signed: a decision's letter never changes.
        opening=None if team is None else workplace.opening(compiled, team, at),
    )
