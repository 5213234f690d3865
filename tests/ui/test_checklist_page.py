"""The checklist page as a user meets it: keys, clicks, and what is to be seen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.opened import in_use, model_of, open_checklist, press, seen
from triage.core.people import Author, Patient
from triage.services import Workplace
from triage.services.example import add_example
from ui.theme import apply_theme, em
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage

TUESDAY_AFTERNOON = datetime(2026, 3, 3, 13, 2, tzinfo=UTC)
SOMEONE = Patient("personnummer", "191212121212", "Tolvan Tolvansson")
Open = Callable[..., ChecklistPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, clock=lambda: TUESDAY_AFTERNOON)
    opened.store.set_setting("default_pack", "vastra")
    yield opened
    opened.close()


@pytest.fixture
def example(workplace: Workplace) -> str:
    return add_example(workplace)


@pytest.fixture
def opened(qtbot: QtBot, workplace: Workplace) -> Open:
    """Open a case on a page in a window of 1366 × 700 pixels, or another size."""

    def open_(
        case: str, size: tuple[int, int] = (1366, 700), language: str = "sv"
    ) -> ChecklistPage:
        return open_checklist(Desk(workplace, language), qtbot, case, size)

    return open_


def go_to(page: ChecklistPage, step: int) -> None:
    page.steps.button(step).click()


def test_an_answer_moves_the_ladder(opened: Open, example: str) -> None:
    page = opened(example)
    assert "ASIH erbjuds inte i Kungälv" in seen(page.outcome)

    go_to(page, 7)
    page.middle.focus_row(page.middle.questions.row("needs_round_the_clock_team"))
    press("n")

    assert "ASIH erbjuds inte i Kungälv" not in seen(page.outcome)
    assert "Palliativt team" in seen(page.outcome.head)


def test_what_was_answered_is_there_when_the_case_is_opened_again(
    opened: Open, workplace: Workplace
) -> None:
    case = workplace.begin(SOMEONE).id
    page = opened(case)
    go_to(page, 4)
    assert in_use(page).question.fact == "pain"
    press("4")
    assert "Alla svar sparas · 14:02" in page.saved.text()
    page.leave()

    again = opened(case)
    go_to(again, 4)
    assert again.middle.questions.row("pain").value() == 4


def test_a_new_case_shows_every_form_as_open(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(SOMEONE).id)

    assert "Alla vårdformer är möjliga" in seen(page.outcome.head)
    assert "Larmtecken: ej kontrollerat" in page.outcome.unchecked.text()
    symbols = [
        part.accessibleName()
        for part in page.outcome.ladder.findChildren(QLabel)
        if part.property("role") == "symbol" and part.isVisible()
    ]
    assert set(symbols) == {"öppet"}
    assert page.steps.button(1).accessibleName() == "Larmtecken, inte påbörjat, ej kontrollerat"


def test_several_possible_forms_never_show_as_one(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 0)
    model_of(page).answer("needs_round_the_clock_team", None)
    model_of(page).answer("municipality", "1480")
    model_of(page).answer("city_area", "sydvast")
    head = seen(page.outcome.head)

    assert "Möjliga vårdformer" in head
    assert "?  ASIH" in head
    assert "?  Palliativt team" in head
    assert page.outcome.question.isVisible()


@pytest.mark.parametrize(("limits", "words"), [(True, "Ring ansvarig läkare"), (False, "Ring 112")])
def test_a_red_flag_stands_above_everything(
    opened: Open, workplace: Workplace, example: str, limits: bool, words: str
) -> None:
    workplace.answer(example, "treatment_limitation_decided", limits)
    page = opened(example)
    go_to(page, 1)
    page.middle.questions.row("red_flags").answer.boxes[0].click()  # type: ignore[union-attr] # a set has boxes

    notice = page.outcome.emergency
    assert notice.isVisible()
    assert words in seen(notice)
    assert notice.mapTo(page, notice.rect().topLeft()).y() < (
        page.outcome.head.mapTo(page, page.outcome.head.rect().topLeft()).y()
    )
    assert "Omedelbart" in seen(page.outcome.head)


@pytest.mark.parametrize("width", [1366, 950])
def test_a_red_flag_answered_before_is_told_when_the_case_is_opened(
    opened: Open, workplace: Workplace, example: str, width: int
) -> None:
    workplace.answer(example, "red_flags", ("bowel_obstruction",))
    page = opened(example, size=(width, 700))
    notices = (page.outcome.emergency, page.middle.emergency)
    (shown,) = (one for one in notices if one.isVisible())

    assert "Larmtecken – ring nu" in seen(shown)
    assert "Misstänkt tarmstopp" in seen(shown)


def test_none_of_the_red_flags_by_key(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(SOMEONE).id)
    go_to(page, 1)
    press("n")

    assert model_of(page).value("red_flags") == ()
    assert not page.outcome.unchecked.isVisible()
    assert "inga" in page.steps.button(1).accessibleName()


def test_a_whole_step_by_keyboard_alone(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(SOMEONE).id)
    press("71")
    press(Qt.Key.Key_Return)
    press("kungalv")  # accents do not matter
    press(Qt.Key.Key_Return)
    assert in_use(page).question.fact == "current_care_setting"

    press(Qt.Key.Key_Right, alt=True)
    press("n")
    press(Qt.Key.Key_Return)  # on to what is left: two lists in the first step come last
    assert in_use(page).question.fact == "incurable_progressive_disease"
    for key in "jynvn":
        press(key)
        press(Qt.Key.Key_Return)
    assert in_use(page).question.fact == "ecog"
    press("2")

    facts = model_of(page).facts
    assert facts["age_years"] == 71
    assert facts["municipality"] == "1482"
    assert facts["incurable_progressive_disease"] is True
    assert facts["limited_life_expectancy"] is True
    assert facts["rapid_deterioration"] is False
    assert facts["crisis_onset"] == "unknown"
    assert facts["last_days_of_life"] is False
    assert facts["ecog"] == 2
    assert "6 av 6 besvarade" in seen(page.middle)


def test_delete_takes_an_answer_back(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 4)
    page.middle.focus_row(page.middle.questions.row("pain"))
    press(Qt.Key.Key_Delete)

    assert model_of(page).value("pain") is None
    assert page.middle.questions.row("pain").value() is None


def test_arrows_walk_the_questions_and_end_at_the_way_on(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 6)
    page.middle.focus_row(page.middle.questions.row("psychosocial_factors"))
    press(Qt.Key.Key_Down)
    assert in_use(page).question.fact == "psychosocial_needs_specialised_care"
    press(Qt.Key.Key_Down)
    assert page.middle.following.hasFocus()


def test_alt_and_arrows_change_steps(opened: Open, example: str) -> None:
    page = opened(example)
    press(Qt.Key.Key_Right, alt=True)
    assert page.steps.selected() == 1
    assert "2  Larmtecken" in seen(page.middle)
    press(Qt.Key.Key_Left, alt=True)
    assert page.steps.selected() == 0


def test_f6_leads_to_the_question_that_matters_most(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(SOMEONE).id)
    shown = seen(page.outcome.question)
    press(Qt.Key.Key_F6)

    assert in_use(page).question.text in shown
    assert page.steps.selected() == 2


def test_undo_goes_back_to_the_question(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 4)
    page.middle.focus_row(page.middle.questions.row("pain"))
    press("0")
    go_to(page, 7)
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert in_use(page).question.fact == "pain"
    assert in_use(page).value() == 3


def test_a_city_area_is_asked_only_where_there_is_one(opened: Open, example: str) -> None:
    page = opened(example)
    row = page.middle.questions.row("city_area")
    assert not row.isVisible()

    model_of(page).answer("municipality", "1480")
    assert row.isVisible()
    assert "4 av 5 besvarade" in seen(page.middle)


def test_another_region_brings_its_criteria_and_a_way_back(opened: Open, example: str) -> None:
    page = opened(example)
    model_of(page).answer("municipality", "1280")  # Malmö
    assert "Bedömningen följer nu kriterierna för Skåne." in page.middle.bar.text()
    assert page.pack() == "skane"
    assert page.outcome.packs.currentData() == "skane"
    assert "2025-12-31" in page.outcome.pack_warning.text()

    page.middle.bar.action_button.click()
    assert page.pack() == "vastra"


def test_the_wheel_over_the_criteria_changes_nothing(
    qapp: QApplication, opened: Open, example: str
) -> None:
    page = opened(example)
    here = QPointF(page.outcome.packs.rect().center())
    there = QPointF(page.outcome.packs.mapToGlobal(here))
    down = QPoint(0, -120)
    wheel = QWheelEvent(
        here,
        there,
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(page.outcome.packs, wheel)

    assert page.pack() == "vastra"


def test_rows_stay_the_same_widgets_while_answers_change(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 4)
    before = page.middle.questions.rows()
    rung = page.outcome.ladder.row(0)
    press("4")
    go_to(page, 0)
    go_to(page, 4)

    assert page.middle.questions.rows() == before
    assert page.outcome.ladder.row(0) is rung


def test_a_question_without_use_is_marked_and_still_there(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 4)
    row = page.middle.questions.row("complex_symptom_picture")

    assert row.isVisible()
    assert "kan inte längre ändra förslaget" in seen(row)
    assert "Minst två symtom är svåra" in seen(row)


def test_sources_unfold_on_demand(opened: Open, example: str) -> None:
    page = opened(example)
    forms = [form.id for form in model_of(page).outcome().forms]
    row = page.outcome.ladder.row(forms.index("asih"))
    assert "Regionalt cancercentrum Väst 2025" not in seen(row)

    row.source.click()
    assert "Regionalt cancercentrum Väst 2025" in seen(row)


def test_readings_unfold_on_demand(opened: Open, example: str) -> None:
    page = opened(example)
    assert "Vägvals gräns" not in seen(page.outcome)
    page.outcome.readings.link.click()
    assert "Vägvals gräns" in seen(page.outcome)


def test_a_protected_patient_is_masked(opened: Open, workplace: Workplace) -> None:
    patient = Patient("personnummer", "191212121212", "Tolvan Tolvansson", protected=True)
    page = opened(workplace.begin(patient).id)

    assert page.patient_line() == "Skyddade personuppgifter"
    assert "Tolvan" not in seen(page)
    assert "1212" not in seen(page)
    assert "Skyddade personuppgifter" in page.middle.identity.text()


def test_name_and_number_stand_in_the_first_step(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(SOMEONE).id)

    assert page.middle.identity.text() == "Tolvan Tolvansson 19121212-1212"
    go_to(page, 1)
    assert not page.middle.identity.isVisible()


def test_an_alias_becomes_a_person_and_the_age_follows(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(Patient("alias", None, "", alias="Sal 4")).id)
    identity = page.middle.identity
    identity.change.click()
    press("1961-01")
    assert not identity.editor.save_button.isEnabled()
    identity.editor.number.clear()
    press("19610118-2803")
    identity.editor.name.setFocus()
    press("Test Testsson")
    press(Qt.Key.Key_Return)

    assert identity.text() == "Test Testsson 19610118-2803"
    assert not identity.editor.isVisible()
    assert page.patient_line() == "Test Testsson · 19610118-2803 · 65 år"
    assert page.middle.questions.row("age_years").value() == 65


def test_escape_leaves_who_it_is_as_it_was(opened: Open, workplace: Workplace) -> None:
    page = opened(workplace.begin(SOMEONE).id)
    page.middle.identity.change.click()
    press("1")
    press(Qt.Key.Key_Escape)

    assert page.middle.identity.text() == "Tolvan Tolvansson 19121212-1212"
    assert page.middle.identity.change.hasFocus()


def test_a_decided_case_is_read_until_it_is_corrected(
    opened: Open, workplace: Workplace, example: str
) -> None:
    author = Author("Alva Alm", "läkare", "Vårdcentralen")
    workplace.sign(example, "palliative_team", "kungalv_mobile_team", None, author)
    page = opened(example)
    assert page.middle.bar.text().startswith("Beslutat 2026-03-03 av Alva Alm")
    assert not page.middle.questions.isEnabled()

    page.middle.bar.action_button.click()
    assert page.middle.questions.isEnabled()
    assert "Rättelse" in page.middle.bar.text()


def test_a_case_that_cannot_be_shown_leads_back_and_says_so(
    qtbot: QtBot, workplace: Workplace, example: str
) -> None:
    page = ChecklistPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(example)
    with qtbot.waitSignal(page.said) as said, qtbot.waitSignal(page.go) as gone:
        page.open_case("no such case")

    assert gone.args == ["worklist", ""]
    assert said.args is not None
    assert said.args[0] == "error"
    assert page.patient_line() == ""
    assert page.primary() is None


def test_the_main_button_leads_to_the_decision(qtbot: QtBot, opened: Open, example: str) -> None:
    page = opened(example)
    primary = page.primary()
    assert primary is not None
    assert primary[0] == "Granska och besluta"
    with qtbot.waitSignal(page.go) as gone:
        primary[1]()
    assert gone.args == ["review", example]


def test_the_last_entry_of_the_steps_leads_there_too(
    qtbot: QtBot, opened: Open, example: str
) -> None:
    page = opened(example)
    with qtbot.waitSignal(page.go) as gone:
        page.steps.button(9).click()
    assert gone.args == ["review", example]
    assert page.steps.selected() == 0


def test_a_narrow_window_keeps_one_line_in_sight(opened: Open, example: str) -> None:
    page = opened(example, size=(950, 640))
    assert page.middle.summary.isVisible()
    assert page.middle.summary.text() == "Palliativt team · Inom tre dygn"
    assert page.middle.area.isAncestorOf(page.outcome)

    model_of(page).answer("red_flags", ("major_bleeding",))
    assert page.middle.summary.text().startswith("Larmtecken – ring nu")
    assert "Stor eller hotande blödning" in seen(page.middle.emergency)
    assert not page.outcome.emergency.isVisible()

    page.resize(1366, 700)
    QApplication.processEvents()
    assert not page.middle.summary.isVisible()
    assert not page.middle.area.isAncestorOf(page.outcome)
    assert "Stor eller hotande blödning" in seen(page.outcome.emergency)
    assert not page.middle.emergency.isVisible()


@pytest.mark.parametrize("size", [(1366, 700), (950, 640)])
def test_large_text_keeps_every_question_inside_the_window(
    qapp: QApplication, opened: Open, example: str, size: tuple[int, int]
) -> None:
    apply_theme(qapp, "light", 2.0)
    page = opened(example, size=size)
    for step in range(9):
        page.walk.choose_step(step)
        QApplication.processEvents()
        assert page.middle.area.horizontalScrollBar().maximum() == 0
        for row in page.middle.questions.rows():
            assert row.width() <= page.middle.area.viewport().width()
            assert row.answer.geometry().right() <= row.width()
    assert em() > 20


def test_a_step_opens_on_its_first_unanswered_question(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 4)

    assert in_use(page).question.fact == "anxiety"


@pytest.mark.parametrize(
    ("language", "step", "form"),
    [("sv", "5  Symtom", "Palliativt team"), ("en", "5  Symptoms", "Palliative team")],
)
def test_both_languages(opened: Open, example: str, language: str, step: str, form: str) -> None:
    page = opened(example, language=language)
    go_to(page, 4)

    assert step in seen(page.middle)
    assert form in seen(page.outcome.head)


def test_tab_follows_the_reading_order(opened: Open, example: str) -> None:
    page = opened(example)
    go_to(page, 7)
    go_to(page, 0)
    page.steps.button(0).setFocus()
    names = []
    for _ in range(14):
        press(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        assert widget is not None
        names.append(widget.accessibleName() or getattr(widget, "text", str)())

    assert names[:11] == [
        "Checklista",
        "Ändra namn eller nummer",
        "Hur gammal är patienten?",
        "I vilken kommun ska patienten vårdas?",
        "Var vårdas patienten nu?",
        "Vilken sjukdom dominerar?",
        "Vad oroar dig mest?",
        "Var patienten finns nu",
        "Telefon till patienten",
        "Tolk",
        "Nästa: Larmtecken",
    ]
    assert names[11].startswith("Mer om vem som svarar")
    assert names[12].startswith("Frågan som avgör mest")
    assert names[13] == "källa, Palliativt stöd för barn"


def test_everything_to_be_used_has_a_name(opened: Open, example: str) -> None:
    page = opened(example)
    for step in range(9):
        go_to(page, step)
        for part in page.findChildren(QWidget):
            inside = part.objectName().startswith("qt_")  # Qt's own part of a named field
            if part.isVisible() and not inside and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = part.accessibleName() or (isinstance(part, QAbstractButton) and part.text())
                assert named, f"{type(part).__name__} in step {step + 1}"
