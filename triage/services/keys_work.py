"""Who can open this store and by what: changed by somebody who is in.

Each change writes the envelope whole and proven, then tells the access log. Another program may
have changed it meanwhile, so it is read anew each time, and nothing in it is trusted before its
seal has been checked with the key that is in force.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from triage.core.people import Person
from triage.keys import envelope_file, passphrase
from triage.keys.envelope import Envelope
from triage.keys.errors import KeysError
from triage.services import ways_in
from triage.services.vault_records import Means, NewPerson, label_of
from triage.services.workstation import utc
from triage.store.acts import Act
from triage.store.errors import StoreError
from triage.store.progress import Progress, unheard

if TYPE_CHECKING:
    from triage.services.workstation import Workstation


_WAYS_IN = "ways_in"


class KeysWork:
    """The keys of an open store. Methods raise `KeysError` and `StoreError`."""

    def __init__(self, workplace: Workstation, means: Means | None = None) -> None:
        """Work on the keys of this workplace, as the person who is signed in."""
        self._workplace = workplace
        self._means = Means.usual() if means is None else means
        self._seen = b""
        """The seal of the envelope that a change began from."""

    # The person who is signed in

    def change_passphrase(self, old: str, new: str) -> None:
        """Change one's own passphrase.

        :raises KeysError: wrong_passphrase, the reasons of the new one, not_written
        """
        envelope, person = self._envelope(), self._person()
        for slot in envelope.of_kind("passphrase", person.id):
            envelope.open(slot.id, passphrase.as_bytes(old)).wipe()
        self._set(envelope, person, new)

    def set_passphrase(self, new: str) -> None:
        """Choose a passphrase after coming in by other means: recovery code or key store.

        :raises KeysError: the reasons of the passphrase, not_written
        """
        self._set(self._envelope(), self._person(), new)

    def has_passphrase(self) -> bool:
        """Say whether the person signed in has a passphrase to change."""
        return bool(self._envelope().of_kind("passphrase", self._person().id))

    def is_remembered(self) -> bool:
        """Say whether this computer's key store opens for the person signed in."""
        return bool(self._envelope().of_kind("key_store", self._person().id))

    def can_remember(self) -> bool:
        """Say whether this computer has a key store that can be trusted with a key."""
        return self._means.key_store.available()

    def on_this_computer(self, remember: bool) -> None:
        """Let this computer remember the key for the person signed in, or no longer.

        :raises KeysError: key_store_unavailable; only_way_in where there is no passphrase
        """
        envelope, person, key = self._envelope(), self._person(), self._workplace.key
        former = envelope.of_kind("key_store", person.id)
        if remember:
            changed = ways_in.with_key_store(envelope, key, self._means, person)
        elif not former:
            return
        elif not envelope.of_kind("passphrase", person.id):
            raise KeysError("only_way_in")
        else:
            changed = envelope.without(frozenset(one.id for one in former), key)
        self._write(changed)
        for slot in former:
            self._means.key_store.forget(ways_in.kept_as(envelope, slot))
        self._workplace.record(Act.KEY_STORE_CHANGED, remembers="1" if remember else "0")

    # The unit

    def add_person(self, new: NewPerson, typed: str) -> Person:
        """Let one more person sign in, by a first passphrase that they then change.

        :raises KeysError: name_missing, name_long, too_many_people, the reasons of the passphrase
        """
        new.require_complete()
        person, store = new.entered(), self._workplace.store
        key = self._workplace.key
        changed = ways_in.with_passphrase(self._envelope(), key, self._means, person, typed)
        # First the person: a slot of nobody would be a way in that no list shows.
        store.keep_person(person, self._at())
        self._write(changed)
        self._workplace.record(Act.PERSON_ADDED, person=person.id, name=person.name)
        return person

    def change_person(self, person: Person) -> None:
        """Change what stands about somebody; the list at the door follows.

        :raises KeysError: name_missing, name_long; StoreError person_unknown
        """
        NewPerson(person.name, person.role, person.unit, person.hsa_id).require_complete()
        former = self._workplace.store.person(person.id)
        changed = replace(person, left_at=former.left_at)
        label = label_of(person.name)
        relabelled = self._envelope().relabelled(person.id, label, self._workplace.key)
        self._workplace.store.keep_person(changed, self._at())
        self._write(relabelled)
        self._workplace.record(Act.PERSON_CHANGED, person=person.id, name=person.name)

    def reset_passphrase(self, person_id: str, new: str) -> None:
        """Give somebody who forgot it a new passphrase, by a colleague who is in.

        :raises KeysError: person_left, the reasons of the passphrase; StoreError person_unknown
        """
        person = self._workplace.store.person(person_id)
        if person.left_at is not None:
            raise KeysError("person_left")
        self._set(self._envelope(), person, new)

    def remove_person(self, person_id: str) -> None:
        """End somebody's sign-in. What they decided stays, and their drafts can be taken over.

        They knew a way to the key that is in force; whoever doubts them re-keys afterwards.

        :raises KeysError: last_person; StoreError person_unknown
        """
        envelope, store = self._envelope(), self._workplace.store
        person = store.person(person_id)
        gone = [one for one in envelope.slots if one.person == person_id]
        if not any(one.person not in ("", person_id) for one in envelope.slots):
            raise KeysError("last_person")
        # First the store, which refuses them at the door even with a former envelope put back.
        if person.left_at is None:
            at = self._at()
            store.keep_person(replace(person, left_at=at), at)
        changed = envelope.without(frozenset(one.id for one in gone), self._workplace.key)
        self._write(changed)
        for slot in gone:
            if slot.kind == "key_store":
                self._means.key_store.forget(ways_in.kept_as(envelope, slot))
        self._workplace.record(Act.PERSON_LEFT, person=person_id, name=person.name)

    def new_recovery_code(self) -> str:
        """Make a new recovery code; the former one opens this store no more.

        Copies of the former envelope, as in backups, still open by it until the store is re-keyed.
        """
        changed, code = ways_in.with_recovery_code(
            self._envelope(), self._workplace.key, self._means
        )
        self._write(changed)
        self._workplace.record(Act.RECOVERY_CODE_MADE)
        return code

    def rekey(self, progress: Progress = unheard) -> None:
        """Encrypt the store under a new key; all ways in stay as they are.

        Only the one who has the store open can do it: the window closes its own before, and a
        worker opens another. The workplace goes on with the new key; `workplace.key` is that.
        Backups under the former key are removed once there is a proven one under the new.

        :raises StoreError: locked where somebody else has the store open; backup_no_space; the
            store is as it was then. backup_folder_gone once it is re-keyed: former backups remain
        :raises KeysError: copy_differs, envelope_altered, not_written; nothing is changed
        :raises Stopped: if asked to; nothing is changed
        """
        from triage.services.rekeying import rekeyed  # noqa: PLC0415 - seldom asked

        rekeyed(self._workplace, self._envelope(), progress)
        self._workplace.record(Act.REKEYED, reason="asked")
        self._workplace.backups.make_only("rekeyed", progress)

    def are_set_back(self) -> bool:
        """Say whether the envelope has ways in that were ended; to be asked once, on coming in.

        Whoever may write in the folder can put back a former envelope, with its passphrases and
        its code. The store remembers which ways in there are, and so it shows.
        """
        known, here = self._known(), _ids(self._envelope())
        set_back = bool(known) and not here <= known
        if here != known:
            self._know(here)
        return set_back

    # Inside

    def _known(self) -> frozenset[str]:
        kept = self._workplace.setting(_WAYS_IN, [])
        return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()

    def _know(self, slots: frozenset[str]) -> None:
        self._workplace.set_setting(_WAYS_IN, sorted(slots))

    def _set(self, envelope: Envelope, person: Person, new: str) -> None:
        key = self._workplace.key
        self._write(ways_in.with_passphrase(envelope, key, self._means, person, new))
        self._workplace.record(Act.PASSPHRASE_CHANGED, person=person.id, name=person.name)

    def _write(self, envelope: Envelope) -> None:
        # What another window wrote since would be undone: somebody's way in, or its end.
        if envelope_file.read(self._workplace.folder).mac != self._seen:
            raise StoreError("locked")
        former = self._known()
        self._know(former | _ids(envelope))  # either will do, should this end in between
        envelope_file.write(self._workplace.folder, envelope, self._workplace.key)
        self._know(_ids(envelope))

    def _envelope(self) -> Envelope:
        envelope = envelope_file.read(self._workplace.folder)
        envelope.require_sealed(self._workplace.key)
        self._seen = envelope.mac
        return envelope

    def _person(self) -> Person:
        if self._workplace.person is None:
            raise KeysError("not_signed_in")
        return self._workplace.person

    def _at(self) -> str:
        return utc(self._workplace.now())


def _ids(envelope: Envelope) -> frozenset[str]:
    """Return the slots by their ids: each new passphrase or code is a slot of its own."""
    return frozenset(one.id for one in envelope.slots)
