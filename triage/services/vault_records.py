"""What the door to the data takes and gives."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from triage.core.people import Person
from triage.keys.cost import USUAL, Cost
from triage.keys.errors import KeysError
from triage.keys.key_store import KeyStore, PlatformKeyStore
from triage.keys.slot import MOST_LABEL

if TYPE_CHECKING:
    from triage.services.workplace import Workplace


class Standing(StrEnum):
    """How a data folder stands before anything is opened."""

    NEW = "new"
    """Nothing is here yet."""
    PLAIN = "plain"
    """A store from before encryption."""
    LOCKED = "locked"
    STORE_MISSING = "store_missing"
    """Keys or backups, but no store (or one that is not the keys'): never made anew in silence."""
    KEYS_MISSING = "keys_missing"
    PLACE_REFUSED = "place_refused"


@dataclass(frozen=True)
class NewPerson:
    """Who is to sign in here."""

    name: str
    role: str
    unit: str
    hsa_id: str = ""

    def require_complete(self) -> None:
        """Refuse a person of whom too little is said.

        :raises KeysError: name_missing, name_long
        """
        if not all(one.strip() for one in (self.name, self.role, self.unit)):
            raise KeysError("name_missing")
        if len(self.label) > MOST_LABEL:
            raise KeysError("name_long", most=MOST_LABEL)

    def entered(self) -> Person:
        """Return the person under a new id."""
        told = (self.name, self.role, self.unit, self.hsa_id)
        name, role, unit, hsa_id = (" ".join(one.split()) for one in told)
        return Person(uuid.uuid4().hex, name, role, unit, hsa_id)

    @property
    def label(self) -> str:
        """What the list of those who sign in shows, before anything is unlocked."""
        return label_of(self.name)


def label_of(name: str) -> str:
    """Return a name as a label: on one line, without signs that cannot be seen."""
    return " ".join("".join(one if one.isprintable() else " " for one in name).split())


class SignIn(NamedTuple):
    """One line of that list. `slot` is what `unlock` takes, `here` that this computer remembers.

    `by_passphrase` is False for who has chosen none: then only this computer's key store opens.
    """

    slot: str
    person: str
    label: str
    by_passphrase: bool = True
    here: bool = False


class SetUp(NamedTuple):
    """A store that was made or encrypted: open, with the code to print and put in a safe place."""

    workplace: Workplace
    recovery_code: str


@dataclass(frozen=True)
class Means:
    """What keys are made with: what a guess costs, and the computer's key store."""

    cost: Cost
    key_store: KeyStore

    @classmethod
    def usual(cls) -> Means:
        """Return what the program works with."""
        return cls(USUAL, PlatformKeyStore())
