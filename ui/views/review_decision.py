# ruff: noqa: N802 - the camel case names are Qt's
"""The decision: accept or choose otherwise with a reason, say who signs, sign.

Shows what the view-model holds and hands on what is chosen and typed. What is missing is
said beside its field, never in a box.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from triage.core.vocabulary import SetFact
from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.review import Choice, ReviewViewModel
from ui.viewmodels.review_reasons import override_reasons
from ui.views.review_notes import GrowingText
from ui.widgets.answers import SetAnswer
from ui.widgets.cards import SectionHeading
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.question_row import Question, QuestionRow, RowWords
from ui.widgets.segmented import Option


class _Quiet(QComboBox):
    """A list that the wheel never changes on the way past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FormChoice(Measured):
    """The forms that can be decided on: suggested ones as buttons, others in a list."""

    chosen = Signal(object)

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self.radios: dict[str, QRadioButton] = {}
        self._choices: tuple[Choice, ...] = ()
        self._accepting = False
        self._group = QButtonGroup(self)
        self.other = QRadioButton()
        self.others = _Quiet()
        self.others.setAccessibleName(_("En annan vårdform"))
        self._others_team = label("small")
        self._offers = QVBoxLayout()
        self._below = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._offers)
        self._column.addWidget(self.other)
        self._column.addLayout(self._below)
        self._below.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        self._below.addWidget(self._others_team)
        self._group.addButton(self.other)
        self.other.clicked.connect(self._other_asked)
        self.others.activated.connect(lambda _at: self._picked())
        self.ready()

    def show_choices(self, choices: tuple[Choice, ...], chosen: str | None) -> None:
        """Show what can be chosen; the buttons stay while the choices are the same."""
        if choices != self._choices:
            self._choices = choices
            self._build()
        self._group.setExclusive(False)
        for form, radio in self.radios.items():
            radio.setChecked(form == chosen)
        reasoned = any(one.form == chosen and one.needs_reason for one in choices)
        waiting = chosen is None and self.other.isChecked()
        self.other.setChecked(reasoned or waiting)
        self._group.setExclusive(True)
        self.others.setCurrentIndex(max(0, self.others.findData(chosen)))
        self._unfold()

    def _build(self) -> None:
        _ = self._
        while (item := self._offers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.radios = {}
        offered = [one for one in self._choices if not one.needs_reason]
        for one in offered:
            words = _("Godta: {form}").format(form=one.name) if len(offered) == 1 else one.name
            radio = QRadioButton(words)
            radio.setAccessibleDescription(one.team_name)
            radio.clicked.connect(lambda _checked, form=one.form: self._offer_chosen(form))
            self._group.addButton(radio)
            self.radios[one.form] = radio
            self._offers.addWidget(radio)
            if one.team_name:
                team = label("small")
                team.setText(one.team_name)
                team.setIndent(em(1.9))
                self._offers.addWidget(team)
        self.other.setText(_("En annan vårdform, med skäl"))
        self.others.clear()
        self.others.addItem(_("Välj vårdform"), None)
        for one in self._choices:
            if one.needs_reason:
                self.others.addItem(one.name, one.form)

    def _offer_chosen(self, form: str) -> None:
        self.chosen.emit(form)

    def _other_asked(self) -> None:
        self._unfold()
        self.chosen.emit(self.others.currentData())

    def _picked(self) -> None:
        self.chosen.emit(self.others.currentData())
        self._unfold()

    def _unfold(self) -> None:
        open_ = self.other.isChecked()
        self.others.setVisible(open_)
        form = self.others.currentData()
        team = next((one.team_name for one in self._choices if one.form == form), "")
        set_text(self._others_team, team if open_ else "")

    def measure(self) -> None:
        for layout in (self._offers, self._column):
            layout.setSpacing(em(0.15))
        self._below.setContentsMargins(em(1.9), 0, 0, 0)
        self._below.setSpacing(em(0.2))


class Decision(Measured):
    """The whole block, from the choice to the button that signs."""

    sign_asked = Signal()
    preview_asked = Signal()

    def __init__(self, _: Translate, model: ReviewViewModel, language: str) -> None:
        super().__init__()
        self._, self._model, self._language = _, model, language
        self.forms = FormChoice(_)
        self.reason = _Quiet()
        self.reason.setAccessibleName(_("Skäl till en annan vårdform"))
        self.reason.addItem(_("Välj skäl"), "")
        for code, words in override_reasons(language):
            self.reason.addItem(words, code)
        hint = _("Mottagaren ser skälet i remissen.")
        self.reason_text = GrowingText(name=_("Skälet med egna ord"), hint=hint)
        self._problems: dict[str, QLabel] = {}
        self.author: dict[str, QLineEdit] = {}
        self.flags: QuestionRow | None = None
        self._flags_room = QVBoxLayout()
        self.sign = QPushButton(_("Signera beslut"))
        self.sign.setProperty("role", "primary")
        self.sign.clicked.connect(self.sign_asked)
        self.preview = QPushButton(_("Förhandsgranska remissen"))
        self.preview.clicked.connect(self.preview_asked)
        self._reasons = self._reason_block()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        heading = SectionHeading(_("Vem som signerar"))
        parts: tuple[QWidget, ...] = (
            *(self.forms, self._problem("choice"), self._reasons, heading, self._author_block()),
        )
        for part in parts:
            self._column.addWidget(part)
        self._column.addLayout(self._flags_room)
        self._column.addWidget(self._problem("red_flags"))
        last = label("small")
        last.setText(_("Beslutet är ditt. Obesvarade frågor hindrar det inte; de står i remissen."))
        self._column.addWidget(last)
        ends = QHBoxLayout()
        ends.addWidget(self.sign)
        ends.addWidget(self.preview)
        ends.addStretch(1)
        self._column.addLayout(ends)
        self.forms.chosen.connect(self._choose)
        self.reason.activated.connect(lambda _at: self._reasoned())
        self.reason_text.textChanged.connect(self._reasoned)
        model.problems_changed.connect(self.show_problems)
        self.ready()

    def show_model(self) -> None:
        """Show what the view-model holds."""
        model = self._model
        self.forms.show_choices(model.shown.choices, model.choice)
        self.reason.setCurrentIndex(max(0, self.reason.findData(model.reason)))
        if self.reason_text.toPlainText() != model.reason_text:
            self.reason_text.blockSignals(True)  # a shown text is not a typed one
            self.reason_text.setPlainText(model.reason_text)
            self.reason_text.blockSignals(False)
        for field, line in self.author.items():
            if line.text() != getattr(model.author, field):
                line.setText(getattr(model.author, field))
        if self.flags is not None:
            flags = model.shown.compiled.vocabulary.emergency.flags
            self.flags.set_value(model.shown.facts.get(flags))
        self._unfold()
        self.show_problems()

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in reading order."""
        forms = self.forms
        flags = self.flags.answer if self.flags is not None else None
        boxes = flags.boxes if isinstance(flags, SetAnswer) else []
        return [
            *(*forms.radios.values(), forms.other, forms.others, self.reason, self.reason_text),
            *(*self.author.values(), *boxes, self.sign, self.preview),
        ]

    def forget_flags(self) -> None:
        """Put the question of red flags away; the next signing asks anew if it must."""
        if self.flags is not None:
            self.flags.hide()
            self.flags.deleteLater()
            self.flags = None

    def show_problems(self) -> None:
        """Say what is missing beside each field."""
        problems = self._model.problems
        for field, shown in self._problems.items():
            text = problems.get(field, "")
            set_text(shown, f"⚠ {text}" if text else "")
        for field, line in self.author.items():
            set_look(line, "wrong", "true" if field in problems else "false")
            line.setAccessibleDescription(problems.get(field, ""))
        if "red_flags" in problems:
            self._ask_flags()

    def first_problem(self) -> QWidget | None:
        """Return the field to go to, in reading order."""
        problems = self._model.problems
        places: dict[str, QWidget | None] = {
            "choice": self._choice_field(),
            "reason": self._reason_field(),
            **self.author,
            "red_flags": self.flags,
        }
        return next((place for field, place in places.items() if field in problems), None)

    def _choice_field(self) -> QWidget:
        if self.forms.other.isChecked():
            return self.forms.others
        return next(iter(self.forms.radios.values()), self.forms.other)

    def _reason_field(self) -> QWidget:
        return self.reason_text if self._model.reason else self.reason

    def _reason_block(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(em(1.9), 0, 0, 0)
        column.setSpacing(em(0.3))
        column.addWidget(self.reason, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reason_text)
        column.addWidget(self._problem("reason"))
        return block

    def _author_block(self) -> QWidget:
        _ = self._
        words = {
            "name": _("Namn"),
            "role": _("Roll"),
            "unit": _("Enhet"),
            "hsa_id": _("HSA-id (om du har)"),
        }
        block = QWidget()
        grid = QGridLayout(block)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(1.2))
        grid.setVerticalSpacing(em(0.2))
        for at, (field, word) in enumerate(words.items()):
            caption, line = label("muted"), QLineEdit()
            caption.setText(word)
            caption.setBuddy(line)
            line.setAccessibleName(word)
            line.setMaxLength(120)
            line.textEdited.connect(lambda text, field=field: self._model.write_author(field, text))
            row, side = 3 * (at // 2), at % 2
            grid.addWidget(caption, row, side)
            grid.addWidget(line, row + 1, side)
            grid.addWidget(self._problem(field), row + 2, side)
            grid.setColumnStretch(side, 1)
            self.author[field] = line
        return block

    def _problem(self, field: str) -> QLabel:
        made = label("small", tone="danger")
        made.hide()
        self._problems[field] = made
        return made

    def problem(self, field: str) -> str:
        """Return what is said beside a field, empty when nothing is missing."""
        shown = self._problems[field]
        return "" if shown.isHidden() else shown.text()

    def _choose(self, form: str | None) -> None:
        self._model.choose(form)
        self._unfold()

    def _reasoned(self) -> None:
        self._model.give_reason(
            str(self.reason.currentData() or ""), self.reason_text.toPlainText()
        )

    def _unfold(self) -> None:
        self._reasons.setVisible(self.forms.other.isChecked())

    def _ask_flags(self) -> None:
        """Ask for the red flags here, once they stand in the way of signing."""
        if self.flags is not None:
            return
        _, language = self._, self._language
        vocabulary = self._model.shown.compiled.vocabulary
        fact = vocabulary.fact[vocabulary.emergency.flags]
        choices = fact.choices if isinstance(fact, SetFact) else ()
        options = [
            Option(one.id, one.name[language], one.help[language] if one.help else "")
            for one in choices
        ]
        words = RowWords(
            yes=_("Ja"),
            no=_("Nej"),
            unknown=_("Ej känt"),
            none_of_these=_("Kontrollerat: inga"),
            unanswered=_("obesvarad"),
            not_needed="",
            no_match="",
        )
        asked = Question(fact.id, "set", fact.question[language], fact.help[language], options)
        self.flags = QuestionRow(asked, words)
        self.flags.answered.connect(lambda _fact, value: self._model.check_red_flags(value))
        self.flags.next_unanswered.connect(self.sign.setFocus)
        self._flags_room.addWidget(self.flags)

    def measure(self) -> None:
        self._column.setSpacing(em(0.5))
