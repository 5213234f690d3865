"""What the window tells the access log: visits, searches, letters; and whom it asks why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.services.test_access_visits import ANNE, BJORN, decided, opened
from triage.services import Workplace
from triage.services.access import Entry, Wanted
from ui.viewmodels.desk import Desk
from ui.views.access_reason_page import AccessReasonPage
from ui.views.letter_page import LetterPage
from ui.views.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    here = opened(tmp_path / "data")
    yield here
    here.close()


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> Iterator[MainWindow]:
    made = MainWindow(workplace, remember=False)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.go("worklist")


def logged(workplace: Workplace) -> list[Entry]:
    return workplace.access.entries(Wanted())[::-1]


def acts(workplace: Workplace) -> list[str]:
    signing = {"signed", "overridden", "identified"}
    return [one.act for one in logged(workplace) if one.act not in signing]


def asking(window: MainWindow) -> AccessReasonPage:
    page = window.page
    assert isinstance(page, AccessReasonPage)
    return page


# ---- visits ---------------------------------------------------------------------------------


def test_pages_of_one_patient_are_one_visit(window: MainWindow, workplace: Workplace) -> None:
    case = decided(workplace)
    window.go("review", case.id)
    window.go("compare", case.id)
    window.back()
    window.go("settings")
    window.back()
    window.go("checklist", case.id)
    assert acts(workplace) == ["opened"]


def test_the_worklist_ends_a_visit(window: MainWindow, workplace: Workplace) -> None:
    case = decided(workplace)
    window.go("review", case.id)
    window.go("worklist")
    window.go("review", case.id)
    assert acts(workplace) == ["opened", "opened"]


def test_another_language_is_no_other_visit(window: MainWindow, workplace: Workplace) -> None:
    window.go("checklist", workplace.begin(ANNE).id)
    workplace.set_own_setting("language", "en")
    window.set_language()
    assert window.desk.language == "en"
    assert acts(workplace).count("opened") == 1


def test_a_hit_of_a_search_is_told_as_such(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    workplace.begin(ANNE)
    window.go("worklist")
    QTest.keyClicks(window.header.search, "Anne")
    qtbot.waitUntil(lambda: window.home.model.query == "Anne")
    QTest.keyClick(window.header.search, Qt.Key.Key_Return)
    assert window.page_name == "checklist"
    assert acts(workplace) == ["found"]


def test_a_case_that_is_gone_is_no_visit(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    window.go("checklist", "ingen")
    qtbot.waitUntil(lambda: window.page_name == "worklist")
    assert acts(workplace) == []


# ---- why ------------------------------------------------------------------------------------


def test_another_units_patient_is_shown_once_a_reason_is_typed(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    case = decided(workplace, unit="Medicin 1")
    window.go("review", case.id)
    page = asking(window)
    qtbot.waitUntil(page.reason.hasFocus)
    shown = " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())
    assert "Medicin 1" in shown
    assert "Testenheten" in shown
    assert "Anne" not in shown
    assert "1212" not in shown
    assert acts(workplace) == []
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    assert "Skriv ett skäl med ord" in page.model.problem
    assert window.page_name == "access_reason"
    QTest.keyClicks(page.reason, "konsult i natt")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    assert window.page_name == "review"
    [visit] = [one for one in logged(workplace) if one.act == "opened"]
    assert visit.detail == {"reason": "konsult i natt"}


def test_the_reason_is_asked_once_a_patient(window: MainWindow, workplace: Workplace) -> None:
    anne, bjorn = (decided(workplace, one, unit="Medicin 1") for one in (ANNE, BJORN))
    window.go("review", anne.id)
    QTest.keyClicks(asking(window).reason, "konsult")
    QTest.keyClick(asking(window).reason, Qt.Key.Key_Return)
    window.go("worklist")
    window.go("letter", anne.id)
    assert window.page_name == "letter"
    window.go("review", bjorn.id)
    assert window.page_name == "access_reason"
    assert asking(window).reason.text() == ""


def test_escape_leads_back_and_nothing_was_opened(
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    case = decided(workplace, unit="Medicin 1")
    window.go("review", case.id)
    qtbot.waitUntil(asking(window).reason.hasFocus)
    QTest.keyClick(asking(window).reason, Qt.Key.Key_Escape)
    assert window.page_name == "worklist"
    assert acts(workplace) == []


def test_every_page_about_a_case_asks(window: MainWindow, workplace: Workplace) -> None:
    case = decided(workplace, unit="Medicin 1")
    for name in ("checklist", "review", "letter", "follow_up", "compare", "since_last"):
        window.go("worklist")
        window.go(name, case.id)
        assert asking(window).model.page == name


# ---- letters --------------------------------------------------------------------------------


@pytest.fixture
def letter(qtbot: QtBot, workplace: Workplace) -> LetterPage:
    page = LetterPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open_case(decided(workplace).id)
    return page


def test_showing_saving_and_copying_a_letter_are_logged(
    letter: LetterPage, workplace: Workplace, tmp_path: Path
) -> None:
    letter.ask_target = lambda _suggested: tmp_path / "remiss.pdf"
    letter.save_button.click()
    letter.save()
    letter.copy_button.click()
    assert acts(workplace) == ["previewed_letter", "saved_pdf", "saved_pdf", "copied"]
    assert {one.patient for one in logged(workplace)} == {ANNE.number}


def test_a_letter_that_was_not_saved_is_not_logged_as_saved(
    letter: LetterPage, workplace: Workplace, tmp_path: Path
) -> None:
    letter.ask_target = lambda _suggested: tmp_path / "borta" / "remiss.pdf"
    letter.save()
    assert acts(workplace) == ["previewed_letter"]


def test_another_language_of_the_letter_is_not_another_showing(
    letter: LetterPage, workplace: Workplace
) -> None:
    letter.model.speak("en")
    assert acts(workplace) == ["previewed_letter"]


def test_text_that_is_marked_and_copied_by_keys_is_logged(
    letter: LetterPage, workplace: Workplace, qtbot: QtBot
) -> None:
    letter.text.setFocus()
    QTest.keyClick(letter.text, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(letter.text, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: "copied" in acts(workplace))
    assert QGuiApplication.clipboard().text()


def test_the_letters_foot_carries_the_anchor_of_its_signing(
    letter: LetterPage, workplace: Workplace
) -> None:
    [signing] = [one for one in logged(workplace) if one.act == "signed"]
    anchor = workplace.store.log_of_signing(signing.case_id, signing.detail["revision"])
    assert f"Åtkomstloggens ankare: {anchor}" in letter.text.toPlainText()
    assert anchor is not None
    assert anchor.seq == signing.seq
    again = workplace.letter(signing.case_id, "sv")
    assert workplace.letter_pdf(again) == letter.model.pdf()


def test_a_drafts_letter_carries_the_logs_end(workplace: Workplace) -> None:
    case = workplace.begin(BJORN, pack="skane")
    workplace.visits.visit(case.id)
    text = workplace.letter_text(workplace.letter(case.id, "en"))
    assert str(workplace.access.head()) in text
