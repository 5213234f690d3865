"""The days and times of a follow-up as they are typed: read, or told why they cannot be."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from triage.day_words import day_of
from triage.past_day_words import past_day_of
from ui.viewmodels.desk import Desk
from ui.viewmodels.typed_moment import coming_moment, past_moment

BESIDE: Final = "beside:"
"""Before the name of a line that stands beside the forms: `plan`, or the code of a condition."""


class TypedDays:
    """Reads the fields of one form; what is wrong with them stands in `problems`, by field."""

    def __init__(self, desk: Desk) -> None:
        self._ = desk.translate
        self._now = desk.workplace.now()
        self.problems: dict[str, str] = {}

    def past(self, text: str) -> datetime | None:
        """Return when something happened; an empty text is now."""
        at = past_moment(text, self._now)
        if at is None:
            self.problems["when"] = self._no_time()
        return at

    def answer_by(self, text: str) -> datetime | None:
        """Return until when an answer is awaited; None, without a problem, for an empty text."""
        at = coming_moment(text, self._now) if text.strip() else None
        if at is None and text.strip():
            self.problems["answer_by"] = self._no_time()
        return at

    def day(self, text: str) -> str:
        """Return an ISO day, ahead or past; "" for an empty text."""
        return self._day("day", text, day_of(text, self._today) or past_day_of(text, self._today))

    def due(self, text: str, code: str) -> str:
        """Return the ISO day by which a condition is to be met; "" for an empty text."""
        return self._day(f"{BESIDE}{code}", text, day_of(text, self._today))

    def plan(self, text: str) -> str:
        """Return the ISO day of a reassessment, today or later; an empty text is none."""
        day = day_of(text, self._today)
        if day is None or day < self._today:
            self.problems[f"{BESIDE}plan"] = self._no_day()
            return ""
        return day.isoformat()

    @property
    def _today(self) -> date:
        return self._now.date()

    def _day(self, field: str, text: str, day: date | None) -> str:
        if day is None and text.strip():
            self.problems[field] = self._no_day()
        return "" if day is None else day.isoformat()

    def _no_day(self) -> str:
        said = self._("Skriv en dag, till exempel ”i morgon”, ”fredag” eller ”{day}”.")
        return said.format(day=self._today.isoformat())

    def _no_time(self) -> str:
        return self._("Skriv en tid, till exempel ”14:02”, ”i går 9:30” eller ”2026-03-02 9:30”.")
