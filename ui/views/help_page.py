# ruff: noqa: N802 - the camel case names are Qt's
"""Help without a network: opened where it tells of the page one came from, and searched."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage.services.example import add_example
from ui.theme import current, em
from ui.viewmodels.desk import Desk
from ui.viewmodels.help import help_text
from ui.viewmodels.plain_markup import page as as_html
from ui.views.page import Page
from ui.widgets.reading_text import ReadingText
from ui.widgets.text_search import TextSearch


class HelpPage(Page):
    """The text of `resources/help`, with the keys put in."""

    searches = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.source = help_text(desk.language, _)
        self.text = ReadingText(self.title())
        self.search = TextSearch(self.text, _, _("Sök i hjälpen (Ctrl+F)"))
        self.example = QPushButton(_("Ny övningspatient"))
        self.example.clicked.connect(self._add_example)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.search, 1)
        self._tools.addWidget(self.example)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._tools)
        self._column.addWidget(self.text, 1)
        self.text.restyled.connect(self._restyle)
        self.on("next_found", self.search.next)
        self.on("previous_found", self.search.previous)
        self.on("leave_help", self.back.emit)
        self._measure()
        self._write(keep_place=False)

    def title(self) -> str:
        return self._("Hjälp")

    def open_case(self, case_id: str) -> None:
        """Show the section about a page; "" and a page that none tells of: the beginning."""
        self.search.line.clear()
        self._write(keep_place=False)
        if case_id:
            self.text.go_to(case_id)

    def arrive(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_search(self) -> None:
        self.search.begin()

    def bookmark(self) -> tuple[str, ...]:
        return (self.text.section(),)

    def turn_to(self, mark: tuple[str, ...]) -> None:
        for section in filter(None, mark):
            self.text.go_to(section)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_tools"):
            self._measure()

    def _restyle(self) -> None:
        self._write(keep_place=True)
        self.search.again()

    def _write(self, *, keep_place: bool) -> None:
        self.text.show_html(as_html(self.source, current().tokens), keep_place=keep_place)

    def _measure(self) -> None:
        self._tools.setContentsMargins(em(1.4), em(0.6), em(1.4), em(0.4))
        self._tools.setSpacing(em(0.8))

    def _add_example(self) -> None:
        add_example(self.desk.workplace)
        self.go.emit("worklist", "")
