"""The recommendation changes in place: nothing jumps, and a screen reader hears it once."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import model_of, seen
from tests.ui.outcome_pages import Open, example, in_use, opened, workplace
from triage.core.vocabulary import Answer, BoolFact, ChoiceFact, Fact, SetFact
from triage.services import Workplace
from ui.views.checklist_page import ChecklistPage
from ui.widgets.held_in_sight import area_of
from ui.widgets.said_later import SaidLater

__all__ = ["example", "opened", "workplace"]

Polite = QAccessible.AnnouncementPoliteness.Polite
Assertive = QAccessible.AnnouncementPoliteness.Assertive


def side(page: ChecklistPage) -> QScrollArea:
    """Return the scrolled area that the recommendation lies in."""
    area = area_of(page.outcome)
    assert area is not None
    return area


def top(part: QWidget, page: ChecklistPage) -> int:
    """Return where a part begins in the window."""
    return part.mapTo(page, QPoint(0, 0)).y()


# In place


def test_what_is_read_below_stays_where_it_is_when_the_top_grows(
    opened: Open, example: str
) -> None:
    page = opened(example)
    bar = side(page).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = next(
        row
        for row in (page.outcome.ladder.row(at) for at in range(7))
        if top(row, page) >= top(side(page), page)
    )
    before, rows = top(first, page), bar.value()

    model_of(page).answer("red_flags", ("bowel_obstruction",))

    assert page.outcome.emergency.isVisible()
    assert bar.value() > rows, "the notice above took room"
    assert top(first, page) == before


def test_at_its_top_the_column_stays_at_its_top(opened: Open, example: str) -> None:
    page = opened(example)
    bar = side(page).verticalScrollBar()
    assert bar.value() == 0
    model_of(page).answer("red_flags", ("bowel_obstruction",))
    assert bar.value() == 0
    assert page.outcome.emergency.isVisible()


def test_a_ticked_box_stays_under_the_hand(opened: Open, example: str) -> None:
    """Informing the patient is asked for first: the card of that question changes above."""
    page = opened(example)
    side(page).verticalScrollBar().setValue(side(page).verticalScrollBar().maximum())
    box = next(row.box for row in page.outcome.todos.rows if not row.box.isChecked())
    box.setFocus()
    side(page).ensureWidgetVisible(box)
    before = top(box, page)

    model_of(page).answer("needs_round_the_clock_team", False)  # the gap goes away

    assert page.outcome.gap.isHidden()
    assert top(box, page) == before
    assert in_use() is box


def test_what_did_not_change_is_the_same_widget(opened: Open, example: str) -> None:
    page = opened(example)
    before = page.outcome.findChildren(QWidget)
    model_of(page).answer("anxiety", 2)
    model_of(page).answer("depressed_mood", 4)
    after = page.outcome.findChildren(QWidget)

    assert set(map(id, before)) <= set(map(id, after)), "nothing is made anew"


def test_an_answer_that_no_rule_reads_changes_nothing_here(opened: Open, example: str) -> None:
    page = opened(example)
    before = model_of(page).outcome()
    model_of(page).answer("diagnosis_group", "heart_failure")
    assert model_of(page).outcome() == before


def test_focus_stays_on_the_question_that_is_answered(opened: Open, example: str) -> None:
    page = opened(example)
    page.steps.button(4).click()
    page.middle.focus_row(page.middle.questions.row("pain"))
    used = in_use()
    QTest.keyClicks(used, "0")
    assert in_use() is used


def test_where_no_question_is_left_its_place_says_so(
    opened: Open, workplace: Workplace, example: str
) -> None:
    page = opened(example)
    model = model_of(page)
    while (asked := model.next_question()) is not None:
        model.answer(asked.fact, _plain(model.compiled.vocabulary.fact[asked.fact]))
    assert page.outcome.question.isVisible()
    assert seen(page.outcome.question) == "Inget obesvarat kan ändra förslaget."
    assert not page.outcome.question.isEnabled()


def _plain(fact: Fact) -> Answer:
    match fact:
        case BoolFact():
            return False
        case SetFact():
            return ()
        case ChoiceFact():
            return fact.choices[0].id
        case _:
            return 1


# Told to a screen reader


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """Collect what is announced, as the accessibility bridge is given it."""
    found: list[tuple[str, object]] = []

    def take(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            found.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", take)
    return found


def test_a_new_recommendation_is_said_once_and_politely(
    qtbot: QtBot, opened: Open, example: str, heard: list[tuple[str, object]]
) -> None:
    page = opened(example)
    heard.clear()
    for value in (False, True, False):  # a typist who changes their mind
        model_of(page).answer("needs_round_the_clock_team", value)
        model_of(page).answer("needs_specialist_physician_round_the_clock", value)
    assert heard == [], "nobody is talked over"

    qtbot.waitUntil(lambda: heard != [])
    assert heard == [(model_of(page).outcome().spoken, Polite)]
    assert heard[0][0].startswith("Palliativt team")


def test_nothing_is_said_where_nothing_changed(
    qtbot: QtBot, opened: Open, example: str, heard: list[tuple[str, object]]
) -> None:
    page = opened(example)
    heard.clear()
    model_of(page).answer("needs_round_the_clock_team", False)
    model_of(page).answer("needs_round_the_clock_team", True)  # and back before the pause ends
    page.outcome.voice.rest()
    assert heard == []

    model_of(page).answer("diagnosis_group", "heart_failure")
    page.outcome.voice.rest()
    assert heard == []


def test_an_emergency_does_not_wait(
    opened: Open, example: str, heard: list[tuple[str, object]]
) -> None:
    page = opened(example)
    heard.clear()
    model_of(page).answer("red_flags", ("bowel_obstruction",))
    assert [politeness for _text, politeness in heard] == [Assertive]
    assert heard[0][0].startswith("Larmtecken – ring nu. Misstänkt tarmstopp")
    page.outcome.voice.rest()
    assert len(heard) == 1, "the same is not said again"


def test_a_problem_at_a_field_is_said(
    opened: Open, example: str, heard: list[tuple[str, object]]
) -> None:
    page = opened(example)
    heard.clear()
    page.outcome.show_problem("patient_informed", "due", "Skriv en dag.")
    assert heard == [("Skriv en dag.", Polite)]


def test_what_stands_when_a_page_opens_is_no_news(
    qtbot: QtBot, heard: list[tuple[str, object]]
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    voice = SaidLater(widget)
    voice.known("Palliativt team")
    voice.say("Palliativt team")
    voice.rest()
    assert heard == []
