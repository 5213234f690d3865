"""Published test identities and a complete decision, shared by the store's tests."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from triage.store import Answer, Author, Case, Decision, Patient, Revision, Store

PROJECT = Path(__file__).parents[2]

MORNING = "2026-03-02T08:00:00Z"
NOON = "2026-03-02T12:00:00Z"
EVENING = "2026-03-02T20:00:00+00:00"

ANNE = Patient("personnummer", "191212121212", "Ánne Čáhppe Đorđe Ŋ Ŧ ž å ä ö", "Rum 4")
BJORN = Patient("personnummer", "196101182803", "Björn Åkerlund")
HIDDEN = Patient("samordningsnummer", "196109732393", "Hemlig Person", "Röd mapp", protected=True)
NAMELESS = Patient("alias", None, "", "Blå mapp")

FACTS: Mapping[str, Answer] = {
    "age_years": 71,
    "pain": 3,
    "incurable_progressive_disease": True,
    "home_care_feasible": "unknown",
    "advanced_interventions": ["drug_pump"],
    "psychosocial_factors": [],
}


def draft(store: Store, patient: Patient = ANNE, at: str = MORNING) -> Case:
    return store.create_case(patient, "skane", at, facts=FACTS, notes={"worry": "Smärta på natten"})


def decision(case: Case, parents: tuple[str, ...] = (), signed_at: str = NOON) -> Decision:
    return Decision(
        case_id=case.id,
        parents=parents,
        patient=case.patient,
        facts=case.facts,
        notes=case.notes,
        pack={"id": "skane", "version": "2026.1", "digest": "sha256:00"},
        recommendation={
            "recommended": "asih",
            "status": "final",
            "urgency": "within_two_weeks",
            "red_flags": ["spinal_cord_compression"],
            "would_change": [{"changes": {"pain": 0}, "recommended": None}],
        },
        choice={"care_form": "palliative_team", "team": "lund"},
        override={"reason": "patient_wish", "text": "Vill vara nära hemmet"},
        author=Author("Test Läkare", "överläkare", "Medicin 1", "SE0000000000-0001"),
        signed_at=signed_at,
        app_version="0.1.0",
    )


def decided(store: Store, patient: Patient = ANNE) -> tuple[Case, Revision]:
    case = draft(store, patient)
    return case, store.sign(decision(case))


def corrected(store: Store, case: Case, old: Revision) -> Revision:
    store.reopen(case.id, NOON)
    store.set_answer(case.id, "pain", 4, EVENING)
    again = decision(store.case(case.id), (old.id,), EVENING)
    return store.sign(replace(again, override=None))
