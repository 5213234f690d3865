"""The page a day starts from: open work first, what was decided below."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from triage.services import WorklistRow
from ui.actions import keys_of
from ui.viewmodels.desk import Desk
from ui.viewmodels.preferences import Preferences
from ui.viewmodels.worklist import WorklistModel
from ui.views.page import Page
from ui.views.worklist_actions import RowActions
from ui.views.worklist_bar import ViewBar
from ui.widgets.worklist_table import WorklistTable

if TYPE_CHECKING:
    from ui.views.new_assessment_panel import NewAssessmentPanel
    from ui.views.worklist_empty import EmptyList
    from ui.views.worklist_foot import ListFoot
    from ui.views.worklist_purpose import PurposeNotice
    from ui.views.worklist_round import RoundListOut
    from ui.views.worklist_rows import RowWork


class WorklistPage(Page):
    """Puts the worklist together: its views above, what is done with it and said of it below."""

    search_left = Signal()
    """A view was chosen while something was searched for: the search line is to be empty."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ = desk.translate
        self.model = WorklistModel(desk, self)
        self.table = WorklistTable(self.model, name=self._("Arbetslista"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # The list gives way to the entry above it where large text needs the height.
        self.table.setMinimumHeight(1)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        round_list = {"print_list": self.print_list, "save_list": self.save_list}
        self.bar = ViewBar(desk, self.model, self.focus_list, round_list)
        self.offered = RowActions(self._)
        for part, stretch in ((self.bar, 0), (self.table, 1), (self.offered, 0)):
            self._column.addWidget(part, stretch)
        self._bind()
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.model.modelReset.connect(self._show_what_there_is)
        self.model.counted.connect(self._say_foot)
        self.model.waiting_counted.connect(self._say_foot)
        self.model.chose.connect(self._chosen)
        self.bar.bind(self)
        if not Preferences(desk.workplace).purpose_read:
            self.purpose.show()

    def _bind(self) -> None:
        """Bind what is done with the current row to its keys and to the buttons below the list."""
        self.offered.asked.connect(self._with_row)
        for action in ("reassess", "follow_row", "moved_row", "undo_delete"):
            self.on(action, partial(self._with_row, action))
        for keys in keys_of("delete_draft"):  # the list's alone: elsewhere they delete letters
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._with_row, "delete_draft"))

    def _with_row(self, action: str) -> None:
        self.rows.do(action)

    def _open(self, case_id: str) -> None:
        self.rows.open(case_id)

    # What a start seldom shows is made when it is first wanted.

    @cached_property
    def rows(self) -> RowWork:
        """What is done with the current row."""
        from ui.views.worklist_rows import RowWork  # noqa: PLC0415 - see above

        rows = RowWork(self.desk, self.table, self, self._current, self._put_below)
        rows.settled.connect(self.focus_list)
        return rows

    @cached_property
    def purpose(self) -> PurposeNotice:
        """What the program is for, until it was read."""
        from ui.views.worklist_purpose import PurposeNotice  # noqa: PLC0415 - see above

        purpose = PurposeNotice(self.desk, self._column, self)
        purpose.read.connect(self.focus_list)
        return purpose

    @cached_property
    def panel(self) -> NewAssessmentPanel:
        """The entry of a new assessment, above the list."""
        from ui.views.new_assessment_panel import NewAssessmentPanel  # noqa: PLC0415 - see above
        from ui.widgets.giving_way import GivingWay  # noqa: PLC0415 - see above

        panel = NewAssessmentPanel(self.desk)
        self._column.insertWidget(0, GivingWay(panel))
        panel.begun.connect(lambda case: self.go.emit("checklist", case))
        panel.open_asked.connect(self._open)
        panel.reassess_asked.connect(self.rows.work.reassess_case)
        panel.failed.connect(lambda text: self.said.emit("error", text))
        panel.closed.connect(self._panel_closed)
        return panel

    @cached_property
    def foot(self) -> ListFoot:
        """How many a search finds, and drafts of others."""
        from ui.views.worklist_foot import ListFoot  # noqa: PLC0415 - see above

        foot = ListFoot(self._, self.model)
        self._put_below(foot)
        foot.shown_others.connect(self._follow_others)
        foot.advice_asked.connect(lambda: self.go.emit("advice", ""))
        return foot

    @cached_property
    def round_list(self) -> RoundListOut:
        """The list on paper, or as a file."""
        from ui.views.worklist_round import RoundListOut  # noqa: PLC0415 - see above

        out = RoundListOut(self.desk, self.model)
        self._put_below(out)
        return out

    @cached_property
    def empty(self) -> EmptyList:
        """What stands in the place of the list where it has no rows."""
        from ui.views.worklist_empty import EmptyList  # noqa: PLC0415 - see above

        empty = EmptyList(self._, self.model)
        self._column.insertWidget(self._column.indexOf(self.table) + 1, empty, 1)
        empty.button.clicked.connect(self.begin)
        return empty

    def _put_below(self, part: QWidget) -> None:
        self._column.insertWidget(self._column.indexOf(self.offered), part)

    # The page in the window

    def title(self) -> str:
        return self._("Arbetslista")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        return self._("Ny bedömning"), self._begin_or_go_on

    def arrive(self) -> None:
        """Read the list again and stand on the row that was current."""
        self.table.read_again(*self.bookmark())
        if not self.entry_open():
            self.focus_list()

    def bookmark(self) -> tuple[str, ...]:
        row = self.table.chosen()
        return () if row is None else (row.case_id,)

    def turn_to(self, mark: tuple[str, ...]) -> None:
        at = self.model.row_of(mark[0])
        if at >= 0:
            self.table.select_row(at)

    def leave(self) -> None:
        """Remember the view that is left."""
        self.model.keep()

    # A new assessment

    def entry_open(self) -> bool:
        """Say whether the entry of a new assessment is in sight."""
        return "panel" in self.__dict__ and not self.panel.isHidden()

    def begin(self) -> None:
        """Open the entry of a new assessment."""
        if "purpose" in self.__dict__:
            self.purpose.give_way()  # with large text there is not room for both
        self.panel.open_panel()
        self._offer()

    def _begin_or_go_on(self) -> None:
        # Where all is filled in, the main key means what is filled in, not to begin it anew.
        if self.entry_open() and self.panel.entry.ready:
            self.panel.begin_button.click()
        else:
            self.begin()

    def _panel_closed(self) -> None:
        if "purpose" in self.__dict__:
            self.purpose.show()
        self._offer()
        self.focus_list()

    # The list

    def search(self, query: str) -> None:
        """Show what matches."""
        self._leave_another()
        self.model.search(query)
        self.table.select_row(0)

    def open_first(self) -> None:
        """Open the current row, as Enter in the search line does."""
        self.table.open_current()

    def current_case(self) -> str:
        """Return the case of the current row; "" where there is none."""
        row = self._current()
        return "" if row is None else row.case_id

    def _current(self) -> WorklistRow | None:
        # While the entry is open nothing is done with rows, and large text needs the height.
        return None if self.entry_open() else self.table.chosen()

    def _offer(self) -> None:
        row = self._current()
        another = row is not None and self.desk.workplace.is_of_another(row)
        self.offered.show_row(row, moved=row is not None and row.moved, another=another)

    def _leave_another(self) -> None:
        if "rows" in self.__dict__:
            self.rows.leave_another()

    def print_list(self) -> None:
        """Print the list as it stands."""
        self.round_list.print()

    def save_list(self) -> None:
        """Save the list as it stands, as a PDF."""
        self.round_list.save()

    def focus_list(self) -> None:
        """Put the keyboard in the list; without rows on its views, or on what begins one."""
        target: QWidget = self.table
        if not self.model.rowCount():
            target = self.bar.current() if self.model.in_view else self.empty.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        self.search_left.emit()
        self._leave_another()
        self.table.select_row(0)

    def _follow_others(self) -> None:
        self.table.select_row(0)
        self.focus_list()

    def _say_foot(self) -> None:
        model = self.model
        if "foot" in self.__dict__ or model.query or model.others_hidden or model.in_view:
            self.foot.follow()

    def _show_what_there_is(self) -> None:
        rows = self.model.rowCount() > 0
        if not rows:
            self.empty.follow()
        self.table.setVisible(rows)
        self._offer()
        if not rows or "empty" in self.__dict__:
            self.empty.setVisible(not rows)
