"""Last time in the checklist: what was said, how old it is, and one key that says the same."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, SETTLED
from tests.ui.desks import Clock, open_desk
from tests.ui.opened import in_use, model_of, open_checklist, press, seen
from triage.core.people import Patient
from triage.core.vocabulary import Answer
from triage.services import reassess
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.checklist_page import ChecklistPage

SOMEONE = Patient("personnummer", "196101182803", "Test Testsson")
Open = Callable[[str], ChecklistPage]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = open_desk(tmp_path, clock)
    yield opened
    opened.workplace.close()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Open:
    def open_(case: str) -> ChecklistPage:
        return open_checklist(desk, qtbot, case)

    return open_


def begun(desk: Desk, facts: Mapping[str, Answer]) -> str:
    case = desk.workplace.begin(SOMEONE)
    desk.workplace.choose_pack(case.id, "vastra")
    for fact, value in facts.items():
        desk.workplace.answer(case.id, fact, value)
    return case.id


def again(desk: Desk, clock: Clock, days: int = 4, **more: Answer) -> str:
    """Decide a case, let days pass and begin its reassessment."""
    workplace = desk.workplace
    case_id = begun(desk, {**SETTLED, "red_flags": (), **more})
    weighing = workplace.weigh("vastra", workplace.facts(workplace.case(case_id)))
    assert weighing.recommended is not None
    workplace.sign(case_id, weighing.recommended, weighing.team, None, AUTHOR)
    clock.on(days=days)
    return reassess(workplace, case_id).id


def row_text(page: ChecklistPage, fact: str) -> str:
    return seen(page.middle.questions.row(fact))


def test_what_was_said_last_time_stands_beside_the_question(
    opened: Open, desk: Desk, clock: Clock
) -> None:
    page = opened(again(desk, clock))
    page.walk.choose_step(4)
    row = page.middle.questions.row("pain")

    assert "sist: 3 (svår) · 10 mars" in seen(row)
    assert row.value() is None
    assert "sist: 3 (svår) · 10 mars" in row.accessibleDescription()
    assert "sist" not in row_text(page, "anxiety"), "it was not answered last time"


def test_the_key_answers_the_same_and_goes_to_the_next_to_confirm(
    opened: Open, desk: Desk, clock: Clock
) -> None:
    page = opened(again(desk, clock))
    assert in_use(page).question.fact == "red_flags"
    press("=")
    assert model_of(page).value("red_flags") == ()
    assert in_use(page).question.fact == "rapid_deterioration"
    press("=")
    assert in_use(page).question.fact == "pain", "not what nobody ever answered"
    press("=")
    assert model_of(page).value("pain") == 3
    assert "sist" not in row_text(page, "pain")
    assert in_use(page).question.fact == "nausea"


def test_enter_goes_to_what_is_to_be_confirmed(opened: Open, desk: Desk, clock: Clock) -> None:
    page = opened(again(desk, clock))
    for key in "nj":
        press(key)
        press(Qt.Key.Key_Return)
    assert in_use(page).question.fact == "pain"
    press("1")
    press(Qt.Key.Key_Return)
    assert in_use(page).question.fact == "nausea"


def test_a_reassessment_with_nothing_new_takes_few_presses(
    opened: Open, desk: Desk, clock: Clock
) -> None:
    page = opened(again(desk, clock))
    model = model_of(page)
    presses = 0
    while any(model.last.waits(fact, model.facts) for fact in model.compiled.vocabulary.fact):
        press("=")
        presses += 1
        assert presses < 20

    assert presses == len(model.last.confirm)
    assert model.facts == desk.workplace.facts(desk.workplace.case(model.case_id))


def test_a_click_on_the_chip_answers_and_stays(opened: Open, desk: Desk, clock: Clock) -> None:
    page = opened(again(desk, clock))
    page.walk.choose_step(4)
    row = page.middle.questions.row("nausea")
    remark = row._remark
    assert remark is not None
    remark.chip.click()

    assert row.value() == 3
    assert not remark.isVisible()
    assert in_use(page).question.fact == "pain"


def test_an_answer_that_came_along_tells_its_age(opened: Open, desk: Desk, clock: Clock) -> None:
    page = opened(again(desk, clock))
    page.walk.choose_step(7)

    assert "besvarat för 4 dagar sedan" in row_text(page, "needs_round_the_clock_team")
    assert "besvarat" not in row_text(page, "needs_close_follow_up")
    model_of(page).answer("needs_round_the_clock_team", False)
    assert "besvarat" not in row_text(page, "needs_round_the_clock_team")


def test_an_old_answer_is_doubted_in_any_draft_and_said_anew(
    opened: Open, desk: Desk, clock: Clock
) -> None:
    case = begun(desk, SETTLED)
    clock.on(hours=73)
    page = opened(case)
    page.walk.choose_step(4)
    assert "3 dagar gammalt: stämmer det?" in row_text(page, "pain")
    page.walk.choose_step(2)
    assert "gammalt" not in row_text(page, "limited_life_expectancy"), "it does not grow old"

    page.walk.choose_step(4)
    page.middle.focus_row(page.middle.questions.row("pain"))
    press("=")
    assert "gammalt" not in row_text(page, "pain")
    assert desk.workplace.answered_at(case)["pain"] == desk.workplace.now()
    assert in_use(page).question.fact == "nausea"


def test_an_answer_of_today_is_not_doubted(opened: Open, desk: Desk, clock: Clock) -> None:
    case = begun(desk, SETTLED)
    clock.on(hours=71)
    page = opened(case)
    page.walk.choose_step(4)

    assert "gammalt" not in row_text(page, "pain")


def test_undo_gives_an_old_answer_its_age_back(desk: Desk, clock: Clock) -> None:
    case = begun(desk, SETTLED)
    given = desk.workplace.now()
    clock.on(hours=80)
    model = ChecklistViewModel(desk, case)
    assert model.same_as_last("pain")
    assert not model.last.stale("pain", model.facts)
    model.undo()

    assert model.last.stale("pain", model.facts)
    assert desk.workplace.answered_at(case)["pain"] == given
    model.redo()
    assert not model.last.stale("pain", model.facts)


def test_the_same_key_does_nothing_where_there_is_no_last_time(opened: Open, desk: Desk) -> None:
    page = opened(begun(desk, {}))
    page.walk.choose_step(4)
    press("=")

    assert model_of(page).value("pain") is None
    assert in_use(page).question.fact == "pain"


def test_nothing_is_weighed_that_was_not_said_again(desk: Desk, clock: Clock) -> None:
    model = ChecklistViewModel(desk, again(desk, clock, red_flags=("bowel_obstruction",)))

    assert model.outcome().emergency is None
    assert model.steps()[1].count == "ej kontrollerat"
    model.same_as_last("red_flags")
    assert model.outcome().emergency is not None


def test_the_short_page_asks_what_is_to_be_confirmed(
    opened: Open, desk: Desk, clock: Clock
) -> None:
    Preferences(desk.workplace).short_checklist = True
    page = opened(again(desk, clock))
    shown = [row.question.fact for row in page.middle.questions.rows()]
    assert {"red_flags", "pain", "nausea"} <= set(shown)
    assert in_use(page).question.fact == "red_flags"
    for _ in range(20):
        if in_use(page).question.fact == "pain":
            break
        press("=" if in_use(page).question.fact in model_of(page).last.confirm else "v")
    press("=")

    assert model_of(page).value("pain") == 3


def test_a_decided_case_shows_no_last_time(opened: Open, desk: Desk, clock: Clock) -> None:
    workplace = desk.workplace
    case = again(desk, clock)
    workplace.sign(case, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    page = opened(case)
    page.walk.choose_step(4)

    assert "sist" not in row_text(page, "pain")


def test_undo_by_key_in_a_reassessment_goes_back(opened: Open, desk: Desk, clock: Clock) -> None:
    page = opened(again(desk, clock))
    press("=")
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert in_use(page).question.fact == "red_flags"
    assert model_of(page).value("red_flags") is None
    assert page.saved.text().startswith("Ångrade: Larmtecken")
