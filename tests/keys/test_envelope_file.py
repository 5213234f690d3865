"""The envelope on disk: whenever its writing is ended, one of the two is there, whole."""

import os
from pathlib import Path

import pytest

from tests.keys.making import CHEAP
from tests.killed_at import every_step, killed_at
from triage.keys import DataKey, KeysError, envelope_file, files
from triage.keys.envelope import Envelope

KEY = DataKey(bytes(range(1, 33)))
FIRST = Envelope.empty("ab" * 16, KEY).with_slot("recovery", b"first", KEY, cost=CHEAP)
SECOND = FIRST.with_slot("recovery", b"second", KEY, cost=CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    envelope_file.write(tmp_path, FIRST, KEY)
    return tmp_path


def test_it_is_written_for_its_user_alone_and_nothing_else_stays(folder: Path) -> None:
    envelope_file.write(folder, SECOND, KEY)
    assert envelope_file.read(folder) == SECOND
    assert [one.name for one in folder.iterdir()] == ["vagval.keys"]
    assert (folder / "vagval.keys").stat().st_mode & 0o077 == 0


def test_a_kill_at_any_step_leaves_the_former_or_the_new(tmp_path: Path) -> None:
    seen = []

    def at(step: int) -> bool:
        folder = tmp_path / str(step)
        folder.mkdir()
        envelope_file.write(folder, FIRST, KEY)
        killed = killed_at(step, lambda: envelope_file.write(folder, SECOND, KEY))
        found = envelope_file.read(folder)
        found.require_sealed(KEY)
        assert found in (FIRST, SECOND)
        seen.append(found == SECOND)
        envelope_file.write(folder, SECOND, KEY)  # what was left behind hinders nothing
        assert [one.name for one in folder.iterdir()] == ["vagval.keys"]
        return killed

    assert len(list(every_step(at))) > 8
    assert seen == sorted(seen), "once it is in force it stays so"
    assert len(set(seen)) == 2


def test_the_former_one_serves_while_the_present_cannot_be_read(folder: Path) -> None:
    (folder / "vagval.keys").rename(folder / "vagval.keys.former")
    assert envelope_file.read(folder) == FIRST
    (folder / "vagval.keys").write_bytes(b"torn")
    assert envelope_file.read(folder) == FIRST
    assert envelope_file.exists(folder)


def test_a_disk_that_keeps_other_bytes_than_were_written_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.move

    def lying(source: Path, target: Path) -> None:
        real(source, target)
        if source.name.endswith(".new"):
            target.write_bytes(target.read_bytes()[:-5])

    monkeypatch.setattr(files, "move", lying)
    with pytest.raises(KeysError, match="not_written"):
        envelope_file.write(folder, SECOND, KEY)
    assert envelope_file.read(folder) == FIRST


def test_a_full_disk_is_told_and_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeysError, match="not_written"):
        envelope_file.write(folder, SECOND, KEY)
    assert envelope_file.read(folder) == FIRST


def test_a_seal_that_does_not_fit_the_key_is_never_put_in_force(folder: Path) -> None:
    with pytest.raises(KeysError, match="envelope_altered"):
        envelope_file.write(folder, SECOND, DataKey.new())
    assert envelope_file.read(folder) == FIRST


def test_none_one_that_is_a_folder_and_one_without_end_are_told(tmp_path: Path) -> None:
    with pytest.raises(KeysError, match="envelope_missing"):
        envelope_file.read(tmp_path)
    (tmp_path / "vagval.keys").mkdir()
    with pytest.raises(KeysError, match="envelope_unreadable"):
        envelope_file.read(tmp_path)
    (tmp_path / "vagval.keys").rmdir()
    (tmp_path / "vagval.keys").write_bytes(FIRST.to_bytes() + b" " * 10**6)
    with pytest.raises(KeysError, match="envelope_damaged"):
        envelope_file.read(tmp_path)


@pytest.mark.parametrize("name", ["vagval.keys.new", "vagval.keys.former"])
def test_a_link_that_leads_nowhere_keeps_nothing_from_being_written(
    folder: Path, name: str
) -> None:
    (folder / name).symlink_to(folder / "nowhere")
    envelope_file.write(folder, SECOND, KEY)
    assert envelope_file.read(folder) == SECOND
    assert [one.name for one in folder.iterdir()] == ["vagval.keys"]


def test_a_file_is_overwritten_before_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, left = tmp_path / "plain", []
    path.write_bytes(b"patient" * 300_000)
    monkeypatch.setattr(files, "remove", lambda one: left.append(one.read_bytes()))
    files.overwrite(path)
    assert left == [bytes(2_100_000)]
