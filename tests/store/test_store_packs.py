"""The criteria of a decision stay readable, word for word, or say that they are not."""

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.store import Store, StoreError

DATA = '{"namn":"Ånge, Čáhppe"}'.encode()
DIGEST = "sha256:" + sha256(DATA).hexdigest()


def test_kept_criteria_come_back_byte_for_byte(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db", KEY) as store:
        store.keep_pack(DIGEST, DATA)
        store.keep_pack(DIGEST, DATA)
    with Store.open(tmp_path / "s.db", KEY) as store:
        assert store.pack(DIGEST) == DATA


def test_criteria_of_another_digest_are_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db", KEY) as store:
        with pytest.raises(StoreError) as caught:
            store.keep_pack(DIGEST, DATA + b" ")
        assert caught.value.code == "pack_damaged"
        with pytest.raises(StoreError) as missing:
            store.pack(DIGEST)
        assert missing.value.code == "pack_unknown"


def test_kept_criteria_cannot_be_changed_or_deleted(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db", KEY) as store:
        store.keep_pack(DIGEST, DATA)
    raw = bare(tmp_path / "s.db")
    for statement in ("UPDATE packs SET data = x'00'", "DELETE FROM packs"):
        with pytest.raises(sqlite3.IntegrityError, match="criteria of a decision"):
            raw.execute(statement)
    raw.close()


def test_damaged_criteria_are_noticed_when_read(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path, KEY) as store:
        store.keep_pack(DIGEST, DATA)
    raw = bare(path)
    (guard,) = raw.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'packs_as_decided_are_not_changed'"
    ).fetchone()
    raw.execute("DROP TRIGGER packs_as_decided_are_not_changed")
    raw.execute("UPDATE packs SET data = x'00'")
    raw.execute(guard)
    raw.commit()
    raw.close()
    with Store.open(path, KEY) as store, pytest.raises(StoreError) as caught:
        store.pack(DIGEST)
    assert caught.value.code == "pack_damaged"
