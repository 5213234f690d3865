"""The calls of a period as a list: who asked what, what was said, who is to be called back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from triage.advice_words import caller_words
from triage.services import Act, StoreError
from triage.services.advice_call import Call, in_a_list
from triage.services.advice_counted import matching, summed
from ui.viewmodels.desk import Desk
from ui.viewmodels.letter_saving import NotSavedError, save
from ui.viewmodels.typed_moment import day_words
from ui.viewmodels.worklist_words import changed as when
from ui.viewmodels.worklist_words import shown_number

OPEN: Final = "open"
MONTH: Final = "month"
LAST_MONTH: Final = "last_month"
"""Counted when it is over."""
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call in the list. `mark` and `tone` say whether somebody waits for a call."""

    id: str
    title: str
    under: str
    mark: str
    tone: str
    said: str


class AdviceCalls(QObject):
    """What is listed, and what can be done with one of the calls."""

    changed = Signal()
    failed = Signal(str)
    saved = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self._callers = caller_words(self._)
        self.shown: tuple[Call, ...] = ()
        self.view = MONTH
        self.query = ""
        self.waiting = 0
        """How many are to be called back, in whatever month they asked."""
        self._cut = False

    def views(self) -> list[tuple[str, str]]:
        """Return what can be listed, each by its name."""
        _ = self._
        return [
            (MONTH, _("Denna månad")),
            (LAST_MONTH, _("Förra månaden")),
            (OPEN, _("Att ringa upp")),
            (ALL, _("Alla")),
        ]

    def show(self, view: str, query: str) -> None:
        """List something else."""
        self.view, self.query = view, query
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        advice = self._desk.workplace.advice
        try:
            waiting, cut = advice.to_call_back(), False
            if self.view == OPEN:
                found = waiting
            elif self.view == ALL:
                found, cut = advice.latest()
            else:
                found = advice.calls(*self._month())
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return
        self.waiting, self._cut = len(waiting), cut
        self.shown = matching(found, self.query)
        self.changed.emit()

    def rows(self) -> list[CallRow]:
        """Return the rows of the list."""
        return [self._row(one) for one in self.shown]

    def sum_words(self) -> str:
        """Return how many calls are listed, how long they took, and how many wait for a call."""
        _ = self._
        total = summed(self.shown)
        if not total.calls:
            return ""
        parts = [_("Ett råd") if total.calls == 1 else _("{count} råd").format(count=total.calls)]
        if self._cut:
            parts.append(_("äldre råd tas inte med här"))
        if total.timed:
            parts.append(_("{minutes} minuter noterade").format(minutes=total.minutes))
        if self.waiting == 1:
            parts.append(_("en väntar på att bli uppringd"))
        elif self.waiting:
            waiting = _("{count} väntar på att bli uppringda")
            parts.append(waiting.format(count=self.waiting))
        return " · ".join(parts)

    def empty_words(self) -> str:
        """Return what stands where there is no call to list."""
        _ = self._
        if self.query.strip():
            return _("Inget råd passar. Sök på ord i frågan, rådet, enheten eller på ett nummer.")
        if self.view == OPEN:
            return _("Ingen väntar på att bli uppringd.")
        return _("Inga råd noterade än. Skriv frågan och rådet ovan: det tar en minut.")

    def patient_words(self, call: Call) -> str:
        """Return whom a call is about; nothing that tells who, of a protected patient."""
        _, patient = self._, call.new.patient
        if patient is None:
            return _("Ingen bestämd patient")
        if patient.protected:
            return patient.alias or _("Skyddade personuppgifter")
        number = shown_number(patient.number) if patient.number else ""
        return " · ".join(filter(None, (patient.name, patient.alias, number)))

    def asked_words(self, call: Call) -> str:
        """Return when, by whom and for how long was asked, and who answered."""
        _ = self._
        now = self._desk.workplace.now()
        minutes = call.new.minutes
        took = "" if minutes is None else _("{count} min").format(count=minutes)
        caller = self._callers.get(call.new.caller, "")
        who = _("svar av {name}").format(name=call.who) if call.who else ""
        parts = (when(call.at, now.date(), _), caller, in_a_list(call).caller_unit, took, who)
        return " · ".join(filter(None, parts))

    def state_words(self, call: Call) -> str:
        """Return what follows on a call, or followed."""
        _ = self._
        if call.case_id:
            return _("Blev en bedömning")
        if call.settled is not None:
            return _("Uppringd {day}").format(day=f"{call.settled:%Y-%m-%d}")
        if call.open:
            now, day = self._desk.workplace.now(), date.fromisoformat(call.new.call_back_on)
            words = _("Skulle ringas upp {day}") if day < now.date() else _("Ring upp {day}")
            return words.format(day=day_words(day, now, _))
        return ""

    # With one of them

    def called_back(self, call_id: str) -> None:
        """Note that whoever asked was called back."""
        try:
            self._desk.workplace.advice.called_back(call_id)
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
        self.reload()

    def strike(self, call_id: str) -> None:
        """Strike a call that was written by mistake."""
        try:
            self._desk.workplace.advice.strike(call_id)
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
        self.reload()

    def begin(self, call_id: str) -> str:
        """Begin an assessment from a call; return its case, or "" and say why not."""
        try:
            return self._desk.workplace.advice.begin_assessment(call_id).id
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return ""

    # Out of the program

    def file_name(self) -> str:
        """Return a name for the file: what it is and the month, nothing of anybody."""
        return "-".join((self._("rådgivning"), f"{self._month()[0]:%Y-%m}.csv"))

    def save(self, target: Path) -> bool:
        """Save the listed calls without patients and without what was said, for counting."""
        _ = self._
        if not target.suffix:
            target = target.with_suffix(".csv")
        data = self._desk.workplace.advice.csv(self.shown, self._desk.language)
        try:
            save(target, data, _, again=_("Välj en annan plats och försök igen."))
            self._desk.workplace.record(Act.EXPORTED, count=str(len(self.shown)))
        except NotSavedError as error:
            self.failed.emit(str(error))
            return False
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return False
        self.saved.emit(_("Sparad som {name}.").format(name=target.name))
        return True

    def _month(self) -> tuple[date, date]:
        """Return the first and the last day of the month that is listed."""
        today = self._desk.workplace.now().date()
        last = today.replace(day=1) - timedelta(days=1)
        return (
            (last.replace(day=1), last)
            if self.view == LAST_MONTH
            else (today.replace(day=1), today)
        )

    def _row(self, call: Call) -> CallRow:
        state = self.state_words(call)
        title = " ".join(in_a_list(call).question.split())
        under = " · ".join(filter(None, (state, self.asked_words(call))))
        late = call.open and call.new.call_back_on <= self._desk.workplace.now().date().isoformat()
        mark, tone = ("☎", "gap" if late else "unknown") if call.open else ("✓", "muted")
        return CallRow(call.id, title, under, mark, tone, state)
