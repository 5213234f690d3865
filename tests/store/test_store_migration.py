"""A store of an earlier program is brought up to date, all of it or nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from triage.store import Store, StoreError, guards, migrations, schema

from .examples import ANNE, BJORN, FACTS, HIDDEN, MORNING, NOON, decided

_V1 = Path(__file__).parent / "fixtures" / "v1.db"


@pytest.fixture
def old(path: Path) -> Path:
    shutil.copyfile(_V1, path)
    return path


def _schema(raw: sqlite3.Connection, kind: str) -> set[tuple[str, str]]:
    found = raw.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND name NOT LIKE '%sqlite_%'", (kind,)
    )
    return set(found)


def test_what_version_1_kept_is_there_after_the_migration(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        identifier, signed = raw.execute("SELECT id, payload FROM revisions").fetchone()

    with Store.open(old) as store:
        store.verify()
        draft = store.case("b" * 32)
        assert (draft.patient, draft.facts, draft.notes) == (ANNE, {"pain": 3}, {"worry": "Smärta"})
        assert (draft.created_at, draft.changed_at) == (MORNING, NOON)
        assert store.answered_at(draft.id) == {"pain": MORNING}
        (revision,) = store.heads("a" * 32)
        assert (revision.id, revision.decision.patient) == (identifier, BJORN)
        assert revision.decision.facts == FACTS
        assert store.payload(identifier) == signed
        assert store.get_setting("language") == "en"


def test_cases_of_version_1_are_found_after_the_migration(old: Path) -> None:
    with Store.open(old) as store:
        found = {query: store.worklist(query) for query in ("cahppe", "610118-2803", "hemlig")}
        exact = store.worklist(str(HIDDEN.number))
        listed = store.worklist()

    names = {query: [row.name for row in rows] for query, rows in found.items()}
    assert names == {"cahppe": [ANNE.name], "610118-2803": [BJORN.name], "hemlig": []}
    assert [row.name for row in exact] == [HIDDEN.name]
    assert [row.state for row in listed] == ["draft", "draft", "decided"]


def test_a_migrated_store_and_a_new_one_have_the_same_schema(old: Path, tmp_path: Path) -> None:
    Store.open(old).close()
    Store.open(tmp_path / "new.db").close()

    with closing(sqlite3.connect(old)) as one, closing(sqlite3.connect(tmp_path / "new.db")) as two:
        for kind in ("table", "index", "trigger"):
            assert _schema(one, kind) == _schema(two, kind) != set()
        versions = [raw.execute("PRAGMA user_version").fetchone() for raw in (one, two)]
    assert versions == [(schema.VERSION,)] * 2


def test_the_first_step_was_not_edited_since_the_fixture_was_made() -> None:
    with (
        closing(sqlite3.connect(f"{_V1.as_uri()}?mode=ro", uri=True)) as fixture,
        closing(sqlite3.connect(":memory:")) as made,
    ):
        migrations.steps.apply(Database(made, execute_plugins=False), stop_before="2")
        for kind in ("table", "index"):
            assert _schema(fixture, kind) == _schema(made, kind) != set()


def test_the_version_is_the_number_of_steps() -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        pending = migrations.steps.pending(Database(empty, execute_plugins=False))

    assert [step.name for step in pending] == [str(n + 1) for n in range(schema.VERSION)]


def test_a_step_that_fails_leaves_the_file_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("CREATE TABLE cases_in_worklist_order (in_the_way)")  # step 2 stops at its end
    with closing(sqlite3.connect(old)) as raw:
        before = list(raw.iterdump())

    with pytest.raises(StoreError) as refused:
        Store.open(old)

    assert refused.value.code == "unexpected"
    with closing(sqlite3.connect(old)) as raw:
        assert list(raw.iterdump()) == before
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        raw.execute("DROP TABLE cases_in_worklist_order")
    with Store.open(old) as store:
        assert store.worklist_count("björn") == 1


def test_a_file_with_a_broken_reference_is_not_migrated(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw, raw:
        raw.execute("INSERT INTO answers VALUES ('nobody', 'pain', '1', ?)", (NOON,))

    with pytest.raises(StoreError) as refused:
        Store.open(old)

    assert refused.value.code == "damaged"


def test_guards_that_a_rebuilt_table_lost_are_made_again(path: Path) -> None:
    with Store.open(path) as store:
        decided(store)
        with store._change() as db:
            before = db.triggers_dict
            db.table("revisions").transform(column_order=["id", "seq"])
            assert db.triggers_dict != before, "sqlite-utils drops them with the old table"
            with pytest.raises(StoreError):
                guards.check(db.conn)
            guards.remake(db.conn)
            assert db.triggers_dict == before
            guards.check(db.conn)
