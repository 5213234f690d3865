"""Seven kinds of tampering with the access log, each found; two of them only with an anchor."""

import shutil
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from tests.store.access_logs import findings, tampered, unguarded, verdict, written
from tests.store.access_logs import made_anew as made_anew_in
from triage.store import Store, StoreError
from triage.store.access_findings import AnchorState, Fault, Finding

_SHIFT_UP = "UPDATE access_log SET seq = -(seq + 1) WHERE seq >= {at}"
_SHIFT_DOWN = "UPDATE access_log SET seq = -(seq - 1) WHERE seq > {at}"
_TURN = "UPDATE access_log SET seq = -seq WHERE seq < 0"
_SET = "UPDATE access_log SET seq = {now} WHERE seq = {was}"
_FORGED = (
    "INSERT INTO access_log SELECT {at}, at, person, 'Någon Annan', unit, act, case_id, patient,"
    " detail, mac FROM access_log WHERE seq = 3"
)


@pytest.fixture
def log(path: Path) -> Path:
    written(path, 20)
    return path


def test_a_log_that_nobody_touched_is_whole(log: Path) -> None:
    found = verdict(log)
    assert found.whole
    assert (found.checked, found.first, found.last) == (20, 1, 20)
    assert found.state is AnchorState.NONE


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-03-02T08:09:00.000+00:00'",
        "person = 'p2'",
        "who = 'Någon Annan'",
        "unit = 'En annan enhet'",
        "act = 'printed'",
        "case_id = 'en annan'",
        "patient = '191212121212'",
        "detail = '{}'",
        "mac = zeroblob(32)",
    ],
)
def test_a_changed_entry_is_found_whatever_was_changed(log: Path, change: str) -> None:
    tampered(log, f"UPDATE access_log SET {change} WHERE seq = 7")  # noqa: S608 - above
    first = findings(log)[0]
    assert (first.fault, first.first) == (Fault.ALTERED, 7)
    assert first.last == (8 if change.startswith("mac") else 7)  # the next was bound to that mac


def test_entries_deleted_in_the_middle_are_missing(log: Path) -> None:
    tampered(log, "DELETE FROM access_log WHERE seq BETWEEN 7 AND 9")
    assert findings(log) == (Finding(Fault.MISSING, 7, 9, 3),)


def test_entries_deleted_at_the_beginning_are_missing(log: Path) -> None:
    tampered(log, "DELETE FROM access_log WHERE seq < 3")
    assert findings(log) == (Finding(Fault.MISSING, 1, 2, 2),)


def test_an_entry_deleted_and_the_rest_numbered_anew_is_found(log: Path) -> None:
    tampered(log, "DELETE FROM access_log WHERE seq = 7", _SHIFT_DOWN.format(at=7), _TURN)
    assert findings(log) == (Finding(Fault.REMOVED, 6, 7, 1),)


def test_an_inserted_entry_is_found(log: Path) -> None:
    tampered(log, _SHIFT_UP.format(at=7), _TURN, _FORGED.format(at=7))
    assert findings(log) == (Finding(Fault.INSERTED, 7, 7, 1),)


def test_an_entry_put_at_the_end_without_the_key_is_found(log: Path) -> None:
    tampered(log, _FORGED.format(at=21))
    assert findings(log) == (Finding(Fault.ALTERED, 21, 21, 1),)


@pytest.mark.parametrize(("one", "other"), [(7, 8), (7, 12), (19, 20), (1, 2)])
def test_entries_that_changed_places_are_found(log: Path, one: int, other: int) -> None:
    tampered(log, _SET.format(was=one, now=-other), _SET.format(was=other, now=one), _TURN)
    found = findings(log)
    moved = [one for one in found if one.fault is Fault.MOVED]
    places = {seq for some in moved for seq in range(some.first, some.last + 1)}
    assert {one, other} <= places
    assert {some.fault for some in found} <= {Fault.MOVED, Fault.ALTERED}
    assert min(some.first for some in found) == one
    assert max(some.last for some in found) <= other + 1


def test_two_faults_are_two_findings(log: Path) -> None:
    tampered(
        log,
        "UPDATE access_log SET who = '' WHERE seq = 15",
        _SHIFT_UP.format(at=4),
        _TURN,
        _FORGED.format(at=4),
    )
    assert findings(log) == (
        Finding(Fault.INSERTED, 4, 4, 1),
        Finding(Fault.ALTERED, 16, 16, 1),
    )


def test_a_log_that_is_nothing_but_forged_is_one_finding(log: Path) -> None:
    tampered(log, "UPDATE access_log SET mac = randomblob(32)")
    assert findings(log) == (Finding(Fault.ALTERED, 1, 20, 20),)


# ---- what only an anchor tells --------------------------------------------------------------


def test_a_truncated_end_is_found_with_the_anchor_and_not_without(log: Path) -> None:
    anchor = written(log, 1, start=21)
    tampered(log, "DELETE FROM access_log WHERE seq > 18")
    assert verdict(log).whole  # nothing inside the file can tell
    assert verdict(log, anchor).state is AnchorState.BEYOND_END
    assert not verdict(log, anchor).whole


def test_a_chain_made_anew_with_the_key_is_found_with_the_anchor_alone(log: Path) -> None:
    with Store.open(log, KEY) as store:
        anchor = store.log_head()
    with unguarded(log) as connection:
        made_anew_in(connection, lambda rows: rows[6].__setitem__(3, "Någon Annan"))
    assert verdict(log).whole
    assert verdict(log, anchor).state is AnchorState.DIFFERS
    assert not verdict(log, anchor).whole


def test_an_older_copy_in_the_logs_place_is_found_with_the_anchor_alone(
    log: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    bare(log).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(log, older)
    anchor = written(log, 5, start=21)
    shutil.copy(older, log)
    written(log, 5, start=31)  # it is worked on, and grows past the anchor
    assert verdict(log).whole
    assert verdict(log, anchor).state is AnchorState.DIFFERS


def test_an_anchor_holds_while_the_log_grows(log: Path) -> None:
    with Store.open(log, KEY) as store:
        anchor = store.log_head()
    written(log, 5, start=21)
    found = verdict(log, anchor)
    assert found.whole
    assert found.state is AnchorState.HOLDS


def test_tampering_before_the_anchor_is_told_beside_it(log: Path) -> None:
    anchor = verdict(log).head
    tampered(log, "UPDATE access_log SET who = '' WHERE seq = 7")
    found = verdict(log, anchor)
    assert found.state is AnchorState.HOLDS  # its own entry is the same
    assert not found.whole


# ---- what the file refuses -------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET who = '' WHERE seq = 7",
        "DELETE FROM access_log WHERE seq = 20",
        "DELETE FROM access_log",
        "INSERT OR REPLACE INTO access_log SELECT * FROM access_log WHERE seq = 7",
        _FORGED.format(at=20),
    ],
)
def test_the_file_itself_refuses_it(log: Path, statement: str) -> None:
    connection = bare(log)
    with pytest.raises(Exception, match="access log"):
        connection.execute(statement)
    connection.rollback()
    assert verdict(log).whole


def test_a_guard_that_was_dropped_is_noticed_at_the_start(log: Path) -> None:
    connection = bare(log)
    connection.execute("DROP TRIGGER access_log_is_kept")
    connection.commit()
    with pytest.raises(StoreError) as caught:
        Store.open(log, KEY)
    assert caught.value.code == "guards_altered"
