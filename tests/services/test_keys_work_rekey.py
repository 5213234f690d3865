"""Another key for the store: every way in stays, the former opens nothing, no kill loses any."""

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.keys.making import ANNA, BENGT, OTHER, PHRASE, MemoryKeyStore, entered, means
from tests.killed_at import every_step, killed_at
from tests.services.workstation import ASIH, NURSE, Clock
from triage.keys import DataKey, envelope_file, files
from triage.services import Patient, StoreError, Workplace
from triage.services.backups import Backups
from triage.services.vault import KeysError, Vault
from triage.store import snapshot
from triage.store.progress import Stopped
from triage.store.store import Store

TOLVAN = Patient("personnummer", "191212121212", "Tolvan Tolvansson")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def decided(workplace: Workplace) -> str:
    case = workplace.begin(TOLVAN)
    for fact, value in ASIH.items():
        workplace.answer(case.id, fact, value)
    workplace.sign(case.id, "asih", None, None, NURSE)
    return case.id


def test_every_way_in_opens_the_store_under_its_new_key(folder: Path) -> None:
    key_store = MemoryKeyStore()
    vault = Vault(folder, Clock(), means(key_store))
    made = vault.set_up(ANNA, PHRASE, on_this_computer=True)
    workplace = made.workplace
    workplace.keys.add_person(BENGT, OTHER)
    case = decided(workplace)
    former = workplace.key.copy()
    workplace.backups.make("asked")

    workplace.keys.rekey()

    assert workplace.key != former
    assert len(workplace.revisions(case)) == 1, "the workplace goes on"
    workplace.begin(TOLVAN)
    assert workplace.person is not None
    workplace.close()
    for typed, label in ((PHRASE, ANNA.name), (OTHER, BENGT.name)):
        (slot,) = (one.slot for one in vault.sign_ins() if one.label == label)
        opened = vault.unlock(slot, typed)
        assert len(opened.revisions(case)) == 1
        opened.store.verify()
        opened.close()
    here = vault.unlock_here()
    assert here is not None
    here.close()
    vault.recover(made.recovery_code).close()
    with pytest.raises(StoreError) as caught:
        Store.open(folder / "vagval.db", former, create=False)
    assert caught.value.code == "not_a_database"
    with pytest.raises(KeysError, match="envelope_altered"):
        envelope_file.read(folder).require_sealed(former)


def test_backups_under_the_former_key_go_once_there_is_a_new_one(folder: Path) -> None:
    workplace = entered(folder)
    decided(workplace)
    old = workplace.backups.make("asked").backup.path
    workplace.keys.rekey()
    (kept,) = workplace.backups.list()
    assert kept.good
    assert kept.path != old
    assert not old.exists()
    workplace.close()


def test_backups_under_the_former_key_go_also_where_it_was_ended_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, away = folder.with_name("stick"), folder.with_name("away")
    stick.mkdir()
    workplace = entered(folder)
    workplace.backups.set_second_folder(stick)
    old = workplace.backups.make("asked").backup.path
    other = entered(folder.with_name("other"))
    foreign = stick / "vagval-20200101T000000Z.vvbackup"
    shutil.copy(other.backups.make("asked").backup.path, foreign)
    other.close()

    def ended(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killing:
        killing.setattr(Backups, "make_only", ended)
        with pytest.raises(KeyboardInterrupt):
            workplace.keys.rekey()
    workplace.close()

    workplace = entered(folder)
    stick.rename(away)
    workplace.backups.make("due")
    assert old.exists(), "not before those on the stick can be reached"
    away.rename(stick)
    workplace.backups.make("due")
    assert not old.exists()
    assert not (stick / old.name).exists()
    assert foreign.exists(), "another store's"
    assert all(one.good for one in workplace.backups.list())
    assert not (folder / "backups-of-former-key").exists()
    workplace.close()


def contents(folder: Path, key: DataKey, secret: DataKey) -> dict[str, snapshot.Table]:
    with snapshot.reading(folder / "vagval.db", key) as connection:
        tables = dict(snapshot.contents(connection, secret).tables)
    tables.pop("access_log")  # each unlocking adds to it
    return tables


def test_a_kill_at_any_step_leaves_a_store_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)  # a kill needs no disk to be synced
    original = tmp_path / "original"
    workplace = entered(original)
    decided(workplace)
    former = workplace.key.copy()
    workplace.close()
    before = contents(original, former, former)
    seen = []

    def at(step: int) -> bool:
        folder = Path(shutil.copytree(original, tmp_path / str(step)))

        def work() -> None:
            child = entered(folder)
            child.keys.rekey()
            child.close()

        killed = killed_at(step, work)
        opened = entered(folder)
        seen.append(opened.key != former)
        assert contents(folder, opened.key, former) == before
        if step % 16 == 0:
            opened.keys.rekey()
            assert contents(folder, opened.key, former) == before
            assert not (folder / "next").exists()
        opened.close()
        shutil.rmtree(folder)
        return killed

    assert max(every_step(at, ordinarily=4)) > 40
    assert seen == sorted(seen), "once it is in force it stays so"
    assert len(set(seen)) == 2


def test_a_disk_that_fails_at_any_step_leaves_a_store_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = tmp_path / "original"
    workplace = entered(original)
    case = decided(workplace)
    workplace.close()
    real, left, told = files.sync_folder, [0], []

    def failing(folder: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(5, "Input/output error")
        real(folder)

    for step in range(100):
        folder = Path(shutil.copytree(original, tmp_path / str(step)))
        opened = entered(folder)
        with monkeypatch.context() as disk:
            disk.setattr("os.fsync", lambda _descriptor: None)
            left[0] = step
            disk.setattr(files, "sync_folder", failing)
            try:
                opened.keys.rekey()
            except KeysError as error:
                told.append(error.code)
            else:
                break
        with suppress(StoreError):  # it may be closed: the program is to be started again
            opened.close()
        again = entered(folder)
        assert len(again.revisions(case)) == 1, step
        again.keys.rekey()
        again.close()
        shutil.rmtree(folder)
    opened.close()
    assert set(told) == {"not_written"}
    assert len(told) >= 8


_OTHER_PROGRAM = """
import sys
from contextlib import suppress
from pathlib import Path
from tests.keys.making import entered

workplace = entered(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
workplace.close()
"""


def test_a_store_that_somebody_else_has_open_is_not_re_keyed(folder: Path) -> None:
    workplace = entered(folder)
    case = decided(workplace)
    former = workplace.key.copy()
    with subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _OTHER_PROGRAM, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError) as caught:
            workplace.keys.rekey()
        other.communicate()
    assert caught.value.code == "locked"
    assert workplace.key == former
    assert len(workplace.revisions(case)) == 1, "the workplace goes on as it was"
    assert not (folder / "next").exists()
    workplace.close()


_COMING_IN = """
import sys
from pathlib import Path
from triage.keys import DataKey
from triage.services import StoreError
from triage.store.store import Store

try:
    key = DataKey(bytes.fromhex(sys.stdin.read()))
    Store.open(Path(sys.argv[1]), key, create=False, wait_ms=0, whole=False).close()
except StoreError as error:
    print(error.code, end="")
"""


def test_nobody_comes_in_by_the_former_key_before_the_new_one_is_in_force(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = entered(folder)
    former = workplace.key.raw.hex()
    real, told = files.move, []

    def move(source: Path, target: Path) -> None:
        run = subprocess.run(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-c", _COMING_IN, folder / "vagval.db"],
            input=former,
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        told.append((target.relative_to(folder).as_posix(), run.stdout))
        real(source, target)

    with monkeypatch.context() as moving:
        moving.setattr(files, "move", move)
        workplace.keys.rekey()
    assert told == [
        (name, "locked")
        for name in ("next/vagval.keys", "next/vagval.db", "vagval.keys", "vagval.db")
    ]
    workplace.begin(TOLVAN)
    workplace.close()
    assert entered(folder).worklist_count() == 1


def test_it_can_be_stopped_while_nothing_is_in_force(folder: Path) -> None:
    workplace = entered(folder)
    former, envelope = workplace.key.copy(), envelope_file.read(folder)
    with pytest.raises(Stopped):
        workplace.keys.rekey(lambda _done, _of_all: False)
    assert workplace.key == former
    assert envelope_file.read(folder) == envelope
    assert not (folder / "next").exists()
    workplace.begin(TOLVAN)
    workplace.close()


def test_a_copy_that_differs_is_never_put_in_force(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = entered(folder)
    decided(workplace)
    former = workplace.key.copy()
    real = snapshot.contents

    def lossy(connection: object, *arguments: object) -> snapshot.Contents:
        found = real(connection, *arguments)  # type: ignore[arg-type] # handed on as they came
        calls.append(found)
        return found if len(calls) == 1 else snapshot.Contents(found.version, found.schema, {})

    calls: list[snapshot.Contents] = []
    monkeypatch.setattr(snapshot, "contents", lossy)
    with pytest.raises(KeysError, match="copy_differs"):
        workplace.keys.rekey()
    assert workplace.key == former
    assert not (folder / "next").exists()
    workplace.close()


def test_neither_key_nor_anything_in_the_clear_is_left_in_the_folder(folder: Path) -> None:
    workplace = entered(folder)
    decided(workplace)
    former = workplace.key.copy()
    workplace.keys.rekey()
    keys = [former.raw, former.raw.hex().encode(), workplace.key.raw]
    workplace.close()
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(key in data for key in keys)
            assert b"SQLite format 3" not in data
            assert b"Tolvan" not in data
