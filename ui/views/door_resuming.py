"""Where a window stands, and how another one over the same data comes to stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.viewmodels.door_resume import HalfTyped, Resume
from ui.widgets.tab_order import stops

if TYPE_CHECKING:
    from ui.views.main_window import MainWindow


def place_of(window: MainWindow) -> Resume:
    """Return where a window stands; what its page holds has been kept before."""
    name, case = window.standing
    page = window.page
    # A list answers to the search line; nothing else does.
    query = window.home.model.query if page is window.home else ""
    return Resume(name, case, page.bookmark(), _focus(window), query, _typed(window))


def resume(window: MainWindow, place: Resume) -> None:
    """Go there, as far as it is still there."""
    if place.query:
        window.header.recall_search(place.query)
        window.home.search(place.query)
    window.show_again(place.page, place.case, place.mark)
    if place.typed is not None and window.page is window.home:
        window.home.begin()
        window.begin_panel().retype(place.typed)
    # Once the page has its rows and its layout: a page puts the keyboard somewhere by itself.
    later = QTimer(window)  # goes with the window, and what it is connected to with it
    later.setSingleShot(True)
    later.timeout.connect(lambda: _refocus(window, place.focus))
    later.start(0)


def _typed(window: MainWindow) -> HalfTyped | None:
    home = window.home
    return home.panel.half_typed() if home.entry_open() else None


def _focus(window: MainWindow) -> tuple[int, str]:
    held = window.focusWidget()
    if held is None:
        return (-1, "")
    places = list(stops(window.page))
    return (places.index(held), held.accessibleName()) if held in places else (-1, "")


def _refocus(window: MainWindow, focus: tuple[int, str]) -> None:
    """Put the keyboard where it was, if what stands there is still called the same."""
    at, name = focus
    places: list[QWidget] = list(stops(window.page))
    if 0 <= at < len(places) and places[at].accessibleName() == name and places[at].isVisible():
        places[at].setFocus(Qt.FocusReason.OtherFocusReason)
