"""A log that lost acknowledged commits is told from one that a power cut ended."""

import shutil
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from triage.store import Store, StoreError, written_log

from .examples import NOON, decided

FRAME = 24 + 4096


@pytest.fixture
def killed(path: Path, tmp_path: Path) -> Path:
    """Return a store as a kill leaves it: the log beside it, some commits in it."""
    with Store.open(path, KEY) as store:
        case, _ = decided(store)
        store.reopen(case.id, NOON)
        for number in range(12):
            store.set_answer(case.id, "pain", number % 5, NOON)
        copy = tmp_path / "killed.db"
        for end in ("", "-wal"):
            shutil.copyfile(f"{path}{end}", f"{copy}{end}")
    return copy


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _opened(path: Path) -> str:
    try:
        with Store.open(path, KEY, create=False):
            return "opened"
    except StoreError as error:
        return error.code


def test_a_log_that_a_kill_left_is_taken_up_whole(killed: Path) -> None:
    with Store.open(killed, KEY) as store:
        (row,) = store.worklist()
        assert store.case(row.case_id).facts["pain"] == 11 % 5


def test_damage_before_the_last_two_commits_is_found(killed: Path) -> None:
    whole = _log(killed).read_bytes()
    frames = (len(whole) - 32) // FRAME
    commits = [
        n for n in range(frames) if whole[32 + n * FRAME + 4 : 32 + n * FRAME + 8] != bytes(4)
    ]
    found = []
    for frame in range(frames):
        damaged = bytearray(whole)
        damaged[32 + frame * FRAME + 2000] ^= 1
        behind = sum(one >= frame for one in commits)
        found.append((written_log._dropped_commits(bytes(damaged)), behind))

    assert len(commits) > 12
    assert all(dropped == behind for dropped, behind in found)
    assert min(found)[0] == 1


@pytest.mark.parametrize("at", [0, 2, 9, 17, 25, 32, 40, 50, 1000])
def test_a_store_whose_log_is_damaged_is_not_opened_and_nothing_is_lost_by_trying(
    killed: Path, at: int
) -> None:
    damaged = bytearray(_log(killed).read_bytes())
    damaged[at] ^= 0x40
    _log(killed).write_bytes(damaged)
    before = killed.read_bytes()

    assert [_opened(killed), _opened(killed)] == ["log_damaged"] * 2
    assert (killed.read_bytes(), _log(killed).read_bytes()) == (before, bytes(damaged))


def test_a_log_cut_off_anywhere_is_a_power_cut(killed: Path) -> None:
    whole = _log(killed).read_bytes()
    for length in (0, 1, 31, 32, 33, 60, 4000, 32 + FRAME, 32 + 3 * FRAME + 99, len(whole) - 1):
        assert written_log._dropped_commits(whole[: max(length, 32 + 1)]) == 0

    _log(killed).write_bytes(whole[:-1])
    assert _opened(killed) == "opened"


def test_a_commit_that_was_being_written_is_a_power_cut(killed: Path) -> None:
    """Its frames may have come to the disk in any order: the last there, one before it not."""
    whole = bytearray(_log(killed).read_bytes())
    start = len(whole) - 2 * FRAME
    whole[start : start + FRAME] = bytes(FRAME)
    _log(killed).write_bytes(whole)

    assert written_log._dropped_commits(bytes(whole)) <= 1
    assert _opened(killed) == "opened"


def test_frames_of_an_earlier_round_count_for_nothing(path: Path) -> None:
    """A log that begins anew keeps the old frames behind its own, under other salts."""
    with Store.open(path, KEY) as store:
        case, _ = decided(store)
        store.reopen(case.id, NOON)
        for number in range(30):
            store.set_answer(case.id, "pain", number % 5, NOON)
        with store._reading() as connection:
            assert connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0] == 0
        store.set_answer(case.id, "pain", 2, NOON)
        data = _log(path).read_bytes()
        assert len(data) > 30 * FRAME, "the old frames are still there"
        assert written_log._dropped_commits(data) == 0
        written_log.require_whole(path)


def test_a_log_that_is_being_written_meanwhile_is_not_taken_for_damaged(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _log(killed).read_bytes()
    torn = bytearray(whole)
    torn[2000] ^= 1
    seen = iter([bytes(torn), whole])
    monkeypatch.setattr(written_log, "_read", lambda log: next(seen))

    written_log.require_whole(killed)

    assert list(seen) == []


def test_an_orderly_end_leaves_no_log(path: Path) -> None:
    Store.open(path, KEY).close()

    assert not _log(path).exists()
    written_log.require_whole(path)


def test_what_is_no_log_at_all_is_left_to_the_engine(path: Path) -> None:
    Store.open(path, KEY).close()
    for content in (b"x" * 100, bytes(10_000), b"no log" * 3000):
        _log(path).write_bytes(content)
        assert written_log._dropped_commits(content) == 0
        assert _opened(path) == "opened"
