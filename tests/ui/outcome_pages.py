"""The checklist page with a case on it, for the tests of the recommendation column."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from triage.services import Workplace
from triage.services.example import add_example
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage

SUNDAY_MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
Open = Callable[..., ChecklistPage]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path, clock=lambda: SUNDAY_MORNING)
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
        page = ChecklistPage(Desk(workplace, language))
        qtbot.addWidget(page)
        page.resize(*size)
        page.open_case(case)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.arrive()
        return page

    return open_


def model_of(page: ChecklistPage) -> ChecklistViewModel:
    assert page.model is not None
    return page.model


def seen(widget: QWidget) -> str:
    """Return the texts that are to be seen inside a widget, line by line."""
    texts = [
        part.text()
        for part in widget.findChildren(QWidget)
        if isinstance(part, QLabel | QAbstractButton) and part.isVisibleTo(widget.window())
    ]
    return "\n".join(text for text in texts if text).replace("\N{NO-BREAK SPACE}", " ")


def in_use() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
