"""What the record system has: marked by a press where a decision is read, taken back by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, OPEN, PERSON, begun, decided, workplace_in
from triage.services import Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_row import ASIDE_ROLE, Column
from ui.views.letter_page import LetterPage
from ui.views.review_page import ReviewPage
from ui.views.worklist_page import WorklistPage

MARKED = "✓ Förd till journalsystemet i dag 14:02. Kan gallras från 2026-12-20."


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=[ReviewPage, LetterPage])
def page(
    qtbot: QtBot, workplace: Workplace, request: pytest.FixtureRequest
) -> ReviewPage | LetterPage:
    made: ReviewPage | LetterPage = request.param(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def test_one_press_marks_a_decision_and_one_takes_it_back(
    workplace: Workplace, page: ReviewPage | LetterPage
) -> None:
    case_id = decided(workplace)
    page.open_case(case_id)
    assert page.moved.button.accessibleName() == "Markera som förd till journalsystemet"

    page.moved.button.click()

    assert page.moved.text.text() == MARKED
    assert page.moved.button.accessibleName() == "Ta tillbaka"
    assert workplace.moved(case_id) is not None

    page.moved.button.click()

    assert page.moved.text.isHidden()
    assert workplace.moved(case_id) is None


def test_the_key_marks_too(qtbot: QtBot, workplace: Workplace, page: ReviewPage) -> None:
    case_id = decided(workplace)
    page.open_case(case_id)
    page.setFocus()
    with qtbot.waitActive(page):
        page.activateWindow()

    QTest.keyClick(
        page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )

    assert workplace.moved(case_id) is not None
    assert page.moved.text.text() == MARKED


def test_what_is_not_decided_cannot_be_marked(
    workplace: Workplace, page: ReviewPage | LetterPage
) -> None:
    page.open_case(begun(workplace, OPEN))

    assert page.moved.isHidden()


def test_a_correction_takes_the_mark_out_of_sight_and_giving_it_up_brings_it_back(
    qtbot: QtBot, workplace: Workplace
) -> None:
    case_id = decided(workplace)
    workplace.mark_moved(case_id)
    page = ReviewPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)
    assert page.moved.text.text() == MARKED

    page.decided.correct.click()
    assert page.moved.isHidden()

    page.correction.action_button.click()
    assert page.moved.text.text() == MARKED


# The worklist


@pytest.fixture
def worklist(qtbot: QtBot, workplace: Workplace) -> WorklistPage:
    workplace.begin(PERSON)
    decided(workplace)
    made = WorklistPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.arrive()
    return made


def test_the_row_of_a_decision_offers_to_mark_it(qtbot: QtBot, worklist: WorklistPage) -> None:
    worklist.table.select_row(0)
    assert worklist.offered.moved.isHidden()

    worklist.table.select_row(1)
    button = worklist.offered.moved
    assert button.accessibleName() == "Förd till journalsystemet"
    with qtbot.waitSignal(worklist.said) as told:
        button.click()

    assert told.args == ["success", MARKED.removeprefix("✓ ")]
    assert button.accessibleName() == "Ta tillbaka: förd till journalsystemet"
    assert worklist.model.index(1, Column.PATIENT).data(ASIDE_ROLE) == "i journalsystemet"
    with qtbot.waitSignal(worklist.said) as told:
        button.click()
    assert "tillbakatagen" in told.args[1]
    assert button.accessibleName() == "Förd till journalsystemet"


def test_a_draft_is_not_marked_by_the_key_either(qtbot: QtBot, worklist: WorklistPage) -> None:
    worklist.table.select_row(0)

    with qtbot.waitSignal(worklist.said) as told:
        worklist.rows.toggle_moved()

    assert told.args == ["info", "Bara ett beslut kan vara fört till journalsystemet."]


def test_who_marked_it_is_said(qtbot: QtBot, workplace: Workplace) -> None:
    from triage.store.acts import Actor

    workplace.store.actor = Actor("1", AUTHOR.name, AUTHOR.unit)
    case_id = decided(workplace)
    page = LetterPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)

    page.moved.button.click()

    assert "i dag 14:02 av Disa Exempel." in page.moved.text.text()
