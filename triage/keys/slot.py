"""A slot of the envelope: one secret, and the way from it to the key of the store.

A secret opens the slot's own private key; the data key is sealed to the public half of it. So
whoever has the data key can seal another to every slot, without anybody's secret:

    secret --Argon2id--> key --AES-GCM--> private key (X25519) --unseals--> data key

What the slot says of itself goes into each of these steps: nothing in it can be changed, or
taken from another slot or store, and still open. Only the label can: the envelope's seal
covers it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from typing import Final, Literal

from triage.keys.cost import SALT, Cost
from triage.keys.data_key import DataKey
from triage.keys.errors import KeysError

Kind = Literal["passphrase", "recovery", "key_store"]
KINDS: Final[tuple[Kind, ...]] = ("passphrase", "recovery", "key_store")
PUBLIC: Final = 32
NONCE: Final = 12
TAG: Final = 16
PRIVATE: Final = NONCE + 32 + TAG
SEALED: Final = PUBLIC + 32 + TAG
"""Bytes."""
MOST_LABEL: Final = 120
"""Characters."""
_ONCE: Final = bytes(NONCE)
"""The nonce under a key that encrypts one thing only."""
_WRONG: Final[dict[Kind, str]] = {
    "passphrase": "wrong_passphrase",
    "recovery": "wrong_recovery_code",
    "key_store": "key_store_forgot",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. `person` is "" for the recovery code; `cost` is None where none can guess.

    A key store's secret is random and needs no slow derivation. `private` is a nonce with the
    wrapped private key, `sealed` a public key for once with the sealed data key.
    """

    id: str
    kind: Kind
    person: str
    label: str
    cost: Cost | None
    salt: bytes
    public: bytes
    private: bytes
    sealed: bytes


def new(
    store_id: str,
    kind: Kind,
    secret: bytes,
    key: DataKey,
    *,
    cost: Cost | None,
    person: str = "",
    label: str = "",
) -> Slot:
    """Return a new slot for a secret."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415 - slow
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    own = X25519PrivateKey.generate()
    bare = Slot(
        os.urandom(8).hex(),
        kind,
        person,
        label,
        cost,
        os.urandom(SALT),
        own.public_key().public_bytes_raw(),
        b"",
        b"",
    )
    nonce = os.urandom(NONCE)
    wrapping = AESGCM(_wrapping_key(bare, secret))
    private = nonce + wrapping.encrypt(nonce, own.private_bytes_raw(), _told(bare, store_id))
    return sealed_to(replace(bare, private=private), store_id, key)


def sealed_to(slot: Slot, store_id: str, key: DataKey) -> Slot:
    """Return the slot with a data key sealed to it; nobody's secret is needed.

    :raises KeysError: envelope_altered for a public key that is none
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - slow
        X25519PrivateKey,
        X25519PublicKey,
    )
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    once = X25519PrivateKey.generate()
    try:
        shared = once.exchange(X25519PublicKey.from_public_bytes(slot.public))
    except ValueError:  # a point with which every secret comes out the same
        raise KeysError("envelope_altered") from None
    public = once.public_key().public_bytes_raw()
    told = _told(slot, store_id)
    sealing = AESGCM(_sealing_key(shared, public, slot, told))
    return replace(slot, sealed=public + sealing.encrypt(_ONCE, key.raw, told))


def opened(slot: Slot, store_id: str, secret: bytes) -> DataKey:
    """Return the data key; a tenth of a second for a secret that people choose.

    :raises KeysError: wrong_passphrase, wrong_recovery_code or key_store_forgot by the kind, also
        where what the slot says was changed; envelope_altered, envelope_too_costly
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - slow
    from cryptography.hazmat.primitives.asymmetric.x25519 import (  # noqa: PLC0415 - as above
        X25519PrivateKey,
        X25519PublicKey,
    )
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    told = _told(slot, store_id)
    nonce, wrapped = slot.private[:NONCE], slot.private[NONCE:]
    try:
        raw = AESGCM(_wrapping_key(slot, secret)).decrypt(nonce, wrapped, told)
    except InvalidTag:
        raise KeysError(_WRONG[slot.kind]) from None
    once, sealed = slot.sealed[:PUBLIC], slot.sealed[PUBLIC:]
    try:
        shared = X25519PrivateKey.from_private_bytes(raw).exchange(
            X25519PublicKey.from_public_bytes(once)
        )
        return DataKey(AESGCM(_sealing_key(shared, once, slot, told)).decrypt(_ONCE, sealed, told))
    except (InvalidTag, ValueError):
        raise KeysError("envelope_altered") from None


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    if slot.cost is not None:
        return slot.cost.derive(secret, slot.salt)
    return _hkdf(secret, slot.salt, b"vagval key store")


def _sealing_key(shared: bytes, once: bytes, slot: Slot, told: bytes) -> bytes:
    return _hkdf(shared, once + slot.public, b"vagval seal\n" + told)


def _hkdf(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - slow
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - as above

    return HKDF(SHA256(), 32, salt, purpose).derive(secret)


def _told(slot: Slot, store_id: str) -> bytes:
    """Return what a slot says of itself, but for its label, as it is bound to its secret."""
    cost = slot.cost
    told = [
        "vagval slot 1",
        store_id,
        slot.id,
        slot.kind,
        slot.person,
        None if cost is None else ["argon2id", cost.memory, cost.passes, cost.lanes],
        slot.salt.hex(),
        slot.public.hex(),
    ]
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")
