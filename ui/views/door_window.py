# ruff: noqa: N802 - the camel case names are Qt's
"""The window before anybody is signed in: one page in the middle, languages at its foot.

It knows nothing of a patient and opens no store. It is light: nothing is loaded that the page in
front does not need.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from triage.texts import translator
from ui.theme import em
from ui.views.door_page import DoorPage
from ui.views.window_keys import bind, pressed
from ui.views.window_place import StayOnScreen, begin_at_a_good_size
from ui.widgets.measured import label, link_button
from ui.widgets.tab_order import InReadingOrder

_WIDEST: Final = 36
"""Ems of width that a page takes."""
_LANGUAGES: Final = (("sv", "Svenska"), ("en", "English"))


class DoorWindow(InReadingOrder):
    """Shows one page at a time; whoever made it decides which."""

    language_chosen = Signal(str)
    resize_asked = Signal(int)
    """Percent that the text is to be larger or smaller by; 0 for its usual size."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Vägval")
        self.page: DoorPage | None = None
        begin_at_a_good_size(self)
        StayOnScreen(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._inner = QWidget()
        self._middle = QVBoxLayout(self._inner)
        self._middle.addStretch(2)
        self._middle.addStretch(3)
        self._scroll.setWidget(self._inner)
        self._top = QWidget()
        self._top.setProperty("surface", "top")
        self._top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = label("title", wrap=False)
        self._name.setText("Vägval")
        self._line = label("muted")
        self._top_row = QHBoxLayout(self._top)
        self._top_row.addWidget(self._name)
        self._top_row.addWidget(self._line, 1)
        self.languages = {code: self._language(code, name) for code, name in _LANGUAGES}
        for one in self.languages.values():
            self._top_row.addWidget(one)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._scroll, 1)
        self.setCentralWidget(body)
        slots: dict[str, Callable[[], object]] = {
            "larger": lambda: self.resize_asked.emit(10),
            "smaller": lambda: self.resize_asked.emit(-10),
            "usual_size": lambda: self.resize_asked.emit(0),
            "quit": self.close,
        }
        bind(self, slots)
        self._measure()

    def _language(self, code: str, name: str) -> QPushButton:
        made = link_button(name)
        made.clicked.connect(lambda: self.language_chosen.emit(code))
        return made

    def speak(self, language: str) -> None:
        """Offer the other languages, and say in this one what the window is."""
        _ = translator(language)
        self._line.setText(_("beslutsstöd, ej CE-märkt"))
        for code, one in self.languages.items():
            one.setVisible(code != language)

    def show_page(self, page: DoorPage) -> None:
        """Bring a page in front in place of the one before, of which nothing is left."""
        before, self.page = self.page, page
        if before is not None:
            before.leave()
            self.no_way_needed()
            self._middle.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._middle.insertWidget(1, page)
        self.setWindowTitle(f"{page.title()} – Vägval")
        self._measure()
        self.read_anew()
        self._scroll.verticalScrollBar().setValue(0)
        page.arrive()

    def reading_parts(self) -> Sequence[QWidget]:
        """Return what is in sight, the page first: the keyboard begins there."""
        page = [] if self.page is None else [self.page]
        return *page, self._top

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed(self, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def restyled(self) -> None:
        """Follow another theme or text size."""
        self._measure()

    def _measure(self) -> None:
        room = max(0, (self.width() - em(_WIDEST)) // 2)
        self._middle.setContentsMargins(max(em(0.6), room), em(1), max(em(0.6), room), em(1))
        self._top_row.setContentsMargins(em(1.4), em(0.4), em(1.0), em(0.4))
        self._top_row.setSpacing(em(0.8))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None:
            self.page.leave()
        self.closed.emit()
        super().closeEvent(event)
