"""A window or a page on the screen of a test, with the keyboard in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow
from ui.widgets.question_row import QuestionRow

USUAL = (1366, 700)
"""What a small screen leaves a window."""


def open_window(desk: Desk, qtbot: QtBot, *, remember: bool = True) -> MainWindow:
    """Return the window over a workstation's data."""
    made = MainWindow(desk.workplace, remember=remember)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def open_checklist(
    desk: Desk, qtbot: QtBot, case: str, size: tuple[int, int] = USUAL
) -> ChecklistPage:
    """Return the checklist of a case, alone on the screen."""
    page = ChecklistPage(desk)
    qtbot.addWidget(page)
    page.resize(*size)
    page.open_case(case)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.arrive()
    return page


def model_of(page: ChecklistPage) -> ChecklistViewModel:
    """Return the view-model of the case on a page."""
    assert page.model is not None
    return page.model


def in_use(page: ChecklistPage) -> QuestionRow:
    """Return the question that has the keyboard."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, QuestionRow):
        widget = widget.parentWidget()
    assert isinstance(widget, QuestionRow), "no question has the keyboard"
    return widget


def press(keys: str | Qt.Key, alt: bool = False) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None
    if isinstance(keys, str):
        QTest.keyClicks(target, keys)
    else:
        held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, keys, held)


def seen(widget: QWidget) -> str:
    """Return the texts that are to be seen inside a widget, line by line."""
    texts = [
        part.text()
        for part in widget.findChildren(QWidget)
        if isinstance(part, QLabel | QAbstractButton) and part.isVisibleTo(widget.window())
    ]
    return "\n".join(text for text in texts if text).replace("\N{NO-BREAK SPACE}", " ")
