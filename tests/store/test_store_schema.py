"""The tables of a store are those that the program made, or it is not opened."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.store import Store, StoreError, schema

from .examples import decided
from .fixtures.earlier import VERSIONS, encrypted


def _opened(path: Path) -> str:
    try:
        with Store.open(path, KEY):
            return "opened"
    except StoreError as error:
        return error.code


def test_the_fingerprint_is_that_of_a_new_store(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = schema.fingerprint
    monkeypatch.setattr(schema, "fingerprint", lambda connection: schema.FINGERPRINT)
    Store.open(path, KEY).close()

    with closing(bare(path)) as raw:
        found = real(raw)
    assert found == schema.FINGERPRINT, f"after a new step, write FINGERPRINT = {found!r}"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_migrated_store_has_it_too(version: int, path: Path) -> None:
    assert _opened(encrypted(version, path)) == "opened"
    assert _opened(path) == "opened"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (a)",
        "CREATE VIEW everybody AS SELECT name, number FROM cases",
        "DROP INDEX revisions_of_a_case",
        "ALTER TABLE notes ADD COLUMN more TEXT",
        "ALTER TABLE notes RENAME COLUMN text TO words",
        "DROP TABLE deciding",
    ],
)
def test_tables_that_somebody_changed_are_found(path: Path, statement: str) -> None:
    with Store.open(path, KEY) as store:
        decided(store)
    with closing(bare(path)) as raw, raw:
        raw.execute(statement)

    assert _opened(path) == "schema_altered"


def test_a_rule_taken_out_of_a_table_is_found(path: Path) -> None:
    Store.open(path, KEY).close()
    with closing(bare(path)) as raw, raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (length(id) = 64)', '') "
            "WHERE name = 'revisions'"
        )

    assert _opened(path) == "schema_altered"


def test_statistics_of_the_engine_are_no_change(path: Path) -> None:
    with Store.open(path, KEY) as store:
        decided(store)
    with closing(bare(path)) as raw, raw:
        raw.execute("ANALYZE")

    assert _opened(path) == "opened"
