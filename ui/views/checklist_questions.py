"""The questions of one step at a time, each step's rows made when it is first shown."""

from collections.abc import Mapping
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
from ui.viewmodels.checklist_standing import Standing
from ui.widgets.lookup import LookupAnswer
from ui.widgets.question_row import Question, QuestionRow, RowWords
from ui.widgets.segmented import Option


class Questions(QWidget):
    """Rows by fact. Emits answers; shows what it is told."""

    answered = Signal(str, object)
    move_asked = Signal(str, int)
    next_asked = Signal(str)
    focused = Signal(str)

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
        )
        self._lookup_word = _("Skriv kommun")
        self._rows: dict[str, QuestionRow] = {}
        self._steps: dict[str, QWidget] = {}
        self._shown = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def row(self, fact: str) -> QuestionRow:
        """Return the row of a question of a step that has been shown."""
        return self._rows[fact]

    def made(self, fact: str) -> QuestionRow | None:
        """Return the row of a question, None while its step has not been shown."""
        return self._rows.get(fact)

    def rows(self) -> list[QuestionRow]:
        """Return the rows of the step that is shown, in their order, hidden ones left out."""
        return [
            self._rows[fact.id]
            for fact in self._vocabulary.facts
            if fact.step == self._shown and not self._rows[fact.id].isHidden()
        ]

    def show_step(self, step: str, facts: Mapping[str, Answer], standing: Standing) -> None:
        """Show a step's questions with their answers."""
        made = step not in self._steps
        if made:
            self._make(step)
        self._shown = step
        self.update_rows(facts, standing)
        for name, widget in self._steps.items():
            widget.setVisible(name == step)

    def update_rows(self, facts: Mapping[str, Answer], standing: Standing) -> bool:
        """Show answers, hints and marks of the step; say whether any row's size may change."""
        hints = standing.hints()
        moved = False
        for fact in self._vocabulary.facts:
            if fact.step != self._shown:
                continue
            row = self._rows[fact.id]
            row.set_value(facts.get(fact.id))
            hint = hints.get(fact.id)
            moved |= self._look(
                row,
                hint="" if hint is None else hint.text[self._language],
                needed=standing.needed(fact.id),
                asked=standing.asked(fact.id),
            )
        return moved

    @staticmethod
    def _look(row: QuestionRow, *, hint: str, needed: bool, asked: bool) -> bool:
        look = (hint, needed, asked)
        if row.property("look") == look:
            return False
        row.setProperty("look", look)
        row.set_hint(hint)
        row.set_needed(needed=needed)
        row.setVisible(asked)
        return True

    def _make(self, step: str) -> None:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for fact in self._vocabulary.facts:
            if fact.step != step:
                continue
            row = QuestionRow(self._question(fact), self._words_of(fact))
            row.setToolTip(fact.help[self._language] if not row.question.help else "")
            if isinstance(row.answer, LookupAnswer):
                row.answer.field.setPlaceholderText(self._lookup_word)
            row.answered.connect(self.answered)
            row.focused.connect(self.focused)
            row.move_asked.connect(lambda by, name=fact.id: self.move_asked.emit(name, by))
            row.next_unanswered.connect(lambda name=fact.id: self.next_asked.emit(name))
            column.addWidget(row)
            self._rows[fact.id] = row
        self._steps[step] = frame
        self._column.addWidget(frame)

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
