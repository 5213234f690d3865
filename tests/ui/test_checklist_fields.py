"""The checklist's fields: what is typed, what is pasted by mistake, and how each is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from tests.ui.opened import in_use, model_of, open_checklist, press, seen
from triage.core.people import Patient
from triage.core.vocabulary import ScoreFact, SetFact
from triage.services.example import add_example
from ui.viewmodels.desk import Desk
from ui.views.checklist_identity import IdentityEditor
from ui.views.checklist_page import ChecklistPage
from ui.widgets.question_row import QuestionRow

MEGABYTE = 1_000_000
ALIAS = Patient("alias", None, "", "Sal 4")
Open = Callable[..., ChecklistPage]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path, Clock())
    yield opened
    opened.workplace.close()


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Open:
    def open_(step: int = 0, case: str = "", patient: Patient = ALIAS) -> ChecklistPage:
        page = open_checklist(desk, qtbot, case or desk.workplace.begin(patient).id)
        page.walk.choose_step(step)
        return page

    return open_


def paste(field: QLineEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    field.selectAll()
    field.paste()


def line_of(page: ChecklistPage, fact: str) -> QLineEdit:
    row = page.middle.questions.row(fact)
    page.middle.focus_row(row)
    field = row.answer.field  # type: ignore[union-attr] # a field that is typed in
    if isinstance(field, QSpinBox):
        return field.lineEdit()
    assert isinstance(field, QLineEdit)
    return field


# Age


@pytest.mark.parametrize(
    ("keys", "shown"), [("71", "71"), ("0071", "71"), ("0", "0"), ("121", "12")]
)
def test_an_age_shows_as_it_is_typed(opened: Open, keys: str, shown: str) -> None:
    page = opened()
    line = line_of(page, "age_years")
    for key in keys:
        press(key)
        assert not (line.text().startswith("0") and len(line.text()) > 1)
    assert line.text() == shown
    press(Qt.Key.Key_Return)
    assert model_of(page).value("age_years") == int(shown)


@pytest.mark.parametrize(
    ("pasted", "age"),
    [("71 år\n", 71), ("\u202e71", 71), ("x" * MEGABYTE, None), ("1 2 3", None), ("٧١", 71)],
)
def test_what_is_pasted_as_an_age(opened: Open, pasted: str, age: int | None) -> None:
    page = opened()
    line = line_of(page, "age_years")
    paste(line, pasted)
    press(Qt.Key.Key_Return)

    assert model_of(page).value("age_years") == age


# Municipality


@pytest.mark.parametrize("typed", ["ostersund", "ÖSTERSUND ", "östersund", "O\u0308stersund"])
def test_a_municipality_is_found_however_it_is_written(opened: Open, typed: str) -> None:
    page = opened()
    line = line_of(page, "municipality")
    paste(line, typed)
    press(Qt.Key.Key_Return)

    assert model_of(page).value("municipality") == "2380"
    assert line.text() == "Östersund"


@pytest.mark.parametrize("pasted", ["Ö\u200bstersund\n", "\x00Öster\x07sund", "\u202eÖstersund"])
def test_signs_that_no_one_sees_are_no_hindrance(opened: Open, pasted: str) -> None:
    page = opened()
    paste(line_of(page, "municipality"), pasted)
    press(Qt.Key.Key_Return)

    assert model_of(page).value("municipality") == "2380"


@pytest.mark.parametrize("pasted", ["Atlantis", "x" * MEGABYTE, "كنغال", "191212121212"])
def test_what_is_no_municipality_is_said_and_is_no_answer(opened: Open, pasted: str) -> None:
    page = opened()
    line = line_of(page, "municipality")
    paste(line, pasted)
    press(Qt.Key.Key_Return)
    row = page.middle.questions.row("municipality")

    assert model_of(page).value("municipality") is None
    assert "Ingen kommun heter så" in seen(row)
    assert 0 < len(line.text()) <= 80


def test_what_fits_several_municipalities_asks_for_more(opened: Open) -> None:
    page = opened()
    line = line_of(page, "municipality")
    paste(line, "kung")
    press(Qt.Key.Key_Return)
    row = page.middle.questions.row("municipality")

    assert model_of(page).value("municipality") is None
    assert "Flera kommuner passar, skriv mer" in seen(row)
    assert "Ingen kommun heter så" not in seen(row)


# Answers


def test_every_question_is_cleared_by_key_and_not_known_is_an_answer(
    opened: Open, desk: Desk
) -> None:
    page = opened(case=add_example(desk.workplace))
    model = model_of(page)
    for at, step in enumerate(model.steps()):
        page.walk.choose_step(at)
        for row in page.middle.questions.rows():
            fact = row.question.fact
            page.middle.focus_row(row)
            if row.question.kind == "lookup":
                paste(line_of(page, fact), "Vet ej")
                press(Qt.Key.Key_Return)
            else:
                press("v")
            assert model.value(fact) == "unknown", fact
            page.middle.focus_row(row)
            if row.question.kind == "lookup":
                line_of(page, fact).selectAll()
            press(Qt.Key.Key_Delete)
            row._commit()
            assert model.value(fact) is None, fact
            assert row.value() is None
        assert model.steps()[at].answered == 0, step.step.id


def test_scores_have_words_and_sets_have_none_of_these(opened: Open) -> None:
    page = opened(4)
    for fact in model_of(page).compiled.vocabulary.facts:
        if isinstance(fact, ScoreFact):
            row = page.middle.questions.row(fact.id)
            page.middle.focus_row(row)
            press("3")
            assert row.accessibleDescription().startswith("3 svår")
    page.walk.choose_step(5)
    for fact in model_of(page).compiled.vocabulary.facts:
        if isinstance(fact, SetFact) and fact.step == "interventions":
            row = page.middle.questions.row(fact.id)
            assert fact.none["sv"] in seen(row)
            page.middle.focus_row(row)
            press("n")
            assert model_of(page).value(fact.id) == ()


def test_a_question_of_no_use_is_marked_never_hidden_and_takes_answers(
    opened: Open, desk: Desk
) -> None:
    page = opened(4, case=add_example(desk.workplace))
    row = page.middle.questions.row("complex_symptom_picture")
    assert row.isVisible()
    assert "kan inte längre ändra förslaget" in seen(row)
    assert "kan inte längre ändra förslaget" in row.accessibleDescription()
    page.middle.focus_row(row)
    press("n")

    assert model_of(page).value("complex_symptom_picture") is False


def test_a_hint_beside_the_question_is_read_with_it_and_told_when_it_comes(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    page = opened(4)
    for key in "33":
        press(key)
        press(Qt.Key.Key_Down)
    row = page.middle.questions.row("complex_symptom_picture")
    hint = "Minst två symtom är svåra"

    assert hint in seen(row)
    assert hint in row.accessibleDescription()
    assert len([text for text in said if hint in text]) == 1
    assert "3 svår" in said, "the answer is told when it is given"


def test_a_row_names_its_question_and_value(opened: Open) -> None:
    page = opened(2)
    row: QuestionRow = in_use(page)
    assert row.accessibleName() == row.question.text
    assert row.accessibleDescription().startswith("obesvarad")
    press("j")

    assert row.accessibleDescription().startswith("Ja")


def test_not_known_is_one_key_in_a_list_too_and_no_letter_of_a_name(opened: Open) -> None:
    page = opened(3)
    row = page.middle.questions.row("consent_to_referral")
    page.middle.focus_row(row)
    press("v")  # not the choice that begins with it
    assert row.value() == "unknown"

    page.walk.choose_step(0)
    page.middle.focus_row(page.middle.questions.row("diagnosis_group"))
    press("njursv")
    assert model_of(page).value("diagnosis_group") == "kidney_failure"


# Who it is about


@pytest.fixture
def editor(opened: Open) -> IdentityEditor:
    page = opened()
    page.middle.identity.change.click()
    return page.middle.identity.editor


def typed_into(field: QLineEdit, text: str) -> None:
    """Paste as a user does, by key."""
    QApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    "typed", ["610118-2803", "19610118 2803", "1961\u201301\u201318-2803", "196101182803\n"]
)
def test_a_number_is_tidied(editor: IdentityEditor, typed: str) -> None:
    typed_into(editor.number, typed)

    assert editor.save_button.isEnabled()
    assert editor.entry.patient.number == "196101182803"
    assert "65 år" in seen(editor)


@pytest.mark.parametrize("typed", ["196101182804", "hej", "196113412803"])
def test_a_wrong_number_is_told_beside_with_what_to_do(editor: IdentityEditor, typed: str) -> None:
    typed_into(editor.number, typed)

    assert not editor.save_button.isEnabled()
    assert editor.number.property("wrong")
    assert "△ " in seen(editor)
    assert editor.number.accessibleDescription() in seen(editor)
    assert typed not in seen(editor).replace(editor.number.text(), "")


def test_a_number_in_a_pasted_row_is_found(editor: IdentityEditor) -> None:
    typed_into(editor.number, "Testsson, Test\t196101182803\tMedicin 3")

    assert editor.number.text() == "19610118-2803"
    assert editor.save_button.isEnabled()


def test_a_page_pasted_as_a_name_is_shortened_and_said(editor: IdentityEditor) -> None:
    typed_into(editor.name, "Anna\u202e\x00 " * 1000)

    assert len(editor.name.text()) <= 120
    assert "\u202e" not in editor.name.text()
    assert "togs inte med" in seen(editor)


def test_a_number_pasted_as_a_name_is_refused(editor: IdentityEditor) -> None:
    typed_into(editor.number, "196101182803")
    typed_into(editor.name, "Test 195009072553")

    assert not editor.save_button.isEnabled()
    assert "Flytta det till fältet Nummer" in seen(editor)


def test_the_editor_begins_with_who_it_is(opened: Open) -> None:
    patient = Patient("personnummer", "196101182803", "Test Testsson")
    page = opened(patient=patient)
    page.middle.identity.change.click()
    editor = page.middle.identity.editor
    editor.name.setFocus()
    editor.name.setText("")
    press("Nya Namnet")
    press(Qt.Key.Key_Return)

    assert model_of(page).case.patient == Patient("personnummer", "196101182803", "Nya Namnet")


def test_a_protected_patient_is_masked_in_every_step(opened: Open) -> None:
    page = opened(patient=Patient("personnummer", "196101182803", "Test Testsson", protected=True))
    for step in range(9):
        page.walk.choose_step(step)
        shown = seen(page) + page.patient_line()
        assert "Testsson" not in shown
        assert "1961" not in shown
    page.walk.change_length()
    assert "Testsson" not in seen(page)
