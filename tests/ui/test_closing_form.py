"""Closing a case with its outcome, by keys alone, and what the register asks at a death."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, SETTLED, begun, decided, workplace_in
from tests.ui.opened import open_window, press, seen
from triage.core.follow_up import Step
from triage.core.ledger import INDICATORS, Kind
from triage.services import Patient, Workplace
from triage.services.example import ensure_example
from ui.viewmodels.closing import Closing
from ui.viewmodels.desk import Desk
from ui.views.closing_form import ClosingForm
from ui.views.follow_up_page import FollowUpPage

KNOWN = {
    **SETTLED,
    "breakpoint_conversation": "held",
    "prn_opioid_injection": True,
    "mouth_assessed": False,
    "pressure_ulcer_assessed": True,
}


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def case_id(workplace: Workplace) -> str:
    return decided(workplace, KNOWN)


def shown(workplace: Workplace, case_id: str, qtbot: QtBot) -> ClosingForm:
    form = ClosingForm(Desk(workplace, "sv"))
    qtbot.addWidget(form)
    form.resize(900, 900)
    form.open_case(case_id)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.take_focus()
    return form


def test_a_death_is_closed_and_registered_by_keys_alone(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    form = shown(workplace, case_id, qtbot)
    press("1")
    press(Qt.Key.Key_Return)
    press("i går")
    assert "torsdag 19 nov 2026" in seen(form)
    press(Qt.Key.Key_Return)
    press("I hemmet")
    press(Qt.Key.Key_Return)
    press("=")  # the breakpoint conversation, as the checklist says
    press("j")  # or by the checklist's letters; each leads on to the next
    press("2")
    press("3")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete)
    for _unanswered in INDICATORS[4:]:
        press(Qt.Key.Key_Down)
    press("3")
    assert form.fields.last_week.rows[INDICATORS[-1]].hasFocus()
    press(Qt.Key.Key_Return)
    assert form.fields.close_case.hasFocus()
    with qtbot.waitSignal(form.closed):
        press(Qt.Key.Key_Space)

    standing = workplace.follow_up.standing(case_id)
    assert standing.closed is not None
    assert standing.step is Step.CLOSED
    assert dict(standing.closed.detail) == {
        "outcome": "died",
        "day": "2026-11-19",
        "place": "I hemmet",
        "indicator.breakpoint_conversation": "yes",
        "indicator.pain_scale_used": "yes",
        "indicator.prn_opioid": "unknown",
        "indicator.presence_at_death": "unknown",
    }
    assert "Avliden 19 nov · I hemmet" in seen(form)
    assert form.ended.day.hasFocus()

    with qtbot.waitSignal(form.closed):
        press(Qt.Key.Key_Return)
    registered = workplace.follow_up.standing(case_id).registered
    assert registered is not None
    assert registered.told("day") == "2026-11-20"
    assert "✓ Förd till palliativregistret 20 nov" in seen(form)
    assert not form.ended.day.isVisible()


def test_a_death_says_what_is_unanswered_and_stops_nobody(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    form = shown(workplace, case_id, qtbot)
    later = "Svara nu, eller när dödsfallet förs till registret."
    form.model.choose("moved")
    assert later not in seen(form)
    form.model.choose("died")
    said = f"10 frågor om sista veckan är obesvarade. {later}"
    assert said in seen(form)
    assert form.fields.close_case.accessibleDescription() == said
    for code in INDICATORS[1:]:
        form.model.answer(code, "unknown")
    assert f"1 fråga om sista veckan är obesvarad. {later}" in seen(form)
    form.model.answer(INDICATORS[0], "yes")
    assert later not in seen(form)
    for code in INDICATORS:
        form.model.answer(code, "")

    form.fields.day.setText("i går")
    form.fields.close_case.click()
    assert workplace.follow_up.standing(case_id).register_due
    form.ended.correct.click()  # when it is registered they can still be answered
    assert said in seen(form)


def test_what_the_checklist_says_stands_beside_and_fills_in_nothing(
    workplace: Workplace, case_id: str
) -> None:
    model = Closing(Desk(workplace, "sv"))
    model.open(case_id)
    model.choose("died")
    told = {one.code: one for one in model.indicators()}

    assert tuple(told) == INDICATORS
    assert model.typed.states == {}
    assert told["prn_opioid"].known == "i checklistan 20 nov: ja"
    assert told["prn_opioid"].offer == "yes"
    assert told["mouth_assessed"].known == "i checklistan 20 nov: nej"
    assert told["mouth_assessed"].offer == "", "it may have been done since"
    assert told["pressure_ulcer"].offer == "", "looked for is not found"
    assert "Är huden bedömd för trycksår? ja" in told["pressure_ulcer"].known
    assert told["presence_at_death"].known == ""


@pytest.mark.parametrize(
    ("outcome", "day", "wrong"),
    [
        ("", "i går", {"outcome": "Välj"}),
        ("died", "", {"day": "Skriv vilken dag"}),
        ("died", "snart", {"day": "ingen dag"}),
        ("moved", "i morgon", {"day": "inte varit"}),
    ],
)
def test_what_is_missing_is_said_beside_its_line(
    workplace: Workplace, case_id: str, outcome: str, day: str, wrong: dict[str, str]
) -> None:
    model = Closing(Desk(workplace, "sv"))
    model.open(case_id)
    model.choose(outcome)
    model.type_day(day)

    assert not model.close()
    assert {name: words in model.problems[name] for name, words in wrong.items()} == dict.fromkeys(
        wrong, True
    )
    assert not workplace.follow_up.entries(case_id)


def test_today_is_filled_in_but_for_a_death(workplace: Workplace, case_id: str) -> None:
    model = Closing(Desk(workplace, "sv"))
    model.open(case_id)
    model.choose("improved")
    assert (model.typed.day, model.asks_place) == ("2026-11-20", False)
    model.choose("died")
    assert (model.typed.day, model.asks_place) == ("", True)
    model.choose("transferred")
    assert model.typed.day == "2026-11-20"
    assert "Hospice" in model.places()


def test_a_closing_is_corrected_by_striking_it_and_keeps_what_was_answered(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    answered = {"prn_opioid": "yes", "mouth_assessed": "no"}
    workplace.follow_up.closed(case_id, "died", "2026-11-18", indicators=answered)
    form = shown(workplace, case_id, qtbot)
    form.ended.correct.click()
    assert form.fields.outcome.hasFocus()
    assert form.fields.day.text() == "2026-11-18"
    assert form.fields.last_week.rows["mouth_assessed"].value() is False
    form.fields.day.setText("2026-11-19")
    form.fields.close_case.click()

    kinds = [one.kind for one in workplace.follow_up.entries(case_id)]
    assert kinds == [Kind.CLOSED, Kind.STRUCK, Kind.CLOSED]
    closed = workplace.follow_up.standing(case_id).closed
    assert closed is not None
    assert closed.told("day") == "2026-11-19"
    assert closed.told("indicator.prn_opioid") == "yes"

    form.ended.correct.click()
    form.fields.give_up.click()
    assert len(workplace.follow_up.entries(case_id)) == 3
    form.ended.reopen.click()
    assert workplace.follow_up.standing(case_id).closed is None
    assert form.fields.isVisible()


def test_a_registration_cannot_come_before_the_death(workplace: Workplace, case_id: str) -> None:
    workplace.follow_up.closed(case_id, "died", "2026-11-18")
    model = Closing(Desk(workplace, "sv"))
    model.open(case_id)

    assert not model.register("2026-11-17")
    assert "före dödsdagen" in model.problems["registered"]
    assert model.register("i går")


def test_what_was_begun_stays_when_another_case_is_looked_at(
    workplace: Workplace, case_id: str
) -> None:
    other = decided(workplace)
    model = Closing(Desk(workplace, "sv"))
    model.open(case_id)
    model.choose("died")
    model.answer("prn_opioid", "yes")
    model.open(other)
    assert model.typed.outcome == ""
    model.open(case_id)

    assert (model.typed.outcome, model.typed.states) == ("died", {"prn_opioid": "yes"})


def test_where_a_protected_patient_moved_is_not_asked(workplace: Workplace) -> None:
    patient = Patient("personnummer", "195009072553", "Syns Inte", protected=True)
    case_id = begun(workplace, {**SETTLED, "red_flags": ()}, patient)
    workplace.sign(case_id, "general", None, None, AUTHOR)
    model = Closing(Desk(workplace, "sv"))
    model.open(case_id)
    model.choose("moved")

    assert not model.asks_place
    model.type_place("Storgatan 1")
    assert model.close()
    assert workplace.follow_up.entries(case_id)[-1].told("place") == ""


def test_a_case_that_cannot_be_closed_says_why(workplace: Workplace, qtbot: QtBot) -> None:
    example = ensure_example(workplace)
    assert example is not None
    form = ClosingForm(Desk(workplace, "sv"))
    qtbot.addWidget(form)
    with qtbot.waitSignal(form.refused) as told:
        form.open_case(example)

    assert told.args[0]


def test_a_death_that_is_not_registered_is_one_key_from_it(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    workplace.follow_up.closed(case_id, "died", "2026-11-18", indicators={"prn_opioid": "yes"})
    window = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    window.go("follow_up", case_id)
    page = window.page
    assert isinstance(page, FollowUpPage)
    assert page.forms.closing.ended.day.hasFocus()
    assert page.primary() is not None
    held = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.forms.closing.ended.day, Qt.Key.Key_Return, held)

    assert workplace.follow_up.standing(case_id).registered is not None
    assert page.primary() is None
    assert "Förd till palliativregistret 20 nov" in seen(page)
    assert page.bar.text() == "Noterat: Förd till palliativregistret."


def test_what_was_done_last_is_told_and_is_what_undo_takes_back(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    window = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    window.go("follow_up", case_id)
    page = window.page
    assert isinstance(page, FollowUpPage)
    page.forms.choose("send")
    page.forms.give()
    assert "Noterat: Skickad till" in page.bar.text()

    page.forms.choose("close")
    fields = page.forms.closing.fields
    fields.outcome.segment("died").click()
    fields.day.setText("i dag")
    place = fields.place.lineEdit()
    assert place is not None
    assert place.accessibleName() == fields.model.place_name()
    fields.close_case.click()
    assert page.bar.text() == "Noterat: Avslutad: Avliden."
    assert [one.state for one in page.model.shown.track if one.state == "awaited"] == []
    page.model.undo()
    stands = workplace.follow_up.standing(case_id)
    assert (stands.closed, stands.sent is None) == (None, False), "the closing, not the sending"

    fields.outcome.segment("died").click()
    fields.day.setText("i dag")
    fields.close_case.click()
    page.forms.closing.model.correct()
    page.forms.closing.fields.outcome.segment("improved").click()
    page.forms.closing.fields.close_case.click()
    assert page.bar.text() == "Noterat: Avslutad: Förbättrad, avslutad."
    assert not page.model.can_undo, "the closing before it would not come back"
    assert page.forms.closing.model.reopen()
    assert page.bar.text().startswith("Struket.")


def test_the_row_that_has_the_keyboard_is_in_sight(
    workplace: Workplace, case_id: str, qtbot: QtBot
) -> None:
    window = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    window.resize(1000, 420)
    window.go("follow_up", case_id)
    page = window.page
    assert isinstance(page, FollowUpPage)
    page.forms.choose("close")
    page.forms.closing.fields.outcome.segment("died").click()
    QApplication.processEvents()  # the rows take their places
    rows = list(page.forms.closing.fields.last_week.rows.values())
    rows[0].take_focus()
    for row in rows[1:]:
        press(Qt.Key.Key_Down)
        assert row.hasFocus()
        assert not row.visibleRegion().isEmpty(), row.question.text
    press(Qt.Key.Key_Down)
    assert page.forms.closing.fields.close_case.hasFocus()
    assert not page.forms.closing.fields.close_case.visibleRegion().isEmpty()
