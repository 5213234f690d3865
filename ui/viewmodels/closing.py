"""The end of a case: what is typed before it is closed, and what is known of it afterwards.

What somebody began to fill in is kept until it is written. Errors come as `refused`, in the
reader's language; what is wrong with a line stands in `problems`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from triage.closing_words import day_words, place_words, places_of_death
from triage.core.ledger import INDICATORS, LONGEST, Entry
from triage.core.people import Patient
from triage.past_day_words import past_day_of
from triage.services import StoreError
from ui.viewmodels.closing_days import day_problem, full_day, registered_problem
from ui.viewmodels.closing_indicators import Indicator, indicators
from ui.viewmodels.closing_typed import CORRECTS, DIED, FORM, REGISTERING, Typed, typed_from
from ui.viewmodels.desk import Desk
from ui.viewmodels.half_noted import HalfNoted
from ui.viewmodels.typed_text import one_line


class Closing(QObject):
    """One case at a time, open or closed."""

    changed = Signal()
    answered = Signal()
    """What is asked about the last week of life was answered, or an answer taken back."""
    closed = Signal()
    """It was closed, registered or taken back: what stands elsewhere is to be read again."""
    refused = Signal(str)

    def __init__(
        self, desk: Desk, parent: QObject | None = None, half: HalfNoted | None = None
    ) -> None:
        """Keep what is half typed in `half`, where a page has one for all its forms."""
        super().__init__(parent)
        self.desk, self._ = desk, desk.translate
        self.half = half or HalfNoted(desk, self)
        self.case_id = ""
        self.ended: Entry | None = None
        """The closing that holds."""
        self.registered: Entry | None = None
        self.correcting = False
        """Whether what is closed is being filled in again."""
        self.problems: Mapping[str, str] = {}
        self.practice = False
        """Whether it is the patient to practise on."""
        self._patient = Patient("alias", None, "")

    # Reading

    def open(self, case_id: str) -> None:
        """Show a case.

        :raises StoreError: case_not_decided, and where it cannot be read
        """
        if case_id != self.case_id:
            self.problems = {}
        self.case_id = case_id
        case = self.desk.workplace.case(case_id)
        self._patient, self.practice = case.patient, case.example
        self.half.begin(case_id)
        self._read()
        corrects = self.half.told(FORM).get(CORRECTS)
        self.correcting = self.ended is not None and self.ended.id == corrects
        self.changed.emit()

    def _read(self) -> None:
        standing = self.desk.workplace.follow_up.standing(self.case_id)
        self.ended, self.registered = standing.closed, standing.registered

    @property
    def typed(self) -> Typed:
        """What stands in the form."""
        return typed_from(self.half.told(FORM))

    @property
    def asks_place(self) -> bool:
        """Whether a place is asked for: never where a protected patient moved to."""
        outcome = self.typed.outcome
        if outcome == "moved" and self._patient.protected:
            return False
        return bool(place_words(outcome, self._))

    def places(self) -> tuple[str, ...]:
        """Return places to choose from; any other may be typed."""
        if self.typed.outcome == DIED:
            return places_of_death(self._)
        if self.typed.outcome == "transferred":
            forms = self.desk.workplace.catalogue.vocabulary.care_forms
            return tuple(form.name[self.desk.language] for form in forms)
        return ()

    def indicators(self) -> tuple[Indicator, ...]:
        """Return what is asked about the last week of life, with what the checklist says.

        :raises StoreError: where the case cannot be read
        """
        return indicators(self.desk, self.case_id, self._day())

    def day_said(self) -> str:
        """Return the typed day as it was understood; "" where it was not, or none is typed."""
        day = self._day()
        return "" if day is None else full_day(day, self._today(), self._)

    def count_words(self) -> str:
        """Return how many of the indicators are answered."""
        done, of_all = len(self.typed.states), len(INDICATORS)
        if done == of_all:
            return self._("Alla {count} besvarade").format(count=of_all)
        return self._("{done} av {count} besvarade").format(done=done, count=of_all)

    def unanswered_words(self) -> str:
        """Return what a death leaves unanswered, and when that can be seen to; "" for nothing."""
        count = len(INDICATORS) - len(self.typed.states)
        if self.typed.outcome != DIED or not count or self.practice:
            return ""
        if count == 1:
            text = self._("1 fråga om sista veckan är obesvarad.")
        else:
            text = self._("{count} frågor om sista veckan är obesvarade.").format(count=count)
        later = self._("Svara nu, eller när dödsfallet förs till registret.")
        return f"{text} {later}"

    # Filling in

    def choose(self, outcome: str) -> None:
        """Choose how it ended; today is filled in, but for a death: that day is to be known."""
        if outcome == self.typed.outcome:
            return
        today = self._today().isoformat()
        day = self.typed.day
        if outcome == DIED:
            day = "" if day == today else day
        elif outcome:
            day = day or today
        self._keep(replace(self.typed, outcome=outcome, day=day, place=""))
        self.problems = {}
        self.changed.emit()

    def type_day(self, text: str) -> None:
        """Take what stands in the line of the day."""
        self._keep(replace(self.typed, day=text))

    def type_place(self, text: str) -> None:
        """Take what stands in the line of the place."""
        self._keep(replace(self.typed, place=text))

    def answer(self, code: str, state: str) -> None:
        """Answer what is asked about the last week of life; "" takes the answer back."""
        states = {one: told for one, told in self.typed.states.items() if one != code}
        self._keep(replace(self.typed, states=states | ({code: state} if state else {})))
        self.answered.emit()

    def check_day(self) -> str:
        """Return what is wrong with the typed day, "" for nothing."""
        return day_problem(self.typed.day, self._today(), self._)

    def close(self) -> bool:
        """Close the case as filled in; False where something is missing, told in `problems`."""
        typed = self.typed
        found = {"outcome": "" if typed.outcome else self._("Välj hur det slutade.")}
        if typed.outcome:
            found["day"] = self.check_day()
            if len(typed.place) > LONGEST:
                found["place"] = self._("Texten är för lång. Korta den.")
        self.problems = {name: text for name, text in found.items() if text}
        day = self._day()
        if self.problems or day is None:
            self.changed.emit()
            return False
        return self._write(typed, day)

    def _write(self, typed: Typed, day: date) -> bool:
        work = self.desk.workplace.follow_up
        states = typed.states if typed.outcome == DIED else {}
        place = one_line(typed.place) if self.asks_place else ""
        try:
            work.closed(
                self.case_id,
                typed.outcome,
                day.isoformat(),
                place=place,
                indicators=states,
                instead_of="" if self.ended is None else self.ended.id,
                reason="" if self.ended is None else self._("Rättat"),
            )
            self._read()
        except StoreError as error:
            self.refused.emit(self.desk.words_of(error))
            return False
        self.half.forget(FORM)
        self.correcting = False
        self.changed.emit()
        self.closed.emit()
        return True

    # Afterwards

    def correct(self) -> None:
        """Fill in again what was closed; what was written holds until it is closed anew."""
        ended = self.ended
        if ended is None:
            return
        self._keep(typed_from(ended.detail), corrects=ended.id)
        self.correcting, self.problems = True, {}
        self.changed.emit()

    def give_up_correcting(self) -> None:
        """Let what was closed stand as it is."""
        self.half.forget(FORM)
        self.correcting, self.problems = False, {}
        self.changed.emit()

    def reopen(self) -> bool:
        """Take the closing back: the case is followed again."""
        if self.ended is None:
            return False
        try:
            self.desk.workplace.follow_up.strike(self.ended.id, self._("Ärendet öppnades igen"))
            self._read()
        except StoreError as error:
            self.refused.emit(self.desk.words_of(error))
            return False
        self.give_up_correcting()
        self.closed.emit()
        return True

    @property
    def registering(self) -> str:
        """What is typed as the day of registering."""
        return self.half.told(REGISTERING).get("day", "")

    def type_registering(self, text: str) -> None:
        """Take what stands in that line."""
        self.half.type_in(REGISTERING, {"day": text})

    def register(self, text: str) -> bool:
        """Note the day on which the death was entered in the register; an empty line is today."""
        today = self._today()
        wrong = registered_problem(text, self._ended_on(), today, self._)
        self.problems = {"registered": wrong} if wrong else {}
        day = past_day_of(text, today) if text.strip() else today
        if wrong or day is None:
            self.changed.emit()
            return False
        try:
            self.desk.workplace.follow_up.registered(self.case_id, day.isoformat())
            self._read()
        except StoreError as error:
            self.refused.emit(self.desk.words_of(error))
            return False
        self.half.forget(REGISTERING)
        self.changed.emit()
        self.closed.emit()
        return True

    def _ended_on(self) -> date | None:
        return None if self.ended is None else past_day_of(self.ended.told("day"), self._today())

    # Days

    def day_name(self) -> str:
        """Return what the day is called."""
        return day_words(self.typed.outcome, self._)

    def place_name(self) -> str:
        """Return what the place is called."""
        return place_words(self.typed.outcome, self._)

    def _day(self) -> date | None:
        return past_day_of(self.typed.day, self._today())

    def _today(self) -> date:
        return self.desk.workplace.now().date()

    def _keep(self, typed: Typed, corrects: str = "") -> None:
        corrects = corrects or self.half.told(FORM).get(CORRECTS, "")
        self.half.type_in(FORM, {**typed.as_fields(), CORRECTS: corrects})
