"""A reassessment that turns out to be about someone else repeats nothing of the first patient."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
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
    workplace = Workplace.open(tmp_path, KEY, clock)
    workplace.set_setting("default_pack", "vastra")
    clock.days = 9
    case_id = workplace.begin(PERSON, facts=SETTLED, pack="vastra").id
    workplace.answer(case_id, "pain", 3)
    sign(workplace, case_id)
    clock.days = 0
    yield ChecklistViewModel(Desk(workplace, "sv"), reassess(workplace, case_id).id)
    workplace.close()


def test_answers_that_came_along_are_given_to_nobody_else(
    again: ChecklistViewModel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(again.failed) as said:
        again.identify(ANOTHER)

    assert "en annan patient" in said.args[0]
    assert ANOTHER.number not in said.args[0]
    assert again.case.patient == PERSON
    assert again.desk.workplace.case(again.case_id).patient == PERSON
    assert again.undo() is None
    assert again.same_as_last("pain")


def test_a_name_may_be_mended_and_a_number_left_out(again: ChecklistViewModel) -> None:
    for patient in (replace(PERSON, name="Rätt Namn"), Patient("alias", None, "", "Säng 4")):
        again.identify(patient)
        assert again.case.patient == patient
    again.identify(ANOTHER)
    assert again.case.patient.number is None, "by way of an alias neither"


def test_a_number_that_the_decision_was_corrected_to_is_taken(again: ChecklistViewModel) -> None:
    workplace = again.desk.workplace
    base = workplace.store.revision(str(again.case.based_on)).decision.case_id
    workplace.correct(base)
    workplace.identify(base, ANOTHER)
    sign(workplace, base)

    again.identify(ANOTHER)

    assert again.case.patient == ANOTHER


def test_last_time_of_another_is_not_repeated_wherever_the_number_comes_from(
    again: ChecklistViewModel,
) -> None:
    assert again.last.value("pain") == 3

    again.desk.workplace.identify(again.case_id, ANOTHER)
    again.reload()

    assert again.last.value("pain") is None
    assert not again.same_as_last("pain")
    assert again.value("pain") is None


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
