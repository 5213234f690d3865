"""The questions that are in front, each row made when it is first shown.

One row stands for one question, in a step and on the short page alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import (
    Answer,
    BoolFact,
    ChoiceFact,
    Fact,
    IntFact,
    ScoreFact,
    SetFact,
    Vocabulary,
)
from triage.texts import Translate
from ui.viewmodels.checklist_last_time import LastTime, Remark
from ui.viewmodels.checklist_standing import Standing
from ui.widgets.announce import announce
from ui.widgets.cards import SectionHeading
from ui.widgets.lookup import LookupAnswer
from ui.widgets.question import Question, RowWords
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import Option
from ui.widgets.tab_order import keyboard_moves_on


class Questions(QWidget):
    """Rows by fact. Emits answers; shows what it is told."""

    answered = Signal(str, object)
    same_asked = Signal(str, bool)
    """The same as last time is to be answered; whether a key said so."""
    typed = Signal(str)
    """One key gave a question its first answer."""
    move_asked = Signal(str, int)
    next_asked = Signal(str)
    focused = Signal(str)
    rearranged = Signal()
    """Other questions are in front than before."""

    def __init__(self, vocabulary: Vocabulary, language: str, _: Translate) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._language = language
        self._words = RowWords(
            yes=_("Ja"),
            no=_("Nej"),
            unknown=_("Vet ej"),
            none_of_these=_("Inget av dessa"),
            unanswered=_("obesvarad"),
            not_needed=_("kan inte längre ändra förslaget"),
            no_match=_("Ingen kommun heter så"),
            several=_("Flera kommuner passar, skriv mer"),
        )
        self._lookup_word = _("Skriv kommun")
        self._rows: dict[str, QuestionRow] = {}
        self._shown: tuple[str, ...] = ()
        self._below: tuple[str, ...] = ()
        self._after: tuple[str, QWidget] | None = None
        self._heading = SectionHeading(_("Det som avgör nu"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._heading)
        self._heading.hide()

    def row(self, fact: str) -> QuestionRow:
        """Return the row of a question that has been shown."""
        return self._rows[fact]

    def made(self, fact: str) -> QuestionRow | None:
        """Return the row of a question, None while it has not been shown."""
        return self._rows.get(fact)

    def rows(self) -> list[QuestionRow]:
        """Return the rows that are in front, in their order, hidden ones left out."""
        return [self._rows[one] for one in self._front if not self._rows[one].isHidden()]

    @property
    def _front(self) -> tuple[str, ...]:
        return self._shown + self._below

    def show_facts(
        self,
        shown: Sequence[str],
        facts: Mapping[str, Answer],
        standing: Standing,
        past: LastTime,
        below: Sequence[str] = (),
    ) -> bool:
        """Show these questions with their answers, `below` under a heading of their own.

        Says whether any row's place or size may have changed.
        """
        if (tuple(shown), tuple(below)) == (self._shown, self._below):
            return self.update_rows(facts, standing, past)
        before = self._front
        self._shown, self._below = tuple(shown), tuple(below)
        for fact in self._front:
            if fact not in self._rows:
                self._make(self._vocabulary.fact[fact])
        self._arrange()
        self.update_rows(facts, standing, past)
        keyboard_moves_on(self)
        for fact in set(before) - set(self._front):
            self._rows[fact].setVisible(False)
        for fact in self._front:
            self._rows[fact].setVisible(standing.asked(fact))
        self._heading.setVisible(bool(self._below))
        self.rearranged.emit()
        return True

    def start_over(self) -> None:
        """Take away what was half typed: another patient comes."""
        for row in self._rows.values():
            if isinstance(row.answer, LookupAnswer) and row.answer.value() is None:
                row.answer.set_value(None)

    def put_after(self, fact: str, part: QWidget) -> None:
        """Have a part stand right below a question wherever that is in front."""
        self._after = (fact, part)
        self._column.addWidget(part)
        part.hide()

    def in_front(self, fact: str) -> bool:
        """Say whether a question is in front."""
        return fact in self._front

    def _arrange(self) -> None:
        """Put rows where they are read; the rest keeps its place behind them."""
        parts: list[QWidget] = [self._rows[fact] for fact in self._shown]
        if self._below:
            parts += [self._heading, *(self._rows[fact] for fact in self._below)]
        if self._after is not None and self._after[0] in self._front:
            row = self._rows[self._after[0]]
            parts.insert(parts.index(row) + 1, self._after[1])
        for at, part in enumerate(parts):
            if self._column.indexOf(part) != at:
                self._column.removeWidget(part)
                self._column.insertWidget(at, part)

    def update_rows(self, facts: Mapping[str, Answer], standing: Standing, past: LastTime) -> bool:
        """Show answers, hints and marks; say whether any row's size may have changed."""
        hints = standing.hints()
        moved = False
        for fact in self._front:
            row = self._rows[fact]
            row.set_value(facts.get(fact))
            if isinstance(row.answer, LookupAnswer):  # the only ones: where somebody lives
                row.answer.hide_value(hidden=standing.protected)
            hint = hints.get(fact)
            moved |= self._look(
                row,
                hint="" if hint is None else hint.text[self._language],
                needed=standing.needed(fact),
                asked=standing.asked(fact),
                past=past.remark(fact, facts),
            )
        return moved

    @staticmethod
    def _look(row: QuestionRow, *, hint: str, needed: bool, asked: bool, past: Remark) -> bool:
        look, before = (hint, needed, asked, past), row.property("look")
        if before == look:
            return False
        row.setProperty("look", look)
        row.set_hint(hint)
        if hint and before is not None and before[0] != hint and row.isVisible():
            announce(row, hint)
        row.set_remark(past.text, past.offer, doubtful=past.doubtful)
        row.set_needed(needed=needed)
        row.setVisible(asked)
        return True

    def _make(self, fact: Fact) -> None:
        row = QuestionRow(self._question(fact), self._words_of(fact))
        row.setToolTip(fact.help[self._language] if not row.question.help else "")
        if isinstance(row.answer, LookupAnswer):
            row.answer.field.setPlaceholderText(self._lookup_word)
        row.answered.connect(self.answered)
        row.focused.connect(self.focused)
        row.same_asked.connect(lambda by_key: self.same_asked.emit(fact.id, by_key))
        row.typed.connect(lambda: self.typed.emit(fact.id))
        row.move_asked.connect(lambda by: self.move_asked.emit(fact.id, by))
        row.next_unanswered.connect(lambda: self.next_asked.emit(fact.id))
        self._column.addWidget(row)
        self._rows[fact.id] = row

    def _words_of(self, fact: Fact) -> RowWords:
        if isinstance(fact, SetFact):
            return replace(self._words, none_of_these=fact.none[self._language])
        return self._words

    def _question(self, fact: Fact) -> Question:
        language = self._language
        made = Question(fact.id, "bool", fact.question[language], fact.help[language])
        match fact:
            case BoolFact():
                return made
            case ScoreFact():
                words = self._vocabulary.score_levels
                levels = [
                    Option(level, str(level), word[language]) for level, word in enumerate(words)
                ]
                # One sentence for all of them stands above the step; each help is its tool tip.
                return replace(made, kind="score", options=levels, help="")
            case IntFact() if fact.levels:
                low = fact.range[0]
                levels = [
                    Option(low + at, str(low + at), word[language])
                    for at, word in enumerate(fact.levels)
                ]
                return replace(made, kind="score", options=levels)
            case IntFact():
                return replace(made, kind="int", low=fact.range[0], high=fact.range[1])
            case ChoiceFact() | SetFact():
                options = [
                    Option(
                        value.id,
                        value.name[language],
                        "" if value.help is None else value.help[language],
                    )
                    for value in fact.choices
                ]
                if isinstance(fact, SetFact):
                    return replace(made, kind="set", options=options)
                lookup = fact.id == MUNICIPALITY
                return replace(made, kind="lookup" if lookup else "choice", options=options)
