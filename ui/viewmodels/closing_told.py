"""A closed case in words: how it ended, by whom that was noted, and what the register asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from triage.closing_words import state_words
from triage.core.ledger import INDICATOR, INDICATORS, Entry
from triage.ledger_words import indicator_words, outcome_words
from ui.viewmodels.ages import short_day
from ui.viewmodels.desk import Desk

_MARKS = {"yes": ("✓", "yes"), "no": ("–", "no"), "unknown": ("?", "unknown"), "": ("○", "muted")}


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing that the register asks, with a symbol, a word and its tone."""

    text: str
    symbol: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Told:
    """A closing."""

    ended: str
    noted: str
    died: bool
    answered: tuple[Answered, ...]
    """Empty where the patient did not die."""
    registered: str
    """When and by whom the death was registered; "" where it was not."""


def told(desk: Desk, ended: Entry, registered: Entry | None) -> Told:
    """Return a closing in the reader's words."""
    _ = desk.translate
    today = desk.workplace.now().date()
    outcome = ended.told("outcome")
    died = outcome == "died"
    name = outcome_words(_).get(outcome, outcome)
    parts = (f"{name} {_day(ended.told('day'), today, desk)}", ended.told("place"))
    words, states = indicator_words(_), state_words(_)
    answered = (
        (words[code], *_MARKS.get(state, _MARKS[""]), states.get(state, state))
        for code, state in ((one, ended.told(f"{INDICATOR}{one}")) for one in INDICATORS)
    )
    return Told(
        ended=" · ".join(filter(None, parts)),
        noted=_by(_("Noterat {day}").format(day=_noted(ended, today, desk)), ended, desk),
        died=died,
        answered=tuple(Answered(text, symbol, word, tone) for text, symbol, tone, word in answered)
        if died
        else (),
        registered=""
        if registered is None
        else _by(
            _("Förd till palliativregistret {day}").format(
                day=_day(registered.told("day"), today, desk)
            ),
            registered,
            desk,
        ),
    )


def _by(said: str, entry: Entry, desk: Desk) -> str:
    _ = desk.translate
    if not entry.who:
        return said
    return _("{said}, av {who}").format(said=said, who=entry.who)


def _day(iso: str, today: date, desk: Desk) -> str:
    try:
        return short_day(date.fromisoformat(iso), today, desk.translate)
    except ValueError:
        return iso


def _noted(entry: Entry, today: date, desk: Desk) -> str:
    zone = desk.workplace.now().tzinfo
    local = datetime.fromisoformat(entry.noted_at).astimezone(zone)
    return f"{short_day(local.date(), today, desk.translate)} {local:%H:%M}"
