"""A case's ledger in words: each entry as a line of its history, and the way a referral went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from triage.answer_words import lowered
from triage.core.follow_up import AWAITED, CAME_BACK, Standing, Step
from triage.core.ledger import Entry, Kind, in_order
from triage.ledger_words import (
    answer_words,
    outcome_words,
    reason_words,
    step_words,
    way_words,
)
from triage.texts import Translate
from ui.viewmodels.typed_moment import day_words, moment_words

SYMBOLS: Mapping[Step, tuple[str, str]] = {
    Step.UNTRACKED: ("○", "no"),
    Step.UNSENT: ("◷", "unknown"),
    Step.KEPT: ("✓", "yes"),
    Step.SENT: ("◷", "unknown"),
    Step.RECEIVED: ("◷", "unknown"),
    Step.MORE_WANTED: ("△", "gap"),
    Step.WAITING: ("◷", "unknown"),
    Step.ACCEPTED: ("✓", "yes"),
    Step.ADVICE_ENOUGH: ("✓", "yes"),
    Step.REDIRECTED: ("△", "gap"),
    Step.DECLINED: ("△", "gap"),
    Step.CLOSED: ("✓", "no"),
}
"""Symbol and tone of each step; the word beside them says the same."""


_BACK = frozenset({"more_wanted", "redirected", "declined"})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as its history shows it."""

    id: str
    when: str
    title: str
    text: str
    who: str
    noted: str
    """What is said once it is noted: the title, and why a referral came back."""
    struck: str = ""
    """By whom and why it was struck; "" while it holds."""
    can_strike: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """A station on the way of a referral: reached, awaited or still ahead."""

    name: str
    state: str
    """reached, back (it was, and the referral came back), awaited, late or ahead"""
    told: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the referral stands, since when, and what is due."""

    symbol: str
    tone: str
    step: str
    since: str
    due: str
    late: bool
    pressing: bool
    """Whether what is due is to be done now: late, today, or as soon as one can."""


class LedgerWords:
    """Puts entries into words at one moment, in one language."""

    def __init__(self, now: datetime, _: Translate, todos: Mapping[str, str]) -> None:
        """Take the words of a decision's conditions, by their codes."""
        self._now, self._, self._todos = now, _, todos

    def at(self, moment: str) -> str:
        """Return an ISO moment as one says it."""
        return moment_words(self._local(moment), self._now, self._)

    def day(self, day: str) -> str:
        """Return an ISO day as one says it."""
        return day_words(date.fromisoformat(day), self._now, self._)

    def late(self, due: str) -> bool:
        """Return whether a moment or a day has passed."""
        if "T" in due:
            return self._local(due) < self._now
        return date.fromisoformat(due) < self._now.date()

    def near(self, due: str) -> bool:
        """Return whether a moment or a day is today or has passed."""
        day = self._local(due).date() if "T" in due else date.fromisoformat(due)
        return day <= self._now.date()

    def _local(self, moment: str) -> datetime:
        return datetime.fromisoformat(moment).astimezone(self._now.tzinfo)

    # History

    def lines(self, entries: Sequence[Entry]) -> tuple[Line, ...]:
        """Return the history, the latest first; what was struck stands where it stood."""
        struck = {one.told("entry"): one for one in entries if one.kind is Kind.STRUCK}
        shown = in_order(one for one in entries if one.kind is not Kind.STRUCK)
        return tuple(self._line(one, struck.get(one.id)) for one in reversed(shown))

    def _line(self, one: Entry, struck: Entry | None) -> Line:
        title, parts = self.told(one)
        reason = reason_words(self._).get(one.told("reason"), "")
        return Line(
            id=one.id,
            when=self.at(one.happened_at),
            title=title,
            text=" · ".join(part for part in parts if part),
            who=one.who,
            noted=", ".join(filter(None, (title, lowered(reason)))),
            struck="" if struck is None else self._struck(struck),
            can_strike=struck is None,
        )

    def _struck(self, struck: Entry) -> str:
        _ = self._
        told = {"when": self.at(struck.happened_at), "name": struck.who}
        reason = struck.told("reason")
        if struck.who:
            text = (
                _("Struken {when} av {name}: {reason}") if reason else _("Struken {when} av {name}")
            )
        else:
            text = _("Struken {when}: {reason}") if reason else _("Struken {when}")
        return text.format(**told, reason=reason)

    def told(self, one: Entry) -> tuple[str, tuple[str, ...]]:
        """Return what an entry tells: in a few words, and the rest of it."""
        _ = self._
        match one.kind:
            case Kind.SENT:
                by = one.told("answer_by")
                awaited = _("svar väntas senast {when}").format(when=self.at(by)) if by else ""
                way = way_words(_).get(one.told("way"), one.told("way"))
                return _("Skickad till {name}").format(name=one.told("to")), (way, awaited)
            case Kind.RECEIVED:
                return _("Mottagen"), (one.told("by"),)
            case Kind.ANSWERED:
                return self._answered(one)
            case Kind.CONTACT:
                way = way_words(_).get(one.told("way"), "")
                named = one.told("with")
                title = _("Kontakt med {name}").format(name=named) if named else _("Kontakt")
                return title, (way, one.told("text"))
            case Kind.CONDITION:
                todo = self._todos.get(one.told("prerequisite"), one.told("prerequisite"))
                if one.told("planned"):
                    due = one.told("due")
                    by = _("senast {when}").format(when=self.day(due)) if due else _("ingen dag")
                    return _("Ändrat: {task}").format(task=todo), (one.told("owner"), by)
                text = _("Klart: {task}") if one.told("met") else _("Återstår igen: {task}")
                return text.format(task=todo), ()
            case Kind.PLANNED:
                if not one.told("day"):
                    return _("Ingen ombedömning planerad"), ()
                text = _("Ombedömning planerad: {day}")
                return text.format(day=self.day(one.told("day"))), ()
            case Kind.KEPT:
                return _("Skickas inte"), (one.told("reason"),)
            case Kind.CLOSED:
                outcome = outcome_words(_).get(one.told("outcome"), one.told("outcome"))
                day = self.day(one.told("day"))
                return _("Avslutad: {outcome}").format(outcome=outcome), (day, one.told("place"))
            case Kind.REGISTERED:
                return _("Förd till palliativregistret"), (self.day(one.told("day")),)
            case _:  # advice has no case, and what is struck stands with what it strikes
                return str(one.kind), ()

    def _answered(self, one: Entry) -> tuple[str, tuple[str, ...]]:
        _ = self._
        words = answer_words(_).get(one.told("answer"), one.told("answer"))
        if one.told("answer") == "redirected":
            words = _("Hänvisad vidare till {name}").format(name=one.told("to"))
        reason = reason_words(_).get(one.told("reason"), one.told("reason"))
        day = self.day(one.told("date")) if one.told("date") else ""
        from_day = _("från {day}").format(day=day) if day else ""
        return words, (reason, one.told("place"), from_day, one.told("text"))

    # Standing

    def head(self, stands: Standing, signed: str) -> Head:
        """Return where a referral stands; `signed` says when it was decided and by whom."""
        symbol, tone = SYMBOLS[stands.step]
        step = step_words(self._)[stands.step]
        since = ""
        if signed:
            since = self._("Beslutad {when}").format(when=signed)
        for one in (stands.sent, stands.received, stands.answer, stands.closed):
            if one is not None:
                told = (*self.short(one), one.told("text"), self._when(one), one.who)
                since = " · ".join(part for part in told if part and part != step)
        due, late, pressing = self._due(stands)
        return Head(symbol, tone, step, since, due, late, pressing)

    def short(self, one: Entry) -> tuple[str, ...]:
        """Return what one station of the way tells, without what its name says."""
        title, parts = self.told(one)
        match one.kind:
            case Kind.SENT:
                return one.told("to"), parts[0]
            case Kind.ANSWERED:
                return (title, *parts[:-1])
            case Kind.CLOSED:
                outcome = outcome_words(self._).get(one.told("outcome"), "")
                return (" ".join(filter(None, (outcome, parts[0]))), one.told("place"))
            case _:
                return parts

    def _when(self, one: Entry) -> str:
        """Return when something happened; a case ended on a day of its own before it was noted."""
        at = self.at(one.happened_at)
        return self._("noterat {when}").format(when=at) if one.kind is Kind.CLOSED else at

    def _due(self, stands: Standing) -> tuple[str, bool, bool]:
        """Return what somebody has to do next, whether it is late, and whether it is for now."""
        _ = self._
        if stands.step is Step.CLOSED:
            due = stands.register_due
            return (_("Ska föras till palliativregistret") if due else ""), False, due
        if stands.outdated:
            return _("Mottagaren har en äldre version av beslutet"), True, True
        if stands.step is Step.UNSENT:
            return _("Ska skickas"), False, True
        if stands.step in CAME_BACK:
            return _("Kom tillbaka: välj nästa steg"), True, True
        if stands.step in AWAITED and stands.answer_by:
            late = self.late(stands.answer_by)
            text = _("Svaret skulle ha kommit {when}") if late else _("Svar väntas senast {when}")
            told = text.format(when=self.at(stands.answer_by))
            return told, late, self.near(stands.answer_by)
        if stands.reassess_on:
            return (*self.reassess(stands.reassess_on), self.near(stands.reassess_on))
        return "", False, False

    def reassess(self, on: str) -> tuple[str, bool]:
        """Return when the patient is to be seen again, and whether that day has passed."""
        _ = self._
        late = self.late(on)
        text = _("Skulle ha ombedömts {day}") if late else _("Ombedöms {day}")
        return text.format(day=self.day(on)), late

    def track(self, stands: Standing, signed: str) -> tuple[Point, ...]:
        """Return the stations of a referral that is sent: decided, sent, received, answered."""
        _ = self._
        points = [Point(_("Beslutad"), "reached", signed)]
        if stands.step is Step.KEPT:
            points.append(Point(_("Skickas inte"), "reached", _("vården fortsätter där den ges")))
        else:
            names = (_("Skickad"), _("Mottagen"), _("Svaret"))
            for name, one in zip(names, (stands.sent, stands.received, stands.answer), strict=True):
                points.append(self._point(name, one))
            points = self._awaited(points, stands)
        points.append(self._point(_("Avslutad"), stands.closed))
        return tuple(points)

    def _point(self, name: str, one: Entry | None) -> Point:
        if one is None:
            return Point(name, "ahead", "")
        told = (self._when(one), *self.short(one), one.who)
        if one.kind is Kind.CLOSED:
            told = (*self.short(one), self._when(one), one.who)
        back = one.kind is Kind.ANSWERED and one.told("answer") in _BACK
        state = "back" if back else "reached"
        return Point(name, state, " · ".join(part for part in told if part))

    def _awaited(self, points: list[Point], stands: Standing) -> list[Point]:
        """Mark the station that is awaited; what was passed over is told as such.

        Nothing is awaited of a case that is closed.
        """
        _, found = self._, []
        answered = stands.answer is not None
        for at, one in enumerate(points):
            if one.state in {"reached", "back"}:
                found.append(one)
            elif at == 2 and answered:
                found.append(Point(one.name, "reached", _("inte noterat")))
            elif stands.closed is None and (at == 1 or (at == 3 and stands.sent is not None)):
                by = stands.answer_by if at == 3 else None
                late = by is not None and self.late(by)
                told = _("senast {when}").format(when=self.at(by)) if by else ""
                found.append(Point(one.name, "late" if late else "awaited", told))
            else:
                found.append(one)
        return found
