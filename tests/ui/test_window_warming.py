"""Pages are made ahead, and never while somebody types."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from triage.packs.problems import InputError
from triage.services import Patient
from triage.services.loaded_later import LATER
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow
from ui.views.pages import NAMES
from ui.views.review_page import ReviewPage
from ui.views.window_warming import Warming, steps_ahead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path, Clock())
    yield made
    made.workplace.close()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    made = MainWindow(desk.workplace, remember=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_all_pages_are_made_ahead_and_nobody_sees_it(window: MainWindow, desk: Desk) -> None:
    in_front = window.page

    for step in steps_ahead(desk.workplace, window):
        step()

    made = [window.pages[name] for name in NAMES]
    assert all(not page.isVisible() for page in made)
    assert window.page is in_front
    assert {"ui.views.letter_page", "ui.widgets.ladder", *LATER} <= sys.modules.keys()
    assert desk.workplace.worklist_count() == 0


def test_the_first_case_finds_the_rows_of_its_questions_made(
    window: MainWindow, desk: Desk
) -> None:
    for step in steps_ahead(desk.workplace, window):
        step()

    page = window.pages["checklist"]
    assert isinstance(page, ChecklistPage)
    facts = desk.workplace.catalogue.vocabulary.facts
    assert all(page.middle.questions.made(fact.id) for fact in facts)
    assert not list(desk.workplace.folder.glob("open/*"))  # no case is held meanwhile
    new = desk.workplace.begin(Patient("alias", None, "", "Alias 1"), facts={"pain": 3})
    window.go("checklist", new.id)
    assert page.model is not None
    assert page.model.value("pain") == 3
    assert page.outcome.isVisible()


def test_a_page_that_is_seen_meanwhile_keeps_what_it_shows(window: MainWindow, desk: Desk) -> None:
    steps = steps_ahead(desk.workplace, window)
    for step in steps:
        step()
        if "review" in window.pages:
            break
    new = desk.workplace.begin(Patient("alias", None, "", "Alias 1"))
    window.go("review", new.id)
    page = window.pages["review"]
    assert isinstance(page, ReviewPage)
    size, shown = page.size(), page.panel.notices

    for step in steps:
        step()

    assert window.page is page
    assert (page.size(), page.panel.notices) == (size, shown)


def test_criteria_that_do_not_load_stop_nothing(window: MainWindow, desk: Desk) -> None:
    broken = desk.workplace.catalogue.ids[0]
    desk.workplace.set_setting(f"in_force.{broken}", "sha256:there is none")
    with pytest.raises(InputError):
        desk.workplace.compiled(broken)

    for step in steps_ahead(desk.workplace, window):
        step()

    assert not window.pages["about"].isVisible()


def test_a_key_puts_the_work_off_until_nobody_types(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    done: list[str] = []
    warming = Warming(window, iter([lambda: done.append("step")]), rest=60_000)
    warming.rest.start(0)

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    qapp.processEvents()

    assert done == []
    warming.rest.start(0)
    qtbot.waitUntil(lambda: done == ["step"])


def test_it_ends_with_its_last_step(window: MainWindow, qtbot: QtBot) -> None:
    warming = Warming(window, iter([lambda: None]), rest=0)

    with qtbot.waitSignal(warming.destroyed):
        pass

    assert window.isVisible()
