"""What is half typed about one patient never stands at another, nor is kept there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from triage.core.vocabulary import SetFact
from triage.services import Patient
from ui.viewmodels.checklist_red_flags import CONTACT_WITH
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage

FLAGS = 1
"""The step of red flags."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path, Clock())
    yield opened
    opened.workplace.close()


def begun(desk: Desk, alias: str) -> str:
    """Begin a case with a red flag, which calls for a contact."""
    flags = desk.workplace.catalogue.vocabulary.fact["red_flags"]
    assert isinstance(flags, SetFact)
    patient = Patient("alias", None, "", alias)
    return desk.workplace.begin(patient, facts={"red_flags": flags.members[:1]}).id


def shown(desk: Desk, qtbot: QtBot, case_id: str) -> ChecklistPage:
    page = ChecklistPage(desk)
    qtbot.addWidget(page)
    page.open_case(case_id)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_what_was_typed_and_refused_does_not_follow_to_the_next(desk: Desk, qtbot: QtBot) -> None:
    one, other = begun(desk, "Sal 4"), begun(desk, "Sal 5")
    page = shown(desk, qtbot, one)
    page.walk.choose_step(FLAGS)
    line = page.middle.flags.line
    line.time.setFocus()
    QTest.keyClicks(line.time, "99:99")
    line.person.setFocus()
    QTest.keyClicks(line.person, "Dr Ek")

    page.open_case(other)
    page.walk.choose_step(FLAGS)

    assert line.isVisible()
    assert (line.time.text(), line.person.text()) == ("", "")
    assert line.time.accessibleDescription() == ""
    line.time.setFocus()
    line.person.setFocus()
    assert desk.workplace.case(other).notes == {}
    assert desk.workplace.case(one).notes == {CONTACT_WITH: "Dr Ek"}


def test_a_half_typed_answer_stays_with_its_patient(desk: Desk, qtbot: QtBot) -> None:
    one, other = begun(desk, "Sal 4"), begun(desk, "Sal 5")
    page = shown(desk, qtbot, one)
    place, age = (page.middle.questions.row(fact) for fact in ("municipality", "age_years"))
    town = place.findChild(QLineEdit)
    years = age.findChild(QLineEdit)
    assert town is not None
    assert years is not None
    town.setFocus()
    QTest.keyClicks(town, "Kungz")
    years.setFocus()
    QTest.keyClicks(years, "77")

    page.open_case(other)

    assert town.text() == ""
    years.clearFocus()
    assert "age_years" not in desk.workplace.case(other).facts
    assert desk.workplace.case(one).facts["age_years"] == 77
