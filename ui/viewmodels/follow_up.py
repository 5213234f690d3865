"""One decided case after its decision: where it stands, what is next, and noting it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from triage.services import StoreError
from ui.viewmodels.desk import Desk
from ui.viewmodels.follow_up_sending import Sending
from ui.viewmodels.follow_up_shown import SPANS, Shown, read_follow_up
from ui.viewmodels.follow_up_typed import TypedDays
from ui.viewmodels.half_noted import HalfNoted
from ui.viewmodels.typed_text import one_line, storable

if TYPE_CHECKING:
    from triage.core.ledger import Entry

Problems = Mapping[str, str]
"""What is wrong, by the field that it stands beside; "" for all of a form."""
NO_PROBLEMS: Final[Problems] = MappingProxyType({})
_FIELD_OF: Final = {
    "ledger_receiver_missing": "to",
    "ledger_reason_missing": "reason",
    "ledger_text_missing": "text",
    "ledger_day_missing": "day",
    "ledger_in_future": "when",
    "ledger_before_sent": "when",
}


class FollowUpModel(QObject):
    """Reads a case and writes what happens to it; says what is wrong beside its field."""

    changed = Signal()
    noted = Signal(str)
    """What was just written, in words."""
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self._service = desk.workplace.follow_up
        self.half = HalfNoted(desk, self)
        self.case_id = ""
        self.failure = ""
        self.problems: Problems = NO_PROBLEMS
        self._shown: Shown | None = None
        self._last: str | None = None
        self._seen: tuple[str, ...] = ()

    @property
    def shown(self) -> Shown:
        """The case in front; only after one was opened."""
        if self._shown is None:
            raise RuntimeError("no case is open")
        return self._shown

    @property
    def can_undo(self) -> bool:
        """Whether something was noted here since the case was opened."""
        return self._last is not None

    def open(self, case_id: str) -> bool:
        """Show a case; False where it cannot be, for the reason in `failure`."""
        from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria

        if case_id != self.case_id:
            self._last = None
        self.problems = NO_PROBLEMS
        try:
            self._seen = self._written(case_id)
            self._shown = read_follow_up(self._desk, case_id)
        except (StoreError, InputError) as error:
            self.case_id, self._shown = "", None
            self.failure = self._desk.words_of(error)
            return False
        self.case_id, self.failure = case_id, ""
        self.half.begin(case_id)
        self.changed.emit()
        return True

    @property
    def sending(self) -> Sending:
        """What the next sending is filled in with."""
        return Sending(self._desk, self.shown)

    # Writing: each of these notes what was typed in a form, and lets go of that form.

    def send(
        self, *, to: str, way: str, when: str = "", answer_by: str = "", on: bool = False
    ) -> bool:
        """Note a sending as it was typed; `on` where it goes on to another team."""
        days = TypedDays(self._desk)
        at, by = days.past(when), days.answer_by(answer_by)
        named = one_line(to)
        sent = self.shown.stands.sent
        chain = sent.id if on and sent is not None else ""
        return self._note(
            "send",
            lambda: self._service.sent(
                self.case_id,
                to=named,
                way=way,
                team=self.shown.teams.get(named, ""),
                answer_by=by,
                happened_at=at,
                redirected_from=chain,
            ),
            days.problems,
        )

    def received(self, by: str = "", when: str = "") -> bool:
        """Note that the receiver has it."""
        days = TypedDays(self._desk)
        at = days.past(when)
        return self._note(
            "answer",
            lambda: self._service.received(self.case_id, by=one_line(by), happened_at=at),
            days.problems,
        )

    def answered(
        self,
        answer: str,
        *,
        reason: str = "",
        text: str = "",
        place: str = "",
        day: str = "",
        to: str = "",
        when: str = "",
    ) -> bool:
        """Note what the receiver answered, as it was typed."""
        days = TypedDays(self._desk)
        at, on = days.past(when), days.day(day)
        if not answer:
            days.problems["answer"] = self._("Välj vad mottagaren svarade.")
        return self._note(
            "answer",
            lambda: self._service.answered(
                self.case_id,
                answer,
                reason=reason,
                text=storable(text),
                place=one_line(place),
                day=on,
                to=one_line(to),
                happened_at=at,
            ),
            days.problems,
        )

    def contact(self, text: str, *, way: str = "", whom: str = "", when: str = "") -> bool:
        """Note a contact as it was typed."""
        days = TypedDays(self._desk)
        at = days.past(when)
        return self._note(
            "contact",
            lambda: self._service.contact(
                self.case_id, storable(text), way=way, whom=one_line(whom), happened_at=at
            ),
            days.problems,
        )

    def keep(self, reason: str) -> bool:
        """Note that no referral is to be sent, and why."""
        return self._note("keep", lambda: self._service.kept(self.case_id, storable(reason)))

    def settle(self, code: str, *, met: bool) -> bool:
        """Tick a condition, or take that back."""
        return self._note("", lambda: self._service.settle(self.case_id, code, met=met))

    def replan(self, code: str, owner: str, due: str) -> bool:
        """Note who sees to a condition and by when, as it was typed; empty for nobody, no day."""
        days = TypedDays(self._desk)
        day, named = days.due(due, code), " ".join(one_line(owner).split())
        return self._note(
            "condition",
            lambda: self._service.replan(self.case_id, code, named, day),
            days.problems,
            of=code,
        )

    def plan_span(self, key: str) -> bool:
        """Plan the next reassessment a usual span ahead; "0" for none at all."""
        today = self._desk.workplace.now().date()
        days = dict(SPANS).get(key)
        day = "" if days is None else (today + timedelta(days=days)).isoformat()
        return self._note("plan", lambda: self._service.plan(self.case_id, day))

    def plan_typed(self, text: str) -> bool:
        """Plan the next reassessment on a day that was typed."""
        days = TypedDays(self._desk)
        day = days.plan(text)
        return self._note("plan", lambda: self._service.plan(self.case_id, day), days.problems)

    def strike(self, entry_id: str, reason: str = "") -> bool:
        """Strike an entry that was written by mistake."""
        write = partial(self._service.strike, entry_id, one_line(reason))
        return self._note("strike", write, of=entry_id, undo=False)

    def undo(self) -> bool:
        """Strike what was noted here last; False where nothing was."""
        last, self._last = self._last, None
        if last is None:
            return False
        write = partial(self._service.strike, last, self._("Ångrat direkt"))
        return self._note("", write, undo=False)

    def tell_of_end(self) -> None:
        """Read a case that was closed, opened again or registered, and tell so like all else.

        The form for that writes by itself. Its last act can be undone here, but for a closing that
        took another's place: without it the case would stand open, as it never did.
        """
        self.half.keep()  # what stands in the other forms stays there
        before = self.shown.stands.closed
        if not self.open(self.case_id):
            return
        stands = self.shown.stands
        ends = [one for one in (stands.registered, stands.closed) if one is not None]
        if not ends:
            self._last = None
            self.noted.emit(self._told("", undo=False))
            return
        newest = max(ends, key=lambda one: one.noted_at)
        corrected = newest is stands.closed and before is not None and before.id != newest.id
        self._last = None if corrected else newest.id
        self.noted.emit(self._told(newest.id, undo=True))

    def begin_correction(self) -> bool:
        """Open the decision for a correction; False where the store refuses."""
        try:
            self._desk.workplace.correct(self.case_id)
        except StoreError as error:
            self.failed.emit(self._desk.words_of(error))
            return False
        return True

    def _note(
        self,
        form: str,
        write: Callable[[], Entry],
        problems: Problems = NO_PROBLEMS,
        *,
        of: str = "",
        undo: bool = True,
    ) -> bool:
        """Write it; then nothing is half typed in its form, or `of` one thing there."""
        if problems:
            return self._refuse(problems)
        self.half.keep()  # what stands in the other forms stays there
        try:
            if self._written(self.case_id) != self._seen:
                return self._overtaken()
            made = write()
        except StoreError as error:
            field = _FIELD_OF.get(error.code)
            if field is not None:
                return self._refuse({field: self._desk.words_of(error)})
            if error.code.startswith("ledger_"):
                return self._refuse({"": self._desk.words_of(error)})
            self.failed.emit(self._desk.words_of(error))
            return False
        self.half.forget(form, of)
        self.open(self.case_id)
        if undo:
            self._last = made.id
        self.noted.emit(self._told(made.id, undo=undo))
        return True

    def _written(self, case_id: str) -> tuple[str, ...]:
        return tuple(one.id for one in self._service.entries(case_id))

    def _overtaken(self) -> bool:
        """Show what somebody noted meanwhile: who sends a referral may find that it is sent."""
        self.open(self.case_id)
        self.failed.emit(
            self._(
                "Ärendet är ändrat i ett annat fönster sedan du öppnade det. "
                "Läs vad som står nu; det du gjorde är inte noterat."
            )
        )
        return False

    def _told(self, entry_id: str, *, undo: bool) -> str:
        """Return what was noted, as the history has it."""
        if not undo:
            return self._("Struket. Det står kvar i historiken, och räknas inte.")
        line = next((one for one in self.shown.history if one.id == entry_id), None)
        noted = "" if line is None else line.noted
        return self._("Noterat: {what}.").format(what=noted)

    def _refuse(self, problems: Problems) -> bool:
        self.problems = problems
        self.changed.emit()
        return False
