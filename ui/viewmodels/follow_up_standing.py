"""Where a referral stands, in words: the step, what is due, and the stations of its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from triage.core.follow_up import AWAITED, CAME_BACK, Standing, Step
from triage.core.ledger import Entry, Kind
from triage.ledger_words import outcome_words, step_words
from ui.viewmodels.follow_up_words import LedgerWords

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


class StandingWords(LedgerWords):
    """Puts a standing into words at one moment, in one language."""

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
        back = one.kind is Kind.ANSWERED and one.told("answer") in CAME_BACK
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
