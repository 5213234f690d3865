"""Re-keying while no window has the store open: it has to be the only one who has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.services.workplace import Workplace
from triage.store.progress import Progress

if TYPE_CHECKING:
    from triage.keys.data_key import DataKey


class RekeyingApart:
    """Takes the key of an open workplace, which is closed then; works; gives an open one back."""

    def __init__(self, workplace: Workplace) -> None:
        """Take what opens the workplace, and who is signed in."""
        self._folder = workplace.folder
        self._person = None if workplace.person is None else workplace.person.id
        self._key: DataKey = workplace.key.copy()

    def work(self, progress: Progress) -> None:
        """Re-key; any thread may do so.

        :raises KeysError: and StoreError, as `KeysWork.rekey`; the store is as it was then
        :raises Stopped: if asked to; the same holds
        """
        workplace = self._opened()
        try:
            workplace.keys.rekey(progress)
        finally:
            # Whichever is in force now.
            former, self._key = self._key, workplace.key.copy()
            former.wipe()
            workplace.close()

    def open(self) -> Workplace:
        """Return the data, open again for whoever was signed in, and let go of the key."""
        try:
            return self._opened()
        finally:
            self._key.wipe()

    def _opened(self) -> Workplace:
        return Workplace.open(self._folder, self._key, person=self._person)
