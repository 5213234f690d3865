"""A workstation for tests: a clock that they move, who works there, and a patient for ASIH."""

from datetime import UTC, datetime, timedelta

from triage.core.vocabulary import Answer
from triage.services import Author

NURSE = Author("Test Testsson", "sjuksköterska", "Testenheten")
ASIH: dict[str, Answer] = {
    "municipality": "1281",
    "age_years": 71,
    "incurable_progressive_disease": True,
    "complex_symptom_picture": True,
    "needs_round_the_clock_team": True,
    "home_care_feasible": True,
    "preferred_place_of_care": "home",
    "needs_in_depth_assessment": False,
    "consent_to_referral": "given",
}
"""Answers that Skåne's criteria settle: ASIH."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time
