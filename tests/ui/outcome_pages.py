"""The checklist page with a case on it, for the tests of the recommendation column."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.keys_for_tests import KEY
from tests.ui.opened import open_checklist
from triage.services import Workplace
from triage.services.example import add_example
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage

SUNDAY_MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
Open = Callable[..., ChecklistPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, KEY, clock=lambda: SUNDAY_MORNING)
    opened.store.set_setting("default_pack", "vastra")
    yield opened
    opened.close()


@pytest.fixture
def example(workplace: Workplace) -> str:
    """The practice patient: one form is left, and one thing to do before it."""
    case = add_example(workplace)
    workplace.answer(case, "patient_informed", None)
    return case


@pytest.fixture
def opened(qtbot: QtBot, workplace: Workplace) -> Open:
    """Open a case on a page in a window of 1366 × 700 pixels, or another size."""

    def open_(
        case: str, size: tuple[int, int] = (1366, 700), language: str = "sv"
    ) -> ChecklistPage:
        return open_checklist(Desk(workplace, language), qtbot, case, size)

    return open_


def in_use() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
