"""What the store opens, what it refuses, and what it says then."""

import random
import subprocess
import sys
import threading
import traceback
from contextlib import closing
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY, bare
from triage.store import Store, StoreError, database, guards, schema
from triage.store.messages import MESSAGES

from .examples import ANNE, FACTS, MORNING, NOON, PROJECT, decided, draft


def _refusal(path: Path, *, create: bool = True) -> StoreError:
    with pytest.raises(StoreError) as refused:
        Store.open(path, KEY, create=create, wait_ms=20)
    return refused.value


def test_every_setting_holds_after_opening(store: Store, path: Path) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 20,
        "application_id": database.APPLICATION_ID,
        "user_version": schema.VERSION,
    }
    # Once made and migrated, which sets some of them as well, and once as at most starts.
    with Store.open(path, KEY, wait_ms=20) as again:
        for one in (store, again):
            with one._reading() as connection:
                found = {name: database.pragma(connection, name) for name in expected}
            assert found == expected


def test_a_start_up_to_the_worklist_loads_neither_sqlite_utils_nor_pydantic(path: Path) -> None:
    with Store.open(path, KEY) as store:
        draft(store)
    script = (
        "import sys; from pathlib import Path; from triage.store import Store\n"
        "from tests.keys_for_tests import KEY\n"
        "with Store.open(Path(sys.argv[1]), KEY) as store: print(len(store.worklist()))\n"
        "print(sorted({'sqlite_utils', 'click', 'pydantic', 'uuid'} & set(sys.modules)))\n"
        "with Store.open(Path(sys.argv[1]), KEY) as store: store.prepare_writing()\n"
        "print('sqlite_utils' in sys.modules)"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script, path],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )

    assert done.stdout.split("\n")[:3] == ["1", "[]", "True"]


def test_a_missing_file_is_made_only_where_that_is_wanted(path: Path) -> None:
    assert _refusal(path, create=False).code == "missing"
    assert not path.exists()

    path.touch()  # what a crash at the first start leaves
    assert _refusal(path, create=False).code == "missing"

    Store.open(path, KEY).close()
    with Store.open(path, KEY, create=False) as store:
        assert store.worklist() == []


def test_a_path_with_unusual_letters_is_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mapp å? #%20&x=1" / "vägval.db"
    path.parent.mkdir()

    with Store.open(path, KEY) as store:
        draft(store)

    with Store.open(path, KEY, create=False) as again:
        assert len(again.worklist()) == 1


@pytest.mark.parametrize("place", ["folder", "folder/missing/store.db", "file/store.db"])
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")

    assert _refusal(tmp_path / place).code == "cannot_open"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "folder"]


@pytest.mark.parametrize(
    "content", [b"not a database, but text", bytes(range(256)) * 40, b"SQLite format 4\0"]
)
def test_a_file_that_is_no_database_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    assert _refusal(path).code == "not_a_database"
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_untouched(path: Path) -> None:
    with closing(bare(path)) as raw, raw:
        raw.execute("CREATE TABLE bookmarks (url TEXT)")
    content = path.read_bytes()

    assert _refusal(path).code == "not_a_store"
    assert path.read_bytes() == content


def test_a_store_of_a_newer_program_is_refused_untouched(path: Path) -> None:
    Store.open(path, KEY).close()
    with closing(bare(path)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    content = path.read_bytes()

    error = _refusal(path)

    assert error.code == "newer_version"
    assert "nyare version" in error.sv
    assert "newer version" in error.en
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER revisions_are_not_deleted",
        "CREATE TRIGGER more AFTER INSERT ON revisions BEGIN DELETE FROM answers; END",
    ],
)
def test_a_store_whose_guards_were_altered_is_refused(path: Path, statement: str) -> None:
    Store.open(path, KEY).close()
    with closing(bare(path)) as raw, raw:
        raw.execute(statement)

    assert _refusal(path).code == "guards_altered"


def test_a_weakened_guard_of_the_same_name_is_noticed(path: Path) -> None:
    Store.open(path, KEY).close()
    with closing(bare(path)) as raw, raw:
        raw.execute("DROP TRIGGER revisions_are_not_deleted")
        raw.execute(guards.GUARDS["revisions_are_not_deleted"].replace("WHEN ", "WHEN 0 AND "))

    assert _refusal(path).code == "guards_altered"


def test_a_cut_off_file_is_refused(path: Path) -> None:
    with Store.open(path, KEY) as store:
        decided(store)
    path.write_bytes(path.read_bytes()[:5000])

    assert _refusal(path).code == "damaged"


@pytest.mark.parametrize("seed", range(24))
def test_damage_anywhere_ends_in_a_store_error_or_in_the_truth(path: Path, seed: int) -> None:
    with Store.open(path, KEY) as store:
        case, revision = decided(store)
        rows = store.worklist()
    content = bytearray(path.read_bytes())
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    page = chance.randrange(1, len(content) // 4096) * 4096
    content[page : page + 4096] = chance.randbytes(4096)
    path.write_bytes(content)

    try:
        with Store.open(path, KEY) as store:
            store.verify()
            seen = (store.worklist(), store.revisions(case.id))
    except StoreError as error:
        assert error.code in {"damaged", "revision_damaged"}  # noqa: PT017 - either end is right
    else:
        assert seen == (rows, [revision])


def test_an_answer_that_is_no_longer_json_is_damage(store: Store, path: Path) -> None:
    case = draft(store)
    with closing(bare(path)) as raw, raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("UPDATE answers SET value = '[\"hemlig'")

    for attempt in (lambda: store.case(case.id), store.verify):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.code == "damaged"


def test_an_undamaged_store_is_verified(store: Store) -> None:
    decided(store)
    draft(store)

    store.verify()


def test_guards_that_vanish_while_the_store_is_open_are_missed(store: Store, path: Path) -> None:
    with closing(bare(path)) as raw, raw:
        raw.execute("DROP TRIGGER revisions_are_not_changed")

    with pytest.raises(StoreError) as refused:
        store.verify()

    assert refused.value.code == "guards_altered"


def test_a_second_opening_while_another_writes_is_refused(store: Store, path: Path) -> None:
    case = draft(store)
    with store._change():
        error = _refusal(path)
    assert error.code == "locked"
    assert error.engine == "SQLITE_BUSY"

    with closing(bare(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as refused:
            store.set_answer(case.id, "pain", 0, NOON)
        assert refused.value.code == "locked"
        assert store.case(case.id) == case, "reading goes on"

    store.set_answer(case.id, "pain", 0, NOON)
    with Store.open(path, KEY) as second:
        assert second.case(case.id).facts["pain"] == 0


def test_a_full_disk_loses_only_what_it_refused(store: Store) -> None:
    case = draft(store)
    with store._reading() as connection:
        pages = database.pragma(connection, "page_count")
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(StoreError) as refused:
        store.set_note(case.id, "course", "x" * 100_000, NOON)

    assert refused.value.code == "disk_full"
    assert store.case(case.id) == case
    store.set_answer(case.id, "pain", 1, NOON)
    assert store.case(case.id).facts == {**FACTS, "pain": 1}


def test_a_store_that_cannot_be_written_says_so(store: Store) -> None:
    case = draft(store)
    with store._reading() as connection:
        connection.execute("PRAGMA query_only = ON")  # as on a read-only disk

    with pytest.raises(StoreError) as refused:
        store.set_answer(case.id, "pain", 1, NOON)

    assert refused.value.code == "read_only"
    assert store.case(case.id) == case


def test_a_closed_store_and_another_thread_are_refused(path: Path) -> None:
    store = Store.open(path, KEY)
    codes: list[str] = []

    def use() -> None:
        try:
            store.worklist()
        except StoreError as error:
            codes.append(error.code)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    store.close()
    use()

    assert codes == ["misused", "misused"]


def test_every_message_is_there_in_both_languages() -> None:
    for code, (sv, en) in MESSAGES.items():
        assert sv.endswith("."), code
        assert en.endswith("."), code
        assert sv != en


def test_an_error_shows_nothing_of_what_was_stored(store: Store) -> None:
    case = store.create_case(ANNE, "skane", MORNING)
    typed = "Hemlig\ud800anteckning"

    with pytest.raises(StoreError) as refused:
        store.set_note(case.id, "worry", typed, NOON)

    shown = "".join(traceback.format_exception(refused.value))
    assert "Hemlig" not in shown
    assert "text_not_storable" in shown
