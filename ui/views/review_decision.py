"""The decision: accept or choose otherwise with a reason, say who signs, sign.

Shows what the view-model holds and hands on what is chosen and typed. What is missing is
said beside its field, never in a box.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage.texts import Translate
from ui.theme import em
from ui.viewmodels.review import ReviewViewModel
from ui.viewmodels.review_form import LONGEST_AUTHOR, LONGEST_REASON
from ui.viewmodels.review_reasons import override_reasons
from ui.viewmodels.typed_text import beyond_words, one_line
from ui.views.review_flags import flags_row
from ui.views.review_form_choice import FormChoice, under_mark
from ui.widgets.announce import announce
from ui.widgets.answers import SetAnswer
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import SectionHeading
from ui.widgets.growing_text import GrowingText
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.question_row import QuestionRow


class Decision(Measured):
    """The whole block, from the choice to the button that signs."""

    sign_asked = Signal()
    preview_asked = Signal()
    overfull = Signal(str)
    """What is said where a text did not fit into its field."""

    def __init__(self, _: Translate, model: ReviewViewModel, language: str) -> None:
        super().__init__()
        self._, self._model, self._language = _, model, language
        self.forms = FormChoice(_)
        self.reason = CalmBox()
        self.reason.setAccessibleName(_("Skäl till en annan vårdform"))
        self.reason.addItem(_("Välj skäl"), "")
        for code, words in override_reasons(language):
            self.reason.addItem(words, code)
        hint = _("Mottagaren ser skälet i remissen.")
        self.reason_text = GrowingText(
            name=_("Skälet med egna ord"), hint=hint, longest=LONGEST_REASON
        )
        self.reason_text.overfull.connect(
            partial(self._full, _("Skälet med egna ord"), LONGEST_REASON)
        )
        self._problems: dict[str, QLabel] = {}
        self.author: dict[str, QLineEdit] = {}
        self.flags: QuestionRow | None = None
        self._captions: list[QLabel] = []
        self._who: QLabel | None = None
        """Who is signed in; None where that has to be filled in."""
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
        self._column.addWidget(self._problem("clock"))
        ends = QHBoxLayout()
        ends.addWidget(self.sign)
        ends.addWidget(self.preview)
        self.saved = label("small")
        ends.addWidget(self.saved, 1)
        self._column.addLayout(ends)
        self.forms.chosen.connect(self._choose)
        self.reason.activated.connect(lambda _at: self._reasoned())
        self.reason_text.textChanged.connect(self._reasoned)
        model.problems_changed.connect(self.show_problems)
        self.ready()

    def show_model(self) -> None:
        """Show what the view-model holds."""
        model = self._model
        form = model.form
        reasoned = bool(form.reason or form.text)
        self.forms.show_choices(model.shown.choices, form.choice, other=reasoned)
        self.reason.setCurrentIndex(max(0, self.reason.findData(form.reason)))
        if self.reason_text.toPlainText() != form.text:
            self.reason_text.blockSignals(True)  # a shown text is not a typed one
            self.reason_text.setPlainText(form.text)
            self.reason_text.blockSignals(False)
        for field, line in self.author.items():
            name = getattr(form.author, field)
            if one_line(line.text()) != name:
                line.setMaxLength(max(LONGEST_AUTHOR, len(name)))  # kept elsewhere: shown whole
                line.setText(name)
        if self._who is not None:
            me = form.author
            self._who.setText(", ".join(filter(None, (me.name, me.role, me.unit, me.hsa_id))))
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
        self._doubt(problems.get("clock", ""))
        if "red_flags" in problems:
            self._ask_flags()

    def _doubt(self, text: str) -> None:
        """Say aloud what speaks against the clock: the keyboard is on the button already."""
        if text != self.sign.accessibleDescription():
            self.sign.setAccessibleDescription(text)
            announce(self.sign, text, urgent=True)

    def first_problem(self) -> QWidget | None:
        """Return the field to go to, in reading order."""
        problems = self._model.problems
        places: dict[str, QWidget | None] = {
            "choice": self.forms.first(),
            "reason": self._reason_field(),
            **self.author,
            "red_flags": self.flags,
            "clock": self.sign,
        }
        return next((place for field, place in places.items() if field in problems), None)

    def first_told(self) -> QWidget | None:
        """Return the first line that says what is missing."""
        return next((one for one in self._problems.values() if not one.isHidden()), None)

    def _reason_field(self) -> QWidget:
        return self.reason_text if self._model.form.reason else self.reason

    def _reason_block(self) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(under_mark(), 0, 0, 0)
        column.setSpacing(em(0.3))
        self._reason_column = column
        column.addWidget(self.reason, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.reason_text)
        column.addWidget(self._problem("reason"))
        return block

    def _author_block(self) -> QWidget:
        """Return the lines of who signs; whoever is signed in signs as themselves."""
        _ = self._
        if self._model.signed_in:
            return self._signed_in()
        words = {
            "name": _("Namn"),
            "role": _("Yrkesroll"),
            "unit": _("Enhet"),
            "hsa_id": _("HSA-id"),
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
            line.setMaxLength(LONGEST_AUTHOR)
            line.inputRejected.connect(partial(self._full, word, LONGEST_AUTHOR))
            line.textEdited.connect(
                lambda text, field=field: self._model.write_author(field, one_line(text))
            )
            row, side = 3 * (at // 2), at % 2
            grid.addWidget(caption, row, side)
            grid.addWidget(line, row + 1, side)
            grid.addWidget(self._problem(field), row + 2, side)
            self._captions.append(caption)
            grid.setColumnStretch(side, 1)
            self.author[field] = line
        return block

    def _signed_in(self) -> QWidget:
        self._who = label()
        return self._who

    def _problem(self, field: str) -> QLabel:
        made = label("small", tone="danger")
        made.hide()
        self._problems[field] = made
        return made

    def problem(self, field: str) -> str:
        """Return what is said beside a field, empty when nothing is missing."""
        shown = self._problems[field]
        return "" if shown.isHidden() else shown.text()

    def _full(self, name: str, longest: int, beyond: int = 0) -> None:
        self.overfull.emit(beyond_words(name, longest, beyond, self._))

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
        vocabulary = self._model.shown.compiled.vocabulary
        self.flags = flags_row(vocabulary, self._language, self._)
        self.flags.answered.connect(lambda _fact, value: self._model.check_red_flags(value))
        self.flags.next_unanswered.connect(self.sign.setFocus)
        self._flags_room.addWidget(self.flags)

    def measure(self) -> None:
        for box in (self.reason, self.forms.others):
            box.setMinimumWidth(em(8))  # a long reason never widens the page
        self._reason_column.setContentsMargins(under_mark(), 0, 0, 0)
        self._reason_column.setSpacing(em(0.3))
        for at, caption in enumerate(self._captions):  # nearer its own field than the one above
            caption.setContentsMargins(0, em(0.4) if at > 1 else 0, 0, 0)
        self._column.setSpacing(em(0.5))
