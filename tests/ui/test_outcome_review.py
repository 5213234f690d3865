"""The review follows the column: how settled it is, who does what by when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.deciding import AUTHOR, OPEN, SETTLED, begun, workplace_in
from tests.ui.opened import seen
from triage.services import Task, Workplace
from ui.viewmodels.desk import Desk
from ui.views.review_page import ReviewPage


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path / "data")
    yield opened
    opened.close()


def shown(qtbot: QtBot, workplace: Workplace, case: str) -> str:
    page = ReviewPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.open_case(case)
    page.show()
    return seen(page.panel)


def test_conditions_name_who_and_by_when(qtbot: QtBot, workplace: Workplace) -> None:
    case = begun(workplace, SETTLED)
    workplace.plan(case, "breakpoint_settled", Task("Dr Alm", "2026-11-21"))
    workplace.plan(case, "patient_informed", Task("", "2026-11-18"))
    told = shown(qtbot, workplace, case)
    assert "(Dr Alm · senast i morgon)" in told
    assert "(Ansvarig läkare · försenat, skulle vara klart 2026-11-18)" in told


def test_a_decision_shows_what_was_planned_when_it_was_signed(
    qtbot: QtBot, workplace: Workplace
) -> None:
    case = begun(workplace, {**SETTLED, "red_flags": ()})
    workplace.plan(case, "breakpoint_settled", Task("Dr Alm", "2026-11-21"))
    workplace.sign(case, "palliative_team", "kungalv_mobile_team", None, AUTHOR)
    assert "(Dr Alm · senast i morgon)" in shown(qtbot, workplace, case)


def test_how_settled_it_is_stands_on_top(qtbot: QtBot, workplace: Workplace) -> None:
    assert "Rekommendation · avgjort" in shown(qtbot, workplace, begun(workplace, SETTLED))
    assert "Möjliga vårdformer · preliminärt" in shown(qtbot, workplace, begun(workplace, OPEN))
