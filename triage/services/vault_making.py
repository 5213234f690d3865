"""Making a store with its envelope: new, or out of one from before encryption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from triage.core.people import Person
from triage.keys import envelope_file, files, passphrase
from triage.keys.data_key import DataKey
from triage.keys.envelope import Envelope
from triage.keys.errors import KeysError
from triage.services import ways_in
from triage.services.next_store import NextStore, require_closed
from triage.services.vault_records import Means, NewPerson
from triage.services.workstation import STORE_NAME, Clock, utc
from triage.store.acts import Act, Actor
from triage.store.progress import Progress
from triage.store.store import Store


@dataclass(frozen=True)
class Made:
    """A store in force: what opens it, who can, and the code for a safe place."""

    key: DataKey
    person: str
    recovery_code: str


@dataclass(frozen=True)
class Making:
    """What a store is made for: a folder, its first person, and how that person comes in."""

    folder: Path
    clock: Clock
    means: Means
    person: NewPerson
    passphrase: str | None
    on_this_computer: bool

    def new(self) -> Made:
        """Make an empty store and put it in force."""
        self._require_way_in()
        with self._next() as coming:
            key = DataKey.new()
            person, store_id = self._with_first_person(coming, key)
            code = self._seal(coming, key, person, store_id)
            require_closed(coming.part)
            coming.ready()
            coming.take_over(plain=False)
        return Made(key, person.id, code)

    def encrypted(self, progress: Progress) -> Made:
        """Encrypt the plain store of the folder and put the encrypted one in force."""
        from triage.store.encrypting import held_plain  # noqa: PLC0415 - once in a store's life

        self._require_way_in()
        with self._next() as coming:
            key = DataKey.new()
            with held_plain(self.folder / STORE_NAME) as plain:
                plain.copy_encrypted(coming.part, key, progress)
                person, store_id = self._with_first_person(coming, key)
                with Store.open(coming.part, key, create=False) as store:
                    store.verify()
                code = self._seal(coming, key, person, store_id)
                require_closed(coming.part)
                coming.ready()
                self._back_up(coming, key, progress)
                # Held until the other is in force: what somebody writes meanwhile would be gone.
                plain.leave()
                coming.take_over(plain=True)
        return Made(key, person.id, code)

    def _back_up(self, coming: NextStore, key: DataKey, progress: Progress) -> None:
        """Make a proven backup of what is about to be put in force."""
        from triage.services.backup_making import (  # noqa: PLC0415 - once in a store's life
            FOLDER,
            backed_up,
            free_name,
        )

        backup = backed_up(coming.folder, key, "before_encryption", self.clock(), progress)
        try:
            files.make_folder(self.folder / FOLDER)
            files.move(backup.path, free_name(self.folder / FOLDER, backup.made_at))
        except OSError:
            raise KeysError("not_written") from None
        require_closed(coming.store)

    @contextmanager
    def _next(self) -> Iterator[NextStore]:
        """Hold the store that is being made; what is not in force at the end is removed."""
        try:
            files.make_folder(self.folder)
        except OSError:
            raise KeysError("not_written") from None
        coming = NextStore(self.folder)
        try:
            yield coming
        except BaseException:
            coming.give_up()
            raise

    def _require_way_in(self) -> None:
        self.person.require_complete()
        if self.passphrase is not None:
            passphrase.require_strong(self.passphrase, self.person.name, self.person.unit)
        elif not self.on_this_computer:
            raise KeysError("no_way_in")
        if self.on_this_computer and not self.means.key_store.available():
            raise KeysError("key_store_unavailable")

    def _with_first_person(self, coming: NextStore, key: DataKey) -> tuple[Person, str]:
        """Open the store, which makes or migrates it, and enter its first person."""
        person = self.person.entered()
        with Store.open(coming.part, key) as store:
            store.time = lambda: utc(self.clock())
            store.keep_person(person, utc(self.clock()))
            store.actor = Actor.of(person)
            store.record(Act.PERSON_ADDED, person=person.id, name=person.name)
            return person, store.identity("store_id").hex()

    def _seal(self, coming: NextStore, key: DataKey, person: Person, store_id: str) -> str:
        """Write the first envelope; return the recovery code that opens it."""
        empty = Envelope.empty(store_id, key)
        envelope, code = ways_in.with_recovery_code(empty, key, self.means)
        if self.passphrase is not None:
            envelope = ways_in.with_passphrase(envelope, key, self.means, person, self.passphrase)
        if self.on_this_computer:
            envelope = ways_in.with_key_store(envelope, key, self.means, person)
        envelope_file.write(coming.folder, envelope, key)
        return code
