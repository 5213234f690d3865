"""A workstation with cases to decide on, for the tests of review and letter."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.keys_for_tests import KEY
from triage.core.vocabulary import Answer
from triage.services import Author, Patient, Workplace

NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
"""A Friday, 14:02 in Sweden."""

PERSON = Patient("personnummer", "191212121212", "Ánne Exempelsson")
AUTHOR = Author("Disa Exempel", "Specialist", "Medicin 3")
"""Plain letters: the tests type them key by key."""

SETTLED: Mapping[str, Answer] = {
    "age_years": 71,
    "municipality": "1482",
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
    "rapid_deterioration": "unknown",
    "breakpoint_conversation": "planned",
    "consent_to_referral": "given",
    "preferred_place_of_care": "home",
    "pain": 3,
    "nausea": 3,
    "unrelieved_by_general_care": True,
    "advanced_interventions": ("drug_pump",),
    "needs_round_the_clock_team": True,
    "home_care_feasible": True,
}
"""One form is left: the palliative team, since home care round the clock is missing there."""

OPEN: Mapping[str, Answer] = {
    "age_years": 71,
    "municipality": "1482",
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
}
"""Several forms are still possible."""


def workplace_in(folder: Path) -> Workplace:
    """Open a workstation whose clock stands still."""
    return Workplace.open(folder, KEY, clock=lambda: NOW)


def begun(workplace: Workplace, facts: Mapping[str, Answer], patient: Patient = PERSON) -> str:
    """Begin a case under the western criteria and return its id."""
    case = workplace.begin(patient)
    workplace.choose_pack(case.id, "vastra")
    for fact, value in facts.items():
        workplace.answer(case.id, fact, value)
    return case.id


def decided(
    workplace: Workplace, facts: Mapping[str, Answer] = SETTLED, author: Author = AUTHOR
) -> str:
    """Begin a case, decide it as suggested and return its id."""
    case_id = begun(workplace, {**facts, "red_flags": ()})
    weighing = workplace.weigh("vastra", workplace.facts(workplace.case(case_id)))
    assert weighing.recommended is not None
    workplace.sign(case_id, weighing.recommended, weighing.team, None, author)
    return case_id
