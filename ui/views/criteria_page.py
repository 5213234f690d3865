# ruff: noqa: N802 - the camel case names are Qt's
"""The criteria as a document: contents at the left, text at the right, searched and saved."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import current, em
from ui.viewmodels.criteria import CriteriaViewModel
from ui.viewmodels.desk import Desk
from ui.views.criteria_page_contents import Choice, Contents
from ui.views.criteria_page_out import WayOut
from ui.views.page import Page
from ui.widgets.message_bar import MessageBar
from ui.widgets.reading_text import ReadingText
from ui.widgets.tab_order import follow_reading_order
from ui.widgets.text_search import TextSearch

_WIDE: Final = 56
"""Ems of width from which the contents stand beside the text."""


class CriteriaPage(Page):
    """Shows one pack at a time."""

    searches = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        _ = self._ = desk.translate
        self.model = CriteriaViewModel(desk, self)
        self.bar = MessageBar(close_word=_("Stäng"))
        self.choice = Choice(_)
        self.contents = Contents(_, self.choice)
        self.text = ReadingText(_("Kriterierna"))
        self.search = TextSearch(self.text, _, _("Sök i kriterierna (Ctrl+F)"))
        self.out = WayOut(self, self.model, self.text, self.bar, _)
        self.save_button = self.button(_("Spara"), "save_criteria", self.out.save)
        self.print_button = self.button(_("Skriv ut"), "print_criteria", self.out.print)
        self.copy_button = self.button(_("Kopiera text"), "copy_criteria", self.out.copy)
        self._wide: bool | None = None
        self._lay_out()
        self._connect()

    # What the window asks

    def title(self) -> str:
        return self._("Kriterier")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return (self._("Ändra en kopia"), self.edit) if self.model.pack_id else None

    def pack(self) -> str | None:
        return self.model.pack_id or None

    def open_case(self, case_id: str) -> None:
        """Show a pack, and in it a section, a criterion or a prerequisite: `pack#name`."""
        pack, _hash, name = case_id.partition("#")
        if self._open(pack):
            place = self.model.place(name) if name else None
            if place is not None:
                self.text.go_to(place.anchor, place.text)
                self._follow(place.anchor)

    def _open(self, pack: str) -> bool:
        opened = self.model.open(pack)
        # Once the text is on the screen, so that it does not wait for the other packs. Also
        # where it did not load, for there are others.
        QTimer.singleShot(0, self, self._offer)
        return opened

    def _offer(self) -> None:
        self.model.list_packs()
        self._show_choice()

    def arrive(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_search(self) -> None:
        self.search.begin()

    # Doing

    def edit(self) -> None:
        """Go on to a copy that can be changed; the original stays as it is."""
        self.go.emit("edit_criteria", self.model.pack_id)

    def versions(self) -> None:
        """Go on to the pack's versions: which one is in force, and files from others."""
        self.go.emit("edit_criteria", f"{self.model.pack_id}#versions")

    # Showing

    def _show(self) -> None:
        self.bar.dismiss()
        if self.model.warning:
            self.bar.show_message("warning", self.model.warning)
        self._write(keep_place=False)
        self._show_choice()
        self._list_sections()
        self.search.again()
        self.changed.emit()

    def _show_proofs(self) -> None:
        at = self.text.section()
        self._write(keep_place=True)
        self._list_sections()
        self._follow(at)
        self.contents.say_proving(proving=False)
        self.search.again()

    def _show_choice(self) -> None:
        model = self.model
        self.choice.show_packs(model.packs, model.pack_id)
        self.choice.show_versions(model.versions, model.digest)
        self.contents.say_proving(proving=model.proving)

    def _list_sections(self) -> None:
        headings = self.model.contents()
        self.contents.sections.show_headings(headings)
        self.choice.show_headings(headings)

    def _follow(self, anchor: str) -> None:
        self.contents.sections.follow(anchor)
        self.choice.follow(anchor)

    def _write(self, *, keep_place: bool) -> None:
        self.text.show_html(self.model.html(current().tokens), keep_place=keep_place)

    def _restyle(self) -> None:
        if self.model.document is not None:
            self._write(keep_place=True)
            self.search.again()

    # Building

    def _lay_out(self) -> None:
        tools = QWidget()
        self._tools = QHBoxLayout(tools)
        self._tools.addWidget(self.search, 1)
        for button in (self.save_button, self.print_button, self.copy_button):
            self._tools.addWidget(button)
        self._above = QVBoxLayout()
        self._above.addWidget(tools)
        self._above.addWidget(self.bar)
        self._above.addWidget(self.out.work)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._above)
        right.addWidget(self.text, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.contents)
        across.addLayout(right, 1)
        self._measure()

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._show)
        model.proved.connect(self._show_proofs)
        model.failed.connect(lambda text: self.bar.show_message("error", text))
        self.choice.pack_chosen.connect(self._open)
        self.choice.version_chosen.connect(model.choose_version)
        self.choice.versions_asked.connect(self.versions)
        self.contents.sections.asked.connect(self.text.go_to)
        self.contents.sections.entered.connect(self.text.setFocus)
        self.choice.section_chosen.connect(self.text.go_to)
        self.text.section_reached.connect(self._follow)
        self.text.restyled.connect(self._restyle)
        self.on("next_hit", self.search.next)
        self.on("previous_hit", self.search.previous)
        self.on("leave_criteria", self.back.emit)

    def _measure(self) -> None:
        self._above.setContentsMargins(em(1.4), em(0.6), em(1.4), em(0.4))
        self._above.setSpacing(em(0.4))
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setSpacing(em(0.5))
        self._arrange()

    def _arrange(self) -> None:
        """Have the choice above the text where there is no room for the contents beside it."""
        wide = self.width() >= em(_WIDE)
        if wide == self._wide:
            return
        self._wide = wide
        if wide:
            self.contents.take(self.choice)
        else:
            self._above.insertWidget(0, self.choice)
        self.choice.lie(flat=not wide)
        self.contents.setVisible(wide)
        follow_reading_order(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_tools"):
            self._measure()
