"""A door for tests: secrets that cost nothing to try, and a key store of their own."""

from pathlib import Path

from tests.services.workstation import Clock
from triage.keys.cost import Cost
from triage.keys.errors import KeysError
from triage.services import Workplace
from triage.services.vault import Means, NewPerson, Standing, Vault

CHEAP = Cost(memory=8, passes=1, lanes=1)
ANNA = NewPerson("Anna Test", "sjuksköterska", "Testenheten", "SE1-2")
BENGT = NewPerson("Bengt Test", "läkare", "Testenheten")
PHRASE = "fyra ord som inte hör ihop"
OTHER = "en helt annan lång fras"


class MemoryKeyStore:
    """A key store that is gone with the test."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.kept: dict[str, bytes] = {}

    def available(self) -> bool:
        return self.works

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name) if self.works else None

    def put(self, name: str, secret: bytes) -> None:
        if not self.works:
            raise KeysError("key_store_unavailable")
        self.kept[name] = secret

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


def means(key_store: MemoryKeyStore | None = None) -> Means:
    """Return cheap means; without a key store, as on a computer that has none."""
    return Means(CHEAP, MemoryKeyStore(works=False) if key_store is None else key_store)


def entered(folder: Path, clock: Clock | None = None) -> Workplace:
    """Set a folder up, or unlock it where that is done, as Anna."""
    vault = Vault(folder, Clock() if clock is None else clock, means())
    if vault.standing() is Standing.NEW:
        return vault.set_up(ANNA, PHRASE, on_this_computer=False).workplace
    (anna,) = (one for one in vault.sign_ins() if one.label == ANNA.name)
    return vault.unlock(anna.slot, PHRASE)
