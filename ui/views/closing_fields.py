"""What is filled in when a case is closed: how it ended, when, where, and the last week of life."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from triage.core.ledger import OUTCOMES
from triage.ledger_words import outcome_words
from ui.theme import em
from ui.viewmodels.closing import Closing
from ui.viewmodels.closing_typed import DIED
from ui.views.closing_last_week import LastWeek
from ui.views.settings_form import Advice
from ui.widgets.calm_box import CalmBox
from ui.widgets.held_in_sight import area_of
from ui.widgets.layouts import FlowLayout, Outset
from ui.widgets.measured import Measured, label, set_look, set_text
from ui.widgets.segmented import RING, Option, SegmentedControl
from ui.widgets.tab_order import follow_reading_order

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
            [
                Option(one, f"{at} {words[one]}", keys=str(at))
                for at, one in enumerate(OUTCOMES, start=1)
            ],
            name=_("Hur slutade det?"),
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
        self.last_week = LastWeek(model)
        self.close_case = QPushButton()
        self.close_case.setProperty("role", "primary")
        self.unanswered = label("small", tone="muted")
        self.give_up = QPushButton(_("Låt avslutet stå som det är"))
        self._lay_out()
        self.outcome.chosen.connect(self._choose)
        self.day.textChanged.connect(self._type_day)
        self.day.editingFinished.connect(self._leave_day)
        self.place.currentTextChanged.connect(self.model.type_place)
        self.last_week.left.connect(self._leave_rows)
        self.close_case.clicked.connect(self._close)
        self.give_up.clicked.connect(self.model.give_up_correcting)
        self.model.changed.connect(self._follow)
        self.model.answered.connect(self._say_unanswered)
        self.ready()

    def take_focus(self) -> None:
        """Put the keyboard where filling in begins, or at the first thing that is wrong."""
        parts: dict[str, QWidget] = {"outcome": self.outcome, "day": self.day, "place": self.place}
        wrong = next((parts[name] for name in parts if name in self.model.problems), self.outcome)
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let Enter lead on from what is chosen or typed, as it does from a row, to the button."""
        held = self.focusWidget()
        lines: list[QWidget] = [self.outcome, self.day, self.place]
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or held not in lines:
            super().keyPressEvent(event)
            return
        event.accept()
        after = [one for one in lines[lines.index(held) + 1 :] if not one.isHidden()]
        if after:
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.last_week.isHidden() or not self.last_week.begin():
            self._leave_rows(1)

    # Filling in

    def _choose(self, value: object) -> None:
        self.model.choose(str(value or ""))

    def _type_day(self, text: str) -> None:
        self.model.type_day(text)
        self._say_day()

    def _leave_day(self) -> None:
        text = self.day.text().strip()
        self.advice["day"].say(self.model.check_day() if text else "")
        self.last_week.show_known()

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
        died = typed.outcome == DIED
        self.last_week.setVisible(died)
        if died:
            self.last_week.show_answers()
        for name, advice in self.advice.items():
            advice.say(model.problems.get(name, ""))
        self._say_day()
        self._say_unanswered()
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
            line.setAccessibleName(model.place_name())  # it has the keyboard, not the box
        note = _("Ort räcker. Skriv ingen adress.") if model.typed.outcome == "moved" else ""
        set_text(self._place_note, note if asked else "")

    def _say_day(self) -> None:
        said = self.model.day_said() if self.model.typed.outcome else ""
        set_text(self._day_said, "" if self.advice["day"].text() else said)
        set_look(self._day_said, "tone", "muted")

    def _say_unanswered(self) -> None:
        """Tell it beside the button as well, whose help it is: it stops nobody."""
        said = self.model.unanswered_words()
        set_text(self.unanswered, said)
        self.close_case.setAccessibleDescription(said)

    def _leave_rows(self, by: int) -> None:
        to = self.place if by < 0 else self.close_case
        to.setFocus(Qt.FocusReason.TabFocusReason)
        area = area_of(self)
        if area is not None:
            area.ensureWidgetVisible(to, 0, em(1))

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
        self._column.addWidget(self.last_week)
        self._column.addWidget(self.unanswered)
        self._foot = FlowLayout()
        self._foot.addWidget(self.close_case)
        self._foot.addWidget(self.give_up)
        self._column.addLayout(self._foot)

    def measure(self) -> None:
        self._column.setSpacing(em(0.35))
        self._outset.by = RING
        self._foot.setSpacing(em(0.6))
        self._foot.setContentsMargins(0, em(0.6), 0, 0)
        for name in (self._day_name, self._place_name):
            name.setContentsMargins(0, em(0.4), 0, 0)
        for line in (self.day, self.place):
            line.setMaximumWidth(em(26))
