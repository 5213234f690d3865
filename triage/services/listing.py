"""The worklist of whoever is signed in, what a search finds in it, and drafts that change hands."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from triage.services.workstation import Workstation
from triage.store.worklist import FAR, HITS, Found, Standing, Whose

if TYPE_CHECKING:
    from triage.services.search_words import SearchWords
    from triage.store.records import Case, WorklistRow
    from triage.store.search import Term


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
