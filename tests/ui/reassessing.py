"""A patient who was decided about several times, for tests and pictures."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from tests.ui.deciding import AUTHOR, PERSON, SETTLED
from triage.core.vocabulary import Answer
from triage.services import Patient, Workplace, reassess

COURSE: tuple[tuple[int, Mapping[str, Answer]], ...] = (
    (31, {"pain": 1, "nausea": 0, "fatigue": 2, "anxiety": 1, "red_flags": ()}),
    (18, {"pain": 2, "nausea": 1, "fatigue": 2, "red_flags": ()}),
    (9, {"pain": 3, "nausea": 1, "fatigue": 3, "anxiety": 3, "red_flags": ()}),
    (4, {"pain": 3, "nausea": 3, "fatigue": 3, "anxiety": 2, "red_flags": ()}),
)
"""Days before today, and what was said then."""


class MovedClock:
    """A clock that can be set back while earlier decisions are made."""

    def __init__(self, now: datetime = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)) -> None:
        self.now = now
        self.days = 0

    def __call__(self) -> datetime:
        return self.now - timedelta(days=self.days)


def sign(workplace: Workplace, case_id: str) -> None:
    """Sign a case as suggested, or as general care where nothing is."""
    case = workplace.case(case_id)
    weighing = workplace.weigh(case.pack, workplace.facts(case))
    form = weighing.recommended or "general"
    workplace.sign(case_id, form, weighing.team, None, AUTHOR)


def followed(workplace: Workplace, clock: MovedClock, patient: Patient = PERSON) -> str:
    """Decide about a patient four times and begin a fifth assessment; return its case."""
    case_id = ""
    for days, said in COURSE:
        clock.days = days
        if case_id:
            case_id = reassess(workplace, case_id).id
        else:
            case_id = workplace.begin(patient, facts=SETTLED, pack="vastra").id
        for fact, value in said.items():
            workplace.answer(case_id, fact, value)
        sign(workplace, case_id)
    clock.days = 0
    now = reassess(workplace, case_id).id
    changes: Mapping[str, Answer] = {
        "pain": 4,
        "nausea": 1,
        "home_care_feasible": False,
        "psychosocial_factors": ("carer_exhaustion",),
        "preferred_place_of_care": "hospice",
        "rapid_deterioration": True,
    }
    for fact, value in changes.items():
        workplace.answer(now, fact, value)
    return now
