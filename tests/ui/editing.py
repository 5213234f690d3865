"""A draft of Västra's criteria at a workstation of its own, and the page that edits it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, open_desk
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_criteria_page import EditCriteriaPage
from ui.views.edit_section import Section

CTRL = Qt.KeyboardModifier.ControlModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


def author_desk(folder: Path, clock: Clock, language: str = "sv") -> Desk:
    """Open a workstation whose user has said who she is."""
    desk = open_desk(folder, clock, language)
    desk.workplace.set_setting("author_name", "Karin Öst")
    desk.workplace.set_setting("author_unit", "Palliativt centrum")
    return desk


def shown_page(desk: Desk, qtbot: QtBot, pack: str = "vastra") -> EditCriteriaPage:
    """Show the page, with the draft verified."""
    page = EditCriteriaPage(desk)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.open_case(pack)
    page.arrive()
    assert page.model is not None
    settled(page.model, qtbot)
    return page


def settled(model: EditPack, qtbot: QtBot) -> None:
    """Wait until the verification is that of the text."""
    if model.verification is None and model.loads:
        with qtbot.waitSignal(model.verified, timeout=60_000):
            pass


def section_of(page: EditCriteriaPage, kind: type[Section]) -> Section:
    """Bring a section in front by what it is."""
    makes = [entry.make for entry in page._table()]
    page.show_section(makes.index(kind))
    return page.section()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    QTest.keyClick(widget, key, modifier)


def texts(widget: QWidget) -> list[str]:
    """Return what labels say that are in sight."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
