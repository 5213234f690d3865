"""Review and decide, as a clinician does it: with keys and clicks, to a signed revision."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, NOW, OPEN, PERSON, SETTLED, begun, decided, workplace_in
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.services import Patient, StoreError, Workplace
from ui.theme import apply_theme
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.review_advice import advice
from ui.viewmodels.review_reasons import barred_alone, override_reasons, problem_with
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.widgets.answers import SetAnswer
from ui.widgets.growing_text import GrowingText
from ui.widgets.segmented import SegmentedControl

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> ReviewPage:
    made = ReviewPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    return made


def shown(qtbot: QtBot, page: ReviewPage, case_id: str) -> ReviewPage:
    page.open_case(case_id)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def write_author(qtbot: QtBot, page: ReviewPage) -> None:
    for field in ("name", "role", "unit"):
        line = page.decision.author[field]
        line.clear()
        QTest.keyClicks(line, getattr(AUTHOR, field))


def pick(qtbot: QtBot, box: QComboBox, value: str) -> None:
    """Choose in a list with the keyboard, one row at a time."""
    box.setFocus()
    for _row in range(box.count()):
        if box.currentData() == value:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == value


def say_flags_none(qtbot: QtBot, page: ReviewPage) -> None:
    assert page.decision.flags is not None
    answer = page.decision.flags.answer
    assert isinstance(answer, SetAnswer)
    none = answer.boxes[-2]
    assert none.text() == "Kontrollerat: inga"
    none.click()


# The whole way


def test_from_review_to_an_immutable_revision_by_keys_and_clicks(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, SETTLED)
    shown(qtbot, page, case_id)
    worry = page.notes.fields["worry"]
    assert isinstance(worry, GrowingText)
    worry.setFocus()
    QTest.keyClicks(worry, "Kan inte sova")
    QTest.keyClick(worry, Qt.Key.Key_Tab)
    purpose = page.notes.fields["purpose"]
    assert isinstance(purpose, SegmentedControl)
    assert purpose.hasFocus()
    QTest.keyClick(purpose, Qt.Key.Key_Right)
    write_author(qtbot, page)
    QTest.mouseClick(page.decision.sign, LEFT)

    assert workplace.decision(case_id) is None
    assert "Larmtecknen är inte kontrollerade" in page.decision.problem("red_flags")

    page.resize(520, 300)  # as little as large text leaves: the question is taller
    page.decision.sign.click()
    at = page.focusWidget()
    assert isinstance(at, QCheckBox)
    view = page.columns.area.viewport()
    qtbot.waitUntil(lambda: 0 <= at.mapTo(view, at.rect().topLeft()).y() < view.height())

    say_flags_none(qtbot, page)
    with qtbot.waitSignal(page.go) as gone:
        QTest.mouseClick(page.decision.sign, LEFT)

    assert gone.args == ["letter", case_id]
    revision = workplace.decision(case_id)
    assert revision is not None
    decision = revision.decision
    assert decision.choice == {"care_form": "palliative_team", "team": "kungalv_mobile_team"}
    assert decision.override is None
    assert decision.notes == {"worry": "Kan inte sova", "purpose": "advice"}
    assert decision.facts["red_flags"] == []
    assert (decision.author.name, decision.author.role) == ("Disa Exempel", "Specialist")
    with pytest.raises(StoreError):
        workplace.note(case_id, "worry", "något annat")


def test_another_form_needs_a_reason_that_ends_in_the_revision(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    decision = page.decision
    decision.forms.other.click()
    pick(qtbot, decision.forms.others, "palliative_ward")
    decision.sign.click()
    assert "Välj varför" in decision.problem("reason")
    assert page.focusWidget() is decision.reason

    pick(qtbot, decision.reason, "other")
    QTest.keyClicks(decision.reason_text, "ej nog")
    decision.sign.click()
    assert "minst tio tecken" in decision.problem("reason")
    assert workplace.decision(case_id) is None

    QTest.keyClicks(decision.reason_text, " men nu duger det")
    assert decision.problem("reason") == ""
    decision.sign.click()

    revision = workplace.decision(case_id)
    assert revision is not None
    assert revision.decision.choice["care_form"] == "palliative_ward"
    assert revision.decision.override == {
        "reason": "other",
        "text": "ej nog men nu duger det",
    }
    assert page.decided.values()["Varför annan vårdform"].endswith("men nu duger det")


def test_the_window_signs_with_ctrl_enter(qtbot: QtBot, workplace: Workplace) -> None:
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    for field in ("name", "role", "unit"):
        Preferences(workplace).set_author(field, getattr(AUTHOR, field))
    window = MainWindow(workplace, remember=False)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go("review", case_id)
    review = window.page
    assert isinstance(review, ReviewPage)
    worry = review.notes.fields["worry"]
    worry.setFocus()
    QTest.keyClicks(worry, "Inte sparat")
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(worry, Qt.Key.Key_Return, ctrl)
    assert workplace.decision(case_id) is None, "nobody signs what is out of sight"
    assert review.columns.sees(review.decision)
    form = window.focusWidget()
    assert form is not None
    assert review.decision.isAncestorOf(form)

    QTest.keyClick(form, Qt.Key.Key_Return, ctrl)

    revision = workplace.decision(case_id)
    assert revision is not None
    assert revision.decision.notes == {"worry": "Inte sparat"}
    assert window.page_name == "letter"


# What can be chosen


def test_several_possible_forms_are_all_shown_and_none_is_chosen(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, {**OPEN, "red_flags": ()})
    shown(qtbot, page, case_id)
    forms = page.decision.forms
    possible = page.model.shown.kept["possible"]

    assert len(possible) > 1
    assert list(forms.radios) == possible
    assert page.panel.head.accessibleName().startswith("Möjliga vårdformer")
    assert not any(radio.isChecked() for radio in forms.radios.values())
    assert not forms.other.isChecked()

    write_author(qtbot, page)
    page.decision.sign.click()
    one = page.decision.first_told()
    assert one is not None
    assert "Välj en vårdform" in page.decision.problem("choice")
    page.resize(1366, 480)  # as little as large text leaves
    page.decision.sign.click()
    qtbot.waitUntil(lambda: page.columns.sees(one) and page.columns.sees(forms.first()))

    forms.radios[possible[-1]].click()
    page.decision.sign.click()
    revision = workplace.decision(case_id)
    assert revision is not None
    assert revision.decision.choice["care_form"] == possible[-1]
    assert revision.decision.override is None


def test_unanswered_questions_never_stop_signing(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, {})
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    next(iter(page.decision.forms.radios.values())).click()
    page.decision.sign.click()
    assert set(page.model.problems) == {"red_flags"}

    say_flags_none(qtbot, page)
    page.decision.sign.click()
    assert workplace.decision(case_id) is not None


def test_a_choice_is_made_anew_when_the_answers_leave_other_forms(
    workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, OPEN)
    page.open_case(case_id)
    page.model.choose("palliative_team")
    for fact, value in SETTLED.items():
        workplace.answer(case_id, fact, value)
    workplace.answer(case_id, "home_care_feasible", False)
    page.open_case(case_id)

    assert page.model.form.choice == page.model.shown.kept["recommended"]


# Reasons


@pytest.mark.parametrize(
    "text",
    [
        "Bor ensam",
        "Patienten är ensamboende och har demens.",
        "Svår demenssjukdom",
        "Talar inte svenska",
        "Missbruk",
        "Psykisk sjukdom, beroende",
        "Lives alone",
        "has dementia and does not speak Swedish",
    ],
)
def test_some_reasons_may_not_stand_alone(text: str) -> None:
    assert barred_alone(text)
    assert "stöd" in problem_with("clinical_picture_milder", text, "sv")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bor ensam, hemtjänst och trygghetslarm ordnas av kommunen",
        "Anhöriga finns på orten",
        "Demens, men läkarjouren täcker natten enligt avtal",
    ],
)
def test_a_reason_that_says_more_passes(text: str) -> None:
    assert not barred_alone(text)
    assert problem_with("local_agreement", text, "sv") == ""


@pytest.mark.parametrize(("text", "passes"), [("nio tecke", False), ("tio tecken", True)])
def test_another_reason_takes_ten_characters(text: str, passes: bool) -> None:
    assert (problem_with("other", f"  {text}  ", "sv") == "") is passes


def test_every_reason_of_the_letter_can_be_chosen() -> None:
    from triage.referral.notes import OVERRIDE_REASONS

    assert [code for code, _words in override_reasons("sv")] == list(OVERRIDE_REASONS)


# Red flags


def test_a_ticked_red_flag_calls_for_action_before_signing(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, SETTLED)
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    page.decision.sign.click()
    assert page.decision.flags is not None
    answer = page.decision.flags.answer
    assert isinstance(answer, SetAnswer)
    answer.boxes[0].click()

    assert page.panel.notices[0].accessibleName().startswith("Larmtecken – ring nu")
    assert "Omedelbart" in page.panel.head.accessibleName()
    page.decision.sign.click()
    revision = workplace.decision(case_id)
    assert revision is not None
    assert revision.decision.facts["red_flags"] == ["spinal_cord_compression"]
    assert revision.decision.recommendation["urgency"] == "immediate"


def test_red_flags_that_are_not_known_are_answered(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, SETTLED)
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    page.decision.sign.click()
    assert page.decision.flags is not None
    page.decision.flags.take_focus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_V)
    page.decision.sign.click()

    revision = workplace.decision(case_id)
    assert revision is not None
    assert revision.decision.facts["red_flags"] == "unknown"


def test_red_flags_answered_before_are_not_asked_again(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    page.decision.sign.click()

    assert page.decision.flags is None
    assert workplace.decision(case_id) is not None


# What is shown


def test_answers_in_short_keep_unanswered_and_not_known_apart(
    workplace: Workplace, page: ReviewPage
) -> None:
    page.open_case(begun(workplace, SETTLED))
    by_step = {row.link.text(): row.texts() for row in page.answers.rows}

    assert by_step["2  Larmtecken"] == ["△ Larmtecken: ej kontrollerat"]
    given, unasked, hint = by_step["5  Symtom"]
    assert given.startswith("Smärta 3, svår · Illamående 3, svår")
    assert unasked.startswith("ej frågat: Andnöd")
    assert hint.startswith("△ Minst två symtom är svåra")
    assert "ej känt: Snabb försämring" in by_step["3  Sjukdom"]


def test_a_step_leads_back_to_the_checklist(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, SETTLED)
    page.open_case(case_id)
    with qtbot.waitSignal(page.go) as gone:
        page.answers.rows[4].link.click()
    assert gone.args == ["checklist", case_id]


def test_a_gap_and_its_tasks_are_said(workplace: Workplace, page: ReviewPage) -> None:
    page.open_case(begun(workplace, SETTLED))
    advice = page.model.shown.advice

    assert advice.levels == ("Palliativt team",)
    assert [notice.title for notice in advice.notices] == ["ASIH erbjuds inte i Kungälv"]
    assert advice.notices[0].text == (
        "Kriterierna för ASIH är uppfyllda. Närmast som erbjuds: Palliativt team."
    )
    assert {task.owner for task in advice.tasks} == {"Ansvarig läkare"}
    assert {form.form: form.mark for form in advice.forms}["asih"] == "gap"


def test_a_protected_identity_is_not_in_the_header(workplace: Workplace, page: ReviewPage) -> None:
    hidden = Patient("personnummer", "191212121212", "Ánne Exempelsson", protected=True)
    page.open_case(begun(workplace, SETTLED, hidden))
    assert page.patient_line() == "Skyddade personuppgifter"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_recommendation_stays_in_sight_at_every_size(
    qtbot: QtBot, workplace: Workplace, theme: str, scale: float, qapp: object
) -> None:
    apply_theme(qapp, theme, scale)  # type: ignore[arg-type] # parametrised names
    made = ReviewPage(Desk(workplace, "sv"))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    shown(qtbot, made, begun(workplace, SETTLED))
    assert made.panel.isVisible()
    assert made.panel.width() >= made.panel.minimumSizeHint().width()
    content = made.columns.area.widget()
    assert content is not None
    assert content.width() <= made.columns.area.viewport().width()


# Free texts


def test_a_free_text_is_kept_after_a_pause(qtbot: QtBot, workplace: Workplace) -> None:
    model = ReviewViewModel(Desk(workplace, "sv"))
    case_id = begun(workplace, SETTLED)
    model.open(case_id)
    with qtbot.waitSignal(model.kept):
        model.type_note("worry", "Smärtan")
    assert workplace.case(case_id).notes == {"worry": "Smärtan"}


def test_a_free_text_is_kept_when_the_field_is_left(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, SETTLED)
    shown(qtbot, page, case_id)
    line = page.notes.fields["target_date"]
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "innan operationen")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert workplace.case(case_id).notes == {"target_date": "innan operationen"}


def test_a_point_intervention_asks_for_what_it_needs_where_one_signs(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    shown(qtbot, page, begun(workplace, SETTLED))
    notes = page.notes
    extra = ("intervention_task", "intervention_stop", "intervention_responsible")
    assert not any(notes.fields[name].isVisible() for name in extra)
    purpose = notes.fields["purpose"]
    purpose.setFocus()
    QTest.keyClick(purpose, Qt.Key.Key_Left)  # round to the last
    order = []
    for _stop in range(4):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        order.append(page.focusWidget())
    assert order == [notes.fields[name] for name in (*extra, "target_date")]
    task = notes.first.editors["intervention_task"]
    assert "Läkemedelspump" in task.known.text()
    assert task.known.isVisible()

    page.seek("home_care")
    assert page.focusWidget() is notes.fields["home_care"]
    assert notes.fields["home_care"].isVisible()


def test_a_text_that_cannot_be_kept_stays_typed(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = begun(workplace, SETTLED)
    page.open_case(case_id)
    page.model.type_note("worry", "Smärtan")

    def full(*_given: object) -> None:
        raise StoreError("disk_full")

    with monkeypatch.context() as broken, qtbot.waitSignal(page.said) as said:
        broken.setattr(workplace, "note", full)
        assert not page.model.keep()
    assert said.args[0] == "error"
    assert said.args[1].startswith("Disken är full")
    assert page.model.note("worry") == "Smärtan"
    assert page.model.keep()
    assert workplace.case(case_id).notes == {"worry": "Smärtan"}


def test_who_signed_last_is_filled_in(qtbot: QtBot, workplace: Workplace, page: ReviewPage) -> None:
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    page.decision.sign.click()
    page.open_case(begun(workplace, SETTLED, PERSON))
    assert page.decision.author["unit"].text() == "Medicin 3"
    assert Preferences(workplace).author.unit == "Medicin 3", "the settings page shows it too"


# As it was decided


def changed_criteria(folder: Path) -> Catalogue:
    """Copy the criteria and let the western pack say something else."""
    shutil.copytree(CRITERIA, folder)
    pack = folder / "vastra" / "pack.yaml"
    text = pack.read_text(encoding="utf-8")
    assert 'version: "2026.1"' in text
    text = text.replace('version: "2026.1"', 'version: "2027.9"')
    text = text.replace("Obotlig sjukdom som fortskrider", "Något helt annat")
    pack.write_text(text, encoding="utf-8")
    return Catalogue(folder)


def test_a_decision_is_shown_as_decided_although_the_criteria_changed(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage, tmp_path: Path
) -> None:
    case_id = decided(workplace)
    draft = begun(workplace, SETTLED)
    workplace.catalogue = changed_criteria(tmp_path / "criteria")

    page.open_case(draft)
    assert page.model.shown.advice.footing.endswith("2027.9")
    shown(qtbot, page, case_id)
    told = [line.text for form in page.model.shown.advice.forms for line in form.trace]
    assert page.model.shown.advice.footing.endswith("2026.1")
    assert "Obotlig sjukdom som fortskrider" in told
    assert "Något helt annat" not in told
    assert page.decided.values()["Kriterier"].endswith("2026.1")
    assert page.decided.values()["Vårdform"] == "Palliativt team"
    assert page.bar.text() == "Beslutat 14:02 av Disa Exempel, Specialist."
    assert page.decision.isHidden()
    primary = page.primary()
    assert primary is not None
    assert primary[0] == "Öppna remissen"


def test_a_correction_names_what_it_replaces_and_says_what_changed(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = decided(workplace)
    first = workplace.decision(case_id)
    assert first is not None
    shown(qtbot, page, case_id)
    page.decided.correct.click()
    assert page.model.shown.editable
    assert "Inget är ändrat ännu" in page.correction.text()

    workplace.answer(case_id, "pain", 4)
    page.open_case(case_id)
    assert "Smärta: 3, svår → 4, överväldigande" in page.correction.text()
    write_author(qtbot, page)
    page.decision.sign.click()

    second = workplace.decision(case_id)
    assert second is not None
    assert second.decision.parents == (first.id,)
    assert workplace.revisions(case_id)[0] == first
    lines = page.revisions.texts()
    assert "Ersätter 1." in lines
    assert "Smärta: 3, svår → 4, överväldigande" in lines


def test_a_correction_begins_at_what_was_decided_and_why(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    override = {"reason": "patient_wish", "text": "Vill till hospice."}
    workplace.sign(case_id, "hospice", None, override, AUTHOR)
    page.open_case(case_id)
    page.decided.correct.click()

    assert page.decision.forms.others.currentData() == "hospice"
    assert page.decision.reason_text.toPlainText() == "Vill till hospice."
    write_author(qtbot, page)
    page.model.type_note("infection", "MRSA")
    revision = page.model.sign()
    assert revision is not None
    assert revision.decision.choice["care_form"] == "hospice"
    assert revision.decision.override == override


def test_a_correction_can_be_given_up(qtbot: QtBot, workplace: Workplace, page: ReviewPage) -> None:
    case_id = decided(workplace)
    shown(qtbot, page, case_id)
    page.decided.correct.click()
    workplace.answer(case_id, "pain", 0)
    page.open_case(case_id)
    page.correction.action_button.click()

    assert not page.model.shown.editable
    assert workplace.case(case_id).facts["pain"] == 3


def test_a_case_that_is_gone_is_said_and_not_shown(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    page.open_case(decided(workplace))
    with qtbot.waitSignal(page.go) as gone:
        page.open_case("0" * 32)
    assert gone.args == ["worklist", ""]
    assert page.primary() is None
    assert page.patient_line() == ""


def test_signing_after_the_case_was_decided_elsewhere_is_said(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    case_id = begun(workplace, {**SETTLED, "red_flags": ()})
    shown(qtbot, page, case_id)
    write_author(qtbot, page)
    workplace.sign(case_id, "general", None, None, AUTHOR)
    with qtbot.waitSignal(page.said) as said:
        page.decision.sign.click()
    assert said.args[0] == "error"
    revision = workplace.decision(case_id)
    assert revision is not None
    assert revision.decision.choice["care_form"] == "general"


def test_tab_follows_the_reading(qtbot: QtBot, workplace: Workplace, page: ReviewPage) -> None:
    shown(qtbot, page, begun(workplace, {**SETTLED, "red_flags": ()}))
    page.arrive()
    order = []
    for _stop in range(12):
        order.append(page.focusWidget())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    notes, decision = page.notes.fields, page.decision
    assert order == [
        page.answers.rows[0].link,
        *(notes[name] for name in ("worry", "purpose", "target_date", "target_reason")),
        page.notes.more,
        decision.forms.radios["palliative_team"],
        *decision.author.values(),
        decision.sign,
    ]


def test_the_time_of_an_earlier_day_has_its_date(workplace: Workplace) -> None:
    from datetime import timedelta

    from ui.viewmodels.review_opened import signed_when

    case_id = decided(workplace)
    revision = workplace.decision(case_id)
    assert revision is not None
    assert signed_when(revision, workplace.now()) == "14:02"
    later = (NOW + timedelta(days=1)).astimezone(workplace.now().tzinfo)
    assert signed_when(revision, later) == "2026-11-20 14:02"


# The way to the decision, and what is folded


def test_a_gap_tells_who_answers_only_when_asked(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    shown(qtbot, page, begun(workplace, SETTLED))
    (more,) = page.panel.more
    told = " ".join(page.model.shown.advice.notices[0].more)

    assert "kommunal primärvård" in told
    assert not any(part.text() and part.isVisible() for part in more.findChildren(QLabel))
    more.link.click()
    (unfolded,) = [part.text() for part in more.findChildren(QLabel) if part.isVisible()]
    assert " ".join(unfolded.splitlines()) == told


def test_a_gap_without_a_settled_form_names_none_as_nearest(workplace: Workplace) -> None:
    case = workplace.case(begun(workplace, SETTLED))
    kept = {**workplace.recommend(case.pack, workplace.facts(case)).as_json()}
    kept["possible"] = ["palliative_team", "palliative_ward"]
    compiled, facts = workplace.compiled(case.pack), workplace.facts(case)
    assert kept["gap"]
    told = [one for one in advice(compiled, facts, kept, "sv").notices if one.more]
    assert [one.text for one in told] == ["Kriterierna för ASIH är uppfyllda."]


@pytest.mark.parametrize("width", [1366, 700])
def test_a_key_leads_to_the_decision(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage, width: int
) -> None:
    page.resize(width, 600)
    shown(qtbot, page, begun(workplace, SETTLED))
    radio = page.decision.forms.radios["palliative_team"]
    assert radio.visibleRegion().isEmpty()
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert not radio.visibleRegion().isEmpty()
    assert radio.hasFocus()


def test_no_key_leads_to_a_decision_that_is_made(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    shown(qtbot, page, decided(workplace))
    assert page.to_decision.isHidden()
    page.decide()
    assert page.columns.area.verticalScrollBar().value() == 0


def test_a_narrow_page_keeps_the_recommendation_in_one_line(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    page.resize(1366, 600)
    shown(qtbot, page, begun(workplace, SETTLED))
    assert page.columns.summary.isHidden()
    page.resize(700, 600)
    assert page.columns.summary.isVisible()
    assert page.columns.summary.text() == "Rekommendation: Palliativt team · Inom tre dygn"


def test_a_narrow_page_with_several_forms_leads_with_none(
    qtbot: QtBot, workplace: Workplace, page: ReviewPage
) -> None:
    page.resize(700, 600)
    shown(qtbot, page, begun(workplace, OPEN))
    assert re.match(r"\d+ vårdformer är möjliga · ", page.columns.summary.text())
