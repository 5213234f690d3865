# ruff: noqa: N802 - the camel case names are Qt's
"""A rule as an indented tree in words, edited by keyboard or mouse, never as code.

Arrows walk, Enter edits a leaf where it stands, + adds, Delete takes away, Ctrl and an arrow
move, `I` denies. Whatever is done, what stands there is a rule that loads.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from triage.core.rules import Rule
from triage.core.vocabulary import Vocabulary
from triage.texts import translator
from ui.theme import em
from ui.viewmodels.edit_leaf import Leaf
from ui.viewmodels.edit_rule import RuleViewModel
from ui.viewmodels.rule_tree import GROUPS, Kind, Place
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.pack_leaf_form import LeafForm
from ui.widgets.pack_leaf_value import CalmSpin
from ui.widgets.pack_rule_rows import RuleRow
from ui.widgets.segmented import Option, SegmentedControl
from ui.widgets.typed_keys import typed

_KEYS: Final = (
    *("row_walk", "row_ends", "row_move", "row_open", "row_add", "row_remove"),
    "rule_not",
)


class RuleEditor(Measured):
    """The tree, what can be done to the chosen row, and the whole rule as one sentence."""

    edited = Signal(object, str)
    """The new rule, and the name of what was done."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary, language: str) -> None:
        super().__init__()
        _ = self._ = translator(language)
        self.model = RuleViewModel(rule, vocabulary, language, self)
        self.form: LeafForm | None = None
        self._adding = False
        self.rows: list[RuleRow] = []
        self._tree = QVBoxLayout()
        self._tree.setSpacing(0)
        self.kind = SegmentedControl(
            [
                Option(str(Kind.ALL), _("Alla av")),
                Option(str(Kind.ANY), _("Något av")),
                Option(str(Kind.AT_LEAST), _("Minst antal")),
            ],
            name=_("Hur delarna hör ihop"),
            required=True,
        )
        self.count = CalmSpin()
        self.count.setAccessibleName(_("Minst så många"))
        self.add_button = QPushButton(_("Lägg till"))
        self.edit_button = QPushButton(_("Ändra"))
        self.group_button = QPushButton(_("Gör till grupp"))
        self.remove_button = QPushButton(_("Ta bort"))
        self.not_button = QPushButton(_("Inte"))
        self._actions = Measured()
        self._flow = FlowLayout(self._actions)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for widget in (self.kind, self.count, self.edit_button, self.add_button):
            self._flow.addWidget(widget)
        for widget in (self.group_button, self.not_button, self.remove_button):
            self._flow.addWidget(widget)
        self._said = label("small", tone="gap")
        self._said.hide()
        keys = label("small")
        keys.setText(
            _("↑↓ gå · Enter ändra · + lägg till · Delete ta bort · Ctrl+↑↓ flytta · I inte")
        )
        self._sentence = label()
        in_words = SectionHeading(_("Hela regeln i ord"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._tree)
        for part in (self._said, self._actions, keys, in_words, self._sentence):
            self._column.addWidget(part)
        self.setAccessibleName(_("Regel"))
        self._connect()
        self._draw()
        self.ready()

    def _connect(self) -> None:
        self.model.shown.connect(self._draw)
        self.model.edited.connect(self.edited)
        self.model.refused.connect(self._say)
        self.kind.chosen.connect(self._join)
        self.count.valueChanged.connect(self._count)
        self.add_button.clicked.connect(self.add)
        self.edit_button.clicked.connect(self.edit)
        self.group_button.clicked.connect(lambda: self.model.set_kind(Kind.ANY))
        self.remove_button.clicked.connect(self.model.remove)
        self.not_button.clicked.connect(self.model.toggle_not)

    def set_rule(self, rule: Rule) -> None:
        """Show another rule, or the same after an undo."""
        if rule != self.model.rule:
            self._close()
        self.model.set_rule(rule)

    def sentence(self) -> str:
        """Return the whole rule as it is said below the tree."""
        return self._sentence.text()

    def row_texts(self) -> list[str]:
        """Return what the rows say, in order."""
        return [row.words.text for row in self.rows if row.words is not None]

    # Doing

    def edit(self) -> None:
        """Edit the chosen leaf where it stands, or choose how a group's parts belong together."""
        if self.model.leaf() is None:
            self.kind.setFocus()
        else:
            self._open(self.model.leaf(), adding=False)

    def add(self) -> None:
        """Find a question to add beside the chosen leaf, or in the chosen group."""
        self._open(None, adding=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(row.hasFocus() for row in self.rows):
            super().keyPressEvent(event)
            return
        by = -1 if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Home} else 1
        match typed(event, *_KEYS):
            case "row_walk":
                self.model.step(by)
            case "row_ends":
                self.model.step(len(self.rows) * by)
            case "row_move":
                self.model.move(by)
            case "row_open":
                self.edit()
            case "row_add":
                self.add()
            case "row_remove":
                self.model.remove()
            case "rule_not":
                self.model.toggle_not()
            case _:
                super().keyPressEvent(event)

    def _open(self, leaf: Leaf | None, *, adding: bool) -> None:
        self._close()
        model = self.model
        self.form = LeafForm(leaf, model.vocabulary, model.language)
        self._adding = adding
        self.form.done.connect(self._take)
        self.form.cancelled.connect(self._cancel)
        at = [row.words.row.place for row in self.rows if row.words].index(model.place)
        self._tree.insertWidget(at + 1, self.form)
        self.form.setContentsMargins(em(1.6) * len(model.place), 0, 0, 0)
        self._actions.hide()
        self.form.show()
        self.form.start()

    def _take(self, leaf: Leaf) -> None:
        adding = self._adding
        self._close()
        if adding:
            self.model.add_leaf(leaf)
        else:
            self.model.set_leaf(leaf)
        self._focus()

    def _cancel(self) -> None:
        self._close()
        self._focus()

    def _close(self) -> None:
        if self.form is not None:
            self._tree.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._actions.show()

    def _choose(self, place: Place) -> None:
        self._close()
        self.model.choose(place)

    def _join(self, value: object) -> None:
        self.model.set_kind(Kind(str(value)), self.count.value())
        self._draw()

    def _count(self, count: int) -> None:
        if self.model.row().kind is Kind.AT_LEAST:
            self.model.set_kind(Kind.AT_LEAST, count)

    def _say(self, text: str) -> None:
        set_text(self._said, f"△ {text}")
        announce(self, text)

    def _focus(self) -> None:
        for row in self.rows:
            if row.isChecked():
                row.setFocus()

    # Showing

    def _draw(self) -> None:
        had = any(row.hasFocus() for row in self.rows)
        words = self.model.rows()
        set_text(self._said, "")
        while len(self.rows) < len(words):
            row = RuleRow(self)
            row.chosen.connect(self._choose)
            row.opened.connect(self.edit)
            self.rows.append(row)
            self._tree.addWidget(row)
        while len(self.rows) > len(words):
            gone = self.rows.pop()
            self._tree.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for row, one in zip(self.rows, words, strict=True):
            row.show_row(one, chosen=one.row.place == self.model.place)
        if had:
            self._focus()
        self._offer()
        self._sentence.setText(self.model.sentence())
        self._sentence.setAccessibleName(self.model.sentence())

    def _offer(self) -> None:
        row = self.model.row()
        leaf = row.kind is Kind.LEAF
        self.edit_button.setVisible(leaf)
        self.group_button.setVisible(leaf)
        self.kind.setVisible(not leaf)
        self.kind.set_value(str(row.kind) if row.kind in GROUPS else None)
        counts = row.kind is Kind.AT_LEAST
        self.count.setVisible(counts)
        if counts:
            self.count.blockSignals(True)  # a shown number is not a chosen one
            self.count.setRange(1, self.model.parts_of(row.place))
            self.count.setValue(row.count)
            self.count.blockSignals(False)
        not_word = self._("Ta bort ”inte”") if row.kind is Kind.NOT else self._("Sätt ”inte” före")
        self.not_button.setText(not_word)

    def measure(self) -> None:
        self._column.setSpacing(em(0.45))
        self._flow.setSpacing(em(0.4))
