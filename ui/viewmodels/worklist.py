# ruff: noqa: N802 - the camel case names are Qt's
"""The worklist as a table: rows come from the store in pages, as they are looked at."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from triage.services import WorklistRow
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_words import care_forms, changed, shown_number, states, urgencies

PAGE: Final = 200
FIRST: Final = 100
"""Hits that are looked for while somebody types; the rest follows when they are on the screen."""
FAR: Final = 10_000
"""Rows that the list grows by where somebody scrolls to its end."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class Column(IntEnum):
    """Columns from left to right."""

    FLAG = 0
    PATIENT = 1
    NUMBER = 2
    STATE = 3
    CARE_FORM = 4
    URGENCY = 5
    CHANGED = 6


TONE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The colour token of a cell's text, or None for the text colour."""
SECOND_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
"""What a cell says on its second line where columns are folded together."""
ASIDE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 3
"""What stands muted after a cell's text."""


class WorklistModel(QAbstractTableModel):
    """Cases that match a search, open work first.

    Only the pages that were looked at are held; `reload` forgets them. Nothing is counted that
    nobody looks at: a long list grows where it is scrolled to its end, a search stops at the
    first thousand.
    """

    far = FAR
    counted = Signal()
    """It is known how many rows there are: of the list, or of what a search finds."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = desk.workplace
        _ = desk.translate
        self._translate = _
        self._forms = care_forms(_)
        self._urgencies = urgencies(_)
        self._states = states(_)
        self._headings = {
            Column.FLAG: _("Larm"),
            Column.PATIENT: _("Patient"),
            Column.NUMBER: _("Nummer"),
            Column.STATE: _("Läge"),
            Column.CARE_FORM: _("Vårdform"),
            Column.URGENCY: _("Angelägenhet"),
            Column.CHANGED: _("Ändrad"),
        }
        self._several = _("flera möjliga")
        self._not_clear = _("inte klar")
        self._urgency_open = _("Angelägenheten är inte klar")
        self._red_flag = _("larmtecken")
        self._protected = _("Skyddade personuppgifter")
        self._nameless = _("Utan namn")
        self._practice = _("övning")
        self._again = _("ombedömning")
        self._moved = _("i journalsystemet")
        self._with = _("hos {name}")
        self._people: dict[str, str] | None = None
        self._query = ""
        self._count = 0
        self._more = False
        self._others = False
        self._hidden = 0
        self._found: list[WorklistRow] | None = None
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
        """Show what matches; an empty query shows all."""
        if query.strip() != self._query:
            self._query = query.strip()
            self.reload()

    def show_others(self, *, shown: bool) -> None:
        """Show other persons' drafts as well, or one's own and the unit's work alone."""
        if shown != self._others:
            self._others = shown
            self.reload()

    @property
    def others_shown(self) -> bool:
        """Whether other persons' drafts are shown."""
        return self._others

    @property
    def others_hidden(self) -> int:
        """How many drafts of other persons the list does not show."""
        return self._hidden

    @property
    def more(self) -> bool:
        """Whether a search finds more than are listed."""
        return self._found is not None and self._more

    def reload(self) -> None:
        """Read the store again."""
        self.beginResetModel()
        self._pages.clear()
        self._rest.stop()
        wanted = self._wanted()
        if wanted:
            self._found, self._more = self._workplace.find(wanted, FIRST)
            self._count, self._hidden = len(self._found), 0
        else:
            standing = self._workplace.standing(others=self._others, far=self.far)
            self._found = None
            self._count, self._more, self._hidden = standing
        self.endResetModel()
        if self.more:
            self._rest.start()
        else:
            self.counted.emit()

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
        return not parent.isValid() and self._found is None and self._more

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
        """Return the case that stands in a row; "" where another window has removed it."""
        found = self._row(row)
        return "" if found is None else found.case_id

    def row(self, at: int) -> WorklistRow | None:
        """Return what stands in a row; None where another window has removed it."""
        return self._row(at)

    def row_of(self, case_id: str) -> int:
        """Return the row of a case; -1 where it is not in the list."""
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
        return sum(map(len, self._pages.values()))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        row, column = self._row(index.row()), Column(index.column())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row) if column == Column.PATIENT else self._said(row, column)
        if role == TONE_ROLE:
            return self._tone(row, column)
        if role == SECOND_ROLE:
            return self._second(row, column)
        if role == ASIDE_ROLE:
            return self._aside(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.PATIENT:
            # A long name is cut in the list; nothing is told here that the list would not tell.
            return " · ".join(filter(None, (self._person(row), self._aside(row, column))))
        return None

    def _row(self, at: int) -> WorklistRow | None:
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

    def _text(self, row: WorklistRow, column: Column) -> str:
        if column == Column.FLAG:
            return "⚠" if row.red_flag else ""
        if column == Column.PATIENT:
            return self._person(row)
        if column == Column.NUMBER:
            return self._number(row)
        if column == Column.STATE:
            symbol, word, _tone = self._states[row.state]
            return f"{symbol} {word}"
        if column == Column.CARE_FORM:
            return self._form(row)
        if column == Column.URGENCY:
            return self._urgency(row)
        here = self._workplace.now()
        at = datetime.fromisoformat(row.changed_at).astimezone(here.tzinfo)
        return changed(at, here.date(), self._translate)

    def _person(self, row: WorklistRow) -> str:
        if row.protected:
            return row.alias or self._protected
        return row.name or row.alias or self._nameless

    def _aside(self, row: WorklistRow, column: Column) -> str:
        if column != Column.PATIENT:
            return ""
        also = self._protected if row.protected and row.alias else ""
        alias = row.alias if row.name and not row.protected else ""
        again = self._again if row.reassessment else ""
        moved = self._moved if row.moved else ""
        practice = self._practice if row.example else ""
        return " · ".join(filter(None, (also, alias, again, moved, practice, self._whose(row))))

    def _whose(self, row: WorklistRow) -> str:
        if not self._workplace.is_of_another(row):
            return ""
        if self._people is None:  # a start has none of them on the screen
            self._people = {one.id: one.name for one in self._workplace.people()}
        return self._with.format(name=self._people.get(str(row.owner), ""))

    def _number(self, row: WorklistRow) -> str:
        # Even a protected row that was found by its number shows none of it.
        if row.protected:
            return "********-****"
        return shown_number(row.number) if row.number else ""

    def _form(self, row: WorklistRow) -> str:
        if row.care_form is not None:
            return self._forms.get(row.care_form, row.care_form)
        return self._several if row.status is not None else ""

    def _urgency(self, row: WorklistRow) -> str:
        if row.urgency is not None:
            return self._urgencies.get(row.urgency, row.urgency)
        return self._not_clear if row.status is not None else ""

    def _tone(self, row: WorklistRow, column: Column) -> str | None:
        if column == Column.FLAG:
            return "danger"
        if column == Column.STATE:
            return self._states[row.state][2]
        if column == Column.URGENCY:
            return {
                None: "muted",
                "immediate": "danger",
                "within_24_hours": "gap",
                "within_three_days": "gap",
            }.get(row.urgency)
        if column in {Column.NUMBER, Column.CHANGED}:
            return "muted"
        unsettled = column == Column.CARE_FORM and row.care_form is None
        return "muted" if unsettled else None

    def _second(self, row: WorklistRow, column: Column) -> str:
        beside = {
            Column.PATIENT: (Column.STATE, Column.NUMBER),
            Column.CARE_FORM: (Column.URGENCY, Column.CHANGED),
        }.get(column, ())
        return " · ".join(filter(None, (self._text(row, one) for one in beside)))

    def _said(self, row: WorklistRow, column: Column) -> str:
        if column == Column.FLAG:
            return self._red_flag if row.red_flag else ""
        if column == Column.STATE:
            return self._states[row.state][1]
        if column == Column.URGENCY and row.urgency is None and row.status is not None:
            return self._urgency_open
        return self._text(row, column)

    def _spoken(self, row: WorklistRow) -> str:
        """Return the whole row, for those who hear it."""
        parts = [self._person(row), self._aside(row, Column.PATIENT)]
        parts += [self._said(row, one) for one in Column if one != Column.PATIENT]
        return ", ".join(filter(None, parts))
