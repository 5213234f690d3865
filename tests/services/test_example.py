"""The example patient shows what the program can tell, and comes uninvited only once."""

from datetime import UTC, datetime
from pathlib import Path

from tests.keys_for_tests import KEY
from triage.services import Workplace
from triage.services.example import add_example, ensure_example


def open_workplace(folder: Path) -> Workplace:
    return Workplace.open(folder, KEY, clock=lambda: datetime(2026, 3, 10, 13, 2, tzinfo=UTC))


def test_it_shows_a_gap_an_urgency_a_condition_and_something_open(tmp_path: Path) -> None:
    workplace = open_workplace(tmp_path)
    case = workplace.case(ensure_example(workplace) or "")
    facts = workplace.facts(case)

    weighing = workplace.recommend(case.pack, facts).weighing

    assert case.example
    assert case.patient.number is None
    assert len(facts) == len(case.facts)  # every answer fits its question
    assert (weighing.indicated, weighing.recommended, weighing.gap) == (
        "asih",
        "palliative_team",
        True,
    )
    assert weighing.urgency.current == "within_three_days"
    assert weighing.urgency.questions
    assert "breakpoint_settled" in {one.id for one in weighing.conditions}
    row = workplace.worklist()[0]
    assert (row.care_form, row.urgency) == ("palliative_team", "within_three_days")
    workplace.close()


def test_it_comes_once_and_again_only_when_it_is_asked_for(tmp_path: Path) -> None:
    workplace = open_workplace(tmp_path)
    first = ensure_example(workplace)
    assert first is not None
    workplace.store.delete_draft(first)

    assert ensure_example(workplace) is None
    assert workplace.worklist_count() == 0
    add_example(workplace)
    assert workplace.worklist_count() == 1
    workplace.close()


def test_it_does_not_change_which_criteria_a_new_case_gets(tmp_path: Path) -> None:
    workplace = open_workplace(tmp_path)
    usual = workplace.usual_pack()

    ensure_example(workplace)

    assert workplace.usual_pack() == usual
    workplace.close()
