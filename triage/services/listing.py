"""The worklist of whoever is signed in, what a search finds in it, and drafts that change hands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from triage.core.swedish_time import SWEDEN
from triage.services.workstation import Workstation, utc
from triage.store.worklist import (
    EVERYTHING,
    FAR,
    HITS,
    Found,
    Key,
    Moments,
    Narrowed,
    Standing,
    View,
    Whose,
)

if TYPE_CHECKING:
    from triage.services.search_words import SearchWords
    from triage.store.records import Case, WorklistRow
    from triage.store.search import Term
    from triage.store.worklist_views import Asked


class Listing(Workstation):
    """Lists, searches and drafts of others. Methods raise `StoreError`."""

    def worklist(
        self, query: str = "", offset: int = 0, limit: int = 200, *, others: bool = False
    ) -> list[WorklistRow]:
        """Return a page of the list: one's own drafts first; other persons' where asked for."""
        whose = self._whose(others=others)
        if not query.strip():
            return self.store.worklist("", offset, limit, whose=whose)
        return self.find(query, offset + limit).rows[offset:]

    def worklist_count(self, query: str = "") -> int:
        """Return how many rows match, as far as they are counted."""
        return len(self.find(query).rows) if query.strip() else self.standing().rows

    def standing(self, *, others: bool = False, far: int = FAR) -> Standing:
        """Return how long the list is, and how many drafts of others it does not show."""
        return self.store.standing(self._whose(others=others), far)

    def find(self, query: str, limit: int = HITS) -> Found:
        """Return the first rows that match: open work, then the latest decisions."""
        return self.store.find(
            query, limit, whose=self._whose(others=True), meanings=self._meanings
        )

    def place(self, case_id: str, *, others: bool = False) -> int | None:
        """Return how many rows stand before a case in the list; None where it does not stand."""
        return self.store.place(case_id, self._whose(others=others))

    # Views

    @property
    def shared(self) -> bool:
        """Whether others than who is signed in work here, or did."""
        return self._person is not None and len(self.people()) > 1

    def view_keys(
        self, view: View, narrowed: Narrowed = EVERYTHING, *, others: bool = False
    ) -> list[Key]:
        """Return the first cases of a view, in the order in which they are done."""
        return self.store.views.keys(self._asked(view, narrowed, others=others))

    def view_count(
        self, view: View, narrowed: Narrowed = EVERYTHING, *, others: bool = False
    ) -> int:
        """Return how many cases wait in a view, counted no further than one past `LISTED`.

        Practice waits for nobody. Of the whole list the open work is counted alone.
        """
        return self.store.views.count(self._asked(view, narrowed, others=others))

    def view_hidden(self, view: View, narrowed: Narrowed = EVERYTHING) -> int:
        """Return how many drafts of other persons a view does not show, counted as far."""
        return self.store.views.hidden(self._asked(view, narrowed, others=False))

    def _asked(self, view: View, narrowed: Narrowed, *, others: bool) -> Asked:
        from triage.store.worklist_views import Asked  # noqa: PLC0415 - not for the whole list

        return Asked(view, narrowed, self._whose(others=others), self._moments())

    def view_rows(self, case_ids: Sequence[str]) -> list[WorklistRow]:
        """Return the rows of cases as they are named; none for one that is gone."""
        return self.store.views.rows(case_ids)

    @property
    def names_known(self) -> bool:
        """Whether the criteria are loaded, which name teams and municipalities."""
        return "catalogue" in self.__dict__

    def receivers(self, language: str) -> Mapping[tuple[str, str], str]:
        """Return the teams that decided cases went to, by pack and id, with their names."""
        found = self.team_names(self.store.views.teams(), language)
        return dict(sorted(found.items(), key=lambda one: one[1].casefold()))

    def homes(self) -> Mapping[str, str]:
        """Return the municipalities where decided cases are, by code, with their names."""
        found = self.place_names(self.store.views.municipalities())
        return dict(sorted(found.items(), key=lambda one: one[1].casefold()))

    def team_names(
        self, teams: Collection[tuple[str, str]], language: str
    ) -> Mapping[tuple[str, str], str]:
        """Return what teams are called; one that the criteria have no more by its id."""
        known = {pack: self._teams_of(pack, language) for pack in {pack for pack, _team in teams}}
        return {(pack, team): known[pack].get(team, team) for pack, team in teams}

    def place_names(self, codes: Collection[str]) -> Mapping[str, str]:
        """Return what municipalities are called; one that there is no more by its code."""
        places = self.catalogue.municipalities
        return {code: places[code].name if code in places else code for code in codes}

    def _teams_of(self, pack: str, language: str) -> Mapping[str, str]:
        from triage.packs.problems import InputError  # noqa: PLC0415 - comes with the criteria

        try:
            teams = self.compiled(pack).pack.teams
        except InputError:
            return {}
        return {team.id: team.name[language] for team in teams}

    def _moments(self) -> Moments:
        now = self.now()
        tomorrow = now.date() + timedelta(days=1)
        tonight = datetime.combine(tomorrow, time.min, SWEDEN) - timedelta(milliseconds=1)
        week = (now.date() + timedelta(days=7)).isoformat()
        return Moments(utc(now), utc(tonight), week)

    def is_of_another(self, row: WorklistRow | Case) -> bool:
        """Return whether a row or a case is a draft that somebody else works on."""
        mine = self.person is None or row.owner in {None, self.person.id}
        return row.state == "draft" and not mine

    def take_over(self, case_id: str) -> None:
        """Make another person's draft one's own; logged.

        :raises StoreError: case_unknown, case_has_decision; person_unknown with nobody signed in
        """
        person = self._person
        self.store.take_over(case_id, "" if person is None else person.id)

    def _whose(self, *, others: bool) -> Whose:
        return Whose(None if self._person is None else self._person.id, others)

    def _meanings(self, term: Term) -> Collection[str]:
        me = None if self._person is None else self._person.id
        return self._search_words.meanings(term, me=me, day=self.now().date())

    @cached_property
    def _search_words(self) -> SearchWords:
        from triage.services.search_words import SearchWords  # noqa: PLC0415 - not needed to start

        catalogue = self.catalogue
        counties: dict[str, set[str]] = {pack_id: set() for pack_id in catalogue.ids}
        for place in catalogue.municipalities.values():
            counties.setdefault(place.pack, set()).add(place.county)
        return SearchWords(catalogue.vocabulary, counties)
