"""The ways into a store that a person or a piece of paper can have, as slots of its envelope."""

from __future__ import annotations

import os
from typing import Final

from triage.core.people import Person
from triage.keys import passphrase, recovery_code
from triage.keys.data_key import DataKey
from triage.keys.envelope import Envelope
from triage.keys.slot import Slot
from triage.services.vault_records import Means, label_of

_SECRET: Final = 32
"""Bytes."""


def with_passphrase(
    envelope: Envelope, key: DataKey, means: Means, person: Person, typed: str
) -> Envelope:
    """Return the envelope with a person's new passphrase, in place of a former one.

    :raises KeysError: the reasons of the passphrase, too_many_people, envelope_altered
    """
    passphrase.require_strong(typed, person.name, person.unit)
    secret, label = passphrase.as_bytes(typed), label_of(person.name)
    return envelope.with_slot(
        "passphrase", secret, key, cost=means.cost, person=person.id, label=label
    )


def with_recovery_code(envelope: Envelope, key: DataKey, means: Means) -> tuple[Envelope, str]:
    """Return the envelope with a new recovery code, in place of a former one, and the code.

    :raises KeysError: envelope_altered
    """
    code = recovery_code.new()
    secret = recovery_code.read(code)
    return envelope.with_slot("recovery", secret, key, cost=means.cost), code


def with_key_store(envelope: Envelope, key: DataKey, means: Means, person: Person) -> Envelope:
    """Return the envelope as this computer's key store opens it too, in a person's name.

    :raises KeysError: key_store_unavailable, too_many_people, envelope_altered
    """
    secret, label = os.urandom(_SECRET), label_of(person.name)
    found = envelope.with_slot("key_store", secret, key, cost=None, person=person.id, label=label)
    means.key_store.put(kept_as(found, found.of_kind("key_store", person.id)[0]), secret)
    return found


def kept_as(envelope: Envelope, slot: Slot) -> str:
    """Return the name of a slot's secret in the key store."""
    return f"{envelope.store_id}/{slot.id}"
