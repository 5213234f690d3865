"""What is done with the current row of the worklist, by a key or by the buttons below the list."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from triage.services import WorklistRow
from ui.actions import keys_of
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_work import WorklistWork
from ui.views.page import Page
from ui.widgets.message_bar import MessageBar
from ui.widgets.worklist_table import WorklistTable


class RowWork(QObject):
    """Says below the list, so that no row moves, what came of it and what can be done about it.

    Made when something is first done: a start shows the list alone.
    """

    settled = Signal()
    """The list is another now: the keyboard belongs in it."""

    def __init__(
        self,
        desk: Desk,
        table: WorklistTable,
        page: Page,
        current: Callable[[], WorklistRow | None],
        below: Callable[[QWidget], None],
    ) -> None:
        """Work with the row that is `current`; `below` puts a message under the page's list."""
        super().__init__(page)
        self._ = desk.translate
        self._desk, self._table, self._page = desk, table, page
        self._current, self._below = current, below
        self.work = WorklistWork(desk, self)
        self.work.of_another.connect(self._say_whose)
        self.work.taken_over.connect(self._taken_over)
        self.work.begun.connect(self._begun)
        self.work.removed.connect(self._removed)
        self.work.put_back.connect(self._put_back)
        self.work.refused.connect(page.said)

    @cached_property
    def removed(self) -> MessageBar:
        """Says that a draft was removed, and undoes it."""
        return self._bar(self.work.undo)

    @cached_property
    def another(self) -> MessageBar:
        """Says whose a draft is, and takes it over."""
        return self._bar(self.work.take_over)

    def _bar(self, act: Callable[[], None]) -> MessageBar:
        bar = MessageBar(close_word=self._("Stäng"))
        self._below(bar)
        bar.action.connect(act)
        return bar

    def do(self, action: str) -> None:
        """Do what an action of `ui.actions` says, with the current row."""
        acts = {
            "open": self._table.open_current,
            "reassess": self.reassess,
            "follow_row": self.follow_up,
            "moved_row": self.toggle_moved,
            "delete_draft": self.delete_draft,
            "undo_delete": self.work.undo,
        }
        acts[action]()

    def open(self, case_id: str) -> None:
        """Open a case where it is gone on with; a draft of another person is asked about first."""
        self.leave_another()
        case = self._desk.workplace.case(case_id)
        if not self.work.asks_first(case):
            self._page.go.emit("review" if case.state == "decided" else "checklist", case_id)

    def reassess(self) -> None:
        """Begin a reassessment of the current row's patient."""
        row = self._current()
        if row is not None:
            self.work.reassess(row)

    def follow_up(self) -> None:
        """Show what happened to the current row's referral after its decision."""
        row = self._current()
        if row is None:
            return
        if row.state == "draft":
            told = self._("Utkastet är inte beslutat än. Öppna det och fortsätt där.")
            self._page.said.emit("info", told)
        else:
            self._page.go.emit("follow_up", row.case_id)

    def delete_draft(self) -> None:
        """Remove the current row's draft; what was removed can be put back."""
        row = self._current()
        if row is not None:
            self.work.remove(row)

    def toggle_moved(self) -> None:
        """Note that the record system has the current row's decision, or take that back."""
        row = self._current()
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
