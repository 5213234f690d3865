"""Since last time: what is open first, then what got worse, the scores over time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.deciding import PERSON, SETTLED
from tests.ui.opened import open_window
from tests.ui.reassessing import MovedClock, followed, sign
from triage.core.vocabulary import Answer
from triage.services import Patient, Workplace, reassess
from ui.theme import apply_theme
from ui.viewmodels.desk import Desk
from ui.viewmodels.since_difference import How, how_between
from ui.viewmodels.since_last import SinceLast, since_last
from ui.views.main_window import MainWindow
from ui.views.review_page import ReviewPage
from ui.views.since_last_page import SinceLastPage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovedClock) -> Iterator[Desk]:
    workplace = Workplace.open(tmp_path / "data", KEY, clock)
    workplace.set_setting("purpose_read", value=True)
    yield Desk(workplace, "sv")
    workplace.close()


def shown(desk: Desk, case_id: str) -> SinceLast:
    found = since_last(desk, case_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("fact", "last", "now", "how"),
    [
        ("pain", 2, 3, "worse"),
        ("pain", 3, 0, "better"),
        ("pain", 1, 1, "same"),
        ("pain", None, 2, "new"),
        ("pain", 2, None, "gone"),
        ("pain", 2, "unknown", "gone"),
        ("pain", "unknown", 2, "new"),
        ("pain", "unknown", None, "same"),
        ("ecog", 2, 3, "worse"),
        ("home_care_feasible", True, False, "worse"),
        ("home_care_feasible", False, True, "better"),
        ("rapid_deterioration", False, True, "worse"),
        ("rapid_deterioration", True, False, "better"),
        ("psychosocial_factors", (), ("carer_exhaustion",), "worse"),
        ("psychosocial_factors", ("carer_exhaustion",), (), "better"),
        ("advanced_interventions", ("drug_pump",), ("drainage",), "other"),
        ("preferred_place_of_care", "home", "hospice", "other"),
        ("patient_informed", True, False, "other"),
    ],
)
def test_which_way_is_worse_follows_the_vocabulary(
    desk: Desk, fact: str, last: Answer | None, now: Answer | None, how: How
) -> None:
    asked = desk.workplace.catalogue.vocabulary.fact[fact]
    assert how_between(asked, last, now) == how


def test_what_got_worse_comes_first(desk: Desk, clock: MovedClock) -> None:
    told = shown(desk, followed(desk.workplace, clock))

    assert [one.how for one in told.changed] == sorted(
        (one.how for one in told.changed),
        key=["worse", "new", "other", "gone", "better"].index,
    )
    worse = {one.label: (one.last, one.now) for one in told.changed if one.how == "worse"}
    assert worse["Smärta"] == ("3, svår", "4, överväldigande")
    assert worse["Trygg vård hemma"] == ("ja", "nej")
    assert [one.label for one in told.changed if one.how == "better"] == ["Illamående"]


def test_what_is_not_confirmed_anew_stands_by_itself(desk: Desk, clock: MovedClock) -> None:
    told = shown(desk, followed(desk.workplace, clock))

    waiting = {one.label: one.last for one in told.waiting}
    assert waiting["Larmtecken"] == "Inga larmtecken"
    assert waiting["Orkeslöshet (fatigue)"] == "3, svår"
    assert "Smärta" not in waiting
    assert not {one.label for one in told.changed} & waiting.keys()


def test_form_and_urgency_stand_beside_those_of_last_time(desk: Desk, clock: MovedClock) -> None:
    case_id = followed(desk.workplace, clock)
    told = shown(desk, case_id)
    assert told.decision == "16 nov, Disa Exempel, Specialist"
    assert told.forms[0] == "Palliativt team"
    assert told.urgencies[0] != "inte klar"
    for fact, value in (("unrelieved_by_general_care", True), ("red_flags", ())):
        desk.workplace.answer(case_id, fact, value)
    later = shown(desk, case_id)
    assert (later.urgencies[1], later.urgency_how) == ("Inom ett dygn", "worse")


def test_every_answer_tells_its_age(desk: Desk, clock: MovedClock) -> None:
    told = shown(desk, followed(desk.workplace, clock))

    ages = {one.label: one.age for one in (*told.changed, *told.same)}
    assert ages["Smärta"] == "nyss"
    assert ages["Obotlig sjukdom"] == "för 31 dagar sedan"


def test_what_is_asked_anew_is_marked_when_it_grows_old(desk: Desk, clock: MovedClock) -> None:
    case_id = followed(desk.workplace, clock)
    clock.days = -4

    told = shown(desk, case_id)

    old = {one.label for one in (*told.changed, *told.same) if one.old}
    assert old == {"Smärta", "Illamående", "Snabb försämring"}


def test_the_scores_run_over_every_decision(desk: Desk, clock: MovedClock) -> None:
    trends = shown(desk, followed(desk.workplace, clock)).trends

    assert trends.days == ("20 okt", "2 nov", "11 nov", "16 nov", "nu")
    lines = {one.label: one for one in trends.lines}
    assert lines["Smärta"].values == (1, 2, 3, 3, 4)
    assert lines["Oro eller ångest"].values == (1, None, 3, 2, None)
    assert "11 nov 3, svår" in lines["Smärta"].spoken
    assert "nu ej skattat" in lines["Oro eller ångest"].spoken
    assert "Andnöd" not in lines


def test_of_a_decision_the_page_compares_what_was_signed(desk: Desk, clock: MovedClock) -> None:
    case_id = followed(desk.workplace, clock)
    sign(desk.workplace, case_id)
    reassess(desk.workplace, case_id)

    told = shown(desk, case_id)

    assert told.waiting == ()
    assert "Orkeslöshet (fatigue)" in [one.label for one in told.changed if one.how == "gone"]


def test_where_a_protected_patient_lives_is_told_nowhere(desk: Desk, clock: MovedClock) -> None:
    hidden = Patient("personnummer", "195009072553", "Syns Inte", protected=True)
    case_id = followed(desk.workplace, clock, hidden)
    desk.workplace.answer(case_id, "municipality", "1480")

    told = shown(desk, case_id)

    assert "Kommun" not in [one.label for one in (*told.changed, *told.same, *told.waiting)]


# The page


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return open_window(desk, qtbot, remember=False)


def page_of(window: MainWindow) -> SinceLastPage:
    assert isinstance(window.page, SinceLastPage)
    return window.page


def texts(page: SinceLastPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


@pytest.mark.parametrize("name", ["checklist", "review"])
def test_a_key_leads_there_and_back(
    window: MainWindow, desk: Desk, clock: MovedClock, name: str
) -> None:
    window.go(name, followed(desk.workplace, clock))

    QTest.keyClick(window, Qt.Key.Key_H, CTRL)

    page = page_of(window)
    assert page.answer.hasFocus()
    assert "Ánne Exempelsson · 19121212-1212" in page.patient_line()
    assert "▲ sämre" in texts(page)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.page_name == name


def test_the_first_button_leads_to_what_is_not_confirmed(
    window: MainWindow, desk: Desk, clock: MovedClock
) -> None:
    case_id = followed(desk.workplace, clock)
    window.go("review", case_id)
    window.go("since_last", case_id)

    QTest.keyClick(page_of(window).answer, Qt.Key.Key_Return)

    assert window.page_name == "checklist"


def test_without_an_earlier_decision_the_page_says_so(window: MainWindow, desk: Desk) -> None:
    case = desk.workplace.begin(PERSON)
    window.go("checklist", case.id)

    QTest.keyClick(window, Qt.Key.Key_H, CTRL)

    assert texts(page_of(window)) == (
        "Sedan sist\nDet finns inget tidigare beslut om patienten att jämföra med."
    )


def test_a_form_that_stays_is_told_to_be_unchanged(
    window: MainWindow, desk: Desk, clock: MovedClock
) -> None:
    first = desk.workplace.begin(PERSON, facts=SETTLED, pack="vastra").id
    sign(desk.workplace, first)
    again = reassess(desk.workplace, first).id
    desk.workplace.answer(again, "red_flags", ())
    told = shown(desk, again)
    window.go("since_last", again)

    unchanged = told.forms[0] == told.forms[1]
    assert page_of(window).form.accessibleName().endswith("oförändrad") is unchanged


def test_a_row_reads_out_whole(window: MainWindow, desk: Desk, clock: MovedClock) -> None:
    window.go("since_last", followed(desk.workplace, clock))
    page = page_of(window)

    spoken = [row.accessibleName() for row in page.differences.rows]
    assert "Smärta: sämre. Sist: 3, svår. Nu: 4, överväldigande. nyss" in spoken
    (pain,) = [one for one in page.trend.steps if one.accessibleName().startswith("Smärta")]
    assert pain.accessibleName().endswith("nu 4, överväldigande. sämre")


def test_an_answer_that_is_too_old_is_marked_on_the_page(
    window: MainWindow, desk: Desk, clock: MovedClock
) -> None:
    case_id = followed(desk.workplace, clock)
    clock.days = -4
    window.go("since_last", case_id)

    assert "4, överväldigande · △ för 4 dagar sedan, fråga igen" in texts(page_of(window))


def test_where_days_find_no_room_the_oldest_give_way(
    window: MainWindow, desk: Desk, clock: MovedClock, qapp: QApplication
) -> None:
    window.go("since_last", followed(desk.workplace, clock))
    page = page_of(window)
    assert (page.trend.days.first(), page.trend.note.isVisible()) == (0, False)
    apply_theme(qapp, "light", 2.0)
    window.resize(700, 700)
    qapp.processEvents()
    assert page.trend.days.first() > 0
    assert page.trend.note.isVisible()
    apply_theme(qapp, "light", 1.0)


def test_a_decided_case_is_reassessed_by_key_and_by_button(
    window: MainWindow, desk: Desk, clock: MovedClock
) -> None:
    case_id = followed(desk.workplace, clock)
    sign(desk.workplace, case_id)
    window.go("review", case_id)

    QTest.keyClick(window, Qt.Key.Key_R, CTRL)

    assert window.page_name == "checklist"
    assert "Ombedömning utifrån" in window.messages.text()
    window.go("review", case_id)
    assert isinstance(window.page, ReviewPage)
    window.page.decided.reassess.click()
    assert window.page_name == "checklist"


def test_a_draft_under_review_is_not_reassessed(
    window: MainWindow, desk: Desk, clock: MovedClock
) -> None:
    window.go("review", followed(desk.workplace, clock))
    QTest.keyClick(window, Qt.Key.Key_R, CTRL)
    assert window.page_name == "review"
    assert "inte beslutat än" in window.messages.text()
