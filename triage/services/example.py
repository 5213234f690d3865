"""The invented patient that a first start finds, to practise on.

An alias without a number: nobody is meant. The answers are chosen so that one patient shows
much: a need that the municipality has no team for, an urgency with its reason, a talk that
remains to be held and questions left open.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Final

from triage.core.people import Patient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from triage.services.workplace import Workplace
    from triage.store.records import Answer

PACK: Final = "vastra"
PATIENT: Final = Patient(kind="alias", number=None, name="", alias="Övningspatient")
FACTS: Final[Mapping[str, Answer]] = {
    "age_years": 71,
    "municipality": "1482",  # Kungälv: a team on weekdays, no advanced home care
    "current_care_setting": "municipal_home_care",
    "diagnosis_group": "cancer",
    "red_flags": [],
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
    "rapid_deterioration": False,
    "crisis_onset": False,
    "last_days_of_life": False,
    "breakpoint_conversation": "planned",
    "patient_informed": True,
    "consent_to_referral": "given",
    "preferred_place_of_care": "home",
    "pain": 3,
    "breathlessness": 1,
    "nausea": 3,
    "low_mood": 1,
    "confusion": 0,
    "fatigue": 2,
    "constipation": 2,
    "unrelieved_by_general_care": True,
    "expected_specialist_symptom_needs": "unknown",
    "advanced_interventions": ["drug_pump"],
    "psychosocial_factors": [],
    "needs_round_the_clock_team": True,
    "enrolled_in_municipal_home_care": True,
    "prn_opioid_injection": True,
    "mouth_assessed": False,
}
NOTES: Final[Mapping[str, str]] = {
    "worry": "Smärtan bryter igenom på nätterna trots pumpen. Ingen sjuksköterska når hem då.",
    "purpose": "shared_care",
    "diagnosis_course": "Bukspottkörtelcancer med levermetastaser. Bromsande behandling avslutad.",
    "knows": "Patient och dotter vet att sjukdomen är obotlig. Brytpunktssamtal är planerat.",
    "drugs_devices": "Se läkemedelslistan. Pump med port. Ingen ICD.",
}
"""In Swedish alone, as a referral is written by whoever sends it."""
_MADE: Final = "example_made"


def ensure_example(workplace: Workplace) -> str | None:
    """Add the example patient, once in a workstation's life; return the case if it was now.

    A workstation that was cleared of it stays cleared.
    """
    if workplace.store.get_setting(_MADE) is True:
        return None
    case_id = add_example(workplace)
    workplace.store.set_setting(_MADE, True)
    return case_id


def add_example(workplace: Workplace) -> str:
    """Add a fresh example patient and return its case."""
    workplace.compiled(PACK)  # criteria that do not load are told before anything is kept
    at = workplace.now().astimezone(UTC).isoformat(timespec="milliseconds")
    case = workplace.store.create_case(PATIENT, PACK, at, facts=FACTS, notes=NOTES, example=True)
    workplace.summarise(case.id, workplace.weigh(PACK, workplace.facts(case)))
    return case.id
