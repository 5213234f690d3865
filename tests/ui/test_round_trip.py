"""One patient from the first referral to the end, through the window and by its keys.

Referred, declined for want of places, passed on, asked for more, corrected and sent again;
reassessed as worse, accepted; dead at home, closed and entered in the register.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.deciding import AUTHOR, SETTLED
from tests.ui.opened import in_use, open_window, press, seen
from tests.ui.reassessing import MovedClock
from triage.core.follow_up import Step
from triage.core.vocabulary import Answer
from triage.services import Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.checklist_page import ChecklistPage
from ui.views.follow_up_page import FollowUpPage
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.widgets.answers import SetAnswer
from ui.widgets.lookup import LookupAnswer
from ui.widgets.segmented import SegmentedControl

CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "191212121212"
TEAM = "Mobilt palliativt team Kungälv"


class Bench:
    """A window with a person at its keyboard, and a clock that the days pass by."""

    def __init__(self, window: MainWindow, clock: MovedClock, qtbot: QtBot) -> None:
        self.window, self.workplace = window, window.desk.workplace
        self.clock, self._qtbot = clock, qtbot

    def wake(self) -> None:
        """Make the window active again: the platform without a screen forgets it after a popup."""
        QCoreApplication.processEvents()
        with self._qtbot.waitActive(self.window):
            self.window.activateWindow()

    def ctrl(self, key: Qt.Key, *, shift: bool = False) -> None:
        held = CTRL | Qt.KeyboardModifier.ShiftModifier if shift else CTRL
        self.wake()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QCoreApplication.processEvents()

    def main_button(self) -> None:
        self.ctrl(Qt.Key.Key_Return)

    def days(self, count: float) -> None:
        self.clock.now += timedelta(days=count)
        self.window.refresh()

    @property
    def follow_up(self) -> FollowUpPage:
        page = self.window.page
        assert isinstance(page, FollowUpPage), self.window.page_name
        return page

    @property
    def review(self) -> ReviewPage:
        page = self.window.page
        assert isinstance(page, ReviewPage), self.window.page_name
        return page

    def answer_all(self, answers: Mapping[str, Answer]) -> None:
        """Answer the checklist in front, each question with its own keys."""
        page = self.window.page
        assert isinstance(page, ChecklistPage), self.window.page_name
        assert page.model is not None
        vocabulary = page.model.compiled.vocabulary
        steps = [step.id for step in vocabulary.steps]
        at = ""
        for fact, value in answers.items():
            if vocabulary.fact[fact].step != at:
                at = vocabulary.fact[fact].step
                page.walk.choose_step(steps.index(at))
                QCoreApplication.processEvents()
            QCoreApplication.processEvents()
            page.middle.questions.row(fact).take_focus()
            self._type(page, fact, value)
            assert page.model.value(fact) == value, fact

    def _type(self, page: ChecklistPage, fact: str, value: Answer) -> None:
        row = in_use(page)
        assert row.question.fact == fact
        match row.question.kind:
            case "bool":
                press("v" if value == "unknown" else "j" if value is True else "n")
            case "score":
                press(str(value))
            case "lookup":
                assert isinstance(row.answer, LookupAnswer)
                row.answer.field.setFocus()
                press("Kungalv")
                QTest.keyClick(row.answer.field, Qt.Key.Key_Return)
                self.wake()
            case "set":
                assert isinstance(row.answer, SetAnswer)
                if value == ():
                    press("n")
                else:
                    values = [option.value for option in row.question.options]
                    for one in value if isinstance(value, tuple) else ():
                        row.answer.boxes[values.index(one)].setFocus()
                        press(Qt.Key.Key_Space)
            case _:
                words = {one.value: one.label for one in row.question.options}
                if isinstance(row.answer, SegmentedControl):
                    while page.model is not None and page.model.value(fact) != value:
                        press(Qt.Key.Key_Right)
                else:  # typing finds; plain letters are enough of a word
                    press("".join(takewhile(str.isascii, words[value])))

    def sign(self) -> None:
        """Go from the checklist to the review and sign there, by the main button alone."""
        self.main_button()
        assert self.window.page_name == "review"
        for _press in range(3):  # what is not in sight is shown first
            if self.window.page_name == "review":
                self.main_button()
        assert self.window.page_name == "letter", seen(self.window.page)

    def step(self, case: str) -> Step:
        return self.workplace.follow_up.standing(case).step


@pytest.fixture
def bench(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    clock = MovedClock()
    workplace = Workplace.open(tmp_path, KEY, clock=clock)
    workplace.store.set_setting("default_pack", "vastra")
    preferences = Preferences(workplace)
    preferences.purpose_read = True
    for field in ("name", "role", "unit"):
        preferences.set_author(field, getattr(AUTHOR, field))
    window = open_window(Desk(workplace, "sv"), qtbot, remember=False)
    window.prepared()
    yield Bench(window, clock, qtbot)
    window.go("worklist")
    workplace.close()


def referred(bench: Bench) -> str:
    """Begin, answer, sign; return the case."""
    bench.ctrl(Qt.Key.Key_N)
    bench.wake()
    press(NUMBER)
    press(Qt.Key.Key_Return)
    asked = {fact: value for fact, value in SETTLED.items() if fact != "age_years"}
    bench.answer_all({**asked, "red_flags": ()})
    bench.sign()
    (row,) = bench.workplace.worklist()
    assert "Inte skickad.\nOmbedöms" in seen(bench.window.page)
    return row.case_id


def sent_and_declined(bench: Bench, first: str) -> None:
    """Sent as it is suggested, declined for want of places."""
    bench.ctrl(Qt.Key.Key_U)
    assert bench.follow_up.forms.send.to.text() == TEAM
    bench.main_button()
    assert bench.step(first) is Step.SENT
    bench.days(1)
    press("7")
    bench.follow_up.forms.answer.reason.setFocus()
    while bench.follow_up.forms.answer.reason.currentData() != "capacity":
        press(Qt.Key.Key_Down)
    bench.main_button()
    assert bench.step(first) is Step.DECLINED
    assert "Behovet kvarstår, men platsen saknas" in seen(bench.window.page)


def passed_on(bench: Bench, first: str) -> None:
    """Passed on, with the chain; they want to know more."""
    press(Qt.Key.Key_Return)
    press("Palliativa teamet i Ale")
    bench.wake()
    press(Qt.Key.Key_Return)
    chain = bench.workplace.follow_up.entries(first)
    assert chain[-1].told("redirected_from") == chain[0].id
    press("4")
    bench.follow_up.forms.answer.text_field.setFocus()
    press("Aktuell vikt")
    bench.main_button()
    assert bench.step(first) is Step.MORE_WANTED


def corrected_and_sent_again(bench: Bench, first: str) -> None:
    """The decision is corrected, and goes out again."""
    press(Qt.Key.Key_Return)
    assert bench.review.model.shown.editable
    bench.review.notes.fields["worry"].setFocus()
    press("Vikt 52 kg, ned 6 kg sedan i sommar")
    bench.main_button()
    bench.main_button()
    assert bench.window.page_name == "letter", seen(bench.window.page)
    assert "Mottagaren har en äldre version" in seen(bench.window.page)
    bench.ctrl(Qt.Key.Key_U)
    bench.main_button()
    assert bench.step(first) is Step.SENT
    assert not bench.workplace.follow_up.standing(first).outdated


def reassessed(bench: Bench, first: str) -> str:
    """Worse before there is an answer: reassessed, and that takes over; return its case."""
    bench.days(3)
    assert bench.follow_up.model.shown.plan.words
    bench.ctrl(Qt.Key.Key_R)
    bench.answer_all({"red_flags": (), "rapid_deterioration": True, "pain": 4, "nausea": 3})
    bench.sign()
    second = next(one.case_id for one in bench.workplace.worklist() if one.case_id != first)
    assert bench.workplace.follow_up.later(first) == second
    bench.ctrl(Qt.Key.Key_U)
    page = bench.follow_up
    assert "En annan remiss om samma patient skickades" in page.forms.send.warning.accessibleName()
    bench.main_button()
    return second


def accepted(bench: Bench, second: str) -> None:
    """Received, accepted, and what was to be arranged is arranged."""
    page = bench.follow_up
    press("1")
    bench.main_button()
    assert bench.step(second) is Step.RECEIVED
    press("2")
    page.forms.answer.place.setFocus()
    press("Hemma, teamet kommer i morgon")
    bench.main_button()
    assert bench.step(second) is Step.ACCEPTED
    for at in range(len(page.model.shown.conditions)):
        page.aside.conditions.rows[at].box.setFocus()
        press(Qt.Key.Key_Space)
    assert bench.workplace.follow_up.standing(second).conditions == ()
    bench.ctrl(Qt.Key.Key_E)
    press("1")
    assert "Ombedöms i morgon" in seen(page)


def closed(bench: Bench, second: str) -> None:
    """Dead at home; closed, and entered in the register."""
    page = bench.follow_up
    bench.days(5)
    bench.ctrl(Qt.Key.Key_4)
    closing = page.forms.closing.fields
    closing.outcome.setFocus()
    while closing.outcome.value() != "died":
        press(Qt.Key.Key_Right)
    bench.main_button()
    if page.model.shown.stands.step is not Step.CLOSED:
        closing.day.setFocus()
        press("i dag")
        bench.main_button()
    assert bench.step(second) is Step.CLOSED
    assert bench.workplace.follow_up.standing(second).register_due
    page.forms.closing.take_focus()
    press(Qt.Key.Key_Return)
    standing = bench.workplace.follow_up.standing(second)
    assert standing.registered is not None
    assert standing.due_at is None


def told(bench: Bench) -> None:
    """All of it stands in the patient's history."""
    bench.ctrl(Qt.Key.Key_H, shift=True)
    assert bench.window.page_name == "history"
    told = seen(bench.window.page)
    for one in ("Avböjd", "Accepterad", "Avliden"):
        assert one in told


def test_one_patient_from_the_first_referral_to_the_end(bench: Bench) -> None:
    first = referred(bench)
    sent_and_declined(bench, first)
    passed_on(bench, first)
    corrected_and_sent_again(bench, first)
    second = reassessed(bench, first)
    accepted(bench, second)
    closed(bench, second)
    told(bench)
