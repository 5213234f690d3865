"""Proofs over a pack's decision diagrams: exact for every patient, or the patient who breaks it.

Knows which properties a pack is held to. What the findings are called stands in
`triage.proof_words`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from triage.core.compiled import CompiledPack
from triage.core.diagram_store import NODE_CAP, DiagramTooLargeError
from triage.core.evaluation import facts_of
from triage.core.leaves import rules_of
from triage.core.proofs.decides import decides
from triage.core.proofs.directions import (
    directed,
    monotone_level,
    monotone_offered,
    monotone_urgency,
)
from triage.core.proofs.equality import equal_treatment, process, process_facts
from triage.core.proofs.ground import Case
from triage.core.proofs.ladder import complete, ordered, reachable
from triage.core.proofs.served import all_served
from triage.core.verification import (
    Finding,
    Proof,
    Property,
    Standing,
    Verdict,
    Verification,
)

__all__ = ["Case", "prove", "verify"]

_PROOFS: Mapping[Property, Callable[[Case], Iterator[Finding]]] = {
    Property.REACHABLE: reachable,
    Property.ORDERED: ordered,
    Property.COMPLETE: complete,
    Property.MONOTONE_LEVEL: monotone_level,
    Property.MONOTONE_OFFERED: monotone_offered,
    Property.MONOTONE_URGENCY: monotone_urgency,
    Property.EQUAL_TREATMENT: equal_treatment,
    Property.PROCESS: process,
    Property.DECIDES: decides,
    Property.SERVED: all_served,
}


def verify(compiled: CompiledPack, today: date, *, cap: int = NODE_CAP) -> Verification:
    """Prove what a pack is held to, or find the smallest patients who break it.

    `today` decides which accepted findings have expired. Past `cap` nodes a property is not
    proven, in either direction.
    """
    return prove(Case(compiled, today, cap))


def prove(case: Case) -> Verification:
    """Verify a case, whose diagrams can be looked at afterwards."""
    compiled = case.compiled
    proofs = tuple(_proof(case, kind) for kind in _PROOFS)
    return Verification(
        pack=compiled.pack.id,
        version=compiled.pack.version,
        digest=compiled.digest,
        day=case.today.isoformat(),
        proofs=proofs,
        remarks=_remarks(case, {finding.id for proof in proofs for finding in proof.findings}),
    )


def _proof(case: Case, kind: Property) -> Proof:
    try:
        findings = tuple(_PROOFS[kind](case))
        over = _over(case, kind)
    except DiagramTooLargeError:
        return Proof(kind, Verdict.NOT_PROVEN, (), ())
    if not findings:
        return Proof(kind, Verdict.HOLDS, over, ())
    accepted = all(finding.standing is Standing.ACCEPTED for finding in findings)
    return Proof(kind, Verdict.ACCEPTED if accepted else Verdict.FAILS, over, findings)


def _over(case: Case, kind: Property) -> tuple[str, ...]:
    match kind:
        case Property.MONOTONE_LEVEL | Property.MONOTONE_OFFERED | Property.MONOTONE_URGENCY:
            return directed(case)
        case Property.EQUAL_TREATMENT:
            return case.vocabulary.equal_treatment
        case Property.PROCESS:
            return process_facts(case)
        case Property.DECIDES:
            return tuple(case.pack.criterion)
        case Property.SERVED:
            return tuple(case.pack.municipality)
        case _:
            return tuple(case.pack.care_form)


def _remarks(case: Case, found: set[str]) -> Mapping[str, tuple[str, ...]]:
    pack, vocabulary = case.pack, case.vocabulary
    rules = list(rules_of(pack).values())
    rules += [vocabulary.scope, vocabulary.declined, vocabulary.advice.when]
    rules += [
        reason.when
        for urgency in vocabulary.urgency.classes
        for reason in urgency.reasons
        if reason.when is not None
    ]
    read = {fact for rule in rules for fact in facts_of(rule, vocabulary.definition)}
    return {
        "not_read": tuple(
            fact
            for fact in vocabulary.fact
            if fact not in read and fact not in vocabulary.equal_treatment
        ),
        "offered_nowhere": tuple(
            form.id
            for form in pack.care_forms
            if not form.always_offered and not pack.offering(form.id)
        ),
        "without_finding": tuple(one.finding for one in pack.accepted if one.finding not in found),
    }
