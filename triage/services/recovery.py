"""A store that its recovery code has opened: for somebody to choose a new passphrase."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.people import Person
from triage.keys import passphrase
from triage.keys.data_key import DataKey
from triage.keys.errors import KeysError
from triage.services.workplace import Workplace

Enter = Callable[[DataKey, str | None, str], Workplace]
"""Opens the store with a key, as a person or nobody, by the means that the log then names."""
_BY = "recovery_code"


class Recovery:
    """Who can take a new passphrase; holds the key until one of them has come in, or `close`."""

    def __init__(self, enter: Enter, key: DataKey, people: tuple[Person, ...]) -> None:
        """Take over the key."""
        self._enter = enter
        self._key = key
        self.people = people

    def as_person(self, person_id: str, new_passphrase: str) -> Workplace:
        """Give one of the people a new passphrase, and come in as that person.

        :raises KeysError: person_unknown, the reasons of the passphrase, not_written
        """
        person = next((one for one in self.people if one.id == person_id), None)
        if person is None:
            raise KeysError("person_unknown")
        passphrase.require_strong(new_passphrase, person.name, person.unit)
        workplace = self._enter(self._key, person.id, _BY)
        try:
            workplace.keys.set_passphrase(new_passphrase)
        except BaseException:
            workplace.close()
            raise
        self.close()
        return workplace

    def as_nobody(self) -> Workplace:
        """Come in for a command that needs nobody's name."""
        workplace = self._enter(self._key, None, _BY)
        self.close()
        return workplace

    def close(self) -> None:
        """Wipe the key."""
        self._key.wipe()
