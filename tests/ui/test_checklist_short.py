"""The short page: few questions, one key each, and below them the one that decides now."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.opened import in_use, model_of, open_checklist, press, seen
from triage.core.people import Patient
from triage.services import Workplace
from triage.services.example import FACTS, add_example
from ui.theme import apply_theme
from ui.viewmodels.checklist_short import ShortPage
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.checklist_page import ChecklistPage

SOMEONE = Patient("personnummer", "191212121212", "Tolvan Tolvansson")
Open = Callable[..., ChecklistPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, clock=lambda: datetime(2026, 3, 3, 13, 2, tzinfo=UTC))
    opened.store.set_setting("default_pack", "vastra")
    Preferences(opened).short_checklist = True
    yield opened
    opened.close()


@pytest.fixture
def opened(qtbot: QtBot, workplace: Workplace) -> Open:
    """Open a case on a page in a window of 1366 × 700 pixels, or another size."""

    def open_(case: str = "", size: tuple[int, int] = (1366, 700)) -> ChecklistPage:
        case = case or workplace.begin(SOMEONE).id
        return open_checklist(Desk(workplace, "sv"), qtbot, case, size)

    return open_


def asked(page: ChecklistPage) -> list[str]:
    """Return the questions to be seen, in their order."""
    return [row.question.fact for row in page.middle.questions.rows()]


def control(key: Qt.Key) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)


def fill(page: ChecklistPage, left_open: tuple[str, ...] = ()) -> None:
    """Answer every question of the short page that is asked, with not known."""
    for fact in asked(page):
        if model_of(page).value(fact) is None and fact not in left_open:
            model_of(page).answer(fact, "unknown")


def test_a_dozen_questions_stand_on_one_page(opened: Open) -> None:
    page = opened()
    facts = asked(page)

    assert 10 <= len(facts) <= 14
    assert "red_flags" in facts
    order = list(model_of(page).compiled.vocabulary.fact)
    assert facts == sorted(facts, key=order.index)
    assert not page.steps.isVisible()
    assert "Kort checklista" in seen(page.middle)
    assert f"0 av {len(facts)} · utfallet öppet" in seen(page.middle)


def test_an_answer_key_leads_on(opened: Open) -> None:
    page = opened()
    page.middle.focus_row(page.middle.questions.row("red_flags"))
    press("n")
    first = in_use(page)
    assert asked(page).index(first.question.fact) == asked(page).index("red_flags") + 1

    press("j")
    assert first.value() is True
    assert in_use(page) is not first


def test_a_correction_stays_where_it_is(opened: Open) -> None:
    page = opened()
    page.middle.focus_row(page.middle.questions.row("incurable_progressive_disease"))
    press("j")
    press(Qt.Key.Key_Up)
    press("n")

    assert in_use(page).question.fact == "incurable_progressive_disease"
    assert model_of(page).value("incurable_progressive_disease") is False


def test_a_key_held_down_answers_one_question(qapp: QApplication, opened: Open) -> None:
    page = opened()
    page.middle.focus_row(page.middle.questions.row("incurable_progressive_disease"))
    for repeated in (False, True, True):
        target = QApplication.focusWidget()
        assert target is not None
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, none, "j", repeated)
        qapp.sendEvent(target, event)

    assert len(model_of(page).facts) == 1


def test_enter_and_arrows_work_as_in_the_steps(opened: Open) -> None:
    page = opened()
    first, second = asked(page)[:2]
    page.middle.focus_row(page.middle.questions.row(first))
    press(Qt.Key.Key_Down)
    assert in_use(page).question.fact == second
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert in_use(page).question.fact == second


def test_in_the_steps_an_answer_key_stays(opened: Open, workplace: Workplace) -> None:
    Preferences(workplace).short_checklist = False
    page = opened()
    page.steps.button(2).click()
    press("j")

    assert in_use(page).question.fact == "incurable_progressive_disease"


def test_the_question_that_decides_now_comes_below_and_moves_nothing(opened: Open) -> None:
    page = opened()
    fill(page)
    QApplication.processEvents()
    above = asked(page)
    before = [page.middle.questions.row(fact).y() for fact in above]
    settled = model_of(page).standing.only is not None
    deciding = page.middle.questions.rows()[-1]

    assert not settled
    assert asked(page)[:-1] != above or "Det som avgör nu" in seen(page.middle)
    assert deciding.question.fact in model_of(page).short.below(model_of(page).standing)
    page.middle.focus_row(deciding)
    press("j" if deciding.question.kind == "bool" else "n")
    QApplication.processEvents()
    assert [page.middle.questions.row(fact).y() for fact in above] == before
    assert deciding.isVisible(), "what was answered can be corrected"


def test_one_question_at_a_time_stands_below(opened: Open) -> None:
    page = opened()
    fill(page)
    model = model_of(page)
    for _ in range(60):
        below = model.short.below(model.standing)
        left = [fact for fact in below if fact not in model.facts]
        assert len(left) <= 1
        if not left:
            break
        model.answer(left[0], "unknown")
        page.middle.follow(model)
    assert model.short.following(model.standing, None) is None


def test_a_settled_outcome_is_said_and_leads_to_the_decision(
    qtbot: QtBot, opened: Open, workplace: Workplace
) -> None:
    page = opened(add_example(workplace))
    model = model_of(page)
    assert model.standing.only is not None
    assert "utfallet klart" in seen(page.middle)

    while (following := model.short.following(model.standing, None)) is not None:
        page.middle.focus_row(page.middle.questions.row(following))
        press("v")
        press(Qt.Key.Key_Return)
    assert page.middle.following.hasFocus()
    with qtbot.waitSignal(page.go) as gone:
        page.middle.following.click()
    assert gone.args == ["review", model.case_id]


def test_ctrl_m_changes_between_few_and_all_and_is_remembered(
    opened: Open, workplace: Workplace
) -> None:
    page = opened()
    page.middle.focus_row(page.middle.questions.row("incurable_progressive_disease"))
    press("j")
    press(Qt.Key.Key_Up)
    control(Qt.Key.Key_M)

    assert page.steps.isVisible()
    assert "3  Sjukdom" in seen(page.middle)
    assert in_use(page).question.fact == "incurable_progressive_disease"
    assert in_use(page).value() is True
    assert not Preferences(workplace).short_checklist
    control(Qt.Key.Key_M)
    assert in_use(page).question.fact == "incurable_progressive_disease"
    assert not page.steps.isVisible()
    assert Preferences(workplace).short_checklist


def test_the_switch_shows_the_length_and_changes_it(opened: Open) -> None:
    page = opened()
    switch = page.middle.length
    assert switch.value() is True

    switch.segment(False).click()
    assert page.steps.isVisible()
    switch.segment(False).click()  # a second click takes nothing back
    assert switch.value() is False
    assert page.steps.isVisible()
    switch.segment(True).click()
    assert not page.steps.isVisible()


def test_rows_go_back_to_their_step_in_order(opened: Open) -> None:
    page = opened()
    fill(page)
    control(Qt.Key.Key_M)
    order = list(model_of(page).compiled.vocabulary.fact)
    for step in range(9):
        page.steps.button(step).click()
        facts = asked(page)
        assert facts == sorted(facts, key=order.index)
        tops = [page.middle.questions.row(fact).y() for fact in facts]
        assert tops == sorted(tops)
        assert "Det som avgör nu" not in seen(page.middle)


def test_f6_brings_a_question_that_the_page_lacks(opened: Open) -> None:
    page = opened()
    fill(page, left_open=("red_flags",))
    question = model_of(page).next_question()
    assert question is not None
    press(Qt.Key.Key_F6)

    assert in_use(page).question.fact == question.fact


def test_undo_goes_back_to_the_question_on_the_short_page(opened: Open) -> None:
    page = opened()
    model_of(page).answer("mouth_assessed", True)
    control(Qt.Key.Key_Z)

    assert in_use(page).question.fact == "mouth_assessed"
    assert model_of(page).value("mouth_assessed") is None


def test_another_region_brings_its_own_questions(opened: Open, workplace: Workplace) -> None:
    page = opened()
    model_of(page).answer("municipality", "1280")
    assert page.pack() == "skane"
    wanted = model_of(page).short.facts(model_of(page).standing)

    assert asked(page) == [fact for fact in wanted if model_of(page).standing.asked(fact)]


def test_the_example_patient_is_settled_by_few_answers(workplace: Workplace) -> None:
    from ui.viewmodels.checklist import ChecklistViewModel

    model = ChecklistViewModel(Desk(workplace, "sv"), workplace.begin(SOMEONE).id)
    page: ShortPage = model.short
    given = 0
    while model.standing.only is None:
        following = page.following(model.standing, None)
        assert following is not None
        value = FACTS.get(following, "unknown")
        model.answer(following, tuple(value) if isinstance(value, list) else value)
        given += 1

    assert model.standing.only == "palliative_team"
    assert given <= 16


@pytest.mark.parametrize("size", [(1366, 700), (950, 640)])
def test_large_text_needs_no_sideways_scrolling(
    qapp: QApplication, opened: Open, size: tuple[int, int]
) -> None:
    apply_theme(qapp, "light", 2.0)
    page = opened(size=size)
    QApplication.processEvents()

    assert page.middle.area.horizontalScrollBar().maximum() == 0
    assert page.middle.length.isVisible()
    assert page.middle.length.geometry().right() <= page.middle.width()
    assert page.saved.isVisible()
