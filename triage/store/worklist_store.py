"""The views of the worklist as the rest of the program asks the store for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from triage.store import worklist_offered, worklist_views

if TYPE_CHECKING:
    from triage.store.records import WorklistRow
    from triage.store.worklist import Key
    from triage.store.worklist_views import Asked


class Views:
    """Which cases stand in a view, and what it can be narrowed to. May raise `StoreError`."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._reading = reading

    def keys(self, asked: Asked) -> list[Key]:
        """Return the first cases of a view, in the order in which they are done."""
        with self._reading() as connection:
            return worklist_views.keys(connection, asked)

    def count(self, asked: Asked) -> int:
        """Return how many cases wait in a view, counted no further than one past `LISTED`."""
        with self._reading() as connection:
            return worklist_views.count(connection, asked)

    def hidden(self, asked: Asked) -> int:
        """Return how many drafts of other persons a view does not show, counted as far."""
        with self._reading() as connection:
            return worklist_views.hidden(connection, asked)

    def rows(self, case_ids: Sequence[str]) -> list[WorklistRow]:
        """Return the rows of cases as they are named; none for one that is gone."""
        with self._reading() as connection:
            return worklist_views.rows(connection, case_ids)

    def teams(self) -> list[tuple[str, str]]:
        """Return the packs and teams that decided cases went to."""
        with self._reading() as connection:
            return worklist_offered.teams(connection)

    def municipalities(self) -> list[str]:
        """Return the codes of the municipalities where decided cases are."""
        with self._reading() as connection:
            return worklist_offered.municipalities(connection)
