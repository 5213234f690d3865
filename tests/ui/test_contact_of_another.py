"""What is typed of a contact about one patient never stands at another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
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


def test_what_was_typed_and_refused_does_not_follow_to_the_next(desk: Desk, qtbot: QtBot) -> None:
    one, other = begun(desk, "Sal 4"), begun(desk, "Sal 5")
    page = ChecklistPage(desk)
    qtbot.addWidget(page)
    page.open_case(one)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
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
