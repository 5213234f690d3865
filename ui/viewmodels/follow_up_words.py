"""A case's ledger in words: each entry as a line of its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from triage.answer_words import lowered
from triage.core.ledger import Entry, Kind, in_order
from triage.ledger_words import (
    answer_words,
    outcome_words,
    reason_words,
    way_words,
)
from triage.texts import Translate
from ui.viewmodels.typed_moment import day_words, moment_words


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
