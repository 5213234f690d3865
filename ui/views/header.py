"""The line at the top: menu, way back, who it is about, search, and the page's main action."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
)

from triage.services import Person
from triage.texts import Translate
from ui.actions import Action
from ui.theme import em
from ui.widgets.measured import Measured, label, link_button

if TYPE_CHECKING:
    from ui.viewmodels.recent_searches import RecentSearches

_PAUSE = 120
"""Milliseconds without a key until a search starts."""


_NARROW = 60
"""Width in em below which the product's name gives way to the patient's."""


_ROOMY = 84
"""Width in em from which on the name of who is signed in stands whole."""


_LONGEST_NAME = 22
"""Letters of a name that stands whole; of a longer one stand the initials."""


_LONG_WORD = len("ÅÅÅÅMMDD-NNNN")
"""Letters of a word that always have room beside each other: an identity number is never broken."""


class _SearchLine(QLineEdit):
    """Escape empties it, Down leads into the list, or from an empty line to earlier searches."""

    left_down = Signal()
    asked_recent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            (self.left_down if self.text() else self.asked_recent).emit()
        else:
            super().keyPressEvent(event)


class Header(Measured):
    """Forwards what is asked of it; knows no page."""

    searched = Signal(str)
    search_entered = Signal()
    back = Signal()
    primary = Signal()

    def __init__(self, _: Translate, recent: Callable[[], RecentSearches]) -> None:
        """`recent` is asked when earlier searches are first wanted."""
        super().__init__()
        self._translate = _
        self._recent = recent
        self._person: Person | None = None
        self.person_button: QToolButton | None = None
        """Who is signed in; None where nobody has to be."""
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.menu_button = QToolButton()
        self.menu_button.setText("☰")
        self.menu_button.setAccessibleName(_("Meny"))
        self.menu_button.setToolTip(_("Meny"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = QMenu(self.menu_button)
        self.menu_button.setMenu(self.menu)
        self._name = label("title", wrap=False)
        self._name.setText("Vägval")
        self.back_button = link_button()
        # Who it is about is never cut: it wraps, and the product's name makes room first.
        self._patient = label("muted")
        self._patient.setObjectName("patient")
        self._patient.setTextFormat(Qt.TextFormat.PlainText)
        self.search = _SearchLine()
        self._placeholders = {
            True: _("Sök patient eller ärende (Ctrl+F)"),
            False: _("Sök patient eller ärende"),
        }
        self.say_key(here=True)
        self.search.setAccessibleName(_("Sök patient eller ärende"))
        self.primary_button = QPushButton()
        self.primary_button.setProperty("role", "primary")
        self._row = QHBoxLayout(self)
        for part in (self.menu_button, self._name, self.back_button):
            self._row.addWidget(part)
        self._row.addWidget(self._patient, 1)
        self._row.addWidget(self.search)
        self._row.addWidget(self.primary_button)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self._entered)
        self.search.left_down.connect(self._leave_down)
        self.search.asked_recent.connect(self.offer_recent)
        self.back_button.clicked.connect(self.back)
        self.primary_button.clicked.connect(self.primary)
        self.ready()

    def offer_recent(self) -> None:
        """Offer the earlier searches under the line; where there are none go into the list."""
        recent = self._recent()
        searches = recent.offered()
        if not searches:
            self._leave_down()
            return
        _ = self._translate
        menu = QMenu(self)
        menu.setAccessibleName(_("Senaste sökningar"))
        menu.setMinimumWidth(self.search.width())
        for text in searches:
            shown = menu.addAction(text.replace("&", "&&"))
            shown.triggered.connect(lambda _checked=False, text=text: self._search_again(text))
        menu.addSeparator()
        menu.addAction(_("Glöm sökningarna")).triggered.connect(recent.clear)
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.search.mapToGlobal(self.search.rect().bottomLeft()))

    def _search_again(self, text: str) -> None:
        self.search.setText(text)
        self._pause.stop()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.searched.emit(text)

    def offer(self, entries: Sequence[tuple[Action, Callable[[], object]]]) -> None:
        """Fill the menu when it is first opened: a start need not wait for it."""
        self.menu.aboutToShow.connect(lambda: self._fill(entries))

    def _fill(self, entries: Sequence[tuple[Action, Callable[[], object]]]) -> None:
        if self.menu.isEmpty():
            _fill(self.menu, entries)

    def show_person(
        self, person: Person, entries: Sequence[tuple[Action, Callable[[], object]]]
    ) -> None:
        """Show who is signed in, and behind the name what one does as oneself."""
        button = QToolButton()
        button.setObjectName("person")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(button)
        button.setMenu(menu)
        menu.aboutToShow.connect(lambda: _fill(menu, entries) if menu.isEmpty() else None)
        self.person_button = button
        self._row.addWidget(button)
        self.name_person(person)

    def name_person(self, person: Person) -> None:
        """Say who is signed in, by the name they have now."""
        self._person = person
        whole = ", ".join(filter(None, (person.name, person.role, person.unit)))
        _ = self._translate
        told = _("Inloggad: {person}").format(person=whole)
        if self.person_button is not None:
            self.person_button.setAccessibleName(told)
            self.person_button.setToolTip(told)
        self._make_room()

    def show_page(self, patient: str, primary: str, back: str) -> None:
        """Follow the page in front; an empty `primary`, or `back`, hides the button.

        `back` names the page that the way back leads to.
        """
        self._patient.setText(_breakable(patient))
        self._patient.setAccessibleName(patient)
        # First, for a button that appears would widen the whole window.
        self._make_room()
        self.primary_button.setText(primary)
        self.primary_button.setVisible(bool(primary))
        self.back_button.setText(f"‹ {back}")
        self.back_button.setHidden(not back)

    def say_key(self, *, here: bool) -> None:
        """Say the key that leads to the search, unless the page in front takes it."""
        self.search.setPlaceholderText(self._placeholders[here])

    def clear_search(self) -> None:
        """Empty the line without asking for another list."""
        self.search.clear()  # with its signals, which hide the line's own button
        self._pause.stop()

    def recall_search(self, query: str) -> None:
        """Say again what the list is narrowed to, without asking for another list."""
        self.search.setText(query)
        self._pause.stop()

    def measure(self) -> None:
        self._row.setContentsMargins(em(0.9), em(0.4), em(1.0), em(0.4))
        self._row.setSpacing(em(0.8))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHorizontalStretch(1)
        self.search.setSizePolicy(policy)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        about_someone = bool(self._patient.text())
        narrow = self.width() < em(_NARROW) and about_someone
        self._patient.setMinimumWidth(em(8.5) if about_someone else 0)
        self._name.setHidden(narrow)
        self.search.setMinimumWidth(em(5 if narrow else 9))
        self.search.setMaximumWidth(em(7 if narrow else 19))
        if self.person_button is not None and self._person is not None:
            wide = self.width() >= em(_ROOMY)
            name = self._person.name
            shown = name if wide and len(name) <= _LONGEST_NAME else _initials(name)
            self.person_button.setText(shown.replace("&", "&&"))

    def _typed(self) -> None:
        self.search.setClearButtonEnabled(True)  # with the first letter: there is nothing before
        self._pause.start()

    def _leave_down(self) -> None:
        self._pause.stop()
        self.searched.emit(self.search.text())
        self.back.emit()

    def _entered(self) -> None:
        self._pause.stop()
        self.searched.emit(self.search.text())
        self.search_entered.emit()


def _fill(menu: QMenu, entries: Sequence[tuple[Action, Callable[[], object]]]) -> None:
    for action, slot in entries:
        if action.id in {"settings", "lock"} and not menu.isEmpty():
            menu.addSeparator()
        # Shown, not bound: the window binds keys once, for menu and page alike.
        keys = QKeySequence(action.keys[0]) if action.keys else QKeySequence()
        text = f"{action.text}\t{keys.toString(QKeySequence.SequenceFormat.NativeText)}"
        entry = menu.addAction(text)
        entry.triggered.connect(lambda _checked=False, slot=slot: slot())


def _initials(name: str) -> str:
    """Return the first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper() if words else "?"


def _breakable(text: str) -> str:
    """Return a text that wraps inside words too long for a line, with nothing to see of it."""
    if len(text) <= _LONG_WORD:
        return text
    long = re.compile(rf"\S{{{_LONG_WORD}}}(?=\S)")
    return long.sub(lambda part: f"{part[0]}\N{ZERO WIDTH SPACE}", text)
