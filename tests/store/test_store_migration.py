"""A store of any earlier program is brought up to date, all of it or nothing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.keys_for_tests import KEY, bare
from tests.thoroughness import each
from triage.store import Store, StoreError, Task, cipher, guards, migrations, schema
from triage.store.canonical import decision_bytes

from .examples import ANNE, BJORN, EVENING, FACTS, HIDDEN, MORNING, NAMELESS, NOON, decided
from .fixtures.earlier import VERSIONS, encrypted, fixture, signed

A, B, C, D, E = (letter * 32 for letter in "abcde")
EVERY = pytest.mark.parametrize("version", VERSIONS, ids=lambda version: f"v{version}")
FULL = pytest.mark.parametrize("version", [2, 4, 5, 6], ids=["v2", "v4", "v5", "v6"])


def _schema(raw: sqlite3.Connection, kind: str) -> set[tuple[str, str]]:
    found = raw.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND name NOT LIKE '%sqlite_%'", (kind,)
    )
    return set(found)


def _version(raw: sqlite3.Connection) -> int:
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


# What is kept


@EVERY
def test_every_decision_keeps_its_bytes_and_its_name(version: int, path: Path) -> None:
    before = signed(version)
    with Store.open(encrypted(version, path), KEY) as store:
        store.verify()
        after = {name: store.payload(name) for name in before}
        found = {
            revision.id: decision_bytes(revision.decision)
            for case_id in (A, C, D)
            for revision in store.revisions(case_id)
        }

    assert before == after == found
    assert before


@EVERY
def test_guards_are_made_anew_and_references_are_whole(version: int, path: Path) -> None:
    Store.open(encrypted(version, path), KEY).close()

    with closing(bare(path)) as raw:
        guards.check(raw)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert _version(raw) == schema.VERSION
        with pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
            raw.execute("UPDATE revisions SET payload = x'00'")


@EVERY
def test_a_migrated_store_and_a_new_one_have_the_same_schema(
    version: int, path: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.db"
    Store.open(encrypted(version, path), KEY).close()
    Store.open(new, KEY).close()

    with closing(bare(path)) as one, closing(bare(new)) as two:
        for kind in ("table", "index", "trigger"):
            assert _schema(one, kind) == _schema(two, kind) != set()
        assert _version(one) == _version(two) == schema.VERSION


def test_what_version_1_kept_is_there_after_the_migration(path: Path) -> None:
    with Store.open(encrypted(1, path), KEY) as store:
        draft = store.case(B)
        assert (draft.patient, draft.facts, draft.notes) == (ANNE, {"pain": 3}, {"worry": "Smärta"})
        assert (draft.created_at, draft.changed_at) == (MORNING, NOON)
        assert store.answered_at(draft.id) == {"pain": MORNING}
        (revision,) = store.heads(A)
        assert (revision.decision.patient, revision.decision.facts) == (BJORN, FACTS)
        assert store.get_setting("language") == "en"


@FULL
def test_a_draft_a_correction_and_a_protected_patient_are_as_they_were(
    version: int, path: Path
) -> None:
    with Store.open(encrypted(version, path), KEY) as store:
        draft, hidden, correcting = store.case(B), store.case(C), store.case(D)
        first, second = store.revisions(A)
        (in_force,) = store.heads(D)
        listed = {row.case_id: row for row in store.worklist()}

    assert (draft.state, draft.patient, draft.facts, draft.notes) == (
        "draft", ANNE, FACTS, {"worry": "Oro"},
    )  # fmt: skip
    assert (hidden.state, hidden.patient) == ("decided", HIDDEN)
    assert (listed[C].name, listed[C].number, listed[C].protected) == ("", None, True)
    assert (correcting.state, correcting.patient) == ("correcting", NAMELESS)
    assert (correcting.facts["pain"], in_force.decision.facts["pain"]) == (1, 3)
    assert correcting.notes == {"worry": "Smärta på natten"}
    assert second.decision.parents == (first.id,)
    assert (first.decision.override, second.decision.override) == (
        {"reason": "patient_wish", "text": "Vill vara nära hemmet"}, None,
    )  # fmt: skip


def test_what_version_4_kept_beside_the_answers_is_there(path: Path) -> None:
    with Store.open(encrypted(4, path), KEY) as store:
        again = store.case(E)
        corrected = store.heads(A)[0].id
        kept = store.pack(str(store.heads(A)[0].decision.pack["digest"]))

    assert (again.based_on, again.facts) == (corrected, {"pain": 2})
    assert again.tasks == {"enrolled": Task("Ansvarig läkare", "2026-03-04")}
    assert again.deciding == {"form": "asih"}
    assert kept == b"{}"


@EVERY
def test_everybody_is_found_after_the_migration(version: int, path: Path) -> None:
    with Store.open(encrypted(version, path), KEY) as store:
        rows = {row.case_id: row for row in store.worklist()}
        assert rows.keys() >= {A, B}
        assert A in {row.case_id for row in store.worklist("610118-2803")}
        exact = {row.case_id for row in store.worklist(str(HIDDEN.number))}
        assert exact == {one for one, row in rows.items() if row.protected} != set()
        assert store.worklist("hemlig") == []


@FULL
def test_a_correction_that_was_under_way_can_be_signed_or_given_up(
    version: int, path: Path
) -> None:
    with Store.open(encrypted(version, path), KEY) as store:
        store.set_task(D, "enrolled", Task("Ansvarig läkare", "2026-03-04"), EVENING)
        store.set_deciding(D, {"form": "asih"}, EVENING)
        store.discard_correction(D)
        case = store.case(D)

    assert (case.state, case.facts["pain"], case.tasks, case.deciding) == ("decided", 3, {}, {})


# All or nothing


@contextmanager
def _interrupted(
    monkeypatch: pytest.MonkeyPatch, at: int, path: Path, kept: Path
) -> Iterator[None]:
    """Let the statement number `at` of a migration fail; keep the files as they are just then."""
    count, over = -1, False
    real = cipher.Cursor.execute

    def execute(cursor: cipher.Cursor, *arguments: object) -> object:
        nonlocal count, over
        if over:
            return real(cursor, *arguments)
        if count < 0 and arguments[0] == "PRAGMA foreign_keys = OFF":
            count = 0
        elif count >= 0:
            count += 1
        if count == at:
            for name in (path.name, f"{path.name}-wal"):
                shutil.copyfile(path.with_name(name), kept / name)
            raise sqlite3.OperationalError("interrupted")
        over = count >= 0 and arguments[0] == "COMMIT"
        return real(cursor, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(cipher.Cursor, "execute", execute)
        yield


def _dump(path: Path) -> list[tuple[object, ...]]:
    with closing(bare(path)) as raw:
        tables = sorted(name for name, _ in _schema(raw, "table"))
        rows = [row for name in tables for row in raw.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - own names
        return [(_version(raw),), *sorted(_schema(raw, "table")), *rows]


@EVERY
def test_a_migration_interrupted_at_any_statement_leaves_the_version_before(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = encrypted(version, tmp_path / "made.db")
    before = _dump(made)
    tried = 0
    # All of the newest step; the others between them, for where they begin differs.
    stride = 1 if version == schema.VERSION - 1 else each(7)
    for at in range(version % stride, 1000, stride):
        path = tmp_path / f"{at}.db"
        shutil.copyfile(made, path)
        (kept := tmp_path / f"kept{at}").mkdir()
        with _interrupted(monkeypatch, at, path, kept):
            try:
                Store.open(path, KEY).close()
            except StoreError as error:
                assert error.code in {"damaged", "unexpected"}  # noqa: PT017 - it ends by passing
            else:
                break
        tried += 1
        assert _dump(path) == before, "rolled back"
        assert _dump(kept / path.name) == before, "killed: as another program finds it"
        if tried % 3 == 0:
            with Store.open(path, KEY) as store:
                store.verify()
        for one in (path, kept / path.name):
            one.unlink()

    assert tried > 3


def test_a_step_that_fails_leaves_the_file_as_it_was(path: Path) -> None:
    encrypted(1, path)
    with closing(bare(path)) as raw, raw:
        raw.execute("CREATE TABLE cases_in_worklist_order (in_the_way)")  # step 2 stops at its end
    before = _dump(path)

    with pytest.raises(StoreError) as refused:
        Store.open(path, KEY)

    assert refused.value.code == "unexpected"
    assert _dump(path) == before
    with closing(bare(path)) as raw, raw:
        raw.execute("DROP TABLE cases_in_worklist_order")
    with Store.open(path, KEY) as store:
        assert store.worklist_count("björn") == 1


@EVERY
def test_a_file_with_a_broken_reference_is_not_migrated(version: int, path: Path) -> None:
    encrypted(version, path)
    with closing(bare(path)) as raw, raw:
        raw.execute("INSERT INTO answers VALUES ('nobody', 'pain', '1', ?)", (NOON,))

    with pytest.raises(StoreError) as refused:
        Store.open(path, KEY)

    assert refused.value.code == "damaged"
    with closing(bare(path)) as raw:
        assert _version(raw) == version


# The history itself


@EVERY
def test_no_step_was_edited_since_its_fixture_was_made(version: int) -> None:
    with (
        closing(cipher.connect(f"{fixture(version).as_uri()}?mode=ro&immutable=1", None)) as kept,
        closing(cipher.connect(":memory:", None)) as made,
    ):
        assert _version(kept) == version
        migrations.steps.apply(Database(made, execute_plugins=False), stop_before=f"{version + 1}")
        for kind in ("table", "index"):
            assert _schema(kept, kind) == _schema(made, kind) != set()


def test_there_is_a_store_of_every_released_version() -> None:
    """The present version joins them when it is released; see `make_later`."""
    assert list(VERSIONS) == list(range(1, VERSIONS[-1] + 1))
    assert VERSIONS[-1] >= schema.VERSION - 2


def test_the_version_is_the_number_of_steps() -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        pending = migrations.steps.pending(Database(empty, execute_plugins=False))

    assert [step.name for step in pending] == [str(n + 1) for n in range(schema.VERSION)]


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
