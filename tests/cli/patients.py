"""Patients in the contract's shape."""

from typing import Any

CONTRACT: dict[str, Any] = {
    "id": "a1",
    "pack": "skane",
    "facts": {
        "age_years": 71,
        "municipality": "1281",
        "incurable_progressive_disease": True,
        "pain": 3,
        "advanced_interventions": ["drug_pump"],
        "psychosocial_factors": [],
        "consent_to_referral": "given",
    },
}
"""The contract's own example."""

HISINGEN: dict[str, Any] = {
    "id": "h1",
    "facts": {
        "age_years": 71,
        "municipality": "1480",
        "city_area": "hisingen",
        "incurable_progressive_disease": True,
        "limited_life_expectancy": True,
        "breakpoint_conversation": "not_held",
        "patient_informed": True,
        "preferred_place_of_care": "home",
        "pain": 2,
        "advanced_interventions": ["drug_pump"],
        "needs_round_the_clock_team": True,
        "home_care_feasible": True,
        "red_flags": [],
    },
}
"""Needs care at home round the clock, where nobody offers it."""

UMEA: dict[str, Any] = {"facts": {"municipality": "2480", "incurable_progressive_disease": True}}

REGIONS = (
    "jamtland_harjedalen",
    "norrbotten",
    "skane",
    "vasterbotten",
    "vasternorrland",
    "vastra",
)


def with_facts(case: dict[str, Any], **facts: object) -> dict[str, Any]:
    """Return the patient with some answers changed."""
    return {**case, "facts": {**case["facts"], **facts}}
