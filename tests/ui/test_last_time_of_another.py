"""A reassessment that turns out to be about someone else repeats nothing of the first patient."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ui.deciding import PERSON, SETTLED
from tests.ui.reassessing import MovedClock, sign
from triage.services import Patient, Workplace, reassess
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk

ANOTHER = Patient("personnummer", "195009072553", "Någon Annan")
BEFORE_SUMMER_TIME_ENDS = datetime(2026, 10, 26, 10, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(BEFORE_SUMMER_TIME_ENDS)


@pytest.fixture
def again(tmp_path: Path, clock: MovedClock) -> Iterator[ChecklistViewModel]:
    """A reassessment of a patient who had pain, nine days later."""
    workplace = Workplace.open(tmp_path, clock)
    workplace.set_setting("default_pack", "vastra")
    clock.days = 9
    case_id = workplace.begin(PERSON, facts=SETTLED, pack="vastra").id
    workplace.answer(case_id, "pain", 3)
    sign(workplace, case_id)
    clock.days = 0
    yield ChecklistViewModel(Desk(workplace, "sv"), reassess(workplace, case_id).id)
    workplace.close()


def test_the_answers_of_the_first_patient_are_not_repeated_for_another(
    again: ChecklistViewModel,
) -> None:
    assert again.last.value("pain") == 3

    again.identify(ANOTHER)

    assert again.last.value("pain") is None
    assert not again.same_as_last("pain")
    assert again.value("pain") is None


def test_what_came_along_still_shows_its_age_under_another_number(
    again: ChecklistViewModel,
) -> None:
    carried = again.last.remark("incurable_progressive_disease", again.facts).text
    assert "9 dagar" in carried

    again.identify(ANOTHER)

    assert again.last.remark("incurable_progressive_disease", again.facts).text == carried


def test_last_time_is_back_when_the_number_is(again: ChecklistViewModel) -> None:
    again.identify(ANOTHER)

    again.undo()

    assert again.same_as_last("pain")
    assert again.value("pain") == 3


def test_an_hour_that_comes_twice_makes_no_answer_too_old(
    again: ChecklistViewModel, clock: MovedClock
) -> None:
    """The clocks are put back in the night to 25 October 2026: that night has an hour more."""
    clock.days = 2
    again.answer("pain", 3)
    hours = again.compiled.vocabulary.reconfirm
    assert hours is not None

    clock.now = datetime(2026, 10, 27, 10, 30, tzinfo=UTC)
    clock.days = 0
    assert hours.hours == 72
    assert not again.last.stale("pain", again.facts)

    clock.now = datetime(2026, 10, 27, 10, 31, tzinfo=UTC)
    assert again.last.stale("pain", again.facts)
