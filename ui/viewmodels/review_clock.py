"""Whether the computer's clock can be believed, asked once before a decision is signed.

A signed decision carries its time for ever. The clock itself cannot be proved wrong here: what
is seen is that it shows an earlier time than something that was done already, or that it went
on by more than a day while the case stood open.
"""

from datetime import datetime, timedelta
from typing import Final

from ui.viewmodels.desk import Desk
from ui.viewmodels.review_opened import Opened

SKEW: Final = timedelta(minutes=2)
"""Clocks of workstations differ by so much without anything being wrong."""
LONG: Final = timedelta(hours=24)


class ClockWatch:
    """Looks at the clock whenever something is done with the case in front."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: datetime | None = None
        self._left: datetime | None = None
        self._told = False

    def begin(self) -> None:
        """A case is opened: what was seen of another does not count."""
        self._seen = self._left = None
        self._told = False
        self.look()

    def look(self) -> None:
        """Remember the latest time seen, and a leap of a day or more."""
        now = self._desk.workplace.now()
        if self._seen is not None and now - self._seen >= LONG:
            self._left = self._seen
        self._seen = now if self._seen is None else max(self._seen, now)

    def doubt(self, shown: Opened) -> str:
        """Return what speaks against the clock, the first time it is asked for a case."""
        self.look()
        words = "" if self._told else self._words(shown)
        self._told = self._told or bool(words)
        return words

    def _words(self, shown: Opened) -> str:
        _, workplace = self._desk.translate, self._desk.workplace
        now = workplace.now()
        if shown.revision is not None:
            signed = datetime.fromisoformat(shown.revision.decision.signed_at)
            if now < signed - SKEW:
                told = _(
                    "Datorns klocka visar {now}, men beslutet som rättas signerades {then}. "
                    "Ställ klockan rätt, eller signera igen om den går rätt."
                )
                return told.format(now=_time(now), then=_time(signed.astimezone(now.tzinfo)))
        case = shown.case
        done = [datetime.fromisoformat(at) for at in (case.created_at, case.changed_at)]
        latest = max(*done, *workplace.answered_at(case.id).values(), self._seen or now)
        if now < latest - SKEW:
            told = _(
                "Datorns klocka visar {now}, men ärendet ändrades {then}. "
                "Ställ klockan rätt, eller signera igen om den går rätt."
            )
            return told.format(now=_time(now), then=_time(latest.astimezone(now.tzinfo)))
        if self._left is not None:
            told = _(
                "Datorns klocka har gått mer än ett dygn medan ärendet stod öppet, från {then} "
                "till {now}. Kontrollera att klockan går rätt och att svaren stämmer, och signera "
                "igen."
            )
            return told.format(now=_time(now), then=_time(self._left))
        return ""


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
