"""The page of a referral's follow-up, by keys alone, in the window it belongs to."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.deciding import NOW, SETTLED, begun, decided
from tests.ui.opened import open_window, press, seen
from tests.ui.reassessing import MovedClock, sign
from triage.core.follow_up import Step
from triage.services import Patient, Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.follow_up_page import FollowUpPage
from ui.views.main_window import MainWindow
from ui.views.settings_page import SettingsPage

CTRL = Qt.KeyboardModifier.ControlModifier
TEAM = "Mobilt palliativt team Kungälv"


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def workplace(tmp_path: Path, clock: MovedClock) -> Iterator[Workplace]:
    made = Workplace.open(tmp_path, KEY, clock=clock)
    Preferences(made).purpose_read = True
    yield made
    made.close()


@pytest.fixture
def case(workplace: Workplace) -> str:
    return decided(workplace)


@pytest.fixture
def window(workplace: Workplace, case: str, qtbot: QtBot) -> MainWindow:
    del case  # decided before the list is shown
    made = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    made.prepared()
    return made


def ctrl(key: Qt.Key) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key, CTRL)


def page_of(window: MainWindow) -> FollowUpPage:
    page = window.page
    assert isinstance(page, FollowUpPage), window.page_name
    return page


def focused(window: MainWindow) -> str:
    at = window.focusWidget()
    return "" if at is None else at.accessibleName() or getattr(at, "text", str)()


def step(workplace: Workplace, case: str) -> Step:
    return workplace.follow_up.standing(case).step


@pytest.mark.parametrize("name", ["worklist", "review", "letter"])
def test_two_keys_note_a_decision_as_sent_from_where_it_is_seen(
    window: MainWindow, workplace: Workplace, case: str, name: str
) -> None:
    window.go(name, case if name != "worklist" else "")
    QCoreApplication.processEvents()

    ctrl(Qt.Key.Key_U)
    page = page_of(window)
    assert page.forms.send.to.text() == TEAM
    ctrl(Qt.Key.Key_Return)

    assert step(workplace, case) is Step.SENT
    assert "Noterat: Skickad till" in page.bar.text()
    assert "Svar väntas senast måndag 14:02" in seen(page)
    assert window.focusWidget() is page.forms.answer.answer, "what is done next has the keyboard"
    window.back()
    assert window.page_name == name


def test_an_answer_by_its_digit_leads_to_the_next_step_and_back_again(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    workplace.follow_up.sent(case, to=TEAM, way="fax")
    window.go("follow_up", case)
    page = page_of(window)

    press("7")
    ctrl(Qt.Key.Key_Return)
    assert step(workplace, case) is Step.SENT
    assert "Välj varför remissen inte togs emot" in seen(page)
    assert window.focusWidget() is page.forms.answer.reason
    page.forms.answer.reason.setCurrentIndex(page.forms.answer.reason.findData("capacity"))
    press(Qt.Key.Key_Return)  # where the reason was chosen, as in a line

    assert step(workplace, case) is Step.DECLINED
    assert "Behovet kvarstår, men platsen saknas" in seen(page)
    assert focused(window) == "Skicka vidare till ett annat team"
    press(Qt.Key.Key_Return)
    assert window.focusWidget() is page.forms.send.to
    press("Palliativa teamet i Ale")
    press(Qt.Key.Key_Return)
    first, _answer, onward = workplace.follow_up.entries(case)
    assert onward.told("redirected_from") == first.id
    assert step(workplace, case) is Step.SENT

    ctrl(Qt.Key.Key_Z)
    assert step(workplace, case) is Step.DECLINED
    assert "Struken i dag 14:02" in seen(page)

    ctrl(Qt.Key.Key_2)
    press("2")
    press(Qt.Key.Key_Return)
    assert step(workplace, case) is Step.ACCEPTED, "a digit and Enter note an answer"
    assert window.page_name == "follow_up", "the Enter pressed nothing else"


def test_all_of_the_page_is_reached_by_tab_and_worked_by_keys(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    workplace.follow_up.sent(case, to=TEAM, way="fax")
    window.go("follow_up", case)
    page = page_of(window)
    page.forms.acts.setFocus()
    met = []
    for _tab in range(40):
        met.append(window.focusWidget())
        press(Qt.Key.Key_Tab)
        if window.focusWidget() is page.forms.acts:
            break
    box, row = page.aside.conditions.rows[0].box, page.aside.history.rows[0]
    wanted = (
        page.forms.answer.answer,
        page.forms.answer.button,
        box,
        page.aside.plan.spans,
        page.aside.plan.day,
    )
    order = [met.index(one) for one in (*wanted, row.strike)]
    assert order == sorted(order)

    ctrl(Qt.Key.Key_5)
    assert box.hasFocus()
    press(Qt.Key.Key_Space)
    assert box.hasFocus(), "the keyboard stays, for the next condition is below"
    ctrl(Qt.Key.Key_5)
    assert page.aside.conditions.rows[1].box.hasFocus(), "the first that is open"
    assert "brytpunktssamtal" in page.aside.history.rows[0].strike.accessibleName().lower()
    assert box.isChecked()
    ctrl(Qt.Key.Key_E)
    press("1")
    assert workplace.follow_up.standing(case).reassess_on == "2026-11-21"
    assert "Ombedöms i morgon" in seen(page)
    assert page.aside.plan.spans.hasFocus()
    ctrl(Qt.Key.Key_6)
    assert focused(window).startswith("Stryk: Ombedömning planerad"), "what was noted last"
    page.aside.plan.day.setFocus()
    press("strax")
    press(Qt.Key.Key_Return)
    assert "Skriv en dag" in seen(page.aside.plan)

    sending = page.aside.history.rows[2]
    assert TEAM in sending.strike.accessibleName(), "three were noted; the sending came first"
    sending.strike.setFocus()
    press(Qt.Key.Key_Space)
    press("Fel patient")
    press(Qt.Key.Key_Return)
    assert step(workplace, case) is Step.UNSENT
    assert ": Fel patient" in seen(page)
    assert window.focusWidget() is page.forms.send.button, "the same Enter has not pressed it"


def test_a_time_of_answer_that_has_been_is_remarked_on_where_it_is_typed(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    window.go("follow_up", case)
    page = page_of(window)
    remark = "Den tiden har redan varit."
    assert remark not in seen(page)
    page.forms.send.answer_by.setFocus()
    page.forms.send.answer_by.selectAll()
    press("13:00")
    assert remark in seen(page)
    assert remark in page.forms.send.answer_by.accessibleDescription()

    press(Qt.Key.Key_Return)
    assert step(workplace, case) is Step.SENT, "it stops nobody"


def typed_everywhere(page: FollowUpPage, clock: MovedClock) -> None:
    """Type something in each form and line of the page, as one does who is called away again."""
    forms, aside = page.forms, page.aside
    ctrl(Qt.Key.Key_1)
    forms.send.to.setFocus()
    forms.send.to.selectAll()
    press("ASIH Kullen")
    forms.send.keep.click()
    press("Hem med hemtjanst")
    ctrl(Qt.Key.Key_2)
    press("7")
    forms.answer.reason.setFocus()
    press("Pl")  # by its first letters, as in any list
    forms.answer.text_field.setFocus()
    press("Fullt till mandag")
    row = aside.conditions.rows[0]
    row.change.setFocus()
    press(Qt.Key.Key_Space)
    press("fredag")
    aside.plan.day.setFocus()
    press("om tre")
    struck = aside.history.rows[0]
    struck.strike.setFocus()
    press(Qt.Key.Key_Space)
    press("Fel brev")
    ctrl(Qt.Key.Key_3)
    press("Kommunens koordinator")
    page.leave()  # as by the timer that follows each key
    clock.now += timedelta(minutes=1)
    ctrl(Qt.Key.Key_4)
    press("1")
    press(Qt.Key.Key_Return)
    press("i dag")
    press(Qt.Key.Key_Return)
    press("Hospice")
    press(Qt.Key.Key_Return)
    for digit in "123":
        press(digit)  # each leads on to the next question


def stands(page: FollowUpPage) -> dict[str, object]:
    """Return what stands in all of them."""
    forms, aside = page.forms, page.aside
    answer, closing = forms.answer, forms.closing.fields
    return {
        "front": forms.act,
        "to": forms.send.to.text(),
        "keep": forms.keep.text_field.toPlainText(),
        "answer": (answer.answer.value(), answer.reason.currentData()),
        "said": answer.text_field.toPlainText(),
        "whom": forms.contact.whom.text(),
        "due": [row.replan.due.text() for row in aside.conditions.rows if row.change.isChecked()],
        "plan": aside.plan.day.text(),
        "struck": [row.reason.text() for row in aside.history.rows if row.strike.isChecked()],
        "end": (closing.outcome.value(), closing.day.text(), closing.place.currentText()),
        "week": [row.value() for row in closing.last_week.rows.values()][:4],
    }


TYPED = {
    "front": "close",
    "to": "ASIH Kullen",
    "keep": "Hem med hemtjanst",
    "answer": ("declined", "capacity"),
    "said": "Fullt till mandag",
    "whom": "Kommunens koordinator",
    "due": ["fredag"],
    "plan": "om tre",
    "struck": ["Fel brev"],
    "end": ("died", "i dag", "Hospice"),
    "week": [True, False, "unknown", None],
}


def test_nothing_that_is_half_typed_is_lost_by_anything_in_between(
    window: MainWindow, workplace: Workplace, case: str, clock: MovedClock, qtbot: QtBot
) -> None:
    workplace.follow_up.sent(case, to=TEAM, way="fax")
    other = begun(workplace, {**SETTLED, "red_flags": ()}, Patient("alias", None, "", "Bla mapp"))
    sign(workplace, other)
    window.go("follow_up", case)
    page = page_of(window)
    typed_everywhere(page, clock)
    assert stands(page) == TYPED

    page.aside.conditions.rows[1].box.click()  # noting something else takes nothing away
    assert stands(page) == TYPED
    ctrl(Qt.Key.Key_Z)
    assert stands(page) == TYPED
    window.go("follow_up", other)
    empty = stands(page)
    assert (empty["to"], empty["keep"], empty["struck"]) == (TEAM, "", [])
    assert empty["end"] == (None, "", "")
    clock.now += timedelta(minutes=20)
    window.go("follow_up", case)
    assert stands(page) == TYPED
    assert "Halvskrivet i dag 14:03, inte noterat än." in seen(page)

    window.go("settings")
    settings = window.page
    assert isinstance(settings, SettingsPage)
    settings.language.segment("en").click()
    qtbot.waitUntil(lambda: window.desk.language == "en")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the former pages
    with qtbot.waitActive(window):
        window.activateWindow()
    window.back()
    page = page_of(window)
    assert stands(page) == TYPED
    assert "14:03" in page.forms.half.text.text()
    ctrl(Qt.Key.Key_3)
    page.forms.half.anew.click()
    assert (page.forms.contact.whom.text(), page.forms.half.isHidden()) == ("", True)
    ctrl(Qt.Key.Key_2)
    ctrl(Qt.Key.Key_Return)
    assert step(workplace, case) is Step.DECLINED
    left = {**TYPED, "front": "", "answer": (None, ""), "said": "", "whom": ""}
    assert stands(page) == left, "what was noted is gone from its form, and nothing else"


def test_a_look_aside_leaves_the_page_as_it_stands(window: MainWindow, case: str) -> None:
    window.go("follow_up", case)
    ctrl(Qt.Key.Key_3)
    ctrl(Qt.Key.Key_Comma)
    assert window.page_name == "settings"
    window.back()

    assert page_of(window).forms.act == "contact"
    ctrl(Qt.Key.Key_1)
    page_of(window).forms.send.keep.click()
    press("Hem igen med hemtjanst")
    ctrl(Qt.Key.Key_Return)
    assert "Skickas inte" in seen(page_of(window).card)


def test_who_sees_to_a_condition_and_when_is_changed_by_keys_and_struck_like_all_else(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    window.go("follow_up", case)
    page = page_of(window)
    signed = workplace.decision(case)
    row = page.aside.conditions.rows[0]
    row.change.setFocus()
    press(Qt.Key.Key_Space)
    press("strax")
    press(Qt.Key.Key_Return)
    assert "Skriv en dag" in seen(row)
    assert seen(page).count("Skriv en dag") == 1
    assert row.replan.due.hasFocus()
    row.replan.due.selectAll()
    press("i morgon")
    press(Qt.Key.Key_Backtab)
    press("Disa Exempel")
    press(Qt.Key.Key_Return)

    assert "Disa Exempel · senast i morgon" in seen(row)
    assert not row.change.isChecked()
    assert "Ändrat: " in page.bar.text()
    assert "Disa Exempel · senast i morgon" in seen(page.aside.history)
    stood = workplace.follow_up.standing(case)
    assert (stood.condition_by, len(workplace.follow_up.entries(case))) == ("2026-11-21", 1)
    follow = workplace.store.followed(case)
    assert follow is not None
    assert follow.condition_by == "2026-11-21"
    assert workplace.decision(case) == signed, "the decision, and its letter, stay as they are"

    row.change.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    assert row.change.hasFocus()
    assert len(workplace.follow_up.entries(case)) == 1
    ctrl(Qt.Key.Key_Z)
    assert "ansvarig läkare" in seen(row)
    assert workplace.follow_up.standing(case).condition_by is None


def test_a_draft_is_told_to_be_one_and_a_later_decision_leads_on(
    window: MainWindow, workplace: Workplace, case: str, clock: MovedClock, qtbot: QtBot
) -> None:
    clock.now += timedelta(days=3)
    later = decided(workplace)
    window.go("follow_up", case)
    page = page_of(window)
    assert "En senare bedömning" in page.later.text()

    page.later.action_button.click()
    assert page.model.case_id == later
    assert page.later.text() == ""

    draft = begun(workplace, SETTLED)
    window.go("follow_up", draft)
    qtbot.waitUntil(lambda: window.page_name == "worklist")
    assert window.messages.text()


def test_closing_and_reassessing_are_at_hand(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    window.go("follow_up", case)
    page = page_of(window)
    ctrl(Qt.Key.Key_4)
    assert page.forms.closing.isVisible()
    assert not page.forms.send.isVisible()
    workplace.follow_up.closed(case, "improved", f"{NOW:%Y-%m-%d}")
    window.go("worklist")
    window.go("follow_up", case)
    assert page.forms.act == "close"
    assert "Avslutad" in seen(page.card)

    ctrl(Qt.Key.Key_R)

    assert window.page_name == "checklist"


def test_nobody_is_offered_to_assess_who_died_again(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    window.go("follow_up", case)
    page = page_of(window)
    assert "Ombedöm  Ctrl+R" in seen(page)
    workplace.follow_up.closed(case, "died", f"{NOW:%Y-%m-%d}")
    window.go("worklist")
    window.go("follow_up", case)

    assert "Ombedöm  Ctrl+R" not in seen(page)
    for kept in ("Beslutet", "Remissen", "Patientens historik"):
        assert kept in seen(page)
    ctrl(Qt.Key.Key_R)
    assert window.page_name == "follow_up"
    assert workplace.worklist_count() == 1

    page.forms.closing.model.reopen()
    assert "Ombedöm  Ctrl+R" in seen(page)


def test_the_buttons_of_a_way_on_are_made_once_and_go(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    workplace.follow_up.sent(case, to=TEAM, way="fax")
    for reason in ("patient_declined", "duplicate", "died_before", "information_missing"):
        workplace.follow_up.answered(case, "declined", reason=reason, text="Vikt?")
    window.go("follow_up", case)
    page = page_of(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    words = [one.text() for one in page.next.findChildren(QPushButton)]
    assert words == ["Rätta och skicka igen", "Skicka igen", "Notera en kontakt"]

    page.next.buttons["contact"].click()
    assert page.forms.contact.whom.text() == TEAM
    assert window.focusWidget() is page.forms.contact.text_field
    page.next.buttons["send_again"].click()
    assert window.focusWidget() is page.forms.send.button
    for way, act in (
        ("general", "keep"),
        ("plan", "keep"),
        ("placed", "answer"),
        ("close", "close"),
    ):
        page.onward.take(way)
        assert page.forms.act == act
    page.next.buttons["correct"].click()

    assert window.page_name == "review"
    assert workplace.case(case).state == "correcting"
    assert "Mottagaren: Vikt?" in seen(window), "what they asked for is there to be answered"


def test_enter_takes_a_suggested_team_and_only_the_next_notes_it(
    window: MainWindow, workplace: Workplace, case: str
) -> None:
    workplace.follow_up.sent(case, to="ASIH", way="fax")
    window.go("follow_up", case)
    page = page_of(window)

    press("6")
    to = page.forms.answer.to
    to.setFocus()
    press("kung")
    names = to.completer().popup()
    assert names is not None
    assert names.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(names, key)
    assert (to.text(), names.isVisible()) == (TEAM, False)
    assert step(workplace, case) is Step.SENT, "the name was chosen, and nothing noted"

    page._scroll.verticalScrollBar().setValue(40)
    press(Qt.Key.Key_Return)
    assert workplace.follow_up.entries(case)[-1].told("to") == TEAM
    assert page._scroll.verticalScrollBar().value() == 0, "where it is told what was noted"
    press(Qt.Key.Key_Return)  # send it there
    primary = [
        one.text()
        for one in page.findChildren(QPushButton)
        if one.isVisible() and one.property("role") == "primary"
    ]
    assert primary == ["Notera som skickad"], "one main button at a time"


def test_a_corrected_decision_is_sent_again_with_one_enter(
    window: MainWindow, workplace: Workplace, clock: MovedClock, case: str
) -> None:
    workplace.follow_up.sent(case, to=TEAM, way="fax")
    clock.now += timedelta(minutes=5)
    workplace.correct(case)
    sign(workplace, case)
    assert workplace.follow_up.standing(case).outdated

    window.go("follow_up", case)
    assert window.focusWidget() is page_of(window).forms.send.button
    press(Qt.Key.Key_Return)
    assert not workplace.follow_up.standing(case).outdated
