# ruff: noqa: N802 - the camel case names are Qt's
"""Some of many named things, in an order: criteria of a part, municipalities of a catchment.

What is picked stands as rows; more are found by typing. Delete takes the row with the
keyboard away, Ctrl and an arrow move it where the order means something.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from triage.texts import Translate
from ui.theme import em
from ui.widgets.lookup import LookupAnswer
from ui.widgets.measured import Measured, label
from ui.widgets.segmented import Option


class _Pick(Measured):
    """One picked thing; its button holds the keyboard and takes it away."""

    def __init__(self, text: str, away: str) -> None:
        super().__init__()
        self.text = label()
        self.text.setText(text)
        self.remove = QToolButton()
        self.remove.setText("×")
        self.remove.setAccessibleName(f"{away} {text}")
        self.remove.setToolTip(f"{away} {text}")
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.remove)
        self._row.addWidget(self.text, 1)
        self.ready()

    def measure(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(em(0.3))


class Picks(Measured):
    """`picked` carries all that is picked, in order."""

    picked = Signal(tuple)

    def __init__(
        self, name: str, options: Sequence[tuple[str, str]], _: Translate, *, ordered: bool = True
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._, self._name, self._ordered = _, name, ordered
        self._words: Mapping[str, str] = dict(options)
        self._chosen: tuple[str, ...] = ()
        self._rows: list[_Pick] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.add_button = QPushButton(_("Lägg till"))
        self.finder: LookupAnswer | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._list)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_button.setAccessibleName(f"{self.add_button.text()}: {name}")
        self.add_button.clicked.connect(self.open_finder)
        self.ready()

    def values(self) -> tuple[str, ...]:
        """Return what is picked."""
        return self._chosen

    def texts(self) -> list[str]:
        """Return what is picked, in words."""
        return [row.text.text() for row in self._rows]

    def set_values(self, chosen: Sequence[str]) -> None:
        """Show what is picked, without telling it."""
        if tuple(chosen) == self._chosen and len(self._rows) == len(chosen):
            return
        self._chosen = tuple(chosen)
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for at, value in enumerate(self._chosen):
            row = _Pick(self._words.get(value, value), self._("Ta bort"))
            row.remove.clicked.connect(lambda _checked=False, one=at: self._remove(one))
            self._rows.append(row)
            self._list.addWidget(row)

    def open_finder(self) -> None:
        """Open the line in which another is found by typing."""
        left = [Option(one, words) for one, words in self._words.items() if one not in self._chosen]
        if not left or self.finder is not None:
            return
        finder = LookupAnswer(left[:-1], left[-1], self._("Inget heter så."), name=self._name)
        finder.field.setPlaceholderText(self._("Skriv för att hitta"))
        finder.chosen.connect(self._add)
        self.finder = finder
        self._column.insertWidget(1, finder)
        finder.show()
        finder.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((n for n, row in enumerate(self._rows) if row.remove.hasFocus()), None)
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.finder is not None:
            self._fold()
            self.add_button.setFocus()
        elif at is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Delete:
            self._remove(at)
        elif key in moves and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(at, moves[key])
        elif key in moves and 0 <= at + moves[key] < len(self._rows):
            self._rows[at + moves[key]].remove.setFocus()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._column.setSpacing(em(0.25))

    def _tell(self, chosen: tuple[str, ...], focus: int) -> None:
        self.set_values(chosen)
        self.picked.emit(chosen)
        self._focus(focus)

    def _focus(self, at: int) -> None:
        rows: Sequence[QWidget] = [row.remove for row in self._rows]
        where = rows[min(at, len(rows) - 1)] if rows and at >= 0 else self.add_button
        where.setFocus()

    def _remove(self, at: int) -> None:
        self._tell((*self._chosen[:at], *self._chosen[at + 1 :]), at)

    def _move(self, at: int, by: int) -> None:
        to = at + by
        if self._ordered and 0 <= to < len(self._chosen):
            order = list(self._chosen)
            order[at], order[to] = order[to], order[at]
            self._tell(tuple(order), to)

    def _add(self, value: object) -> None:
        if isinstance(value, str) and value not in self._chosen:
            self._fold()
            self._tell((*self._chosen, value), -1)

    def _fold(self) -> None:
        if self.finder is not None:
            self._column.removeWidget(self.finder)
            self.finder.hide()
            self.finder.deleteLater()
            self.finder = None
