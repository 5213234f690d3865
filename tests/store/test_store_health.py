"""What is wrong with a store is found and named before anything in it is shown."""

import sqlite3
import threading
from collections import namedtuple
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.keys import DataKey
from triage.store import Store, StoreError, cipher, database, findings, health
from triage.store.findings import Finding, Remedy
from triage.store.health_messages import HEALTH_MESSAGES
from triage.store.messages import MESSAGES

from .examples import BJORN, decided, draft

PAGE = 4096
NOW = datetime(2026, 3, 2, 21, tzinfo=UTC)


@pytest.fixture
def filled(path: Path) -> Path:
    """Return a closed store with one decided case and some drafts."""
    with Store.open(path, KEY) as store:
        decided(store)
        for _ in range(30):
            draft(store, BJORN)
    return path


def _refused(path: Path, key: DataKey = KEY) -> str:
    with pytest.raises(StoreError) as error:
        Store.open(path, key, create=False)
    return error.value.code


def _changed(path: Path, change: Callable[[bytearray], bytearray]) -> None:
    path.write_bytes(bytes(change(bytearray(path.read_bytes()))))


# Pages


def test_one_changed_bit_of_any_page_is_found_before_anything_is_read(filled: Path) -> None:
    whole = filled.read_bytes()
    missed = []
    for page in range(len(whole) // PAGE):
        for at in (16 if page == 0 else 0, 1000, PAGE - 81, PAGE - 30):
            damaged = bytearray(whole)
            damaged[page * PAGE + at] ^= 1
            filled.write_bytes(damaged)
            if _refused(filled) not in {"damaged", "not_a_database"}:
                missed.append((page, at))

    assert missed == []


def _swapped(data: bytearray) -> bytearray:
    return data[:PAGE] + data[2 * PAGE : 3 * PAGE] + data[PAGE : 2 * PAGE] + data[3 * PAGE :]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-PAGE],
        lambda data: data[:-100],
        lambda data: data + bytes(PAGE),
        lambda data: data + bytes(100),
        _swapped,
        lambda data: data[: 3 * PAGE] + bytes(PAGE) + data[4 * PAGE :],
        lambda data: data[: 2 * PAGE] + data[PAGE : 2 * PAGE] + data[3 * PAGE :],
    ],
    ids=["page lost", "cut off", "page more", "bytes more", "swapped", "zeroed", "doubled"],
)
def test_a_file_of_other_pages_is_damaged(
    filled: Path, change: Callable[[bytearray], bytearray]
) -> None:
    _changed(filled, change)

    assert _refused(filled) in {"damaged", "not_a_database"}


def test_a_wrong_key_says_that_the_key_may_be_wrong(filled: Path) -> None:
    assert _refused(filled, DataKey(bytes([9]) * 32)) == "not_a_database"


def test_a_large_file_opens_at_once_and_is_read_through_by_another_connection(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "WHOLLY", 10_000)
    _changed(filled, lambda data: data[:-1] + bytes([data[-1] ^ 1]))  # the last page, not read yet
    assert health.is_read_later(filled)
    codes: list[str] = []

    def read() -> None:
        with closing(database.connect(filled, KEY, create=False, wait_ms=20)) as connection:
            try:
                health.read_through(connection)
            except StoreError as error:
                codes.append(error.code)

    with Store.open(filled, KEY) as store:
        assert store.worklist_count() == 31
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()

    assert codes == ["damaged"]


def test_what_a_large_file_has_damaged_is_an_error_when_it_is_asked_for(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(filled, KEY) as store:
        (case,) = (row for row in store.worklist() if row.state == "decided")
        with store._reading() as connection:
            page = connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name = 'revisions'"
            ).fetchone()[0]
    monkeypatch.setattr(health, "WHOLLY", 10_000)

    def change(data: bytearray) -> bytearray:
        data[page * PAGE - 2000] ^= 1
        return data

    _changed(filled, change)

    with Store.open(filled, KEY) as store:
        with pytest.raises(StoreError) as error:
            store.revisions(case.case_id)
        assert error.value.code == "damaged"


def test_a_page_that_is_being_written_is_not_taken_for_damage(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look may come upon half a page; the second is taken while nobody writes."""
    real = cipher.Cursor.execute
    held: list[bool] = []

    def execute(cursor: cipher.Cursor, *arguments: object) -> object:
        if arguments[0] == "PRAGMA cipher_integrity_check":
            held.append(cursor.connection.in_transaction)
            if len(held) == 1:
                return real(cursor, "SELECT 'HMAC verification failed for page 7'")
        return real(cursor, *arguments)

    monkeypatch.setattr(cipher.Cursor, "execute", execute)
    with store._reading() as connection:
        health.read_through(connection)

    assert held == [False, True]


# What pages cannot tell


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM revisions", "DELETE FROM cases WHERE state = 'decided'"],
    ids=["decision", "case"],
)
def test_a_decision_parted_from_its_case_is_found(filled: Path, statement: str) -> None:
    with closing(bare(filled)) as raw, raw:
        kept = dict(raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
        raw.execute("PRAGMA foreign_keys = OFF")
        for name in kept:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement)
        for sql in kept.values():
            raw.execute(sql)

    assert _refused(filled) == "references_broken"


def test_an_engine_that_does_not_encrypt_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        cipher, "connect", lambda database, key, timeout: sqlite3.connect(":memory:")
    )

    with pytest.raises(StoreError) as error:
        Store.open(path, KEY)

    assert error.value.code == "engine_unfit"


def test_an_engine_that_is_too_old_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cipher.Cursor.execute

    def execute(cursor: cipher.Cursor, *arguments: object) -> object:
        if arguments[0] == "SELECT sqlite_version()":
            return real(cursor, "SELECT '3.51.2'")
        return real(cursor, *arguments)

    monkeypatch.setattr(cipher.Cursor, "execute", execute)

    with pytest.raises(StoreError) as error:
        Store.open(path, KEY)

    assert error.value.code == "engine_unfit"


# Warnings


def _warnings(store: Store, path: Path, now: datetime = NOW) -> list[str]:
    with store._reading() as connection:
        return [one.code for one in findings.warnings(connection, path, now)]


def test_a_store_with_room_and_a_right_clock_has_no_warnings(store: Store, path: Path) -> None:
    assert _warnings(store, path) == []
    decided(store)
    assert _warnings(store, path) == []


def test_a_disk_without_room_for_a_backup_is_a_warning(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    free = 200_000_000
    monkeypatch.setattr("shutil.disk_usage", lambda folder: usage(10**12, 0, free))
    draft(store)

    assert _warnings(store, path) == ["disk_nearly_full"]
    free = 210_000_000
    assert _warnings(store, path) == []


def test_a_clock_that_goes_behind_the_work_is_a_warning(store: Store, path: Path) -> None:
    decided(store)

    assert _warnings(store, path, NOW - timedelta(hours=9)) == []
    assert _warnings(store, path, NOW - timedelta(hours=11)) == ["clock_behind"]


# Words


def test_every_finding_of_the_check_says_what_helps() -> None:
    for code in HEALTH_MESSAGES:
        assert Finding.of(code).remedies, code
    opening = ("missing", "damaged", "guards_altered", "newer_version", "disk_full", "engine_unfit")
    assert all(Finding.of(code).remedies for code in opening)
    assert Finding.of("damaged").remedies[0] is Remedy.RESTORE
    assert Finding.of("case_unknown").remedies == ()
    assert Finding.of("newer_version").remedies == (Remedy.UPDATE,)


def test_a_finding_has_the_words_of_its_code() -> None:
    found = Finding.of("disk_nearly_full")

    assert (found.sv, found.en) == MESSAGES["disk_nearly_full"]
