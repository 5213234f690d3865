"""Looking after the store while it is open: what was left out at the start, what will go wrong.

Any thread may do this; it opens the file for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from triage.services.workstation import STORE_NAME
from triage.store import database, findings, health
from triage.store.errors import StoreError
from triage.store.findings import Finding, Remedy

if TYPE_CHECKING:
    import sqlite3

    from triage.services.workstation import Workstation

__all__ = ["Finding", "Remedy", "Soundness"]

_WAIT: int = 2000
_WRONG = frozenset({"damaged", "not_a_database", "references_broken"})


class Soundness:
    """What can be found wrong with one workstation's store."""

    def __init__(self, workplace: Workstation) -> None:
        self._workplace = workplace
        self._path = workplace.folder / STORE_NAME
        self.keys_set_back = False
        """Whether a former envelope was found in the place of the present one."""

    @property
    def left_over(self) -> bool:
        """Whether the file was too large to be read through before it was shown."""
        return health.is_read_later(self._path)

    def warnings(self) -> list[Finding]:
        """Return what is not wrong yet, but will be: little room on the disk, a clock behind.

        :raises StoreError: where the file cannot be opened just now
        """
        with self._reading() as connection:
            told = [Finding.of("keys_set_back")] if self.keys_set_back else []
            return told + findings.warnings(connection, self._path, self._workplace.now())

    def read_through(self) -> Finding | None:
        """Read every page that a start left unread; return what is wrong with them.

        :raises StoreError: where the file cannot be opened or read just now
        """
        try:
            with self._reading() as connection:
                health.read_through(connection)
        except StoreError as error:
            if error.code not in _WRONG:
                raise
            return Finding.of("damaged_in_use")
        return None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            key = self._workplace.key.copy()
        except ValueError:  # locked meanwhile, and the key wiped
            raise StoreError("misused") from None
        try:
            with closing(
                database.connect(self._path, key, create=False, wait_ms=_WAIT)
            ) as connection:
                yield connection
        finally:
            key.wipe()
