"""What is done with the current row of the worklist, by a key or by the buttons below the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from triage.services import WorklistRow
from ui.actions import keys_of
from ui.viewmodels.desk import Desk
from ui.views.page import Page
from ui.views.worklist_actions import RowActions
from ui.widgets.worklist_table import WorklistTable

if TYPE_CHECKING:
    from ui.viewmodels.worklist_work import WorklistWork
    from ui.widgets.message_bar import MessageBar


class RowWork(QObject):
    """Says below the list, so that no row moves, what came of it and what can be done about it."""

    settled = Signal()
    """The list is another now: the keyboard belongs in it."""

    def __init__(
        self, desk: Desk, table: WorklistTable, page: Page, below: Callable[[QWidget], None]
    ) -> None:
        """Work with the table's rows; `below` puts a message under the list of the page."""
        super().__init__(page)
        self._ = desk.translate
        self._desk, self._table, self._page, self._below = desk, table, page, below
        self.offered = RowActions(desk.translate)
        self._paused = False
        table.selectionModel().currentRowChanged.connect(self.follow)
        acts: dict[str, Callable[[], None]] = {
            "reassess": self.reassess,
            "follow_row": self.follow_up,
            "moved_row": self.toggle_moved,
            "undo_delete": self.put_back,
        }
        for action, act in acts.items():
            page.on(action, act)
        for keys in keys_of("delete_draft"):  # the list's alone: elsewhere they delete letters
            shortcut = QShortcut(QKeySequence(keys), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.delete_draft)
        self.offered.open_asked.connect(table.open_current)
        self.offered.reassess_asked.connect(self.reassess)
        self.offered.follow_asked.connect(self.follow_up)
        self.offered.delete_asked.connect(self.delete_draft)
        self.offered.moved_asked.connect(self.toggle_moved)

    # What a start seldom shows is made when it is first wanted.

    @cached_property
    def work(self) -> WorklistWork:
        """What is done with a row."""
        from ui.viewmodels.worklist_work import WorklistWork  # noqa: PLC0415 - see above

        work = WorklistWork(self._desk, self)
        work.of_another.connect(self._say_whose)
        work.taken_over.connect(self._taken_over)
        work.begun.connect(self._begun)
        work.removed.connect(self._removed)
        work.put_back.connect(self._put_back)
        work.refused.connect(self._page.said)
        return work

    @cached_property
    def removed(self) -> MessageBar:
        """Says that a draft was removed, and undoes it."""
        return self._bar(self.work.undo)

    @cached_property
    def another(self) -> MessageBar:
        """Says whose a draft is, and takes it over."""
        return self._bar(self.work.take_over)

    def _bar(self, act: Callable[[], None]) -> MessageBar:
        from ui.widgets.message_bar import MessageBar  # noqa: PLC0415 - see above

        bar = MessageBar(close_word=self._("Stäng"))
        self._below(bar)
        bar.action.connect(act)
        return bar

    def current(self) -> WorklistRow | None:
        """Return the current row; None where there is none, or something else is in front."""
        return None if self._paused else self._table.chosen()

    def pause(self, *, paused: bool) -> None:
        """Do nothing with rows while something else is in front; large text needs the height."""
        self._paused = paused
        self.follow()

    def follow(self) -> None:
        """Offer what can be done with the current row."""
        row = self.current()
        another = row is not None and self._desk.workplace.is_of_another(row)
        self.offered.show_row(row, moved=row is not None and row.moved, another=another)

    def open(self, case_id: str) -> None:
        """Open a case where it is gone on with; a draft of another person is asked about first."""
        self.leave_another()
        case = self._desk.workplace.case(case_id)
        if not self.work.asks_first(case):
            self._page.go.emit("review" if case.state == "decided" else "checklist", case_id)

    def reassess(self) -> None:
        """Begin a reassessment of the current row's patient."""
        row = self.current()
        if row is not None:
            self.work.reassess(row)

    def follow_up(self) -> None:
        """Show what happened to the current row's referral after its decision."""
        row = self.current()
        if row is None:
            return
        if row.state == "draft":
            told = self._("Utkastet är inte beslutat än. Öppna det och fortsätt där.")
            self._page.said.emit("info", told)
        else:
            self._page.go.emit("follow_up", row.case_id)

    def delete_draft(self) -> None:
        """Remove the current row's draft; what was removed can be put back."""
        row = self.current()
        if row is not None:
            self.work.remove(row)

    def put_back(self) -> None:
        """Put back the draft that was removed last."""
        self.work.undo()

    def toggle_moved(self) -> None:
        """Note that the record system has the current row's decision, or take that back."""
        row = self.current()
        if row is not None:
            self.work.toggle_moved(row)
            self._table.read_again(row.case_id)

    def leave_another(self) -> None:
        """Ask no more whether a draft of another person is to be taken over."""
        if "another" in self.__dict__:
            self.another.dismiss()

    # What came of it

    def _begun(self, case_id: str, words: str) -> None:
        if self.work.asks_first(self._desk.workplace.case(case_id)):
            return
        self._page.go.emit("checklist", case_id)
        self._page.said.emit("info", words)  # afterwards, for a new page takes what was said away

    def _removed(self, words: str) -> None:
        self._table.read_again()
        self.settled.emit()
        undo = "  ".join((self._("Ångra"), *keys_of("undo_delete")))
        self.removed.show_message("info", words, undo)

    def _put_back(self, case_id: str) -> None:
        self.removed.dismiss()
        self._table.read_again(case_id)
        self.settled.emit()

    def _say_whose(self, words: str) -> None:
        self.another.show_message("info", words, self._("Ta över det"))

    def _taken_over(self, case_id: str) -> None:
        self.leave_another()
        self._page.go.emit("checklist", case_id)
