"""What the pictures show of a page beyond its first sight: folds, answers, messages, emptiness.

Layouts are not kept of these; they are there for the eye alone.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui import picture_access, picture_letter
from triage.core.vocabulary import Answer
from triage.services import Workplace, reassess
from triage.services.directory import LocalTeam, keep_local_team
from ui.viewmodels.recent_searches import RecentSearches
from ui.views.checklist_page import ChecklistPage
from ui.views.door_blocked import BlockedPage
from ui.views.door_window import DoorWindow
from ui.views.help_page import HelpPage
from ui.views.main_window import MainWindow
from ui.views.teams_page import TeamsPage
from ui.widgets.held_in_sight import area_of
from ui.widgets.message_bar import MessageKind

Lead = Callable[[MainWindow], None]
_TEAM: Final = "kungalv_mobile_team"
_SCORES: Final[Mapping[str, Answer]] = {"pain": 4, "nausea": 1}
_MESSAGES: Final[tuple[tuple[MessageKind, str], ...]] = (
    ("info", "Öppna ett ärende först: regionerna jämförs för en patient."),
    ("success", "Remissen är sparad."),
    ("warning", "Kriterierna gick ut 2026-06-30. Utfallet kan vara inaktuellt."),
    ("error", "Svaret gick inte att spara: disken är full. Frigör plats och försök igen."),
)


def keep_states(workplace: Workplace, decided: str) -> str:
    """Keep searches and a telephone number; begin a reassessment and return its case."""
    for text in ("Övningspatient", "Ánne", "säng"):
        RecentSearches(workplace).add(text)
    team = LocalTeam("0303-12 34 56", "Koordinator vardagar 8–16, annars växeln", "2026-11-02")
    keep_local_team(workplace, "vastra", _TEAM, team)
    again = reassess(workplace, decided).id
    for fact, value in _SCORES.items():
        workplace.answer(again, fact, value)
    return again


def in_sight(window: MainWindow) -> QPixmap:
    """Return the window with what stands before it: a menu, or a window in its place."""
    taken = window.grab()
    with QPainter(taken) as painter:
        for other in QApplication.topLevelWidgets():
            if isinstance(other, QMenu | DoorWindow) and other.isVisible():
                painter.drawPixmap(window.mapFromGlobal(other.pos()), other.grab())
    return taken


def put_away() -> None:
    """Close what stands before the window."""
    for other in QApplication.topLevelWidgets():
        if isinstance(other, QMenu | DoorWindow) and other.isVisible():
            other.close()


def _checklist(window: MainWindow, case: str, *, short: bool = False) -> ChecklistPage:
    window.go("checklist", case)
    page = window.page
    if not isinstance(page, ChecklistPage) or page.model is None:
        raise TypeError(window.page_name)
    if page.model.short.on != short:
        page.walk.change_length()
    QApplication.processEvents()
    return page


def _step(window: MainWindow, case: str, step: int) -> ChecklistPage:
    page = _checklist(window, case)
    page.walk.show(step)
    QApplication.processEvents()
    return page


def _contact(window: MainWindow, case: str) -> None:
    page = _step(window, case, 1)
    page.middle.flags.note_now()
    page.middle.flags.line.person.setText("jourhavande läkare, Kungälv")
    page.middle.flags.line.person.editingFinished.emit()


def _down(window: MainWindow, case: str, *, team: bool) -> None:
    """Unfold a task with its owner and day, or go down to the team."""
    outcome = _step(window, case, 4).outcome
    row = outcome.todos.rows[0]
    if not team:
        row.owner.setText("Disa Exempel")
        row.due.setText("2026-11-24")
        for line in (row.owner, row.due):
            line.editingFinished.emit()
        row.plan.setChecked(True)
    QApplication.processEvents()
    _to_top(outcome.team if team else outcome.todos)


def _to_top(widget: QWidget) -> None:
    area = area_of(widget)
    inside = None if area is None else area.widget()
    if area is not None and inside is not None:
        area.verticalScrollBar().setValue(widget.mapTo(inside, QPoint(0, -40)).y())


def _recent(window: MainWindow) -> None:
    window.go("worklist")
    window.header.search.setFocus()
    window.header.offer_recent()


def _menu(window: MainWindow) -> None:
    window.go("worklist")
    window.header.menu.popup(window.mapToGlobal(QPoint(20, 44)))


def _searched(window: MainWindow, text: str) -> None:
    window.go("worklist")
    window.header.search.setText(text)
    window.home.search(text)


def _help(window: MainWindow, text: str) -> None:
    window.go("help")
    page = window.page
    if isinstance(page, HelpPage):
        page.begin_search()
        page.search.line.setText(text)


def _team(window: MainWindow, team: str) -> None:
    window.go("teams", f"vastra#{team}")
    page = window.page
    if isinstance(page, TeamsPage):
        QApplication.processEvents()


def _said(window: MainWindow, kind: MessageKind, text: str) -> None:
    _searched(window, "")
    window.say(kind, text)


def _blocked(window: MainWindow) -> None:
    words = {
        "sv": "Vägvals data är sparade av en nyare version. Installera den, eller fråga it-stödet.",
        "en": "The data of Vägval was kept by a newer version. Install it, or ask your IT support.",
    }
    desk = window.desk
    door = DoorWindow()
    door.speak(desk.language)
    door.show_page(BlockedPage(desk.translate, words[desk.language], Path("/srv/vagval")))
    door.resize(window.size())
    door.move(window.mapToGlobal(QPoint(0, 0)))
    door.setParent(window, door.windowFlags())  # else nothing holds it
    door.show()


def scenes(cases: Mapping[str, str]) -> dict[str, Lead]:
    """Return what leads to each picture, by its name."""
    again, example = cases["again"], cases["example"]
    leads: dict[str, Lead] = {
        "state-short-open": lambda window: _void(_checklist(window, cases["open"], short=True)),
        "state-short-settled": lambda window: _void(_checklist(window, example, short=True)),
        "state-contact": lambda window: _contact(window, cases["flagged"]),
        "state-again-flags": lambda window: _void(_step(window, cases["followed"], 1)),
        "state-again-symptoms": lambda window: _void(_step(window, cases["followed"], 4)),
        "state-again-short": lambda window: _void(_checklist(window, again, short=True)),
        "state-tasks": lambda window: _down(window, example, team=False),
        "state-team": lambda window: _down(window, example, team=True),
        "state-recent": _recent,
        "state-menu": _menu,
        "state-no-hits": lambda window: _searched(window, "Zebra"),
        "state-help-search": lambda window: _help(window, "larmtecken"),
        "state-help": lambda window: _help(window, ""),
        "state-teams": lambda window: _team(window, ""),
        "state-teams-open": lambda window: _team(window, _TEAM),
        "state-blocked": _blocked,
        **picture_access.scenes(),
        **picture_letter.scenes(cases),
        **{
            f"state-message-{kind}": partial(_said, kind=kind, text=text)
            for kind, text in _MESSAGES
        },
    }
    return {name: partial(_led, lead) for name, lead in leads.items()}


def _led(lead: Lead, window: MainWindow) -> None:
    put_away()
    lead(window)


def _void(_page: object) -> None:
    """Turn a lead that returns its page into one that returns nothing."""
