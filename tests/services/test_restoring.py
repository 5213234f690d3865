"""A backup is restored whole or not at all, here and on another computer, whatever happens."""

import json
import os
import shutil
import socket
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from tests.killed_at import every_step, killed_at
from tests.services.workstation import ASIH, NURSE, Clock
from triage.keys import DataKey
from triage.services import Patient, StoreError, Workplace
from triage.services.restoring import RESTORED, restore
from triage.store import cipher, swap
from triage.store.progress import Stopped

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
ENVELOPE = b'{"an": "envelope"}'
_Usage = namedtuple("_Usage", "total used free")


def this_key(_envelope: bytes) -> DataKey:
    return KEY.copy()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def backup(data: Path) -> Path:
    """Return a backup with one decision, of a store that has gone on to two."""
    workplace = Workplace.open(data, KEY, Clock())
    (data / "vagval.keys").write_bytes(ENVELOPE)
    sign_one(workplace)
    made = workplace.backups.make("asked").backup.path
    sign_one(workplace)
    workplace.close()
    return made


def sign_one(workplace: Workplace) -> None:
    case = workplace.begin(BO, facts=ASIH, pack="skane")
    workplace.sign(case.id, "asih", None, None, NURSE)


def decisions(folder: Path) -> int:
    workplace = Workplace.open(folder, KEY, Clock())
    try:
        workplace.store.verify()
        return workplace.store.decided_count()
    finally:
        workplace.close()


def test_the_former_store_is_set_aside_whole(data: Path, backup: Path) -> None:
    restored = restore(backup, data, this_key, NOW)

    assert (restored.decisions, restored.cases) == (1, 1)
    assert decisions(data) == 1
    assert restored.former == data / "former-20261122T070000Z"
    assert decisions(restored.former) == 2
    assert (restored.former / "vagval.keys").read_bytes() == ENVELOPE
    assert (data / "vagval.keys").read_bytes() == ENVELOPE
    assert sorted(path.name for path in data.iterdir()) == [
        "backups",
        "former-20261122T070000Z",
        "vagval.db",
        "vagval.keys",
    ]


def test_the_key_that_a_restore_was_given_is_wiped(data: Path, backup: Path) -> None:
    taken = KEY.copy()

    restore(backup, data, lambda _envelope: taken, NOW)

    with pytest.raises(ValueError, match="wiped"):
        taken.raw  # noqa: B018 - reading it is what fails


def test_a_second_restore_sets_the_first_aside_under_another_name(data: Path, backup: Path) -> None:
    one = restore(backup, data, this_key, NOW)
    two = restore(backup, data, this_key, NOW)
    assert {one.former, two.former} == {
        data / "former-20261122T070000Z",
        data / "former-20261122T070000Z-2",
    }


def test_on_another_computer_the_backups_own_envelope_opens_it(
    tmp_path: Path, backup: Path
) -> None:
    seen = []

    def from_envelope(envelope: bytes) -> DataKey:
        seen.append(envelope)
        return KEY.copy()

    elsewhere = tmp_path / "another" / "computer"
    restored = restore(backup, elsewhere, from_envelope, NOW)
    assert restored.former is None
    assert seen == [ENVELOPE]
    assert (elsewhere / "vagval.keys").read_bytes() == ENVELOPE
    assert decisions(elsewhere) == 1


def test_it_is_logged_and_exchange_waits_until_somebody_confirms(data: Path, backup: Path) -> None:
    restore(backup, data, this_key, NOW)
    workplace = Workplace.open(data, KEY, Clock())
    told = workplace.setting(RESTORED)
    with bare(data / "vagval.db") as connection:
        acts = [act for (act,) in connection.execute("SELECT act FROM access_log")]
    connection.close()
    workplace.close()
    assert isinstance(told, dict)
    assert told["restored_at"] == "2026-11-22T07:00:00.000+00:00"
    assert acts[-1] == "restored"


def test_another_key_opens_nothing_and_changes_nothing(data: Path, backup: Path) -> None:
    with pytest.raises(StoreError, match="backup_altered"):
        restore(backup, data, lambda _envelope: DataKey.new(), NOW)
    assert decisions(data) == 2


@pytest.mark.parametrize("more", [0, 1])
def test_a_store_that_somebody_works_in_is_not_moved_away(
    data: Path, backup: Path, more: int
) -> None:
    """Its writes would go on into the file that was set aside.

    A program that opens the store once more, as for a backup, must not lose its hold on it.
    """
    workplace = Workplace.open(data, KEY, Clock())
    for _ in range(more):
        workplace.backups.due()
    child = os.fork()
    if child == 0:
        try:
            restore(backup, data, this_key, NOW)
            os._exit(1)
        except StoreError as error:
            os._exit(7 if error.code == "locked" else 2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    sign_one(workplace)
    workplace.close()
    assert decisions(data) == 3


@pytest.mark.parametrize("after", [0, 1, 2])
def test_stopping_changes_nothing(data: Path, backup: Path, after: int) -> None:
    calls = iter(range(100))

    def stop(_done: int, _of_all: int) -> bool:
        return next(calls) < after

    with pytest.raises(Stopped):
        restore(backup, data, this_key, NOW, progress=stop)
    assert decisions(data) == 2
    assert not [path for path in data.iterdir() if path.name.startswith(swap.INCOMING)]


def test_too_little_room_is_said_before_anything_is_written(
    data: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: _Usage(10**9, 10**9, 10**6))
    with pytest.raises(StoreError, match="backup_no_space"):
        restore(backup, data, this_key, NOW)
    monkeypatch.undo()
    assert decisions(data) == 2


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path, backup: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="restore_failed"):
        restore(backup, tmp_path / "file" / "data", this_key, NOW)


def test_where_only_the_envelope_is_missing_only_it_comes_back(data: Path, backup: Path) -> None:
    """The store that is there has what was done after the backup."""
    (data / "vagval.keys").unlink()
    restored = restore(backup, data, this_key, NOW)
    assert restored.only_keys
    assert restored.former is None
    assert (data / "vagval.keys").read_bytes() == ENVELOPE
    assert decisions(data) == 2


def test_former_envelopes_go_with_the_former_store(data: Path, backup: Path) -> None:
    (data / "vagval.keys.former").write_bytes(b"another")
    former = restore(backup, data, this_key, NOW).former
    assert former is not None
    assert (former / "vagval.keys.former").exists()
    assert not (data / "vagval.keys.former").exists()


# Killed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a folder to be copied and a backup, made once for all the killing."""
    data = tmp_path_factory.mktemp("whole") / "data"
    workplace = Workplace.open(data, KEY, Clock())
    (data / "vagval.keys").write_bytes(ENVELOPE)
    sign_one(workplace)
    made = workplace.backups.make("asked").backup.path
    sign_one(workplace)
    workplace.close()
    return data, made


def test_killed_at_any_step_the_old_store_or_the_new_one_is_there_whole(
    tmp_path: Path, whole: tuple[Path, Path]
) -> None:
    source, backup = whole
    found: list[int] = []

    def killed(step: int) -> bool:
        data = tmp_path / str(step)
        shutil.copytree(source, data)
        died = killed_at(step, lambda: restore(backup, data, this_key, NOW))
        count = decisions(data)
        assert count in {1, 2}
        assert (data / "vagval.keys").read_bytes() == ENVELOPE
        if count == 1:
            (former,) = data.glob(f"{swap.FORMER}*")
            assert decisions(former) == 2, "what was set aside is whole as well"
        assert not (data / swap.INTENT).exists()
        restore(backup, data, this_key, NOW)
        assert decisions(data) == 1, "it can be done again"
        assert not list(data.glob(f"{swap.INCOMING}*"))
        shutil.rmtree(data)
        found.append(count)
        return died

    assert max(every_step(killed, ordinarily=3)) > 20
    assert found == sorted(found, reverse=True), "from some step on it is the new one"
    assert {1, 2} == set(found)


def test_killed_while_it_finishes_what_was_killed(tmp_path: Path, whole: tuple[Path, Path]) -> None:
    """The second start may die as the first one did."""
    source, backup = whole
    at_intent = tmp_path / "at-intent"
    shutil.copytree(source, at_intent)
    step = 0
    while True:
        killed_at(step, lambda: restore(backup, at_intent, this_key, NOW))
        if (at_intent / swap.INTENT).exists():
            break
        step += 1

    def killed(again: int) -> bool:
        data = tmp_path / f"again-{again}"
        shutil.copytree(at_intent, data)
        died = killed_at(again, lambda: swap.settle(data))
        assert decisions(data) == 1
        assert len(list(data.glob(f"{swap.FORMER}*"))) == 1
        return died

    assert len(list(every_step(killed))) >= 4


def test_an_intent_that_somebody_else_wrote_moves_nothing(data: Path, backup: Path) -> None:
    for content in (b"", b"[]", b'{"stamp": "../../etc"}', b'{"stamp": 3}', b"\xff" * 9000):
        (data / swap.INTENT).write_bytes(content)
        assert decisions(data) == 2
        assert not (data / swap.INTENT).exists()


# What is no backup


@pytest.mark.parametrize("kind", ["folder", "socket", "missing", "empty", "text"])
def test_what_is_no_backup_is_refused_in_words(data: Path, backup: Path, kind: str) -> None:
    file = data / "x.vvbackup"
    if kind == "folder":
        file.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(file))
    elif kind != "missing":
        file.write_bytes(b"" if kind == "empty" else json.dumps({"a": 1}).encode() * 99)
    with pytest.raises(StoreError, match="backup_unreadable"):
        restore(file, data, this_key, NOW)
    assert decisions(data) == 2


def test_a_backup_of_a_later_schema_asks_for_a_later_program(
    data: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.store.schema.VERSION", 1)
    with pytest.raises(StoreError, match="backup_newer"):
        restore(backup, data, this_key, NOW)


def test_a_store_before_encryption_is_not_taken_for_a_backup(data: Path, backup: Path) -> None:
    plain = data / "plain.vvbackup"
    connection = cipher.connect(str(plain), None)
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    with pytest.raises(StoreError, match="backup_unreadable"):
        restore(plain, data, this_key, NOW)
