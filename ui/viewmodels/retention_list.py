# ruff: noqa: N802 - the camel case names are Qt's
"""The cases that a purge would take, as a list of two lines each."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from triage.services.retention import DueCase

Index = QModelIndex | QPersistentModelIndex
REASON_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The second line: why the case may go."""
_NOWHERE: Final = QModelIndex()


class RetentionList(QAbstractListModel):
    """Makes the words of a row when it is looked at: there may be many thousands."""

    def __init__(
        self, line: Callable[[DueCase], tuple[str, str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._cases: Sequence[DueCase] = ()

    def show_cases(self, cases: Sequence[DueCase]) -> None:
        """List other cases."""
        if cases != self._cases:
            self.beginResetModel()
            self._cases = cases
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cases)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        who, why = self._line(self._cases[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return who
        if role == REASON_ROLE:
            return why
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{who}. {why}"
        return None
