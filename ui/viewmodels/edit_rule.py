"""One rule being edited: what its rows say, which one is chosen, and what can be done to it.

Keeps no history: every change goes out as a whole new rule with the name of what was done.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from triage.core.rules import Rule, parts
from triage.core.vocabulary import Vocabulary
from triage.rule_words import definition_words, rule_words
from triage.texts import translator
from ui.viewmodels.edit_leaf import Leaf, leaf_of, rule_of
from ui.viewmodels.rule_tree import (
    Changed,
    Kind,
    Place,
    Row,
    added,
    moved,
    part_at,
    removed,
    replaced,
    rows,
    with_kind,
    without_not,
)


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row as it is shown; `note` is what a shared concept means."""

    row: Row
    text: str
    note: str
    spoken: str


class RuleViewModel(QObject):
    """Holds the rule and the chosen place; a view draws `rows` and forwards what is done."""

    shown = Signal()
    """Rule or chosen place are others than before."""
    edited = Signal(object, str)
    """The new rule, and the name of what was done."""
    refused = Signal(str)
    """Why nothing was done."""

    def __init__(
        self, rule: Rule, vocabulary: Vocabulary, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ = translator(language)
        self.vocabulary, self.language = vocabulary, language
        self.rule = rule
        self.place: Place = ()

    def set_rule(self, rule: Rule) -> None:
        """Show another rule, or the same after an undo; the chosen place stays where it can."""
        if rule == self.rule:
            return
        self.rule = rule
        places = [row.place for row in rows(rule)]
        while self.place not in places:
            self.place = self.place[:-1]
        self.shown.emit()

    def sentence(self) -> str:
        """Return the whole rule as one sentence."""
        words = rule_words(self.rule, self.vocabulary, self.language)
        return f"{words[:1].upper()}{words[1:]}."

    def rows(self) -> tuple[RowWords, ...]:
        """Return the rows in reading order."""
        return tuple(self._worded(row) for row in rows(self.rule))

    def row(self) -> Row:
        """Return the chosen row."""
        return next(row for row in rows(self.rule) if row.place == self.place)

    def leaf(self) -> Leaf | None:
        """Return the chosen leaf; None while a group is chosen."""
        return leaf_of(part_at(self.rule, self.place))

    def parts_of(self, place: Place) -> int:
        """Return how many parts stand directly inside a row."""
        return len(parts(part_at(self.rule, place)))

    # Moving about

    def choose(self, place: Place) -> None:
        """Choose a row."""
        if place != self.place:
            self.place = place
            self.shown.emit()

    def step(self, by: int) -> None:
        """Choose the row so many below (or above) the chosen one, as far as there are rows."""
        places = [row.place for row in rows(self.rule)]
        at = min(max(places.index(self.place) + by, 0), len(places) - 1)
        self.choose(places[at])

    # Changing

    def set_leaf(self, leaf: Leaf) -> None:
        """Put another comparison where a leaf is chosen."""
        new = replaced(self.rule, self.place, rule_of(leaf))
        self._do(Changed(new, self.place), self._("Villkor ändrat"))

    def add_leaf(self, leaf: Leaf) -> None:
        """Add a comparison beside the chosen leaf, or last in the chosen group."""
        self._do(added(self.rule, self.place, rule_of(leaf)), self._("Villkor tillagt"))

    def remove(self) -> None:
        """Take the chosen row away; an emptied group goes with it."""
        left = removed(self.rule, self.place)
        if left is None:
            self.refused.emit(
                self._("Regeln behöver minst ett villkor. Ändra det i stället för att ta bort det.")
            )
        else:
            self._do(left, self._("Villkor borttaget"))

    def move(self, by: int) -> None:
        """Move the chosen row one step up or down."""
        self._do(moved(self.rule, self.place, by), self._("Villkor flyttat"))

    def set_kind(self, kind: Kind, count: int = 2) -> None:
        """Join the chosen row's parts in another way."""
        changed = with_kind(self.rule, self.place, kind, count)
        self._do(changed, self._("Sammanfogning ändrad"))

    def toggle_not(self) -> None:
        """Deny the chosen row, or stop denying it."""
        if self.row().kind is Kind.NOT:
            self._do(without_not(self.rule, self.place), self._("Inte borttaget"))
        else:
            self._do(with_kind(self.rule, self.place, Kind.NOT), self._("Inte tillagt"))

    def _do(self, changed: Changed, name: str) -> None:
        if changed.rule == self.rule:
            self.choose(changed.place)
            return
        self.rule, self.place = changed.rule, changed.place
        self.shown.emit()
        self.edited.emit(self.rule, name)

    # Words

    def _worded(self, row: Row) -> RowWords:
        _ = self._
        note = ""
        if row.kind is Kind.LEAF:
            words = rule_words(row.rule, self.vocabulary, self.language)
            text = words[:1].upper() + words[1:]
            leaf = leaf_of(row.rule)
            if leaf is not None and leaf.name in self.vocabulary.definition:
                means = definition_words(self.vocabulary, leaf.name, self.language)
                note = _("betyder: {words}").format(words=means)
        else:
            text = self._joint(row)
        depth = _("nivå {depth}").format(depth=row.depth + 1)
        return RowWords(row, text, note, ", ".join(filter(None, (depth, text, note))))

    def _joint(self, row: Row) -> str:
        _ = self._
        return {
            Kind.ALL: _("Alla av"),
            Kind.ANY: _("Något av"),
            Kind.AT_LEAST: _("Minst {count} av").format(count=row.count),
            Kind.NOT: _("Inte"),
            Kind.UNCONFIRMED: _("Inte bekräftat"),
        }[row.kind]
