"""What is to be done before enrolment: ticked by answers, planned in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.opened import model_of, seen
from tests.ui.outcome_pages import Open, example, in_use, opened, workplace
from triage.core.people import Author
from triage.services import Task, Workplace
from ui.views.checklist_page import ChecklistPage
from ui.widgets.task_row import TaskRow

__all__ = ["example", "opened", "workplace"]

Key = Qt.Key


def row(page: ChecklistPage, words: str) -> TaskRow:
    return next(one for one in page.outcome.todos.rows if words in one.box.accessibleName())


def plan(row: TaskRow, *, owner: str | None = None, due: str | None = None) -> None:
    """Fill in who and when, as a user does: unfold, type, Enter."""
    if not row.plan.isChecked():
        row.plan.click()
    for field, text in ((row.owner, owner), (row.due, due)):
        if text is not None:
            field.setFocus()
            field.selectAll()
            field.insert(text)  # as pasting does
            QTest.keyClick(field, Key.Key_Return)


# Ticking


def test_space_ticks_where_one_answer_settles_it(opened: Open, example: str) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    assert not informed.box.isChecked()

    informed.box.setFocus()
    QTest.keyClick(informed.box, Key.Key_Space)

    assert model_of(page).value("patient_informed") is True
    assert informed.box.isChecked()
    assert informed.box.hasFocus()
    assert informed.box.accessibleName().endswith("klart")


def test_unticking_takes_the_answer_back(opened: Open, example: str) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    informed.box.click()
    informed.box.click()

    assert model_of(page).value("patient_informed") is None
    assert not informed.box.isChecked()
    assert "ej besvarat" in seen(informed)


def test_a_tick_can_be_undone_and_is_on_disk(
    opened: Open, workplace: Workplace, example: str
) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    informed.box.click()
    assert workplace.case(example).facts["patient_informed"] is True

    QTest.keyClick(informed.box, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not informed.box.isChecked()
    assert "patient_informed" not in workplace.case(example).facts


def test_several_answers_unfold_and_one_is_chosen_by_key(opened: Open, example: str) -> None:
    page = opened(example)
    talk = row(page, "Håll brytpunktssamtal")
    talk.box.setFocus()
    QTest.keyClick(talk.box, Key.Key_Space)

    assert not talk.box.isChecked(), "nothing is answered before it is chosen"
    assert [one.text() for one in talk.ways if one.isVisible()] == [
        "Genomfört",
        "Patienten kan inte medverka",
    ]
    assert in_use() is talk.ways[0]
    QTest.keyClick(talk.ways[0], Key.Key_Tab)
    assert in_use() is talk.ways[1]
    QTest.keyClick(talk.ways[1], Key.Key_Space)

    assert model_of(page).value("breakpoint_conversation") == "patient_cannot_take_part"
    assert talk.box.isChecked()
    assert in_use() is talk.box
    assert not talk.ways[0].isVisible()


def test_escape_folds_what_was_not_chosen(opened: Open, example: str) -> None:
    page = opened(example)
    talk = row(page, "Håll brytpunktssamtal")
    before = model_of(page).value("breakpoint_conversation")
    talk.box.click()
    QTest.keyClick(in_use(), Key.Key_Escape)

    assert not talk.ways[0].isVisible()
    assert in_use() is talk.box
    assert model_of(page).value("breakpoint_conversation") == before


def test_a_click_on_the_text_is_a_click_on_the_box(opened: Open, example: str) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    QTest.mouseClick(
        informed, Qt.MouseButton.LeftButton, pos=informed.box.geometry().topRight() * 2
    )
    assert informed.box.isChecked()


def test_a_screen_readers_toggle_is_an_answer_too(opened: Open, example: str) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    informed.box.toggle()
    assert model_of(page).value("patient_informed") is True
    assert informed.box.isChecked()


def test_what_is_ticked_stays_where_it_stood(opened: Open, example: str) -> None:
    page = opened(example)
    before = [one.box.accessibleName().split(",")[0] for one in page.outcome.todos.rows]
    tops = [one.y() for one in page.outcome.todos.rows]
    row(page, "Se till att patienten vet").box.click()

    assert [one.box.accessibleName().split(",")[0] for one in page.outcome.todos.rows] == before
    assert [one.y() for one in page.outcome.todos.rows] == tops


def test_tab_goes_through_a_task_in_reading_order(opened: Open, example: str) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    informed.plan.click()
    assert in_use() is informed.due
    for after in (informed.owner, row(page, "samtycke").box):
        QTest.keyClick(in_use(), Key.Key_Tab)
        assert in_use() is after
    informed.box.setFocus()
    QTest.keyClick(informed.box, Key.Key_Tab)
    assert in_use() is informed.plan


def test_a_decision_shows_its_tasks_and_takes_no_ticks(
    opened: Open, workplace: Workplace, example: str
) -> None:
    workplace.plan(example, "patient_informed", Task("Dr Alm", "2026-11-24"))
    author = Author("Alva Alm", "läkare", "Vårdcentralen")
    workplace.sign(example, "palliative_team", "kungalv_mobile_team", None, author)
    page = opened(example)
    informed = row(page, "Se till att patienten vet")

    assert "Dr Alm · ej besvarat · senast tisdag" in seen(informed)
    assert not informed.box.isEnabled()
    assert not informed.plan.isVisible()
    assert not page.outcome.question.isVisible(), "nothing is asked of a decision"


# Planning


def test_owner_and_day_are_kept_and_told(opened: Open, workplace: Workplace, example: str) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    plan(informed, owner="Disa Exempel", due="i morgon")

    assert workplace.case(example).tasks == {"patient_informed": Task("Disa Exempel", "2026-11-23")}
    assert "Disa Exempel · ej besvarat · senast i morgon" in seen(informed)
    assert informed.due.text() == "2026-11-23"
    assert informed.plan.isChecked(), "the fields stay while they are filled in"
    assert "Disa Exempel" in informed.box.accessibleName()


def test_the_packs_owner_stands_until_another_is_named(
    opened: Open, workplace: Workplace, example: str
) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    assert "ansvarig läkare" in seen(informed)
    plan(informed, due="24/11")
    assert workplace.case(example).tasks["patient_informed"].owner == ""
    assert informed.owner.placeholderText() == "ansvarig läkare"


def test_an_empty_day_takes_it_back(opened: Open, workplace: Workplace, example: str) -> None:
    workplace.plan(example, "patient_informed", Task("", "2026-11-24"))
    page = opened(example)
    plan(row(page, "Se till att patienten vet"), due="")
    assert workplace.case(example).tasks == {}


def test_overdue_is_said_with_a_word(opened: Open, workplace: Workplace, example: str) -> None:
    workplace.plan(example, "patient_informed", Task("", "2026-11-20"))
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    assert "△ försenat, skulle vara klart 2026-11-20" in seen(informed)
    assert "försenat" in informed.box.accessibleName()

    informed.box.click()
    assert "försenat" not in seen(informed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("due", "snart"), "Skriv en dag, till exempel ”i morgon”, ”fredag” eller ”2026-11-22”."),
        (("due", "2026-02-30"), "Skriv en dag"),
        (("due", "9" * 1_000_000), "Skriv en dag"),
        (("owner", "å" * 1_000_000), "högst 80 tecken"),
        (("owner", "Disa\x07"), "tecken som inte syns"),
        (("owner", "\u202easide"), "tecken som inte syns"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(
    opened: Open, workplace: Workplace, example: str, typed: tuple[str, str], said: str
) -> None:
    page = opened(example)
    field, text = typed
    informed = row(page, "Se till att patienten vet")
    plan(informed, **{field: text})
    wrong = informed.due if field == "due" else informed.owner

    assert said in informed.problem.text()
    assert informed.problem.isVisible()
    assert wrong.property("wrong") is True
    assert said in wrong.accessibleDescription()
    assert workplace.case(example).tasks == {}

    plan(informed, due="i morgon") if field == "due" else plan(informed, owner="Disa")
    assert not informed.problem.isVisible()
    assert wrong.property("wrong") is False


def test_a_day_that_was_refused_stands_while_the_owner_is_kept(
    opened: Open, workplace: Workplace, example: str
) -> None:
    informed = row(opened(example), "Se till att patienten vet")
    plan(informed, due="Dr Ek")
    plan(informed, owner="Dr Ek")

    assert informed.due.text() == "Dr Ek"
    assert "Skriv en dag" in seen(informed)
    assert [one.owner for one in workplace.case(example).tasks.values()] == ["Dr Ek"]

    plan(informed, due="")
    assert "Skriv en dag" not in seen(informed)


def test_names_read_from_the_right_and_combining_letters_are_welcome(
    opened: Open, workplace: Workplace, example: str
) -> None:
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    for name in ("ليلى حداد", "Ánne Čáhppe", "Jose\u0301"):
        plan(informed, owner=name)
        assert workplace.case(example).tasks["patient_informed"].owner == name


def test_escape_gives_the_old_text_back(opened: Open, workplace: Workplace, example: str) -> None:
    workplace.plan(example, "patient_informed", Task("", "2026-11-24"))
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    informed.plan.click()
    QTest.keyClicks(informed.due, "xx")
    QTest.keyClick(informed.due, Key.Key_Escape)

    assert not informed.due.isVisible()
    assert in_use() is informed.plan
    assert workplace.case(example).tasks["patient_informed"].due == "2026-11-24"
    informed.plan.click()
    assert informed.due.text() == "2026-11-24"


def test_nothing_typed_for_one_patient_is_left_for_the_next(
    qtbot: QtBot, opened: Open, workplace: Workplace, example: str
) -> None:
    other = workplace.begin(workplace.case(example).patient)
    for fact, value in workplace.facts(workplace.case(example)).items():
        workplace.answer(other.id, fact, value)
    page = opened(example)
    informed = row(page, "Se till att patienten vet")
    plan(informed, due="inget vettigt")
    page.open_case(other.id)

    assert informed.due.text() == ""
    assert not informed.problem.isVisible()
    assert not informed.plan.isChecked()
    assert workplace.case(other.id).tasks == {}
