"""Below the list: how many a search finds, and other persons' drafts, which can be taken over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, add, open_desk
from tests.ui.opened import open_window
from triage.services import Person, Workplace
from ui.viewmodels.case_hold import CaseHold, Holder
from ui.viewmodels.desk import Desk
from ui.views.main_window import MainWindow
from ui.views.worklist_page import WorklistPage

Key = Qt.Key
SIV = Person("siv", "Siv Berg", "läkare", "Enheten")
OLLE = Person("olle", "Olle Dal", "sjuksköterska", "Enheten")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = Clock()
    units = open_desk(tmp_path, clock)
    store = units.workplace.store
    store.set_setting("purpose_read", True)
    for person in (SIV, OLLE):
        store.keep_person(person, "2026-01-01T00:00:00Z")
    siv = Workplace(store, clock, tmp_path, SIV)
    siv.set_own_setting("purpose_read", True)
    yield Desk(siv, "sv")
    units.workplace.close()


@pytest.fixture
def theirs(desk: Desk) -> str:
    case_id = add(desk, "", alias="Olles patient")
    desk.workplace.store.take_over(case_id, OLLE.id)
    return case_id


@pytest.fixture
def window(desk: Desk, theirs: str, qtbot: QtBot) -> MainWindow:
    add(desk, "", alias="Sivs patient")
    return open_window(desk, qtbot, remember=False)


def _page(window: MainWindow) -> WorklistPage:
    assert isinstance(window.page, WorklistPage)
    return window.page


def _aliases(page: WorklistPage) -> list[str]:
    rows = (page.model.row(at) for at in range(page.model.rowCount()))
    return [row.alias for row in rows if row is not None]


def test_drafts_of_others_stand_behind_one_line(window: MainWindow) -> None:
    page = _page(window)
    assert (_aliases(page), page.foot.text.text()) == (["Sivs patient"], "1 utkast av en annan.")
    assert page.foot.action.text() == "Visa det"

    page.foot.action.setFocus()
    QTest.keyClick(page.foot.action, Key.Key_Space)

    assert _aliases(page) == ["Sivs patient", "Olles patient"]
    assert (page.foot.text.text(), page.foot.action.text()) == ("Andras utkast visas.", "Dölj dem")
    assert page.table.hasFocus()

    QTest.keyClick(page.foot.action, Key.Key_Space)

    assert _aliases(page) == ["Sivs patient"]


def test_another_persons_draft_is_taken_over_before_it_is_opened(
    window: MainWindow, desk: Desk, theirs: str
) -> None:
    page = _page(window)
    page.model.show_others(shown=True)
    page.table.select_row(1)

    QTest.keyClick(page.table, Key.Key_Return)

    assert window.page is page
    assert page.rows.another.isVisible()
    assert desk.workplace.case(theirs).owner == OLLE.id

    QTest.mouseClick(page.rows.another.action_button, Qt.MouseButton.LeftButton)

    assert window.page_name == "checklist"
    assert desk.workplace.case(theirs).owner == SIV.id
    assert isinstance(CaseHold.take(desk.workplace.folder, theirs), Holder)  # open, and here
    window.go("worklist")
    assert not page.rows.another.isVisible()


def test_a_draft_that_its_owner_has_open_is_not_taken(
    window: MainWindow, desk: Desk, theirs: str
) -> None:
    page = _page(window)
    page.model.show_others(shown=True)
    page.table.select_row(1)
    hold = CaseHold.take(desk.workplace.folder, theirs)
    assert isinstance(hold, CaseHold)
    QTest.keyClick(page.table, Key.Key_Return)

    QTest.mouseClick(page.rows.another.action_button, Qt.MouseButton.LeftButton)

    assert window.page is page
    assert desk.workplace.case(theirs).owner == OLLE.id
    hold.give_back()


def test_another_persons_draft_is_not_removed(window: MainWindow, desk: Desk, theirs: str) -> None:
    page = _page(window)
    page.model.show_others(shown=True)
    page.table.select_row(1)

    assert not page.offered.delete.isVisible()
    QTest.keyClick(page.table, Key.Key_Delete)

    assert desk.workplace.case(theirs).owner == OLLE.id
    assert page.model.rowCount() == 2


def test_a_search_says_how_many_it_finds(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    for number in range(105):
        add(desk, "", alias=f"Provrum {number:03}")
    page = _page(window)

    with qtbot.waitSignal(page.model.counted):
        page.search("provrum")
    assert page.foot.text.text() == "105 träffar"

    page.search("provrum 007")
    assert (page.foot.text.text(), page.foot.action.isVisible()) == ("1 träff", False)

    page.search("ingenstans")
    assert not page.foot.isVisible()

    page.search("olles")
    assert _aliases(page) == ["Olles patient"], "a search finds others' drafts too"


def test_of_a_thousand_hits_and_more_it_says_so(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        add(desk, "", alias=f"Provrum {number:03}")
    page = _page(window)
    find = desk.workplace.find
    monkeypatch.setattr(desk.workplace, "find", lambda query, limit=2: find(query, min(limit, 2)))

    with qtbot.waitSignal(page.model.counted):
        page.search("provrum")

    said = "Mer än 2 träffar. Skriv fler ord, så blir de färre."
    assert page.foot.text.text() == said
