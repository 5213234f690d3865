"""Another language without a start anew: the same page, case, question and answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window, seen
from triage.services import Patient
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow
from ui.views.settings_page import SettingsPage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path, Clock())
    made.workplace.store.set_setting("purpose_read", True)
    yield made
    made.workplace.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    return open_window(desk, qtbot)


def test_another_language_keeps_case_step_question_answers_and_the_way_back(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    case = add(desk, "Ada Exempel")
    window.go("checklist", case)
    page = window.page
    assert isinstance(page, ChecklistPage)
    for _step in range(4):
        page.walk.step_on()
    QTest.keyClicks(window.focusWidget(), "3")
    row = page.middle.questions.row("breathlessness")
    page.middle.focus_row(row)
    heading = page.middle.heading.text()

    window.go("settings")
    settings = window.page
    assert isinstance(settings, SettingsPage)
    settings.language.segment("en").click()
    qtbot.waitUntil(lambda: window.desk.language == "en")
    after = window.page
    assert isinstance(after, SettingsPage)
    assert after.language.isAncestorOf(window.focusWidget())
    window.back()

    there = window.page
    assert isinstance(there, ChecklistPage)
    assert there.model is not None
    assert (there.model.case_id, there.model.facts) == (case, {"pain": 3})
    assert (heading, there.middle.heading.text()) == ("5  Symtom", "5  Symptoms")
    in_use = there.middle.row_in_use()
    assert in_use is not None
    assert in_use.question.fact == "breathlessness"


def test_another_language_on_the_page_itself_keeps_where_one_is(
    window: MainWindow, desk: Desk
) -> None:
    case = add(desk, "Ada Exempel")
    window.go("checklist", case)
    page = window.page
    assert isinstance(page, ChecklistPage)
    page.walk.step_on()
    page.walk.step_on()
    page.middle.focus_row(page.middle.questions.row("crisis_onset"))

    Preferences(desk.workplace).language = "en"
    window.set_language()

    there = window.page
    assert isinstance(there, ChecklistPage)
    in_use = there.middle.row_in_use()
    assert in_use is not None
    assert (there.middle.heading.text(), in_use.question.fact) == ("3  Disease", "crisis_onset")
    assert window.page_name == "checklist"


def test_whom_the_way_back_leads_to_is_named_in_the_other_language(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    case = desk.workplace.begin(Patient("personnummer", "195009072553", "", protected=True)).id
    window.go("checklist", case)
    window.go("settings")

    def told() -> str:
        return seen(window.header).replace("\u200b", "")  # where a long word may be broken

    assert "Du var hos Skyddade personuppgifter" in told()

    Preferences(desk.workplace).language = "en"
    window.set_language()

    qtbot.waitUntil(lambda: "You were with Protected identity" in told())
    window.go("worklist")
    Preferences(desk.workplace).language = "sv"
    window.set_language()
    qtbot.waitUntil(lambda: "Vägval" in told())
    assert "Du var hos" not in told()
