"""The envelope: slots, each of which opens the same store, under a seal that all of them share.

The seal is made with the data key itself, so it is checked as soon as a slot has opened. Whoever
has no way in can change nothing in it that the next unlocking would not notice: no slot added,
taken away, exchanged or relabelled. What somebody who may write in the folder can always do is
to put back a whole former envelope; whom the store says to have left does not come in by it.

Every change goes through an opened, checked envelope: its slots alone are trusted with a key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from triage.keys import envelope_text
from triage.keys import slot as slots
from triage.keys.cost import Cost
from triage.keys.data_key import DataKey
from triage.keys.envelope_text import MOST, MOST_SLOTS
from triage.keys.errors import KeysError
from triage.keys.slot import Kind, Slot


@dataclass(frozen=True, slots=True)
class Envelope:
    """Slots of one store (`store_id`: 32 hex digits); `mac` is the seal over them."""

    store_id: str
    slots: tuple[Slot, ...]
    mac: bytes

    @classmethod
    def empty(cls, store_id: str, key: DataKey) -> Self:
        """Return an envelope without a way in, to begin with."""
        return cls(store_id, (), b"").sealed(key)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the envelope of a file; nothing in it is known to be true until a slot has opened.

        :raises KeysError: envelope_damaged, envelope_newer, envelope_too_costly
        """
        return cls(*envelope_text.read(data))

    def to_bytes(self) -> bytes:
        """Return the file's bytes.

        :raises KeysError: too_many_people
        """
        data = envelope_text.written(self.store_id, self.slots, self.mac)
        if len(data) > MOST:
            raise KeysError("too_many_people")
        return data

    def open(self, slot_id: str, secret: bytes) -> DataKey:
        """Return the data key.

        :raises KeysError: person_unknown for a slot that is not here; wrong_passphrase,
            wrong_recovery_code, key_store_forgot; envelope_altered, envelope_too_costly
        """
        key = slots.opened(self.slot(slot_id), self.store_id, secret)
        try:
            self.require_sealed(key)
        except KeysError:
            key.wipe()
            raise
        return key

    def slot(self, slot_id: str) -> Slot:
        """Return a slot by its id.

        :raises KeysError: person_unknown
        """
        for one in self.slots:
            if one.id == slot_id:
                return one
        raise KeysError("person_unknown")

    def of_kind(self, kind: Kind, person: str | None = None) -> tuple[Slot, ...]:
        """Return the slots of a kind, of everybody or of one person."""
        return tuple(one for one in self.slots if one.kind == kind and person in (None, one.person))

    # Changes: each checks the seal first, and gives an envelope under a new one

    def with_slot(
        self,
        kind: Kind,
        secret: bytes,
        key: DataKey,
        *,
        cost: Cost | None,
        person: str = "",
        label: str = "",
    ) -> Envelope:
        """Return it with one more way in, which takes the place of those of its kind and person.

        :raises KeysError: envelope_altered, too_many_people
        """
        self.require_sealed(key)
        kept = tuple(one for one in self.slots if (one.kind, one.person) != (kind, person))
        if len(kept) >= MOST_SLOTS:
            raise KeysError("too_many_people")
        made = slots.new(self.store_id, kind, secret, key, cost=cost, person=person, label=label)
        return replace(self, slots=(*kept, made)).sealed(key)

    def without(self, slot_ids: frozenset[str], key: DataKey) -> Envelope:
        """Return it without some of its slots.

        :raises KeysError: envelope_altered
        """
        self.require_sealed(key)
        kept = tuple(one for one in self.slots if one.id not in slot_ids)
        return replace(self, slots=kept).sealed(key)

    def relabelled(self, person: str, label: str, key: DataKey) -> Envelope:
        """Return it with another label on a person's slots.

        :raises KeysError: envelope_altered
        """
        self.require_sealed(key)
        named = tuple(
            replace(one, label=label) if one.person == person else one for one in self.slots
        )
        return replace(self, slots=named).sealed(key)

    def rekeyed(self, key: DataKey, new: DataKey) -> Envelope:
        """Return it with another data key in every slot.

        :raises KeysError: envelope_altered
        """
        self.require_sealed(key)
        resealed = tuple(slots.sealed_to(one, self.store_id, new) for one in self.slots)
        return replace(self, slots=resealed).sealed(new)

    # The seal

    def sealed(self, key: DataKey) -> Self:
        """Return it under a seal of this key."""
        return replace(self, mac=self._seal(key))

    def require_sealed(self, key: DataKey) -> None:
        """Refuse an envelope that this key did not seal as it is now.

        :raises KeysError: envelope_altered
        """
        from hmac import compare_digest  # noqa: PLC0415 - once a start

        if not compare_digest(self.mac, self._seal(key)):
            raise KeysError("envelope_altered")

    def _seal(self, key: DataKey) -> bytes:
        from hmac import digest  # noqa: PLC0415 - once a start

        text = envelope_text.written(self.store_id, self.slots, None)
        return digest(key.derive("envelope"), text, "sha256")
