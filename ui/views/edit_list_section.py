"""A list of the draft: rows that unfold what is edited in them, in an order, with more to add."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from triage.packs.edit import REMOVED, FilePart
from ui.viewmodels.edit_pack import EditPack
from ui.views.edit_fields import Field
from ui.views.edit_section import Confirm, Form, Section
from ui.widgets.pack_rows import PackRows, RowText
from ui.widgets.tab_order import take_focus


class ListSection(Section):
    """A list of the draft: rows that unfold, in an order, to which more can be added."""

    part: FilePart = "pack"
    key = ""
    orderly = True
    """Whether the order means something to a reader."""

    def __init__(self, model: EditPack, title: str, lead: str, add_word: str) -> None:
        super().__init__(model, title, lead)
        self.rows = PackRows(title)
        self.add_button = QPushButton(add_word)
        self.column.addWidget(self.rows)
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self._asking: Confirm | None = None
        self._opened: object = None
        self.rows.asked_open.connect(self._toggle)
        self.rows.asked_move.connect(self._move)
        self.rows.asked_remove.connect(self._ask_remove)
        self.rows.asked_add.connect(self.add)
        self.add_button.clicked.connect(self.add)
        self.ready()

    # What each list says

    def items(self) -> Sequence[Any]:
        """Return the list's values."""
        found = self.model.value(self.part, (self.key,), ())
        return found if isinstance(found, tuple) else ()

    def row(self, index: int, item: Any) -> RowText:
        """Return how an item stands in the list."""
        raise NotImplementedError

    def form(self, index: int) -> Form:
        """Return the fields of an item."""
        raise NotImplementedError

    def new_item(self) -> object:
        """Return what a new item begins with; None where nothing can be added."""
        raise NotImplementedError

    def words(self) -> tuple[str, str, str]:
        """Return the names of the steps: added, removed, moved."""
        _ = self._
        return _("Tillagt"), _("Borttaget"), _("Flyttat")

    def loss(self, index: int) -> str:
        """Say what goes when an item is removed."""
        raise NotImplementedError

    def remove(self, index: int) -> None:
        """Take an item out, with what leads to it."""
        self.model.change(self.words()[1], self.part, (self.key, index), REMOVED)

    # What the reader does

    def refresh(self) -> None:
        self._show_rows()
        super().refresh()

    def rebuild(self) -> None:
        self._show_rows()
        opened = self.rows.opened
        if self._named(opened) != self._opened:
            self.open(opened if 0 <= opened < len(self.items()) else -1)
        else:  # the keyboard stays where it is
            super().refresh()

    def open(self, index: int) -> None:
        """Unfold an item; -1 folds."""
        self._asking = None
        self._opened = self._named(index)
        self.rows.unfold(index, None if index < 0 else self._unfolded(index))

    def _named(self, index: int) -> object:
        """Return what tells an item from the others; None where there is none."""
        items = self.items()
        item = items[index] if 0 <= index < len(items) else {}
        return item.get("id") or item.get("finding")

    def start(self) -> None:
        if self.rows.buttons:
            self.rows.focus_row(max(self.rows.opened, 0))
        else:
            self.add_button.setFocus()

    def mend(self, index: int) -> None:
        if 0 <= index < len(self.items()):
            self.open(index)
            self.rows.focus_row(index)
        super().mend(index)

    def add(self) -> None:
        """Add an item, last, and unfold it."""
        item = self.new_item()
        if item is None:
            return
        at = len(self.items())
        self.model.change(self.words()[0], self.part, (self.key, at), item)
        self.refresh()
        self.open(at)
        first = None if self.rows.content is None else self.rows.content.findChild(Field)
        if first is not None and first.control is not None:
            take_focus(first.control)

    def _show_rows(self) -> None:
        marked = []
        for index, item in enumerate(self.items()):
            row = self.row(index, item)
            if self.model.problems_at(self.part, (self.key, index)):
                row = RowText(row.title, row.under, "⚠", "danger", self._("fel"))
            elif item != self.model.value_in_force(self.part, (self.key, index)):
                row = RowText(row.title, row.under, "●", "primary", self._("ändrat"))
            marked.append(row)
        self.rows.set_rows(marked)

    def _unfolded(self, index: int) -> QWidget:
        form = self.form(index)
        form.add(self._foot(index))
        return form

    def _foot(self, index: int) -> QWidget:
        _ = self._
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        if self.orderly:
            for word, by in ((_("Flytta upp"), -1), (_("Flytta ner"), 1)):
                button = QPushButton(word)
                button.setEnabled(0 <= index + by < len(self.items()))
                button.clicked.connect(lambda _checked=False, by=by: self._move(index, by))
                row.addWidget(button)
        away = QPushButton(_("Ta bort"))
        away.setAccessibleName(f"{away.text()}: {self.rows.titles()[index]}")
        away.clicked.connect(lambda: self._ask_remove(index))
        row.addStretch(1)
        row.addWidget(away)
        return foot

    def _toggle(self, index: int) -> None:
        self.open(-1 if index == self.rows.opened else index)
        self.rows.focus_row(index)

    def _move(self, index: int, by: int) -> None:
        to, items = index + by, list(self.items())
        if not self.orderly or not 0 <= to < len(items):
            return
        items[index], items[to] = items[to], items[index]
        opened = self.rows.opened
        self.model.change(self.words()[2], self.part, (self.key,), tuple(items))
        self._show_rows()
        if opened in {index, to}:
            self.open(to if opened == index else index)
        self.rows.focus_row(to)

    def _ask_remove(self, index: int) -> None:
        if self.rows.opened != index:
            self.open(index)
        if self._asking is not None or not isinstance(self.rows.content, Form):
            return
        _ = self._
        ask = Confirm(self.loss(index), _("Ta bort"), _("Behåll"))
        ask.confirmed.connect(lambda: self._removed(index))
        ask.declined.connect(lambda: self._kept(index))
        self._asking = ask
        self.rows.content.ask(ask)
        ask.no.setFocus()

    def _removed(self, index: int) -> None:
        self.open(-1)
        self.remove(index)
        self.refresh()
        self.start()
        self.rows.focus_row(index)

    def _kept(self, index: int) -> None:
        if self._asking is not None:
            self._asking.hide()
            self._asking.deleteLater()
            self._asking = None
        self.rows.focus_row(index)
