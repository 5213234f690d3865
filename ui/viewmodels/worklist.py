# ruff: noqa: N802 - the camel case names are Qt's
"""The worklist as a table: rows come from the store in pages, as they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from triage.services import StoreError, View, WorklistRow
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_choice import WHOLE, Choice, Grouping, keep_choice, kept_choice
from ui.viewmodels.worklist_row import Column, RowWords

if TYPE_CHECKING:
    from ui.viewmodels.worklist_groups import Heading, ViewLines
    from ui.viewmodels.worklist_waiting import Waiting

PAGE: Final = 200
FIRST: Final = 100
"""Hits that are looked for while somebody types; the rest follows when they are on the screen."""
FAR: Final = 10_000
"""Rows that the list grows by where somebody scrolls to its end."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class WorklistModel(QAbstractTableModel):
    """Cases that match a search, or else stand in the view that is chosen.

    Only the pages that were looked at are held; `reload` forgets them. Nothing is counted that
    nobody looks at: a long list grows where it is scrolled to its end, a search and a view stop
    at the first thousand.
    """

    far = FAR
    counted = Signal()
    """It is known how many rows there are: of the list, or of what a search finds."""
    chose = Signal()
    """Another view is shown, or it is narrowed or grouped in another way."""
    waiting_counted = Signal()
    """It is known how many cases wait in each view."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = desk.workplace
        self._desk = desk
        self.words = RowWords(desk)
        self.choice = kept_choice(desk.workplace)
        self._query = ""
        self._count = 0
        self._more = False
        self._others = False
        self._hidden = 0
        self._unnamed = False
        self._found: list[WorklistRow] | None = None
        self._lines: ViewLines | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._find_rest)
        self._pages: dict[int, Sequence[WorklistRow]] = {}

    @property
    def query(self) -> str:
        """What is searched for."""
        return self._query

    def search(self, query: str) -> None:
        """Show what matches; an empty query shows the view."""
        if query.strip() != self._query:
            self._query = query.strip()
            self.reload()

    def choose(self, choice: Choice) -> None:
        """Show a view, narrowed and grouped as it says; a search ends. `keep` remembers it."""
        if choice == self.choice and not self._query:
            return
        self._query = ""
        self.choice = choice
        self.reload()
        self.chose.emit()

    def keep(self) -> None:
        """Remember what is chosen: a disk is slower than whoever looks through the views."""
        with suppress(StoreError):  # the view is there all the same, and next time chosen anew
            keep_choice(self._workplace, self.choice)

    def choose_view(self, view: View) -> None:
        """Show a view, narrowed and grouped as before."""
        self.choose(self.choice._replace(view=view))

    def toggle_mine(self) -> None:
        """Show one's own alone, or everybody's again; nothing where nobody else works here."""
        if self._workplace.shared:
            narrowed = self.choice.narrowed
            self.choose(self.choice._replace(narrowed=narrowed._replace(mine=not narrowed.mine)))

    def show_others(self, *, shown: bool) -> None:
        """Show other persons' drafts as well, or one's own and the unit's work alone."""
        if shown != self._others:
            self._others = shown
            self.reload()

    @property
    def others_shown(self) -> bool:
        """Whether other persons' drafts are shown, which never are one's own."""
        return self._others and not self.choice.narrowed.mine

    @property
    def others_hidden(self) -> int:
        """How many drafts of other persons the list does not show."""
        return self._hidden

    @property
    def more(self) -> bool:
        """Whether a search finds more than are listed, or a view may hold more."""
        if self._lines is not None:
            return self._lines.full
        return self._found is not None and self._more

    @property
    def cases(self) -> int:
        """How many cases are listed; headings are none."""
        return self._count if self._lines is None else self._lines.cases

    @property
    def in_view(self) -> bool:
        """Whether it shows a view, or a part of the list, and neither all of it nor a search."""
        return self._lines is not None

    def reload(self) -> None:
        """Read the store again."""
        self.beginResetModel()
        self._pages.clear()
        self._rest.stop()
        self._found, self._lines = None, None
        self.words.view = View.ALL if self._query else self.choice.view
        wanted = self._wanted()
        if wanted:
            self._found, self._more = self._workplace.find(wanted, FIRST)
            self._count, self._hidden = len(self._found), 0
        elif self._query or self.choice == WHOLE:
            standing = self._workplace.standing(others=self._others, far=self.far)
            self._count, self._more, self._hidden = standing
        else:
            self._read_view()
        self.endResetModel()
        if self._found is not None and self._more:
            self._rest.start()
        else:
            self.counted.emit()

    def _read_view(self) -> None:
        from ui.viewmodels.worklist_groups import ViewLines  # noqa: PLC0415 - the list needs none

        lines = ViewLines(self._workplace, self.choice, others=self._others)
        grouped = self.choice.grouping is not Grouping.NONE
        # A start does not wait for the criteria: they name the groups once the list stands.
        self._unnamed = grouped and not self._workplace.names_known
        if grouped and not self._unnamed:
            lines.group(self._desk.language, self._desk.translate)
        self._lines, self._count, self._more, self._hidden = lines, len(lines), False, 0
        if not self._others:
            self._hidden = self._workplace.view_hidden(self.choice.view, self.choice.narrowed)

    def count_waiting(self) -> None:
        """Begin to count what waits in each view, as it is narrowed."""
        if self._unnamed:
            self._workplace.place_names(())  # loads what names the groups
            self.reload()
        self.waiting.begin(self.choice.narrowed, others=self._others)

    def stop_counting(self) -> None:
        """Count no further: nobody looks."""
        if "waiting" in self.__dict__:
            self.waiting.stop()

    @cached_property
    def waiting(self) -> Waiting:
        """How many cases wait in each view; made once the list stands."""
        from ui.viewmodels.worklist_waiting import Waiting  # noqa: PLC0415 - see above

        made = Waiting(self._desk, self)
        made.counted.connect(self.waiting_counted)
        return made

    def _find_rest(self) -> None:
        """Add the hits after the first ones, as far as they are counted."""
        known = self._found
        if known is None:
            return
        found, self._more = self._workplace.find(self._wanted())
        here = {row.case_id for row in known}
        rest = [row for row in found if row.case_id not in here]
        if rest:
            self.beginInsertRows(_NOWHERE, len(known), len(known) + len(rest) - 1)
            known += rest
            self._count = len(known)
            self.endInsertRows()
        self.counted.emit()

    def canFetchMore(self, parent: Index) -> bool:
        whole = self._found is None and self._lines is None
        return not parent.isValid() and whole and self._more

    def fetchMore(self, parent: Index) -> None:
        """Let the list grow: somebody has scrolled to its end."""
        self.far += FAR
        standing = self._workplace.standing(others=self._others, far=self.far)
        if standing.rows > self._count:
            self.beginInsertRows(_NOWHERE, self._count, standing.rows - 1)
            self._count = standing.rows
            self._pages.pop(self._count // PAGE, None)
            self.endInsertRows()
        self._more = standing.more

    def _wanted(self) -> str:
        if not self._query:
            return ""
        from ui.viewmodels.search_typed import searched_for  # noqa: PLC0415 - a start finds all

        return searched_for(self._query, self._workplace.now().date())

    def case_id(self, row: int) -> str:
        """Return the case in a row; "" for a heading, or where another window has removed it."""
        found = self.row(row)
        return "" if found is None else found.case_id

    def row(self, at: int) -> WorklistRow | None:
        """Return what stands in a row; None for a heading, and where it was removed since."""
        if self._lines is not None:
            return self._lines.row(at)
        if self._found is not None:
            return self._found[at] if at < len(self._found) else None
        number, offset = divmod(at, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._workplace.worklist(
                "", number * PAGE, PAGE, others=self._others
            )
        # Where cases were removed since they were counted, the last page is shorter.
        return page[offset] if offset < len(page) else None

    def heading(self, at: int) -> Heading | None:
        """Return the heading that stands in a row; None where it is a case."""
        return None if self._lines is None else self._lines.heading(at)

    def headings(self) -> Sequence[int]:
        """Return the rows that are headings."""
        return () if self._lines is None else self._lines.headings()

    def row_of(self, case_id: str) -> int:
        """Return the row of a case; -1 where it is not in the list."""
        if self._lines is not None:
            return self._lines.place(case_id)
        if self._found is not None:
            if self._rest.isActive():
                self._rest.stop()
                self._find_rest()
            cases = [row.case_id for row in self._found]
            return cases.index(case_id) if case_id in cases else -1
        place = self._workplace.place(case_id, others=self._others)
        return -1 if place is None or place >= self._count else place

    def loaded_rows(self) -> int:
        """Return how many rows are held in memory."""
        return sum(map(len, self._pages.values())) if self._lines is None else self._lines.loaded()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.words.headings[Column(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Nobody chooses a heading."""
        heading = self.heading(index.row()) is not None
        return Qt.ItemFlag.ItemIsEnabled if heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        row, column = self.row(index.row()), Column(index.column())
        if row is not None:
            said = self.words.said(row, column, role)
            if column == Column.PATIENT and role == Qt.ItemDataRole.AccessibleTextRole:
                return self._under(index.row(), said or "")
            return said
        heading = self.heading(index.row())
        texts = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if heading is not None and column == Column.PATIENT and role in texts:
            return f"{heading.title} ({heading.cases})"
        return None

    def _under(self, at: int, said: str) -> str:
        """Return what is heard of a row; of the first in a group, under which heading it stands."""
        heading = self.heading(at - 1)
        return said if heading is None else f"{heading.title}: {said}"
