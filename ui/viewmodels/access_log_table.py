# ruff: noqa: N802 - the camel case names are Qt's
"""The access log as a table: the newest entry first, more as one reads on.

Nothing is counted: a log of a million entries opens as fast as one of ten. What is held are the
entries that were looked at.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from triage.access_words import act_words, detail_words, patient_words, who_words
from triage.services.access import Entry, Wanted
from ui.viewmodels.desk import Desk

PAGE: Final = 200
Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
SECOND_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""What a cell says on its second line where columns are folded together."""


class Column(IntEnum):
    """Columns from left to right."""

    SEQ = 0
    AT = 1
    WHO = 2
    ACT = 3
    PATIENT = 4
    MORE = 5


class AccessLogTable(QAbstractTableModel):
    """Entries that were asked for, as far as they were read."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._access = desk.workplace.access
        self._zone = desk.workplace.now().tzinfo
        _ = self._ = desk.translate
        self._acts: Mapping[str, str] = act_words(_)
        self._headings = {
            Column.SEQ: _("Nr"),
            Column.AT: _("Tid"),
            Column.WHO: _("Person och enhet"),
            Column.ACT: _("Händelse"),
            Column.PATIENT: _("Patient"),
            Column.MORE: _("Uppgifter"),
        }
        self._wanted = Wanted()
        self._rows: list[Entry] = []
        self._all_read = True

    def show_wanted(self, wanted: Wanted) -> None:
        """Show other entries, from the newest.

        :raises StoreError: the log cannot be read; none are shown then
        """
        self.beginResetModel()
        self._wanted, self._rows, self._all_read = wanted, [], True
        try:
            self._rows = self._access.entries(wanted, None, PAGE)
            self._all_read = len(self._rows) < PAGE
        finally:
            self.endResetModel()

    @property
    def all_read(self) -> bool:
        """Whether there are no more entries than those in sight."""
        return self._all_read

    def entry(self, row: int) -> Entry:
        """Return what stands in a row."""
        return self._rows[row]

    def whole(self, row: int) -> str:
        """Return all that is known of an entry, as one text."""
        entry = self._rows[row]
        number = self._("Post {seq}").format(seq=entry.seq)
        order = (Column.AT, Column.WHO, Column.ACT, Column.PATIENT, Column.MORE)
        return " · ".join(filter(None, (number, *(self._text(entry, one) for one in order))))

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        return not parent.isValid() and not self._all_read

    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        if not self.canFetchMore(parent):
            return
        more = self._access.entries(self._wanted, self._rows[-1].seq, PAGE)
        self._all_read = len(more) < PAGE
        if more:
            at = len(self._rows)
            self.beginInsertRows(_NOWHERE, at, at + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == SECOND_ROLE:
            beside = {Column.ACT: Column.WHO, Column.AT: Column.PATIENT}.get(column)
            return None if beside is None else self._text(entry, beside)
        if role == Qt.ItemDataRole.ToolTipRole and column in {Column.MORE, Column.WHO}:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry) if column == Column.ACT else self._text(entry, column)
        return None

    def _text(self, entry: Entry, column: Column) -> str:
        _ = self._
        if column == Column.SEQ:
            return str(entry.seq)
        if column == Column.AT:
            return f"{datetime.fromisoformat(entry.at).astimezone(self._zone):%Y-%m-%d %H:%M:%S}"
        if column == Column.WHO:
            return " · ".join(filter(None, (who_words(entry.who, _), entry.unit)))
        if column == Column.ACT:
            return self._acts.get(entry.act, entry.act)
        if column == Column.PATIENT:
            # Who asks by the number knows it.
            hidden = entry.protected and not self._wanted.patient
            return patient_words(entry.patient, _, hidden=hidden)
        back = _("datorns klocka var ställd tillbaka") if entry.set_back else ""
        return "; ".join(filter(None, (detail_words(entry.detail, _), back)))

    def _spoken(self, entry: Entry) -> str:
        """Return the whole row, for those who hear it."""
        order = (Column.ACT, Column.PATIENT, Column.WHO, Column.AT, Column.MORE)
        return ", ".join(filter(None, (self._text(entry, one) for one in order)))
