# ruff: noqa: N802 - the camel case names are Qt's
"""Writing a call down: the question first, then the advice; the rest only where it is known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from triage.advice_words import caller_words, next_words
from triage.texts import Translate
from ui.actions import keys_of
from ui.theme import em
from ui.viewmodels.advice_form import LONGEST_MINUTES, LONGEST_TEXT, LONGEST_UNIT, AdviceForm
from ui.widgets.announce import announce
from ui.widgets.calm_box import CalmBox
from ui.widgets.growing_text import GrowingText
from ui.widgets.layouts import FlowLayout
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.segmented import Option, SegmentedControl

_NARROW = 44
"""Width in em below which fields stand below each other."""


class CallForm(Measured):
    """The fields of a call. They show what the form holds, and hand on what is typed."""

    cancelled = Signal()

    def __init__(self, form: AdviceForm, _: Translate) -> None:
        super().__init__()
        self.form, self._ = form, _
        self._narrow: tuple[bool, int] | None = None
        self.setProperty("surface", "top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("strong")
        self.question = GrowingText(
            name=_("Frågan"), hint=_("Vad de undrar, med egna ord."), longest=LONGEST_TEXT
        )
        self.advice = GrowingText(name=_("Rådet"), hint=_("Vad du svarade."), longest=LONGEST_TEXT)
        self.caller = CalmBox()
        self.caller.addItem("", "")
        for code, words in caller_words(_).items():
            self.caller.addItem(words, code)
        self.unit, self.minutes = QLineEdit(), QLineEdit()
        self.unit.setMaxLength(LONGEST_UNIT)
        self.minutes.setMaxLength(LONGEST_MINUTES)
        options = [Option(code, words) for code, words in next_words(_).items()]
        self.next = SegmentedControl(options, name=_("Sedan"), required=True)
        self.call_back = QLineEdit()
        self.call_back.setAccessibleName(_("Ring upp"))
        self.number, self.name, self.alias = QLineEdit(), QLineEdit(), QLineEdit()
        self.number.setPlaceholderText(_("ÅÅÅÅMMDD-NNNN"))
        self.protected = QCheckBox(_("Skyddade personuppgifter"))
        self.keep_button = QPushButton("  ".join((_("Notera rådet"), keys_of("primary")[1])))
        self.keep_button.setAccessibleName(_("Notera rådet"))
        self.keep_button.setProperty("role", "primary")
        self.cancel_button = QPushButton(_("Avbryt rättelsen"))
        self.remark = label("small", tone="danger")
        self._day = label("small", tone="muted")
        self._who = label("small", tone="muted")
        self._lay_out()
        self._connect()
        self.ready()
        self.follow()

    def begin(self) -> None:
        """Put the keyboard where the writing goes on."""
        waits = self.advice if self.question.toPlainText().strip() else self.question
        waits.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, field: str, words: str) -> None:
        """Say what is in the way, and put the keyboard there."""
        beside = bool(words) and words == self._day.text()  # said there already
        set_text(self.remark, f"△ {words}" if words and not beside else "")
        set_look(self._day, "tone", "danger" if beside else "muted")
        fields: dict[str, QWidget] = {
            "question": self.question,
            "advice": self.advice,
            "minutes": self.minutes,
            "call_back": self.call_back,
            "number": self.number,
            "name": self.name,
            "alias": self.alias,
        }
        if field in fields:
            fields[field].setFocus(Qt.FocusReason.OtherFocusReason)
        if words:
            announce(self, words)

    def follow(self) -> None:
        """Show what the form holds."""
        _, form = self._, self.form
        for text, field in ((self.question, "question"), (self.advice, "advice")):
            if text.toPlainText() != form[field]:
                text.setPlainText(form[field])
        for line, field in (
            (self.unit, "caller_unit"),
            (self.minutes, "minutes"),
            (self.call_back, "call_back"),
        ):
            if line.text() != form[field]:
                line.setText(form[field])
        self.caller.setCurrentIndex(max(0, self.caller.findData(form["caller"])))
        self.next.set_value(form["next"] or "none")
        again = form["next"] == "call_back"
        self.call_back.setVisible(again)
        set_text(self._day, form.day_words)
        set_look(self._day, "tone", "muted")
        entry = form.patient
        for line, typed in (
            (self.number, entry.number_text),
            (self.name, entry.name.text),
            (self.alias, entry.alias.text),
        ):
            if line.text() != typed:
                line.setText(typed)
        self.protected.setChecked(entry.patient.protected)
        symbol = "✓ " if entry.note.good else "△ " if entry.note.wrong else ""
        set_text(self._who, f"{symbol}{entry.note.text}" if entry.note.text else "")
        set_look(self._who, "tone", "danger" if entry.note.wrong else "muted")
        self.number.setAccessibleDescription(entry.note.text)
        correcting = bool(form.corrects)
        self._title.setText(_("Rätta rådet") if correcting else _("Nytt råd"))
        self.cancel_button.setVisible(correcting)

    def _connect(self) -> None:
        form = self.form
        self.question.textChanged.connect(lambda: form.set("question", self.question.toPlainText()))
        self.advice.textChanged.connect(lambda: form.set("advice", self.advice.toPlainText()))
        self.unit.textEdited.connect(lambda text: form.set("caller_unit", text))
        self.minutes.textEdited.connect(lambda text: form.set("minutes", text))
        self.call_back.textEdited.connect(lambda text: form.set("call_back", text))
        self.caller.activated.connect(
            lambda at: form.set("caller", str(self.caller.itemData(at) or ""))
        )
        self.next.chosen.connect(self._choose_next)
        self.number.textEdited.connect(form.patient.set_number)
        self.number.editingFinished.connect(form.patient.leave_number)
        self.name.textEdited.connect(form.patient.set_name)
        self.alias.textEdited.connect(form.patient.set_alias)
        self.protected.clicked.connect(lambda on: form.patient.set_protected(protected=on))
        self.keep_button.clicked.connect(self._keep)
        self.cancel_button.clicked.connect(self.cancelled)
        form.changed.connect(self.follow)
        form.patient.changed.connect(self.follow)
        form.refused.connect(self.say)
        form.kept.connect(lambda _words: self.say("", ""))

    def _keep(self) -> None:
        self.form.keep()

    def _choose_next(self, value: object) -> None:
        # The keyboard stays, for an arrow on its way to the last choice comes by the day.
        self.form.set("next", str(value or "none"))

    def _lay_out(self) -> None:
        _ = self._
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._texts = QGridLayout()
        self._column.addLayout(self._texts)
        self._fields = QGridLayout()
        self._column.addLayout(self._fields)
        self._second = QGridLayout()
        self._column.addLayout(self._second)
        self._captions: dict[QWidget, QWidget] = {
            one: _caption(words, one)
            for words, one in (
                (_("Frågan"), self.question),
                (_("Rådet"), self.advice),
                (_("Vem frågade"), self.caller),
                (_("Enhet"), self.unit),
                (_("Minuter"), self.minutes),
                (_("Sedan"), self.next),
                (_("Patient, om någon: nummer"), self.number),
                (_("Namn"), self.name),
                (_("Alias"), self.alias),
            )
        }
        self._after = QWidget()
        self._then = FlowLayout(self._after)
        self._then.setContentsMargins(0, 0, 0, 0)
        for part in (self.next, self.call_back, self._day):
            self._then.addWidget(part)
        self._column.addWidget(self._who)
        self._column.addWidget(self.protected)
        self._column.addWidget(self._captions[self.next])
        self._column.addWidget(self._after)
        self._column.addWidget(self.remark)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.keep_button)
        self._column.addLayout(foot)
        set_text(self.remark, "")

    def measure(self) -> None:
        self._column.setContentsMargins(em(1.0), em(0.7), em(1.0), em(0.8))
        self._column.setSpacing(em(0.4))
        self._then.setSpacing(em(0.8))
        self.call_back.setMinimumWidth(em(14))
        for grid in (self._texts, self._fields, self._second):
            grid.setHorizontalSpacing(em(1.0))
            grid.setVerticalSpacing(em(0.2))
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Put the fields beside each other, or below where there is no room."""
        narrow = self.width() < em(_NARROW)
        if self._narrow == (narrow, em(1)):
            return
        self._narrow = (narrow, em(1))
        rows: tuple[tuple[QGridLayout, tuple[QWidget, ...]], ...] = (
            (self._texts, (self.question, self.advice)),
            (self._fields, (self.caller, self.unit, self.minutes)),
            (self._second, (self.number, self.name, self.alias)),
        )
        for grid, fields in rows:
            for at, field in enumerate(fields):
                caption = self._captions[field]
                row, column = (2 * at, 0) if narrow else (0, at)
                grid.addWidget(caption, row, column, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(field, row + 1, column, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(at, 0 if narrow and at else 1)
        if not narrow:
            self._fields.setColumnStretch(2, 0)
            self.minutes.setMaximumWidth(em(6))
        else:
            self.minutes.setMaximumWidth(em(10))


def _caption(words: str, field: QWidget) -> QWidget:
    caption = label("strong", wrap=False)
    caption.setText(words)
    caption.setBuddy(field)
    field.setAccessibleName(words)
    return caption
