"""An assessment that begins from the last decision.

Answers and free texts come along with their age, but for what a reassessment asks anew: red
flags and symptoms stay unanswered until somebody has looked, so that nothing is weighed that
was not confirmed now. It is weighed by the criteria that are in force now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from triage.services.carried_over import answers, criteria_then, notes, times
from triage.services.earlier import cases_of_patient, same_patient
from triage.store.errors import StoreError

if TYPE_CHECKING:
    from triage.core.people import Patient
    from triage.services.workplace import Workplace
    from triage.store.records import Case, Revision


def reassess(workplace: Workplace, case_id: str) -> Case:
    """Begin a reassessment of a case's patient, or return the one that is open already.

    It starts from the patient's latest decision, also where that stands in a later case than the
    one that is named. Where decisions in force disagree, what they disagree on is left open.

    :raises StoreError: case_unknown; case_not_decided where the patient has no decision yet
    :raises InputError: where no criteria can be read
    """
    case = workplace.case(case_id)
    cases = cases_of_patient(workplace, case)
    open_already = _open_draft(workplace, cases)
    if open_already is not None:
        return open_already
    heads = _latest(workplace, case, cases)
    if not heads:
        raise StoreError("case_not_decided")
    start = heads[-1]
    patient = _patient(workplace, start, cases)
    pack = _pack_now(workplace, start)
    facts = answers(workplace, heads, pack)
    given = times(workplace, start, facts)
    told = workplace.told_by(patient)  # by the number, and today
    facts |= told
    given = {fact: at for fact, at in given.items() if fact not in told}
    begun = workplace.begin(
        patient,
        example=case.example,
        facts=facts,
        notes=notes(heads),
        answered_at=given,
        based_on=start.id,
        pack=pack,
    )
    workplace.summarise(begun.id, workplace.weigh(pack, workplace.facts(begun)))
    return workplace.case(begun.id)


def _open_draft(workplace: Workplace, cases: set[str]) -> Case | None:
    """Return the reassessment of this patient that is not decided yet, the one used last."""
    drafts = [
        one
        for one in map(workplace.case, cases)
        if one.state == "draft" and one.based_on is not None
    ]
    return max(drafts, key=lambda one: (one.changed_at, one.id), default=None)


def _latest(workplace: Workplace, case: Case, cases: set[str]) -> list[Revision]:
    """Return the decisions in force of the patient's latest decided case; empty without one."""
    in_force = {one: workplace.store.heads(one) for one in cases}
    decided = {
        one: heads
        for one, heads in in_force.items()
        if heads and all(same_patient(case, head) for head in heads)
    }
    begun_from = {workplace.case(one).based_on for one in decided}
    newest = [
        heads
        for one, heads in decided.items()
        # Clocks of two workstations differ; what began from a decision came after it.
        if not begun_from & {revision.id for revision in workplace.revisions(one)}
    ]
    return max(newest, key=lambda heads: (heads[-1].decision.signed_at, heads[-1].id), default=[])


def _patient(workplace: Workplace, start: Revision, cases: set[str]) -> Patient:
    """Return the patient of a decision; protected where any case of theirs says so."""
    patient = start.decision.patient
    said = any(workplace.case(one).patient.protected for one in cases)
    return replace(patient, protected=patient.protected or said)


def _pack_now(workplace: Workplace, start: Revision) -> str:
    """Return the criteria to weigh by: those of then, unless the municipality has others now."""
    catalogue, decision = workplace.catalogue, start.decision
    pack = str(decision.pack["id"])
    place = catalogue.municipalities.get(str(decision.facts.get("municipality")))
    if place is not None and place.pack != pack:
        then = criteria_then(workplace, start)
        if then is not None and place.code in then.pack.municipality:
            pack = place.pack
    return pack if pack in catalogue.ids else workplace.usual_pack()
