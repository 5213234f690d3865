"""The teams of one pack with what was filled in about them here, found by name or place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from triage.answer_words import in_order
from triage.core.place import municipalities_of
from triage.packs.problems import InputError
from triage.services.directory import (
    TELEPHONE_ADVICE,
    LocalTeam,
    TelephoneError,
    keep_local_team,
    local_team,
)
from ui.viewmodels.ages import short_day
from ui.viewmodels.desk import Desk

if TYPE_CHECKING:
    from triage.core.pack import Pack, Team

_NAMED = 6
"""Municipalities that are named; of more, the first ones and how many."""


@dataclass(frozen=True, slots=True)
class TeamEntry:
    """A team as the directory shows it."""

    id: str
    name: str
    serves: str
    """The municipalities in words."""
    local: LocalTeam
    checked: str
    """When somebody last made sure of the number, in words."""
    fresh: bool
    """There is a number, and somebody made sure of it."""
    sought: str
    """What it is found by, folded."""


class TeamDirectory:
    """What is known here of a pack's teams; each change is in force at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ = desk.translate
        self.pack_id = ""
        self._pack: Pack | None = None

    def open(self, pack_id: str) -> bool:
        """Take a pack; False where it does not load."""
        self.pack_id = pack_id
        try:
            self._pack = self._desk.workplace.compiled(pack_id).pack
        except InputError:
            self._pack = None
        return self._pack is not None

    def entries(self, query: str = "") -> tuple[TeamEntry, ...]:
        """Return the teams in order of name, those that every word of a query occurs in."""
        if self._pack is None:
            return ()
        words = _folded(query).split()
        pack = self._pack
        teams = (team for team in pack.teams if not team.planned)
        found = (self._entry(pack, team) for team in teams)
        fitting = (one for one in found if all(word in one.sought for word in words))
        return tuple(sorted(fitting, key=lambda one: in_order(one.name)))

    def entry(self, team_id: str) -> TeamEntry:
        """Return one team; KeyError where the pack has none of that name."""
        if self._pack is None:
            raise KeyError(team_id)
        return self._entry(self._pack, self._pack.team[team_id])

    def keep(self, team_id: str, *, telephone: str, note: str) -> str:
        """Keep a number and a note, and return what is wrong with the number, or "".

        A number that is another than before is one that nobody has made sure of yet.
        """
        before = self.entry(team_id).local
        now = replace(before, telephone=telephone, note=note)
        try:
            kept = keep_local_team(self._desk.workplace, self.pack_id, team_id, now)
            if kept.telephone != before.telephone and kept.verified_on:
                again = replace(kept, verified_on="")
                keep_local_team(self._desk.workplace, self.pack_id, team_id, again)
        except TelephoneError as error:
            sv, en = TELEPHONE_ADVICE[error.code]
            return sv if self._desk.language == "sv" else en
        return ""

    def verified(self, team_id: str) -> None:
        """Take note that somebody made sure of a team's number today."""
        today = self._desk.workplace.now().date().isoformat()
        now = replace(self.entry(team_id).local, verified_on=today)
        keep_local_team(self._desk.workplace, self.pack_id, team_id, now)

    def _entry(self, pack: Pack, team: Team) -> TeamEntry:
        names = self._places(pack, team)
        local = local_team(self._desk.workplace, self.pack_id, team.id) or LocalTeam()
        name = team.name[self._desk.language]
        return TeamEntry(
            id=team.id,
            name=name,
            serves=self._serves(pack, names),
            local=local,
            checked=self._checked(local),
            fresh=bool(local.telephone and local.verified_on),
            sought=_folded(" ".join((name, *names, local.telephone, local.note))),
        )

    def _places(self, pack: Pack, team: Team) -> list[str]:
        codes = municipalities_of(team.catchment, pack)
        return sorted((pack.municipality[code].name for code in codes), key=in_order)

    def _serves(self, pack: Pack, names: list[str]) -> str:
        _ = self._
        if len(names) == len(pack.municipalities):
            return _("Alla kommuner")
        if len(names) <= _NAMED:
            return ", ".join(names)
        first = ", ".join(names[: _NAMED - 1])
        return _("{places} och {count} till").format(places=first, count=len(names) - _NAMED + 1)

    def _checked(self, local: LocalTeam) -> str:
        _ = self._
        day = local.day()
        if not local.telephone:
            return _("telefon saknas")
        if day is None:
            return _("inte kontrollerat")
        today = self._desk.workplace.now().date()
        if day == today:
            return _("kontrollerat i dag")
        return _("kontrollerat {day}").format(day=short_day(day, today, _))


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
