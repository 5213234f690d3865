"""What may be purged, what of it is chosen, and the purge, done beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from triage.core.keeping import USUAL, Ground, KeepingRule
from triage.services import StoreError
from ui import tasks
from ui.viewmodels.desk import Desk
from ui.viewmodels.retention_words import (
    count_words,
    doubt_words,
    gone_words,
    person,
    reason,
    set_aside_words,
    stage_words,
)

if TYPE_CHECKING:
    from triage.services.retention import DueCase, Plan
    from ui.viewmodels.case_hold import CaseHold

Result = TypeVar("Result")
Heard = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many cases went, whether every trace is gone, and what hindered that."""

    gone: int
    cleared: bool
    why: StoreError | None


class RetentionViewModel(QObject):
    """One list at a time. Nothing raises: `failed` tells instead."""

    changed = Signal()
    """Another list, another choice, or work was begun or has ended."""
    stepped = Signal(str)
    """What is being done now."""
    said = Signal(str, str)
    """Kind of message and its text: how it ended."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self._work = desk.workplace.retention
        self._task: QObject | None = None
        self._stop = Event()
        self._holds: list[CaseHold] = []
        self.plan: Plan | None = None
        self.grounds: set[Ground] = set(USUAL)
        self.set_aside = ""
        """What lies beside that no purge reaches."""

    # State

    @property
    def running(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    @property
    def rule(self) -> KeepingRule:
        """How long is kept; the least until it was read."""
        return KeepingRule() if self.plan is None else self.plan.rule

    @property
    def chosen(self) -> tuple[DueCase, ...]:
        """The cases that a purge would take now."""
        return () if self.plan is None else self.plan.under(self.grounds)

    @property
    def unfinished(self) -> bool:
        """Whether something of an earlier purge may still be in a file."""
        return self.plan is not None and self.plan.pending is not None and not self.running

    def hindrance(self) -> str:
        """Return why nothing can be purged now; "" where nothing is in the way."""
        if self.plan is None or self.plan.doubt is None:
            return ""
        return doubt_words(self.plan.doubt, self._zone, self._)

    def line(self, case: DueCase) -> tuple[str, str]:
        """Return who a case is about, and why it may go."""
        return person(case, self._), reason(case, self._zone, self._)

    # Choosing

    def load(self) -> None:
        """Read the list again, beside the window."""
        if not self.running:
            self.set_aside = set_aside_words(len(self._work.set_aside()), self._)
            self._begin(lambda _heard: self._work.plan(), self._read)

    def choose(self, ground: Ground, *, chosen: bool) -> None:
        """Take the cases of a ground along, or leave them."""
        grounds = self.grounds | {ground} if chosen else self.grounds - {ground}
        if grounds != self.grounds:
            self.grounds = grounds
            self.changed.emit()

    def keep_rule(self, rule: KeepingRule) -> None:
        """Set how long is kept; the list follows."""
        if self.running or rule == self.rule:
            return
        try:
            self._work.keep_rule(rule)
        except StoreError as error:
            self.said.emit("error", self._desk.words_of(error))
        self.load()

    def wrong(self, typed: str) -> str:
        """Return what is wrong with the number that was typed to confirm; "" where it is right."""
        _, count = self._, len(self.chosen)
        if typed.strip() == str(count):
            return ""
        if not typed.strip():
            return _("Skriv antalet ärenden först: {count}.").format(count=count)
        return _("Det stämmer inte. {chosen}").format(chosen=count_words(count, _))

    # Purging

    def purge(self, typed: str) -> bool:
        """Let what is chosen go for good; False where something is in the way, which is told."""
        if self.running or not self.chosen or self.wrong(typed) or self.hindrance():
            return False
        held = self._hold()
        if held:
            self.said.emit("warning", held)
            return False
        cases = [one.case_id for one in self.chosen]

        def work(heard: Heard) -> Outcome:
            gone = self._work.purge(cases, heard)
            return Outcome(gone, *self._work.try_to_finish(heard))

        self._begin(work, self._tell)
        return True

    def finish(self) -> None:
        """Clear up what an earlier purge has left."""
        if not self.running:
            self._begin(lambda heard: Outcome(0, *self._work.try_to_finish(heard)), self._tell)

    def put_off(self) -> None:
        """Ask clearing up to stop as soon as it can; the rest is done another time."""
        self._stop.set()

    def _hold(self) -> str:
        """Keep other windows out of what is not decided; return who works on one of them."""
        from ui.viewmodels.case_hold import CaseHold, Holder, held_words  # noqa: PLC0415 - seldom

        for case in self.chosen:
            if case.state != "decided":
                taken = CaseHold.take(self._desk.workplace.folder, case.case_id)
                if isinstance(taken, Holder):
                    self._let_go()
                    return held_words(taken, self._desk)
                self._holds.append(taken)
        return ""

    def _let_go(self) -> None:
        for hold in self._holds:
            hold.give_back()
        self._holds = []

    # Work beside the window

    def _begin(self, work: Callable[[Heard], Result], done: Callable[[Result], None]) -> None:
        stop = self._stop = Event()

        def doing(step: tasks.Step) -> Result:
            return work(lambda stage, stages: step(stage, stages) and not stop.is_set())

        def ended(result: Result) -> None:
            self._end()
            done(result)

        task = tasks.begin(self, doing, ended, self._failed)
        task.progressed.connect(lambda stage, _all: self.stepped.emit(stage_words(stage, self._)))
        self._task = task
        self.changed.emit()

    def _end(self) -> None:
        self._task = None
        self._let_go()
        self.stepped.emit("")

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, StoreError):
            raise error  # told where every mishap is told
        self.said.emit("error", self._desk.words_of(error))
        self.load()

    def _read(self, plan: Plan) -> None:
        self.plan = plan
        self.changed.emit()

    def _tell(self, outcome: Outcome) -> None:
        _ = self._
        gone = gone_words(outcome.gone, _) if outcome.gone else ""
        if outcome.cleared:
            rest = _("Inget av det gallrade finns kvar i datafilen eller i säkerhetskopiorna.")
        else:
            why = "" if outcome.why is None else self._desk.words_of(outcome.why)
            left = _(
                "Städningen är inte klar: äldre säkerhetskopior kan ännu ha kvar det gallrade."
            )
            rest = " ".join(filter(None, (why, left)))
        kind = "success" if outcome.cleared else "warning"
        self.said.emit(kind, " ".join(filter(None, (gone, rest))))
        self.load()

    @property
    def _zone(self) -> tzinfo | None:
        return self._desk.workplace.now().tzinfo
