"""What is filled in when a case is closed: how it ended, when, where, and the last week of life."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.core.ledger import OUTCOMES
from triage.ledger_words import outcome_words
from ui.theme import em
from ui.viewmodels.closing import DIED, Closing
from ui.viewmodels.closing_indicators import Indicator
from ui.views.settings_form import Advice
from ui.widgets.calm_box import CalmBox
from ui.widgets.cards import SectionHeading
from ui.widgets.layouts import FlowLayout, Outset
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.question import Question, RowWords
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import RING, Option, SegmentedControl
from ui.widgets.tab_order import follow_reading_order

_STATES = {"yes": True, "no": False, "unknown": "unknown"}
"""States as the rows of the checklist answer them."""
_LONGEST = 200


class ClosingFields(Measured):
    """The lines of one case; the model keeps what stands in them."""

    given_up = Signal()

    def __init__(self, model: Closing) -> None:
        super().__init__()
        self.model, self._ = model, model.desk.translate
        _ = self._
        words = outcome_words(_)
        self.outcome = SegmentedControl(
            [Option(one, words[one]) for one in OUTCOMES], name=_("Hur slutade det?")
        )
        self.day, self.place = QLineEdit(), CalmBox()
        self.day.setMaxLength(40)
        self.place.setEditable(True)
        self.place.setInsertPolicy(CalmBox.InsertPolicy.NoInsert)
        self._day_name, self._place_name = label("strong"), label("strong")
        self._day_said, self._place_note = label("small"), label("small")
        self.advice = {
            "outcome": Advice(self.outcome),
            "day": Advice(self.day),
            "place": Advice(self.place),
        }
        self._lead = label("muted")
        self.rows: dict[str, QuestionRow] = {}
        self.close_case = QPushButton()
        self.close_case.setProperty("role", "primary")
        self.give_up = QPushButton(_("Låt avslutet stå som det är"))
        self._lay_out()
        self.outcome.chosen.connect(self._choose)
        self.day.textChanged.connect(self._type_day)
        self.day.editingFinished.connect(self._leave_day)
        self.place.currentTextChanged.connect(self.model.type_place)
        self.close_case.clicked.connect(self._close)
        self.give_up.clicked.connect(self.model.give_up_correcting)
        self.model.changed.connect(self._follow)
        self.ready()

    def take_focus(self) -> None:
        """Put the keyboard where filling in begins, or at the first thing that is wrong."""
        parts: dict[str, QWidget] = {"outcome": self.outcome, "day": self.day, "place": self.place}
        wrong = next((parts[name] for name in parts if name in self.model.problems), self.outcome)
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    # Filling in

    def _choose(self, value: object) -> None:
        self.model.choose(str(value or ""))

    def _type_day(self, text: str) -> None:
        self.model.type_day(text)
        self._say_day()

    def _leave_day(self) -> None:
        text = self.day.text().strip()
        self.advice["day"].say(self.model.check_day() if text else "")
        if self.rows:
            self._say_known()  # how old an answer is counts from the day of death

    def _answer(self, code: str, value: object) -> None:
        states = [state for state, answer in _STATES.items() if answer is value or answer == value]
        self.model.answer(code, states[0] if value is not None and states else "")
        self._say_count()

    def _close(self) -> None:
        if not self.model.close():
            self.take_focus()

    # Showing

    def _follow(self) -> None:
        model, typed = self.model, self.model.typed
        if model.ended is not None and not model.correcting:
            return
        _ = self._
        chosen = bool(typed.outcome)
        self.outcome.set_value(typed.outcome or None)
        for part in (self._day_name, self.day):
            part.setVisible(chosen)
        self._day_name.setText(model.day_name())
        self.day.setAccessibleName(model.day_name())
        self.day.setPlaceholderText(
            _("till exempel i går eller {day}").format(day=f"{model.desk.workplace.now():%Y-%m-%d}")
        )
        if self.day.text() != typed.day:
            self.day.setText(typed.day)
        self._show_place()
        self._show_rows()
        for name, advice in self.advice.items():
            advice.say(model.problems.get(name, ""))
        self._say_day()
        correcting = _("Spara rättelsen") if model.correcting else _("Avsluta ärendet")
        self.close_case.setText(correcting)
        self.give_up.setVisible(model.correcting)
        follow_reading_order(self)

    def _show_place(self) -> None:
        model, _ = self.model, self._
        asked = model.asks_place
        for part in (self._place_name, self.place):
            part.setVisible(asked)
        self._place_name.setText(model.place_name())
        self.place.setAccessibleName(model.place_name())
        places, shown = model.places(), model.typed.place
        if [self.place.itemText(at) for at in range(self.place.count())] != list(places):
            held = self.place.blockSignals(True)
            self.place.clear()
            self.place.addItems(list(places))
            self.place.blockSignals(held)
        if self.place.currentText() != shown or not shown:
            held = self.place.blockSignals(True)
            self.place.setCurrentIndex(self.place.findText(shown))
            self.place.setEditText(shown)
            self.place.blockSignals(held)
        line = self.place.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST)
        note = _("Ort räcker. Skriv ingen adress.") if model.typed.outcome == "moved" else ""
        set_text(self._place_note, note if asked else "")

    def _show_rows(self) -> None:
        shown = self.model.typed.outcome == DIED
        for part in (self._heading, self._lead, self._box, self._count):
            part.setVisible(shown)
        if not shown:
            return
        if not self.rows:
            self._make_rows()
        self._say_known()
        for code, row in self.rows.items():
            state = self.model.typed.states.get(code)
            row.set_value(None if state is None else _STATES[state])
        self._say_count()

    def _make_rows(self) -> None:
        _ = self._
        words = RowWords(
            yes=_("Ja"),
            no=_("Nej"),
            unknown=_("Vet ej"),
            none_of_these="",
            unanswered=_("ej besvarat"),
            not_needed="",
            no_match="",
        )
        for one in self.model.indicators():
            row = QuestionRow(Question(one.code, "bool", one.text), words)
            row.answered.connect(self._answer)
            row.move_asked.connect(lambda by, code=one.code: self._move(code, by))
            row.next_unanswered.connect(lambda code=one.code: self._on_from(code))
            row.same_asked.connect(lambda _key, code=one.code: self._same(code))
            self.rows[one.code] = row
            self._list.addWidget(row)
            row.show()  # now: the next key may be Tab

    def _say_known(self) -> None:
        self._known: dict[str, Indicator] = {one.code: one for one in self.model.indicators()}
        same = self._("Samma")
        for code, one in self._known.items():
            self.rows[code].set_remark(one.known, same if one.offer else "", doubtful=one.old)

    def _say_day(self) -> None:
        said = self.model.day_said() if self.model.typed.outcome else ""
        set_text(self._day_said, "" if self.advice["day"].text() else said)
        set_look(self._day_said, "tone", "muted")

    def _say_count(self) -> None:
        self._count.setText(self.model.count_words())

    # Keys among the rows

    def _same(self, code: str) -> None:
        self.rows[code].set_value(_STATES[self._known[code].offer])
        self.rows[code].speak()
        self._answer(code, _STATES[self._known[code].offer])

    def _move(self, code: str, by: int) -> None:
        codes = list(self.rows)
        at = codes.index(code) + by
        if 0 <= at < len(codes):
            self.rows[codes[at]].take_focus()
        elif at < 0:
            self.place.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            self.close_case.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_from(self, code: str) -> None:
        codes = list(self.rows)
        after = codes[codes.index(code) + 1 :]
        open_ones = [one for one in after if one not in self.model.typed.states]
        if open_ones:
            self.rows[open_ones[0]].take_focus()
        else:
            self.close_case.setFocus(Qt.FocusReason.TabFocusReason)

    # Building

    def _lay_out(self) -> None:
        _ = self._
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(RING, 0, RING, 0)
        asked = label("strong")
        asked.setText(_("Hur slutade det?"))
        asked.setBuddy(self.outcome)
        self._outset = Outset(RING)
        self._outset.addWidget(self.outcome)
        self._column.addWidget(asked)
        self._column.addLayout(self._outset)
        self._column.addWidget(self.advice["outcome"].line)
        for name, line, said in (
            (self._day_name, self.day, self._day_said),
            (self._place_name, self.place, self._place_note),
        ):
            name.setBuddy(line)
            rows: tuple[QWidget, ...] = (name, line, said)
            for row in rows:
                self._column.addWidget(row)
        self._column.insertWidget(self._column.indexOf(self._day_said), self.advice["day"].line)
        self._column.addWidget(self.advice["place"].line)
        self._heading = SectionHeading(_("Sista levnadsveckan"))
        self._lead.setText(
            _(
                "Det här frågar palliativregistret om. Det som inte besvaras står som ej besvarat "
                "och räknas aldrig som nej."
            )
        )
        self._box = QWidget()
        self._list = QVBoxLayout(self._box)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._count = label("small")
        for part in (self._heading, self._lead, self._box, self._count):
            self._column.addWidget(part)
        self._foot = FlowLayout()
        self._foot.addWidget(self.close_case)
        self._foot.addWidget(self.give_up)
        self._column.addLayout(self._foot)

    def measure(self) -> None:
        self._column.setSpacing(em(0.35))
        self._outset.by = RING
        self._foot.setSpacing(em(0.6))
        self._foot.setContentsMargins(0, em(0.6), 0, 0)
        self._heading.setContentsMargins(0, em(0.8), 0, 0)
        for name in (self._day_name, self._place_name):
            name.setContentsMargins(0, em(0.4), 0, 0)
        for line in (self.day, self.place):
            line.setMaximumWidth(em(26))
