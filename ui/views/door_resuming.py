"""Where a window stands, and how another one over the same data comes to stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from ui.theme import em
from ui.viewmodels.door_resume import HalfTyped, Resume
from ui.widgets.held_in_sight import area_of
from ui.widgets.tab_order import stops

if TYPE_CHECKING:
    from ui.views.main_window import MainWindow


def place_of(window: MainWindow) -> Resume:
    """Return where a window stands; what its page holds has been kept before."""
    name, case = window.standing
    page = window.page
    # A list answers to the search line; nothing else does.
    query = window.home.model.query if page is window.home else ""
    focus, caret = _focus(window), _caret(window.focusWidget())
    return Resume(name, case, page.bookmark(), focus, query, _typed(window), caret)


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
    later.timeout.connect(lambda: _refocus(window, place))
    later.start(0)


def _typed(window: MainWindow) -> HalfTyped | None:
    home = window.home
    return home.panel.half_typed() if home.entry_open() else None


def _focus(window: MainWindow) -> tuple[int, str]:
    held = window.focusWidget()
    if held is None:
        return (-1, "")
    places = list(stops(window.page))
    return (places.index(held), _name(held)) if held in places else (-1, "")


def _name(held: QWidget) -> str:
    """Return what it is called: most buttons are called what stands on them."""
    named = held.accessibleName()
    return held.text() if not named and isinstance(held, QAbstractButton) else named


def _caret(held: QWidget | None) -> int:
    if isinstance(held, QLineEdit):
        return held.cursorPosition()
    if isinstance(held, QPlainTextEdit):
        return held.textCursor().position()
    return -1


def _refocus(window: MainWindow, place: Resume) -> None:
    """Put the keyboard where it was, in sight, if what stands there is still called the same."""
    held = _there(window, *place.focus)
    if held is not None:
        held.setFocus(Qt.FocusReason.OtherFocusReason)
        _write_on(held, place.caret)
        area = area_of(held)
        if area is not None:
            area.ensureWidgetVisible(held, 0, em(3))


def _there(window: MainWindow, at: int, name: str) -> QWidget | None:
    """Return what stands at a place; in a window of another width it may stand at another."""
    places: list[QWidget] = list(stops(window.page))
    if not 0 <= at < len(places):
        return None
    named = [one for one in places if _name(one) == name and one.isVisible()]
    if places[at] in named:
        return places[at]
    return named[0] if name and len(named) == 1 else None


def _write_on(held: QWidget, caret: int) -> None:
    """Let what is typed next go on where it was broken off."""
    if caret < 0:
        return
    if isinstance(held, QLineEdit):
        held.setCursorPosition(caret)
    elif isinstance(held, QPlainTextEdit):
        cursor = held.textCursor()
        cursor.setPosition(min(caret, held.document().characterCount() - 1))
        held.setTextCursor(cursor)
