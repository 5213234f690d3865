"""A store from before encryption: backed up, compared, encrypted, and whole at every kill."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keys.making import ANNA, OTHER, PHRASE, means
from tests.killed_at import every_step, killed_at
from tests.services.workstation import Clock
from triage.keys import files
from triage.services import Patient, StoreError, Workplace
from triage.services.vault import KeysError, SetUp, Standing, Vault
from triage.store.progress import Stopped
from triage.store.store import Store

TOLVAN = Patient("personnummer", "191212121212", "Tolvan Tolvansson")
FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
VERSIONS = ("v1", "v2", "v3", "v4")
_READER = """
import sqlite3, sys

connection = sqlite3.connect(sys.argv[1])
connection.execute("BEGIN")
connection.execute("SELECT count(*) FROM cases").fetchone()
print("reading", flush=True)
sys.stdin.read()
"""


def with_plain(folder: Path, version: str) -> Vault:
    folder.mkdir(parents=True)
    shutil.copy(FIXTURES / f"{version}.db", folder / "vagval.db")
    return Vault(folder, Clock(), means())


def encrypted(vault: Vault) -> SetUp:
    return vault.encrypt(ANNA, PHRASE, on_this_computer=False)


def dump(path: Path) -> list[tuple[object, ...]]:
    """Return what a plain store holds of cases and decisions."""
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute("SELECT id, name, number, state FROM cases ORDER BY id")
        return [*rows, *connection.execute("SELECT id, case_id FROM revisions ORDER BY seq")]
    finally:
        connection.close()


def held(workplace: Workplace) -> list[tuple[object, ...]]:
    """Return the same of an open one."""
    rows = sorted(workplace.worklist(limit=1000))
    cases = [workplace.case(row.case_id) for row in rows]
    found: list[tuple[object, ...]] = sorted(
        (one.id, one.patient.name, one.patient.number, one.state) for one in cases
    )
    revisions = [
        (one.id, one.decision.case_id) for it in cases for one in workplace.revisions(it.id)
    ]
    return [*found, *sorted(revisions)]


def in_order(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=repr)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_released_store_is_encrypted_whole(tmp_path: Path, version: str) -> None:
    folder = tmp_path / "data"
    vault = with_plain(folder, version)
    before = dump(folder / "vagval.db")
    assert vault.standing() is Standing.PLAIN
    made = encrypted(vault)
    assert in_order(held(made.workplace)) == in_order(before)
    made.workplace.store.verify()
    made.workplace.close()

    assert vault.standing() is Standing.LOCKED
    names = {one.name for one in folder.iterdir()}
    assert names == {"vagval.db", "vagval.keys", "backups", "last-sign-in"}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"SQLite format 3" not in data
            assert b"Tolvan" not in data


def test_the_backup_from_before_the_swap_opens_by_the_code(tmp_path: Path) -> None:
    from triage.services.backup_kept import found_in
    from triage.store import backup_file

    folder = tmp_path / "data"
    vault = with_plain(folder, "v4")
    before = dump(folder / "vagval.db")
    made = encrypted(vault)
    made.workplace.close()
    (backup,) = found_in(folder / "backups")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with backup_file.opened(backup.path) as opened:
        opened.copy_store(elsewhere / "vagval.db")
        (elsewhere / "vagval.keys").write_bytes(opened.envelope)
    recovery = Vault(elsewhere, Clock(), means()).recover(made.recovery_code)
    workplace = recovery.as_person(recovery.people[0].id, OTHER)
    assert in_order(held(workplace)) == in_order(before)
    workplace.close()


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: what a process has written outlives its kill without."""
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)


@pytest.mark.usefixtures("unsynced")
def test_a_kill_at_any_step_loses_nothing(tmp_path: Path) -> None:
    seen = []
    before = dump(FIXTURES / "v4.db")

    def at(step: int) -> bool:
        folder = tmp_path / str(step)
        vault = with_plain(folder, "v4")
        killed = killed_at(step, lambda: encrypted(vault))
        standing = vault.standing()
        assert standing in {Standing.PLAIN, Standing.LOCKED}, step
        if standing is Standing.PLAIN:
            assert dump(folder / "vagval.db") == before
            if step % 8 == 0:
                encrypted(vault).workplace.close()
        if vault.standing() is Standing.LOCKED:
            workplace = vault.unlock(vault.sign_ins()[0].slot, PHRASE)
            assert in_order(held(workplace)) == in_order(before)
            workplace.close()
            assert not (folder / "next").exists()
            assert not (folder / "vagval.plain").exists()
        seen.append(standing is Standing.LOCKED)
        shutil.rmtree(folder)
        return killed

    assert max(every_step(at, ordinarily=4)) > 20
    assert seen == sorted(seen), "once it is in force it stays so"
    assert len(set(seen)) == 2


def test_a_store_that_is_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    vault = with_plain(folder, "v4")
    with subprocess.Popen(  # noqa: S603 - our own interpreter; a lock is seen between processes only
        [sys.executable, "-c", _READER, folder / "vagval.db"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"reading\n"
        with pytest.raises(StoreError) as caught:
            encrypted(vault)
        other.communicate()
    assert caught.value.code == "locked"
    assert vault.standing() is Standing.PLAIN
    assert {one.name for one in folder.iterdir()} <= {"vagval.db", "vagval.db-wal", "vagval.db-shm"}
    encrypted(vault).workplace.close()


_WRITER = """
import sqlite3, sys

connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=rw", uri=True, timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error, end="")
"""


def test_nothing_is_written_into_the_old_store_before_the_other_is_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    vault, real, told = with_plain(folder, "v4"), files.move, {}

    def move(source: Path, target: Path) -> None:
        run = subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", _WRITER, folder / "vagval.db"],
            capture_output=True,
            check=False,
            text=True,
        )
        told[target.name if target.parent == folder else target.parent.name] = run.stdout
        real(source, target)

    with monkeypatch.context() as moving:
        moving.setattr(files, "move", move)
        made = encrypted(vault)
    locked = "database is locked"
    assert told.pop("vagval.db") == "", "nothing stands there just then"
    assert told == {
        "next": locked,
        "backups": locked,
        "vagval.keys": locked,
        "vagval.plain": locked,
    }
    made.workplace.begin(TOLVAN)
    made.workplace.close()
    (anna,) = vault.sign_ins()
    opened = vault.unlock(anna.slot, PHRASE)
    assert TOLVAN in [opened.case(row.case_id).patient for row in opened.worklist()]
    opened.close()
    assert not (folder / "vagval.plain").exists()


def test_what_an_older_program_wrote_last_comes_along(tmp_path: Path) -> None:
    """Its last commits may still stand in the log beside the store."""
    folder = tmp_path / "data"
    vault = with_plain(folder, "v4")
    other = sqlite3.connect(folder / "vagval.db")
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("PRAGMA wal_autocheckpoint = 0")
    with other:
        other.execute(
            "UPDATE cases SET name = 'Sist Skriven' WHERE id = (SELECT min(id) FROM cases)"
        )
    log = (folder / "vagval.db-wal").read_bytes()
    stood = (folder / "vagval.db").read_bytes()
    other.close()
    (folder / "vagval.db").write_bytes(stood)
    (folder / "vagval.db-wal").write_bytes(log)
    made = encrypted(vault)
    assert "Sist Skriven" in [row.name for row in made.workplace.worklist()]
    made.workplace.close()


def test_it_can_be_stopped_as_long_as_nothing_is_in_force(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    vault = with_plain(folder, "v4")
    stood = (folder / "vagval.db").read_bytes()
    heard = 0

    def stop(_done: int, _of_all: int) -> bool:
        nonlocal heard
        heard += 1
        return heard < 4

    with pytest.raises(Stopped):
        vault.encrypt(ANNA, PHRASE, on_this_computer=False, progress=stop)
    assert (folder / "vagval.db").read_bytes() == stood
    assert {one.name for one in folder.iterdir()} == {"vagval.db"}


def test_a_copy_that_differs_is_never_put_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triage.store import encrypting

    folder = tmp_path / "data"
    vault = with_plain(folder, "v4")
    real = encrypting.PlainStore._export

    def worse(self: encrypting.PlainStore, *arguments: object) -> None:
        real(self, *arguments)  # type: ignore[arg-type] # handed on as they came
        self._connection.execute("UPDATE cases SET name = 'Någon annan'")

    monkeypatch.setattr(encrypting.PlainStore, "_export", worse)
    with pytest.raises(KeysError, match="copy_differs"):
        encrypted(vault)
    assert vault.standing() is Standing.PLAIN
    assert {one.name for one in folder.iterdir()} == {"vagval.db"}


def test_a_damaged_store_is_told_and_left_for_a_salvage(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    vault = with_plain(folder, "v4")
    data = bytearray((folder / "vagval.db").read_bytes())
    data[5000:9000] = bytes(4000)
    (folder / "vagval.db").write_bytes(data)
    with pytest.raises(StoreError) as caught:
        encrypted(vault)
    assert caught.value.code == "damaged"
    assert (folder / "vagval.db").read_bytes() == bytes(data)


def test_a_database_of_another_program_is_not_encrypted(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    other = sqlite3.connect(folder / "vagval.db")
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    with pytest.raises(StoreError) as caught:
        encrypted(Vault(folder, Clock(), means()))
    assert caught.value.code == "not_a_store"


def test_encrypted_stores_are_not_encrypted_again(tmp_path: Path) -> None:
    vault = with_plain(tmp_path / "data", "v4")
    encrypted(vault).workplace.close()
    with pytest.raises(KeysError, match="nothing_to_encrypt"):
        encrypted(vault)


@pytest.mark.usefixtures("unsynced")
def test_a_killed_set_up_is_whole_or_was_not(tmp_path: Path) -> None:
    seen = []

    def at(step: int) -> bool:
        folder = tmp_path / str(step)
        vault = Vault(folder, Clock(), means())
        killed = killed_at(step, lambda: vault.set_up(ANNA, PHRASE, on_this_computer=False))
        standing = vault.standing()
        assert standing in {Standing.NEW, Standing.LOCKED}, step
        if standing is Standing.NEW:
            vault.set_up(ANNA, PHRASE, on_this_computer=False).workplace.close()
        workplace = vault.unlock(vault.sign_ins()[0].slot, PHRASE)
        assert [one.name for one in workplace.people()] == [ANNA.name]
        workplace.close()
        assert not (folder / "next").exists()
        seen.append(standing is Standing.LOCKED)
        return killed

    assert max(every_step(at, ordinarily=3)) > 15
    assert seen == sorted(seen)
    assert len(set(seen)) == 2


def test_fixtures_are_plain(tmp_path: Path) -> None:
    """The control: the store's own way in refuses them."""
    from tests.keys_for_tests import KEY

    for version in VERSIONS:
        with pytest.raises(StoreError) as caught:
            Store.open(FIXTURES / f"{version}.db", KEY, create=False)
        assert caught.value.code == "not_encrypted"
