"""Acts that change whole files: set-up, encrypting, another key or passphrase, a restore.

Each scene begins in a folder of its own, does its act while the disk misbehaves, tells what was
acknowledged, and can look afterwards whether the folder holds what it must: the former state or
the new one, whole, and the new one once that was told.
"""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.faults.disk import scratch
from tests.faults.journey import Journey
from tests.faults.ledger import World, read_world
from tests.faults.writer import Tell
from tests.services.workstation import Clock
from tests.store.fixtures.earlier import fixture, signed
from triage.keys import KeysError
from triage.keys.cost import Cost
from triage.services import StoreError, Workplace
from triage.services.backup_keys import with_secret
from triage.services.restoring import restore
from triage.services.vault import Means, NewPerson, Standing, Vault

PERSON: Final = NewPerson("Test Testsson", "sjuksköterska", "Testenheten")
FORMER: Final = "korg lampa fjord tall"
LATER: Final = "sten moln kanot äpple"
_EARLIER: Final = 4
"""The schema of the store from before encryption."""


class NoKeyStore:
    """A computer that keeps no keys."""

    def available(self) -> bool:
        """Say that there is none."""
        return False

    def get(self, name: str) -> bytes | None:
        """Know nothing."""
        return None

    def put(self, name: str, secret: bytes) -> None:
        """Refuse."""
        raise KeysError("key_store_unavailable")

    def forget(self, name: str) -> None:
        """Do nothing."""


def vault(folder: Path) -> Vault:
    """Return the door of a folder, where a guess costs nothing."""
    return Vault(folder, Clock(), Means(Cost(64, 1, 1), NoKeyStore()))


def entered(folder: Path, passphrase: str = FORMER) -> Workplace:
    """Come in as the first who is listed."""
    door = vault(folder)
    standing = door.standing()
    if standing is not Standing.LOCKED:
        raise AssertionError(f"stands {standing}")
    return door.unlock(door.sign_ins()[0].slot, passphrase)


@dataclass(frozen=True)
class Template:
    """A folder to begin in: set up, worked in, backed up, worked in again."""

    files: dict[str, bytes]
    backed_up: World
    now: World

    def put(self, folder: Path) -> None:
        """Make the folder anew."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@cache
def template() -> Template:
    """Return the folder that most scenes begin in, made once in a process."""
    with scratch() as folder:
        data = folder / "data"
        workplace = vault(data).set_up(PERSON, FORMER, on_this_computer=False).workplace
        journey = Journey(workplace, 11, lambda _line: None)
        journey.go(25)
        journey.do({"do": "backup"})
        backed_up = read_world(workplace, journey.ledger.world)
        journey.go(15)
        now = read_world(workplace, journey.ledger.world)
        workplace.close()
        files = {
            path.relative_to(data).as_posix(): path.read_bytes()
            for path in data.rglob("*")
            if path.is_file()
        }
    return Template(files, backed_up, now)


def cases_of(workplace: Workplace) -> World:
    """Return the cases alone: settings and log may tell of the act itself."""
    return World(read_world(workplace, World()).cases)


class Scene(ABC):
    """One act on whole files."""

    def prepare(self, folder: Path) -> None:
        """Put what the act begins with into an empty folder."""
        template().put(folder)

    @abstractmethod
    def act(self, folder: Path, tell: Tell) -> None:
        """Do the act, or what is left of it, and tell when it is done."""

    @abstractmethod
    def wrong(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """Return what is not as it must be after a fault; None where all is well."""

    def found(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """Return the same, an error of the store or the keys included."""
        try:
            return self.wrong(folder, told)
        except (StoreError, KeysError) as error:
            return f"does not open: {error.code}"
        except AssertionError as error:
            return str(error)


class SetUp(Scene):
    """A first start."""

    def prepare(self, folder: Path) -> None:
        """Begin with nothing."""

    def act(self, folder: Path, tell: Tell) -> None:
        """Set up, or come in where that was done before it was told."""
        door = vault(folder)
        if door.standing() is Standing.LOCKED:
            workplace = entered(folder)
        else:
            workplace = door.set_up(PERSON, FORMER, on_this_computer=False).workplace
        tell(b"set up")
        workplace.close()

    def wrong(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """A folder that is new still, or one that can be entered."""
        if vault(folder).standing() is Standing.NEW and not told:
            self.act(folder, lambda _line: None)
        entered(folder).close()
        return None


class Encrypt(Scene):
    """A store from before encryption."""

    def prepare(self, folder: Path) -> None:
        """Begin with the store that an earlier program kept."""
        folder.mkdir(exist_ok=True)
        shutil.copyfile(fixture(_EARLIER), folder / "vagval.db")

    def act(self, folder: Path, tell: Tell) -> None:
        """Encrypt it."""
        door = vault(folder)
        if door.standing() is Standing.LOCKED:
            workplace = entered(folder)
        else:
            workplace = door.encrypt(PERSON, FORMER, on_this_computer=False).workplace
        tell(b"encrypted")
        workplace.close()

    def wrong(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """The plain store whole, or the encrypted one with every decision."""
        if vault(folder).standing() is Standing.PLAIN and not told:
            self.act(folder, lambda _line: None)
        workplace = entered(folder)
        workplace.store.verify()
        kept = {name: workplace.store.payload(name) for name in signed(_EARLIER)}
        workplace.close()
        return None if kept == signed(_EARLIER) else "decisions differ"


class Rekey(Scene):
    """Another data key for store, envelope and backups."""

    def act(self, folder: Path, tell: Tell) -> None:
        """Come in and re-key."""
        with closing(entered(folder)) as workplace:
            workplace.keys.rekey()
            tell(b"rekeyed")

    def wrong(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """All of it under the one key or the other."""
        workplace = entered(folder)
        workplace.store.verify()
        cases = cases_of(workplace)
        backups = workplace.backups.list()
        workplace.close()
        if cases != World(template().now.cases):
            return "cases differ"
        # Told is only what is done: the backups under the former key are gone by then.
        if told and not all(one.good for one in backups):
            return "a backup is not good"
        return None if any(one.good for one in backups) or not told else "no backup is left"


class Passphrase(Scene):
    """Another passphrase, and another recovery code."""

    def act(self, folder: Path, tell: Tell) -> None:
        """Change both; a second attempt comes in by whichever holds."""
        try:
            workplace, former = entered(folder), True
        except KeysError:
            workplace, former = entered(folder, LATER), False
        with closing(workplace):
            if former:
                workplace.keys.change_passphrase(FORMER, LATER)
            tell(b"passphrase")
            tell(b"code " + workplace.keys.new_recovery_code().encode())

    def wrong(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """The former passphrase or the later one opens, and the code that was told."""
        try:
            workplace = entered(folder, LATER)
        except KeysError as error:
            if told or error.code != "wrong_passphrase":
                raise
            workplace = entered(folder)
        cases = cases_of(workplace)
        workplace.close()
        codes = [line.removeprefix(b"code ").decode() for line in told if line[:4] == b"code"]
        if codes:
            vault(folder).recover(codes[-1]).close()
        return None if cases == World(template().now.cases) else "cases differ"


class Restore(Scene):
    """A backup in the place of the store."""

    def act(self, folder: Path, tell: Tell) -> None:
        """Restore the backup that lies in the folder."""
        vault(folder).standing()  # as the program does: it ends what was begun
        (backup,) = (folder / "backups").glob("*.vvbackup")
        restore(backup, folder, with_secret(FORMER), Clock()())
        tell(b"restored")

    def wrong(self, folder: Path, told: Sequence[bytes]) -> str | None:
        """The store as it was, or as the backup has it."""
        workplace = entered(folder)
        workplace.store.verify()
        cases = cases_of(workplace)
        workplace.close()
        allowed = [World(template().backed_up.cases)]
        if not told:
            allowed.append(World(template().now.cases))
        return None if cases in allowed else "cases are neither the former nor the backup's"


SCENES: Final[tuple[Scene, ...]] = (SetUp(), Encrypt(), Rekey(), Passphrase(), Restore())
