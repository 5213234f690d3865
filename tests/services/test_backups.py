"""Backups: what is kept is proven, in both places, and the last good one always stays."""

import io
import shutil
import subprocess
import sys
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.keys_for_tests import KEY, bare
from tests.services.workstation import ASIH, NURSE
from triage.keys import DataKey
from triage.services import Patient, StoreError, Workplace
from triage.services.backup_thinning import too_many
from triage.services.backup_trial import tried
from triage.services.backups import Backups
from triage.store import backup_file, flat_archive, snapshot
from triage.store.progress import Stopped

PROJECT = Path(__file__).parents[2]
BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
_Usage = namedtuple("_Usage", "total used free")


class Moved:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def on(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Moved:
    return Moved()


@pytest.fixture
def workplace(tmp_path: Path, clock: Moved) -> Iterator[Workplace]:
    opened = Workplace.open(tmp_path / "data", KEY, clock)
    case = opened.begin(BO, facts=ASIH, pack="skane")
    opened.sign(case.id, "asih", None, None, NURSE)
    yield opened
    opened.close()


@pytest.fixture
def backups(workplace: Workplace) -> Backups:
    return workplace.backups


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_the_store_as_it_stood_and_says_so(
    backups: Backups, workplace: Workplace
) -> None:
    made = backups.make("asked").backup

    assert made.path.name == "vagval-20261121T130200Z.vvbackup"
    assert (made.decisions, made.cases, made.good, made.reason) == (1, 1, True, "asked")
    assert backups.list() == [made]
    assert left_in(backups.folder) == [made.path.name]
    with backup_file.opened(made.path) as backup:
        told = backup.manifest.contents
    with snapshot.reading(backups.store_path, KEY) as connection:
        now = snapshot.contents(connection, KEY)
    different = {name for name in told.tables if told.tables[name] != now.tables[name]}
    assert different == {"access_log"}, "the entry of the backup itself came after the copy"


def test_any_zip_program_unpacks_it_and_no_word_of_it_is_readable(backups: Backups) -> None:
    path = backups.make("asked").backup.path
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(backup_file.NAMES)
        manifest = archive.read("manifest.json").decode()
    data = path.read_bytes()
    for secret in (BO.name, BO.number or "", "Testsson", "asih"):
        assert secret.encode() not in data
        assert secret not in manifest


def test_a_backup_is_told_in_the_access_log(backups: Backups, workplace: Workplace) -> None:
    name = backups.make("asked").backup.path.name
    with bare(backups.store_path) as connection:
        rows = connection.execute("SELECT act, detail FROM access_log ORDER BY seq").fetchall()
    connection.close()
    assert rows[-1][0] == "backed_up"
    assert name in rows[-1][1]


def test_one_is_due_after_half_an_hour_of_change_and_not_of_rest(
    backups: Backups, workplace: Workplace, clock: Moved
) -> None:
    assert backups.due(), "there is none yet"
    backups.make("due")
    clock.on(minutes=31)
    assert not backups.due(), "nothing happened; a backup is itself no change"
    workplace.set_setting("anything", 1)
    assert backups.due()
    clock.on(minutes=-5)
    assert not backups.due(), "half an hour has not passed"
    clock.on(days=-3)
    assert backups.due(), "the last one is dated in the future: that clock was wrong"


@pytest.mark.parametrize("act", ["begin", "answer", "delete", "sign"])
def test_every_kind_of_work_counts_as_change(
    backups: Backups, workplace: Workplace, clock: Moved, act: str
) -> None:
    draft = workplace.begin(BO, facts=ASIH, pack="skane").id
    backups.make("due")
    clock.on(minutes=31)
    if act == "begin":
        workplace.begin(BO, pack="skane")
    elif act == "answer":
        workplace.answer(draft, "pain", 3)
    elif act == "delete":
        workplace.delete_draft(draft)
    else:
        workplace.sign(draft, "asih", None, None, NURSE)
    assert backups.due()


def test_two_in_one_second_are_two_files(backups: Backups) -> None:
    one, two = backups.make("asked").backup, backups.make("asked").backup
    assert one.path != two.path
    assert len(backups.list()) == 2


def test_work_goes_on_while_it_is_copied(backups: Backups, workplace: Workplace) -> None:
    """What is written meanwhile is in the store, and not in the backup."""

    def write_meanwhile(_done: int, _of_all: int) -> bool:
        if workplace.worklist_count() < 3:
            workplace.begin(BO, pack="skane")
        return True

    made = backups.make("asked", write_meanwhile).backup
    assert (made.cases, workplace.worklist_count()) == (1, 3)
    tried(made.path, KEY, None, backups.folder / "tried.db")


@pytest.mark.parametrize("after", [0, 1, 3, 20])
def test_stopping_leaves_nothing_behind(backups: Backups, after: int) -> None:
    calls = iter(range(1000))
    with pytest.raises(Stopped):
        backups.make("asked", lambda _done, _of_all: next(calls) < after)
    assert left_in(backups.folder) == []


# What is not as it was copied is thrown away


def test_a_backup_that_differs_from_the_store_is_not_kept(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = snapshot.copy

    def forgets(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type] # handed on as they came
        target = next(one for one in arguments if isinstance(one, Path))
        with bare(target) as connection:
            connection.execute("UPDATE cases SET alias = 'x'")
        connection.close()

    monkeypatch.setattr(snapshot, "copy", forgets)
    with pytest.raises(StoreError, match="backup_differs"):
        backups.make("asked")
    assert left_in(backups.folder) == []


def test_a_disk_that_garbles_what_it_is_given_is_found_out(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup_file.write

    def garbles(target: Path, *rest: object) -> None:
        real(target, *rest)  # type: ignore[arg-type] # handed on as they came
        with target.open("r+b") as file:
            file.seek(-9000, 2)
            file.write(b"\0" * 16)

    monkeypatch.setattr(backup_file, "write", garbles)
    with pytest.raises(StoreError, match=r"backup_unreadable|backup_altered|backup_differs"):
        backups.make("asked")
    assert left_in(backups.folder) == []


# No room


def test_too_little_room_is_said_before_anything_is_written(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: _Usage(10**9, 10**9, 10**6))
    with pytest.raises(StoreError) as refused:
        backups.make("asked")
    assert refused.value.code == "backup_no_space"
    assert "sparat som vanligt" in refused.value.sv
    assert left_in(backups.folder) == []


_LIMITED = """
import resource, sys
from pathlib import Path
from tests.keys_for_tests import KEY
from triage.services import StoreError, Workplace

workplace = Workplace.open(Path(sys.argv[1]), KEY)
import triage.services.backups
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    workplace.backups.make("asked")
except StoreError as error:
    print(error.code)
else:
    print("made")
"""


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99, 1.02])
def test_a_disk_that_fills_up_in_the_middle_leaves_no_half_backup(
    backups: Backups, workplace: Workplace, share: float
) -> None:
    """The size limit of files stands in for the disk's end, at several places of the writing."""
    for _ in range(60):
        workplace.begin(BO, facts=ASIH, pack="skane")
    size = backups.make("asked").backup.size
    workplace.store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = left_in(backups.folder)
    ran = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _LIMITED, backups.folder.parent, str(int(size * share))],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )
    if ran.stdout.strip() == "made":
        assert share > 1
        assert len(left_in(backups.folder)) == 2
    else:
        assert ran.stdout.strip() == "backup_no_space", ran.stderr
        assert left_in(backups.folder) == before
    workplace.store.verify()


# The second folder


def test_the_second_folder_gets_the_same_file(backups: Backups, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_folder(stick)
    made = backups.make("asked")
    assert made.backup.path.read_bytes() == (stick / made.backup.path.name).read_bytes()
    assert left_in(stick) == [made.backup.path.name]
    assert [one.elsewhere for one in backups.list()] == [False, True]


def test_a_second_folder_that_is_gone_is_said_and_never_made(
    backups: Backups, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_folder(stick)
    stick.rmdir()
    made = backups.make("asked")
    assert made.backup.path.exists(), "the first one is kept all the same"
    assert isinstance(made.second, StoreError)
    assert made.second.code == "backup_folder_gone"
    assert not stick.exists(), "the mount point of a stick is not written to without the stick"


def test_the_data_folder_is_no_second_folder(backups: Backups, tmp_path: Path) -> None:
    for folder in (tmp_path / "data", tmp_path / "data" / "backups"):
        folder.mkdir(exist_ok=True)
        with pytest.raises(StoreError, match="backup_folder_refused"):
            backups.set_second_folder(folder)
    with pytest.raises(StoreError, match="backup_folder_gone"):
        backups.set_second_folder(tmp_path / "nothing")
    assert backups.second_folder() is None


def test_a_copy_that_did_not_arrive_whole_is_not_kept(
    backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_folder(stick)
    real = flat_archive.measured

    def lost(name: str, path: Path) -> tuple[flat_archive.Member, str]:
        member, digest = real(name, path)
        return member, "" if path.parent == stick else digest

    monkeypatch.setattr(flat_archive, "measured", lost)
    made = backups.make("asked")
    assert isinstance(made.second, StoreError)
    assert made.second.code == "backup_differs"
    assert left_in(stick) == []


# Thinning


def test_all_of_a_day_one_a_day_one_a_week() -> None:
    zone = ZoneInfo("Europe/Stockholm")
    now = datetime(2026, 11, 22, 12, 0, tzinfo=zone)
    every = [(now - timedelta(hours=2 * n), n) for n in range(12 * 90)]
    kept = sorted(set(range(12 * 90)) - set(too_many(every, now)))
    times = [now - timedelta(hours=2 * n) for n in kept]
    assert len([at for at in times if now - at <= timedelta(days=1)]) == 13
    for days in range(2, 31):
        day = (now - timedelta(days=days)).date()
        (last,) = [at for at in times if at.date() == day]
        assert last.hour >= 22, "of a day the last stays"
    weeks = [at.isocalendar()[:2] for at in times if now - at > timedelta(days=32)]
    assert len(weeks) == len(set(weeks)) >= 8


def test_thinning_again_takes_nothing_more_and_never_the_newest() -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    every = [(now - timedelta(hours=5 * n), n) for n in range(300)]
    gone = set(too_many(every, now))
    rest = [one for one in every if one[1] not in gone]
    assert too_many(rest, now) == []
    old = [(now - timedelta(days=400, hours=n), n) for n in range(3)]
    assert too_many(old, now) == [1, 2]
    assert too_many([(now + timedelta(days=9), 1), (now, 2)], now) == []


def test_a_day_later_the_many_of_a_day_are_one(
    backups: Backups, workplace: Workplace, clock: Moved
) -> None:
    for _ in range(4):
        clock.on(hours=1)
        backups.make("due")
    clock.on(days=2)
    newest = backups.make("due").backup
    assert [one.made_at for one in backups.list()] == [
        newest.made_at,
        datetime(2026, 11, 21, 17, 2, tzinfo=UTC),
    ]


def test_other_stores_backups_and_other_files_are_left_alone(
    backups: Backups, clock: Moved, tmp_path: Path
) -> None:
    other = Workplace.open(tmp_path / "other", DataKey.new(), clock)
    foreign = other.backups.make("asked").backup.path
    other.close()
    clock.on(hours=1)
    theirs = backups.folder
    mine = backups.make("asked").backup
    (theirs / "vagval-20200101T000000Z.vvbackup").write_bytes(foreign.read_bytes())
    (theirs / "vagval-20200101T000001Z.vvbackup").write_bytes(b"junk")
    (theirs / "semester.jpg").write_bytes(b"x")
    clock.on(days=400)

    newest = backups.make_only("before_purge").backup

    assert not mine.path.exists()
    assert [one.path for one in backups.list()] == [newest.path]
    foreign_and_others = {"vagval-20200101T000000Z.vvbackup", "semester.jpg"}
    assert set(left_in(theirs)) == {newest.path.name, *foreign_and_others}


def test_what_must_leave_nothing_takes_copies_that_killed_work_has_left(
    backups: Backups, workplace: Workplace, clock: Moved, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_folder(stick)
    mine = backups.make("asked").backup.path.read_bytes()
    other = Workplace.open(tmp_path / "other", DataKey.new(), clock)
    theirs = other.backups.make("asked").backup.path.read_bytes()
    other.close()
    data = workplace.folder
    for copy in (data / "next" / "making.db", data / ".trying-a" / "tried.db"):
        copy.parent.mkdir()
        shutil.copy(data / "vagval.db", copy)
    half_written = ".vagval-20260101T000000Z.vvbackup.part"
    (backups.folder / half_written).write_bytes(mine[:9000])
    (stick / half_written).write_bytes(mine[:9000])
    foreign = stick / ".vagval-20260101T000001Z.vvbackup.part"
    foreign.write_bytes(theirs[:9000])

    kept = backups.make_only("after_purge").backup.path.name

    assert set(left_in(stick)) == {kept, foreign.name}
    assert left_in(backups.folder) == [kept]
    assert not (data / "next").exists()
    assert not (data / ".trying-a").exists()


def test_a_copy_elsewhere_is_for_its_owner_alone(backups: Backups, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_folder(stick)
    backups.make("asked")
    (copy,) = stick.iterdir()
    assert copy.stat().st_mode & 0o077 == 0


def test_a_backup_of_the_same_store_with_another_seal_is_not_good(backups: Backups) -> None:
    path = backups.make("asked").backup.path
    data = path.read_bytes()
    at = data.index(b'"reason":"asked"')
    forged = io.BytesIO(data)
    forged.seek(at)
    forged.write(b'"reason":"asker"')
    path.write_bytes(forged.getvalue())
    (found,) = backups.list()
    assert found.code == "backup_unreadable", "the checksum does not hold"
    assert not found.good
    assert backups.due(), "what is not good does not count"
    assert backups.thin() == 0


def test_what_a_killed_backup_left_behind_goes_when_it_is_old(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.folder.mkdir()
    left = backups.folder / ".making-killed"
    left.mkdir()
    (left / "vagval.db").write_bytes(b"x")
    backups.make("asked")
    assert left.exists(), "another window may be at work"
    monkeypatch.setattr("triage.services.backup_making.time", lambda: left.stat().st_mtime + 4000)
    backups.make("asked")
    assert not left.exists()


def test_a_locked_workplace_makes_none(workplace: Workplace) -> None:
    backups = workplace.backups
    workplace.close()
    with pytest.raises(Stopped):
        backups.make("due")
