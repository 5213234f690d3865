"""What a draft would have meant for decided cases, asked for and stopped in the panel."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.deciding import decided, workplace_in
from tests.ui.editing import texts
from triage.services import Workplace
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_backtest_panel import BacktestPanel


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    made = workplace_in(tmp_path)
    yield made
    made.close()


@pytest.fixture
def draft(workplace: Workplace, qtbot: QtBot) -> Iterator[EditPack]:
    made = EditPack(Desk(workplace, "sv"), "vastra")
    yield made
    made.deleteLater()


@pytest.fixture
def panel(draft: EditPack, qtbot: QtBot) -> BacktestPanel:
    made = BacktestPanel(draft)
    qtbot.addWidget(made)
    made.show()
    return made


def tried(panel: BacktestPanel, qtbot: QtBot) -> None:
    def ended() -> bool:
        return not panel.model.running

    with qtbot.waitSignal(panel.model.changed, check_params_cb=ended):
        QTest.mouseClick(panel.run, Qt.MouseButton.LeftButton)


def test_no_decided_case_is_said_plainly(panel: BacktestPanel, qtbot: QtBot) -> None:
    tried(panel, qtbot)

    assert "Inga beslutade ärenden enligt de här kriterierna finns här än." in texts(panel)


def test_a_draft_that_changes_nothing_moves_no_case(
    panel: BacktestPanel, workplace: Workplace, qtbot: QtBot
) -> None:
    decided(workplace)

    tried(panel, qtbot)

    assert "1 beslutat ärende prövat." in texts(panel)
    assert all(one.mark == "✓" for one in panel.model.outcome)


def test_a_form_that_is_gone_moves_the_case_that_had_it(
    panel: BacktestPanel, draft: EditPack, workplace: Workplace, qtbot: QtBot
) -> None:
    case = decided(workplace)
    revision = workplace.decision(case)
    assert revision is not None
    had = revision.decision.recommendation["indicated"]
    at = [one["id"] for one in draft.value("pack", ("care_forms",))].index(had)
    nobody = {"all": ("child",)}
    draft.change("Del", "pack", ("care_forms", at, "eligibility"), nobody)

    tried(panel, qtbot)

    moved = [one for one in panel.model.outcome if one.mark == "△"]
    assert moved
    assert "1 ärende får ett annat utfall." in moved[0].lines
    assert any("→" in line for line in moved[0].lines)


def test_a_later_change_makes_the_outcome_old(
    panel: BacktestPanel, draft: EditPack, workplace: Workplace, qtbot: QtBot
) -> None:
    decided(workplace)
    tried(panel, qtbot)

    draft.change("Telefon", "teams", ("teams", 0, "telephone"), "1")

    assert "Utkastet är ändrat sedan ärendena prövades." in texts(panel)
    assert not panel.model.outcome


def test_it_can_be_stopped(panel: BacktestPanel, workplace: Workplace) -> None:
    decided(workplace)
    panel.run.click()
    assert panel.stop.isVisible()

    panel.stop.click()

    assert not panel.model.running
    assert panel.run.isVisible()
