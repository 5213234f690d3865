"""What the palliative register asks about the last week of life, with the checklist's answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.closing import Closing
from ui.viewmodels.closing_indicators import Indicator
from ui.widgets.answers import UNKNOWN
from ui.widgets.cards import SectionHeading
from ui.widgets.held_in_sight import area_of
from ui.widgets.measured import Measured, label, set_text
from ui.widgets.question import Question, RowWords
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import Option

_STATES = {"yes": True, "no": False, "unknown": UNKNOWN}
"""States as the rows of the checklist answer them."""


class LastWeek(Measured):
    """A row for each thing that is asked; the model keeps the answers."""

    left = Signal(int)
    """The arrows lead out of the rows: -1 before the first, 1 after the last."""

    def __init__(self, model: Closing) -> None:
        super().__init__()
        self.model, self._ = model, model.desk.translate
        _ = self._
        self.rows: dict[str, QuestionRow] = {}
        self._known: dict[str, Indicator] = {}
        self._heading = SectionHeading(_("Sista levnadsveckan"))
        lead = label("muted")
        lead.setText(
            _(
                "Det här frågar palliativregistret om. Det som inte besvaras står som ej besvarat "
                "och räknas aldrig som nej."
            )
        )
        box = QWidget()
        self._list = QVBoxLayout(box)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._count = label("small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._heading, lead, box, self._count):
            self._column.addWidget(part)
        self.ready()

    def show_answers(self) -> None:
        """Show what is answered; the rows are made when they are first seen."""
        if not self.rows:
            self._make_rows()
        self.show_known()
        for code, row in self.rows.items():
            state = self.model.typed.states.get(code)
            row.set_value(None if state is None else _STATES[state])
        self._say_count()

    def show_known(self) -> None:
        """Show what the checklist says; how old that is counts from the day of death."""
        if not self.rows:
            return
        self._known = {one.code: one for one in self.model.indicators()}
        same = self._("Samma")
        for code, one in self._known.items():
            self.rows[code].set_remark(one.known, same if one.offer else "", doubtful=one.old)

    def _make_rows(self) -> None:
        _ = self._
        words = RowWords(
            yes="",
            no="",
            unknown="",
            none_of_these="",
            unanswered=_("ej besvarat"),
            not_needed="",
            no_match="",
        )
        # By digits, as the answers of a receiver, or by the letters of the checklist.
        options = (
            Option(True, "1 " + _("Ja"), keys="1jy"),
            Option(False, "2 " + _("Nej"), keys="2n"),
            Option(UNKNOWN, "3 " + _("Vet ej"), keys="3v"),
        )
        for one in self.model.indicators():
            row = QuestionRow(Question(one.code, "bool", one.text, options=options), words)
            row.answered.connect(self._answer)
            row.move_asked.connect(lambda by, code=one.code: self._move(code, by))
            row.next_unanswered.connect(lambda code=one.code: self._on_from(code))
            row.focused.connect(self._in_sight)
            row.typed.connect(lambda code=one.code: self._on_from(code))
            row.same_asked.connect(lambda key, code=one.code: self._same(code, on=key))
            self.rows[one.code] = row
            self._list.addWidget(row)
            row.show()  # now: the next key may be Tab

    def _answer(self, code: str, value: object) -> None:
        states = [state for state, answer in _STATES.items() if answer == value]
        self.model.answer(code, states[0] if value is not None and states else "")
        self._say_count()

    def _say_count(self) -> None:
        # How many are unanswered stands below, beside the button.
        set_text(self._count, "" if self.model.unanswered_words() else self.model.count_words())

    # Keys

    def begin(self) -> bool:
        """Put the keyboard on the first thing that is unanswered; False where nothing is."""
        waits = next((one for one in self.rows if one not in self.model.typed.states), None)
        if waits is not None:
            self.rows[waits].take_focus()
        return waits is not None

    def _same(self, code: str, *, on: bool) -> None:
        value = _STATES[self._known[code].offer]
        self.rows[code].set_value(value)
        self.rows[code].speak()
        self._answer(code, value)
        if on:
            self._on_from(code)

    def _in_sight(self, code: str) -> None:
        """Scroll to the row that the arrows led to."""
        area = area_of(self)
        if area is not None:
            area.ensureWidgetVisible(self.rows[code], 0, em(2))

    def _move(self, code: str, by: int) -> None:
        codes = list(self.rows)
        at = codes.index(code) + by
        if 0 <= at < len(codes):
            self.rows[codes[at]].take_focus()
        else:
            self.left.emit(by)

    def _on_from(self, code: str) -> None:
        codes = list(self.rows)
        after = codes[codes.index(code) + 1 :]
        open_ones = [one for one in after if one not in self.model.typed.states]
        if open_ones:
            self.rows[open_ones[0]].take_focus()
        else:
            self.left.emit(1)

    def measure(self) -> None:
        self._column.setSpacing(em(0.35))
        self._heading.setContentsMargins(0, em(0.8), 0, 0)
