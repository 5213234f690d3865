"""Nothing of what was purged is in any file afterwards, and the search for it can find."""

import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

import pytest

from tests.keys_for_tests import KEY, bare
from tests.services.aged import Aged, SetClock, aged, sign
from tests.services.remains import encodings, found, left_of
from tests.services.workstation import ASIH
from triage.services import Patient, StoreError, Task, Workplace
from triage.services.backups import Backups
from triage.services.retention import Stage
from triage.store import index, purging
from triage.store.progress import Stopped
from triage.store.retained import Retained

NUMBER = "189002029800"
WORDS = (
    "Kvanåriefågel",
    "Gökottsvåren",
    "Nåjdtrumman",
    "Älvdansåtta",
    "Skogsråets",
    "Vättlöpåre",
    "Fästmyrslått",
)
"""Of name, alias, free text, task, correction, a signing form and the ledger; found as they are
and folded."""
CANARIES = tuple(sorted({form[3:] for word in WORDS for form in (word, word.lower())}))
"""Without their beginnings, which an index of words may write but once for several."""


def _fill(made: Aged) -> set[str]:
    """Add a patient full of canaries ten years back, with backups of every stage since."""
    workplace, clock = made.workplace, made.clock
    name, alias, note, owner, reason, typed, noted = WORDS
    patient = Patient("personnummer", NUMBER, f"{name} Prov", f"Rum {alias}")
    case = workplace.begin(patient, facts=ASIH, notes={"worry": f"Sa {note} {note}"})
    workplace.plan(case.id, "contact", Task(owner))
    workplace.backups.make("asked")
    sign(workplace, case.id)
    workplace.correct(case.id)
    workplace.note(case.id, "purpose", f"För {reason}")
    workplace.keep_deciding(case.id, {"text": typed})
    workplace.backups.make("asked")
    sign(workplace, case.id)
    workplace.follow_up.contact(case.id, f"Ringde om {noted}")
    workplace.mark_moved(case.id)
    clock.time = clock.time.replace(year=2025, month=5, day=28)
    workplace.backups.make("asked")
    return {case.id}


def _pieces(made: Aged, case_id: str) -> set[bytes]:
    """Return pieces of a case's decisions as they lie on disk: compressed, no word can be read.

    Their beginnings and ends are left out, which decisions of one author may have in common.
    """
    with closing(bare(made.workplace.folder / "vagval.db")) as raw:
        query = "SELECT payload FROM revisions WHERE case_id = ?"
        found = [bytes(payload) for (payload,) in raw.execute(query, (case_id,))]
    return {payload[at : at + 24] for payload in found for at in range(96, len(payload) - 72, 24)}


@dataclass(frozen=True)
class Filled:
    made: Aged
    canary: set[str]
    pieces: set[bytes]

    @property
    def folder(self) -> Path:
        return self.made.workplace.folder

    def left(self) -> set[str]:
        return found(self.folder, CANARIES) | left_of(self.folder, self.pieces)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    made = aged(tmp_path / "data")
    made.clock.set(2025, 4, 22)
    canary = _fill(made)
    made.clock.set(2025, 6, 2)
    (case_id,) = canary
    pieces = _pieces(made, case_id)
    assert len(pieces) > 5
    yield Filled(made, canary, pieces)
    made.workplace.close()


def _purge(filled: Filled) -> None:
    work = filled.made.workplace.retention
    assert work.purge(filled.canary) == 1
    work.finish()


def test_before_the_purge_every_canary_is_in_the_store_its_log_and_its_backups(
    filled: Filled,
) -> None:
    assert "vagval.db-wal frames" in left_of(filled.folder, filled.pieces)
    left = found(filled.folder, CANARIES)
    places = {one.split(": ")[0] for one in left}
    assert {"vagval.db exported", "vagval.db-wal frames"} <= places
    assert any("vvbackup/vagval.db pages" in one for one in places)
    told = {one.split(": ")[1].split(" (")[0] for one in left}
    assert {word[3:] for word in WORDS} <= told
    assert not any(place.startswith("vagval.db-wal:") for place in places)  # it is encrypted


@pytest.mark.parametrize("name", encodings("Älvdansåtta"))
def test_a_canary_is_found_in_each_encoding(tmp_path: Path, name: str) -> None:
    for number, needle in enumerate(encodings("Älvdansåtta")[name]):
        (tmp_path / f"{number}.bin").write_bytes(b"before " + needle + b" after")
        assert f"{number}.bin: Älvdansåtta ({name})" in found(tmp_path, ("Älvdansåtta",))


@pytest.mark.parametrize("before", range(3))
def test_a_canary_is_found_in_base64_whatever_stands_beside(tmp_path: Path, before: int) -> None:
    for after in range(3):
        whole = b"\xff" * before + b"dtrumman" + b"\xff" * after
        (tmp_path / f"{after}.bin").write_bytes(b64encode(whole))
        assert f"{after}.bin: dtrumman (base64)" in found(tmp_path, ("dtrumman",))


def test_no_canary_is_so_short_that_random_bytes_hold_it() -> None:
    for canary in CANARIES:
        for needles in encodings(canary).values():
            # Seven bytes stand by chance in one of some ten thousand million files of these sizes.
            assert min(map(len, needles)) >= 7, canary


def test_afterwards_nothing_is_left_in_any_file(filled: Filled) -> None:
    _purge(filled)

    assert filled.left() == set()
    assert filled.made.workplace.retention.pending() is None
    (kept,) = filled.made.workplace.backups.list()
    assert kept.good
    assert kept.reason == "after_purge"


def test_the_number_stands_in_the_access_log_alone(filled: Filled) -> None:
    _purge(filled)

    with closing(bare(filled.folder / "vagval.db")) as raw:
        tables = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        holding = {
            name
            for name in tables
            for row in raw.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - the store's own names
            if any(NUMBER in str(value) for value in row)
        }
    assert holding == {"access_log"}


# The control: a step left out is found


def _nothing(*_arguments: object) -> None:
    """Leave a step out."""


def _no_overwriting(self: Retained) -> None:
    self._connection.execute("PRAGMA secure_delete = OFF")


def _only_make(self: Backups, reason: str, progress: object = None) -> object:
    return self.make(reason)


def _only_vacuum(connection: Connection) -> None:
    connection.execute("VACUUM")


def _only_checkpoint(connection: Connection) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _leave_overwriting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Retained, "_overwrite_freed", _no_overwriting)
    patch.setattr(purging, "write_anew", _only_checkpoint)


def _leave_search(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(index, "forget", _nothing)
    patch.setattr(purging, "rewrite_search", _nothing)


_LEFT_OUT: dict[str, tuple[str, Callable[[pytest.MonkeyPatch], None]]] = {
    "overwriting": ("vagval.db pages", _leave_overwriting),
    "emptying the log": (
        "vagval.db-wal frames",
        lambda patch: patch.setattr(purging, "write_anew", _only_vacuum),
    ),
    "words to find it by": ("vagval.db exported", _leave_search),
    "older backups": (
        "vvbackup/vagval.db pages",
        lambda patch: patch.setattr(Backups, "make_only", _only_make),
    ),
}


@pytest.mark.parametrize("step", _LEFT_OUT)
def test_a_step_left_out_is_found(
    filled: Filled, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, leave_out = _LEFT_OUT[step]
    leave_out(monkeypatch)

    _purge(filled)

    left = filled.left()
    assert any(where in one for one in left), left


# Interrupted


def test_stopped_before_the_backup_the_rest_is_done_later(filled: Filled) -> None:
    work = filled.made.workplace.retention
    work.purge(filled.canary)
    with pytest.raises(Stopped):
        work.finish(lambda stage, _all: stage < Stage.BACKUPS)
    waiting = work.pending()
    assert waiting is not None
    assert waiting.cases == 1
    assert filled.left()

    work.finish()

    assert work.pending() is None
    assert filled.left() == set()


def test_a_second_folder_that_is_away_is_told_and_cleared_later(
    filled: Filled, tmp_path: Path
) -> None:
    workplace = filled.made.workplace
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    workplace.backups.set_second_folder(stick)
    workplace.backups.make("asked")
    stick.rename(away)
    workplace.retention.purge(filled.canary)

    with pytest.raises(StoreError) as refused:
        workplace.retention.finish()
    assert refused.value.code == "backup_folder_gone"
    assert workplace.retention.pending() is not None

    away.rename(stick)
    workplace.retention.finish()

    assert workplace.retention.pending() is None
    assert filled.left() | found(stick, CANARIES) == set()


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.keys_for_tests import KEY
from tests.services.aged import SetClock
from triage.services import Workplace
from triage.store import access_log, purging
step, case_id, folder = sys.argv[1:]
def die(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)
if step == "transaction":
    purging._leave_pending = die
if step == "file":
    purging.write_anew = die
calls = 0
def heard(stage, _all):
    global calls
    if stage == 2:
        calls += 1
        if step == "backup" and calls == 5:
            die()
    return True
clock = SetClock(); clock.set(2025, 6, 2)
workplace = Workplace.open(Path(folder), KEY, clock)
if step == "end":
    workplace.backups  # made first, so that its method can be taken
    make_only = workplace.backups.make_only
    workplace.backups.make_only = lambda *given: (make_only(*given), die())
workplace.retention.purge({case_id})
workplace.retention.finish(heard)
die()
"""


@pytest.mark.parametrize("step", ["transaction", "file", "backup", "end", "none"])
def test_killed_at_any_step_all_or_nothing_is_gone_after_the_next_start(
    filled: Filled, step: str
) -> None:
    (case_id,) = filled.canary
    arguments = [sys.executable, "-c", _KILLED, step, case_id, str(filled.folder)]
    killed = subprocess.run(arguments, check=False, capture_output=True, text=True)  # noqa: S603
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    clock = SetClock()
    clock.set(2025, 6, 3)
    with closing(Workplace.open(filled.folder, KEY, clock)) as next_start:
        next_start.retention.finish()
        pending = next_start.retention.pending()
        listed = {one.case_id for one in next_start.retention.plan().cases}

    assert pending is None
    if step == "transaction":
        assert case_id in listed
        assert filled.left()
    else:
        assert case_id not in listed
        assert filled.left() == set()
