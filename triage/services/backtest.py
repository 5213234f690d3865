"""Stored decisions weighed again under other criteria: who would move, from where to where.

Looks at the last decision in force of each case and compares what was recommended then with
what the criteria at hand recommend now, from the same answers. Knows cases by id alone;
names and numbers are neither read out nor kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triage.core.movement import Outcome

if TYPE_CHECKING:
    from datetime import date

    from triage.core.compiled import CompiledPack
    from triage.core.recommendation import Weighing
    from triage.services.workplace import Workplace
    from triage.store.records import Decision

PAGE = 100
"""Cases read at a time: what a cancelled run still finishes."""

NO_FORM = ("insufficient", "not_palliative")
"""Statuses that stand for the outcome where no form is named."""

Progress = Callable[[int, int], None]
"""Told how many cases are done, and of how many."""

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Shift:
    """Cases that move alike. Ends are a form, an urgency class, or one of `NO_FORM`."""

    before: str
    after: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reweighed:
    """One outcome of all decisions that could be weighed; larger shifts first."""

    outcome: Outcome
    unchanged: int
    shifts: tuple[Shift, ...]

    @property
    def moved(self) -> int:
        """How many cases have another outcome."""
        return sum(len(shift.cases) for shift in self.shifts)


@dataclass(frozen=True, slots=True)
class NotWeighed:
    """Cases that could not be weighed for one reason.

    `answers_unknown`: the criteria do not know the answers to `facts`; `too_large`: the
    criteria are too complex to weigh by; else the store's code for a decision that cannot be
    read, such as `revision_damaged`.
    """

    reason: str
    facts: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """What weighing stored decisions again gave. `complete` is false for one cut short."""

    decided_by: str
    """The pack whose decisions were weighed, by id."""
    seen: int
    weighed: int
    outcomes: tuple[Reweighed, ...]
    not_weighed: tuple[NotWeighed, ...]
    other_packs: Mapping[str, int]
    """Decisions left out since other packs made them: how many, by pack."""
    practice: int
    """Decisions about the practice patient, left out too."""
    complete: bool


def backtest(
    workplace: Workplace,
    compiled: CompiledPack,
    *,
    decided_by: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Backtest:
    """Weigh stored decisions again; those that the same pack made, whatever its version.

    `decided_by` takes another pack's decisions instead. `cancelled` is asked after each page;
    what was weighed until then is returned.

    Raises:
        StoreError: if the store cannot be read.
    """
    total = workplace.store.decided_count()
    result = _Tally(compiled, decided_by or compiled.pack.id, workplace.now().date()).result()
    for result in backtesting(workplace, compiled, decided_by=decided_by):
        if progress is not None:
            progress(result.seen, total)
        if cancelled():
            break
    return result


def backtesting(
    workplace: Workplace, compiled: CompiledPack, *, decided_by: str | None = None
) -> Iterator[Backtest]:
    """Yield the result so far after each page; the last one is complete.

    Raises:
        StoreError: if the store cannot be read.
    """
    tally = _Tally(compiled, decided_by or compiled.pack.id, workplace.now().date())
    after = ""
    while page := workplace.store.decided(after, PAGE):
        for case in page:
            if case.example:
                tally.practice += 1
            elif case.revision is None:
                tally.spoilt(case.case_id, str(case.code))
            else:
                tally.add(case.case_id, case.revision.decision)
        tally.seen += len(page)
        after = page[-1].case_id
        if len(page) == PAGE:
            yield tally.result()
    yield tally.result(complete=True)


@dataclass
class _Tally:
    compiled: CompiledPack
    decided_by: str
    today: date
    seen: int = 0
    practice: int = 0
    weighed: int = 0
    others: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[Outcome] = field(default_factory=Counter)
    shifts: dict[tuple[Outcome, str, str], list[str]] = field(default_factory=dict)
    lost: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=dict)

    def add(self, case_id: str, decision: Decision) -> None:
        """Weigh one decision again, or note why it is not weighed."""
        from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start
        from triage.core.diagram_store import DiagramTooLargeError  # noqa: PLC0415
        from triage.core.recommend import weigh  # noqa: PLC0415

        pack = str(decision.pack.get("id"))
        if pack != self.decided_by:
            self.others[pack] += 1
            return
        facts, wrong = parse_facts(decision.facts, self.compiled.vocabulary)
        if wrong:
            # A name of the vocabulary's kind; nothing else that may stand there is repeated.
            names = {name for name, _ in wrong if _IDENTIFIER.fullmatch(name)}
            self.spoilt(case_id, "answers_unknown", tuple(sorted(names)))
            return
        try:
            now = weigh(self.compiled, facts, self.today)
        except DiagramTooLargeError:
            self.spoilt(case_id, "too_large")
            return
        self.weighed += 1
        for outcome, before, after in _ends(decision.recommendation, now):
            if before == after:
                self.unchanged[outcome] += 1
            else:
                self.shifts.setdefault((outcome, before, after), []).append(case_id)

    def spoilt(self, case_id: str, reason: str, facts: tuple[str, ...] = ()) -> None:
        """Note a case that cannot be weighed."""
        self.lost.setdefault((reason, facts), []).append(case_id)

    def result(self, *, complete: bool = False) -> Backtest:
        """Return what has been found so far."""
        return Backtest(
            decided_by=self.decided_by,
            seen=self.seen,
            weighed=self.weighed,
            outcomes=tuple(
                Reweighed(outcome, self.unchanged[outcome], self._shifts(outcome))
                for outcome in Outcome
            ),
            not_weighed=tuple(
                NotWeighed(*key, tuple(cases)) for key, cases in sorted(self.lost.items())
            ),
            other_packs=dict(sorted(self.others.items())),
            practice=self.practice,
            complete=complete,
        )

    def _shifts(self, outcome: Outcome) -> tuple[Shift, ...]:
        found = [
            Shift(before, after, tuple(cases))
            for (kind, before, after), cases in self.shifts.items()
            if kind is outcome
        ]
        return tuple(sorted(found, key=lambda one: (-len(one.cases), one.before, one.after)))


def _ends(kept: Mapping[str, object], now: Weighing) -> Iterator[tuple[Outcome, str, str]]:
    """Yield each outcome as it was kept and as it is weighed now."""
    was, status = str(kept.get("status")), str(now.status)
    yield Outcome.INDICATED, str(kept.get("indicated") or was), now.indicated or status
    yield Outcome.RECOMMENDED, str(kept.get("recommended") or was), now.recommended or status
    yield Outcome.URGENCY, str(kept.get("urgency")), now.urgency.current
