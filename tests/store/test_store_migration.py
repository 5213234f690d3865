"""A store of an earlier program is brought up to date, all of it or nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.keys_for_tests import KEY, bare
from triage.store import Store, StoreError, Task, guards, migrations, schema
from triage.store.canonical import decision_bytes

from .examples import ANNE, BJORN, EVENING, FACTS, HIDDEN, MORNING, NOON, decided

_V1 = Path(__file__).parent / "fixtures" / "v1.db"
_V3 = _V1.with_name("v3.db")
_SIGNED_IN_V3 = [
    "c294fb88d3297f3cd6ea7ce73614ab7b20cb665d77b71459f7fc0ae775620570",
    "6e1d30367fedc5727b9b200fd0cc07f8beee88d51d72225d27fd50cdaf7d89b7",
]


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
    with closing(bare(old)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        identifier, signed = raw.execute("SELECT id, payload FROM revisions").fetchone()

    with Store.open(old, KEY) as store:
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
    with Store.open(old, KEY) as store:
        found = {query: store.worklist(query) for query in ("cahppe", "610118-2803", "hemlig")}
        exact = store.worklist(str(HIDDEN.number))
        listed = store.worklist()

    names = {query: [row.name for row in rows] for query, rows in found.items()}
    assert names == {"cahppe": [ANNE.name], "610118-2803": [BJORN.name], "hemlig": []}
    assert [row.name for row in exact] == [HIDDEN.name]
    assert [row.state for row in listed] == ["draft", "draft", "decided"]


def test_decisions_of_version_3_keep_their_bytes_and_names(path: Path) -> None:
    shutil.copyfile(_V3, path)
    with closing(bare(path)) as raw:
        signed = dict(raw.execute("SELECT id, payload FROM revisions"))

    with Store.open(path, KEY) as store:
        store.verify()
        first, second = store.revisions("a" * 32)
        assert [first.id, second.id] == _SIGNED_IN_V3
        assert {one.id: decision_bytes(one.decision) for one in (first, second)} == signed
        assert {one.id: store.payload(one.id) for one in (first, second)} == signed
        assert (second.decision.tasks, second.decision.based_on) == ({}, None)
        kept = store.case("b" * 32)
        assert (kept.tasks, kept.deciding, kept.based_on) == ({}, {}, None)
        assert store.patient_revisions("610118-2803") == []
        assert store.patient_revisions(str(BJORN.number)) == [first, second]


def test_a_correction_begun_in_version_3_is_worked_on_after_the_migration(path: Path) -> None:
    shutil.copyfile(_V3, path)
    with closing(bare(path)) as raw, raw:
        raw.execute("UPDATE cases SET state = 'correcting' WHERE id = ?", ("a" * 32,))

    with Store.open(path, KEY) as store:
        store.set_task("a" * 32, "enrolled", Task("Ansvarig läkare", "2026-03-04"), EVENING)
        store.set_deciding("a" * 32, {"form": "asih"}, EVENING)
        store.discard_correction("a" * 32)
        case = store.case("a" * 32)

    assert (case.state, case.facts["pain"], case.tasks, case.deciding) == ("decided", 4, {}, {})


@pytest.mark.parametrize("made", [_V1, _V3], ids=["v1", "v3"])
def test_a_migrated_store_and_a_new_one_have_the_same_schema(
    made: Path, path: Path, tmp_path: Path
) -> None:
    old = Path(shutil.copyfile(made, path))
    Store.open(old, KEY).close()
    Store.open(tmp_path / "new.db", KEY).close()

    with closing(bare(old)) as one, closing(bare(tmp_path / "new.db")) as two:
        for kind in ("table", "index", "trigger"):
            assert _schema(one, kind) == _schema(two, kind) != set()
        versions = [raw.execute("PRAGMA user_version").fetchone() for raw in (one, two)]
    assert versions == [(schema.VERSION,)] * 2


@pytest.mark.parametrize(("kept", "after"), [(_V1, "2"), (_V3, "4")], ids=["v1", "v3"])
def test_no_step_was_edited_since_its_fixture_was_made(kept: Path, after: str) -> None:
    with (
        closing(sqlite3.connect(f"{kept.as_uri()}?mode=ro", uri=True)) as fixture,
        closing(sqlite3.connect(":memory:")) as made,
    ):
        migrations.steps.apply(Database(made, execute_plugins=False), stop_before=after)
        for kind in ("table", "index"):
            assert _schema(fixture, kind) == _schema(made, kind) != set()


def test_the_version_is_the_number_of_steps() -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        pending = migrations.steps.pending(Database(empty, execute_plugins=False))

    assert [step.name for step in pending] == [str(n + 1) for n in range(schema.VERSION)]


def test_a_step_that_fails_leaves_the_file_as_it_was(old: Path) -> None:
    with closing(bare(old)) as raw, raw:
        raw.execute("CREATE TABLE cases_in_worklist_order (in_the_way)")  # step 2 stops at its end
    with closing(bare(old)) as raw:
        before = list(raw.iterdump())

    with pytest.raises(StoreError) as refused:
        Store.open(old, KEY)

    assert refused.value.code == "unexpected"
    with closing(bare(old)) as raw:
        assert list(raw.iterdump()) == before
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        raw.execute("DROP TABLE cases_in_worklist_order")
    with Store.open(old, KEY) as store:
        assert store.worklist_count("björn") == 1


def test_a_file_with_a_broken_reference_is_not_migrated(old: Path) -> None:
    with closing(bare(old)) as raw, raw:
        raw.execute("INSERT INTO answers VALUES ('nobody', 'pain', '1', ?)", (NOON,))

    with pytest.raises(StoreError) as refused:
        Store.open(old, KEY)

    assert refused.value.code == "damaged"


def test_guards_that_a_rebuilt_table_lost_are_made_again(path: Path) -> None:
    with Store.open(path, KEY) as store:
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
