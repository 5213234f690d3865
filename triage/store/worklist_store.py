"""The views of the worklist as the rest of the program asks the store for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.store.late import Late
from triage.store.session import Session

if TYPE_CHECKING:
    from triage.store import worklist_views
    from triage.store.records import WorklistRow
    from triage.store.worklist_asked import Key
    from triage.store.worklist_views import Asked
else:  # the whole list needs none of it
    worklist_views = Late("triage.store.worklist_views")


class Listed(Session):
    """Which cases stand in a view, and what it can be narrowed to."""

    def view_keys(self, asked: Asked) -> list[Key]:
        """Return the first cases of a view, in the order in which they are done."""
        with self._reading() as connection:
            return worklist_views.keys(connection, asked)

    def view_counts(self, asked: Sequence[Asked]) -> list[int]:
        """Return how many cases each view has, counted no further than one past `LISTED`."""
        with self._reading() as connection:
            return [worklist_views.count(connection, one) for one in asked]

    def view_rows(self, case_ids: Sequence[str]) -> list[WorklistRow]:
        """Return the rows of cases as they are named; none for one that is gone."""
        with self._reading() as connection:
            return worklist_views.rows(connection, case_ids)

    def followed_teams(self) -> list[tuple[str, str]]:
        """Return the packs and teams that decided cases went to."""
        with self._reading() as connection:
            return worklist_views.teams(connection)

    def followed_municipalities(self) -> list[str]:
        """Return the codes of the municipalities where decided cases are."""
        with self._reading() as connection:
            return worklist_views.municipalities(connection)
