"""The encrypting driver behaves as the standard one, in what it gives and in how it fails.

sqlite-utils catches the standard library's exceptions by class. The control shows what happens
over the bare driver, whose classes have the same names and are others.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import pytest
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from tests.keys_for_tests import KEY
from triage.store import cipher

Raw = sqlite3.Connection
_ROWS: Final[list[dict[str, Any]]] = [
    {"id": 1, "name": "Anne"},
    {"id": 2, "name": "Björn"},
    {"id": 3, "name": None},
]


def _filled(db: Database) -> Any:
    table = db.table("people")
    table.insert_all(_ROWS, pk="id")
    return table


def _all(raw: Raw, sql: str, *values: Any) -> list[tuple[object, ...]]:
    return raw.execute(sql, *values).fetchall()


def _transaction(raw: Raw, end: str) -> list[object]:
    seen: list[object] = [raw.in_transaction]
    raw.execute("BEGIN IMMEDIATE")
    seen.append(raw.in_transaction)
    raw.execute("CREATE TABLE t (a)")
    raw.execute("INSERT INTO t VALUES (1)")
    getattr(raw, end)()
    return [*seen, raw.in_transaction, _all(raw, "SELECT name FROM sqlite_schema")]


def _function(raw: Raw) -> object:
    raw.create_function("twice", 1, lambda value: value * 2, deterministic=True)
    return _all(raw, "SELECT twice(?)", (21,))


def _raising_function(raw: Raw) -> object:
    def fail(value: object) -> int:
        raise KeyError(value)

    raw.create_function("fail", 1, fail)
    return _all(raw, "SELECT fail(1)")


def _backup(raw: Raw) -> object:
    raw.execute("CREATE TABLE t AS SELECT 1 AS a")
    ours = isinstance(raw, cipher.Connection)
    with closing(cipher.connect(":memory:", KEY) if ours else sqlite3.connect(":memory:")) as copy:
        raw.backup(copy)
        return _all(copy, "SELECT * FROM t")


def _closed(raw: Raw) -> object:
    cursor = raw.cursor()
    raw.close()
    return cursor.execute("SELECT 1")


def _iterated(raw: Raw) -> object:
    cursor = raw.execute("SELECT value FROM json_each('[1,2,3]')")
    return [next(cursor), list(cursor), cursor.description[0][0]]


def _fails_while_read(raw: Raw) -> object:
    return list(raw.execute("SELECT json(value) FROM (SELECT '[]' AS value UNION ALL SELECT '{')"))


def _after_failed_returning(db: Database) -> object:
    """A failed insert, then one that is good, as sqlite-utils does them."""
    table = _filled(db)
    with pytest.raises(sqlite3.IntegrityError):
        table.insert({"id": 1, "name": "again"}, pk="id")
    table.insert({"id": 4, "name": "kept"}, pk="id")
    return [db.conn.in_transaction, table.count]


def _transformed(db: Database) -> object:
    table = _filled(db)
    table.transform(types={"name": str}, not_null={"id"}, column_order=["name", "id"])
    return [table.schema, list(table.rows)]


def _searched(db: Database) -> object:
    table = _filled(db)
    table.enable_fts(["name"], create_triggers=True)
    table.insert({"id": 9, "name": "Anneli"})
    return [row["id"] for row in table.search("ann*")]


def _atomic(db: Database) -> object:
    table = _filled(db)
    try:
        with db.conn:
            table.delete(1)
            raise LookupError
    except LookupError:
        return table.count


def _foreign(db: Database) -> object:
    db.execute("PRAGMA foreign_keys = ON")
    _filled(db)
    db.table("pets").create({"id": int, "owner": int}, pk="id", foreign_keys=[("owner", "people")])
    db.table("pets").insert({"id": 1, "owner": 77})
    return db.table("pets").count


DRIVER: Final[dict[str, Callable[[Raw], object]]] = {
    "a value of each kind": lambda raw: _all(raw, "SELECT 1, 1.5, 'å', x'00ff', NULL"),
    "named values": lambda raw: _all(raw, "SELECT :a, :b", {"a": 1, "b": "ö"}),
    "a value too few": lambda raw: _all(raw, "SELECT ?, ?", (1,)),
    "a value of no kind": lambda raw: _all(raw, "SELECT ?", (object(),)),
    "a whole number too large": lambda raw: _all(raw, "SELECT ?", (2**63,)),
    "half a letter": lambda raw: _all(raw, "SELECT ?", ("\ud800",)),
    "a text that is not UTF-8": lambda raw: _all(raw, "SELECT CAST(x'ff' AS TEXT)"),
    "a text with NUL": lambda raw: _all(raw, "SELECT ?", ("a\0b",)),
    "wrong syntax": lambda raw: _all(raw, "SELEKT 1"),
    "no such table": lambda raw: _all(raw, "SELECT * FROM nothing"),
    "two statements in one": lambda raw: _all(raw, "SELECT 1; SELECT 2"),
    "an empty statement": lambda raw: _all(raw, ""),
    "a statement with NUL": lambda raw: _all(raw, "SELECT 1\0"),
    "a script": lambda raw: [raw.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
                             .fetchall(), _all(raw, "SELECT * FROM t")],
    "a script that fails": lambda raw: raw.executescript("CREATE TABLE t (a); nonsense;"),
    "many": lambda raw: [raw.execute("CREATE TABLE t (a)").rowcount,
                         raw.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)]).rowcount],
    "many that fail": lambda raw: raw.executemany("INSERT INTO t VALUES (?)", [(1,)]),
    "many that ask": lambda raw: raw.executemany("SELECT ?", [(1,)]),
    "one row": lambda raw: raw.execute("SELECT 7").fetchone(),
    "no row": lambda raw: raw.execute("SELECT 7 WHERE 0").fetchone(),
    "some rows": lambda raw: raw.execute("SELECT value FROM json_each('[1,2,3]')").fetchmany(2),
    "rows one by one": _iterated,
    "an error at the second row": _fails_while_read,
    "commit": lambda raw: _transaction(raw, "commit"),
    "rollback": lambda raw: _transaction(raw, "rollback"),
    "commit of nothing": lambda raw: raw.commit(),
    "a rollback by statement of nothing": lambda raw: _all(raw, "ROLLBACK"),
    "an own function": _function,
    "an own function that fails": _raising_function,
    "a backup": _backup,
    "a closed connection": _closed,
    "a check that fails": lambda raw: raw.executescript(
        "CREATE TABLE t (a CHECK (a > 0)); INSERT INTO t VALUES (0);"),
    "a unique value twice": lambda raw: raw.executescript(
        "CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1), (1);"),
    "a strict type": lambda raw: raw.executescript(
        "CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES ('x');"),
    "a trigger that refuses": lambda raw: raw.executescript(
        "CREATE TABLE t (a); CREATE TRIGGER g BEFORE INSERT ON t BEGIN"
        " SELECT RAISE(ABORT, 'no'); END; INSERT INTO t VALUES (1);"),
    "returning": lambda raw: [raw.execute("CREATE TABLE t (a)").fetchall(),
                              _all(raw, "INSERT INTO t VALUES (1), (2) RETURNING a")],
    "a savepoint": lambda raw: [_all(raw, sql) for sql in (
        "CREATE TABLE t (a)", "SAVEPOINT s", "INSERT INTO t VALUES (1)", "ROLLBACK TO s",
        "RELEASE s", "SELECT count(*) FROM t")],
    "full text": lambda raw: [_all(raw, sql) for sql in (
        "CREATE VIRTUAL TABLE f USING fts5(a)", "INSERT INTO f VALUES ('Ánne Åkerlund')",
        "SELECT a FROM f WHERE f MATCH 'anne'")],
    "full text asked wrongly": lambda raw: [_all(raw, sql) for sql in (
        "CREATE VIRTUAL TABLE f USING fts5(a)", "SELECT a FROM f WHERE f MATCH '\"'")],
    "JSON": lambda raw: _all(raw, "SELECT json_extract('[1,2]', '$[1]'), json_valid('{')"),
    "the file is full": lambda raw: [_all(raw, sql) for sql in (
        "CREATE TABLE t (a)", "PRAGMA max_page_count = 2",
        "INSERT INTO t VALUES (zeroblob(90000))")],
    "not to be written": lambda raw: [_all(raw, sql) for sql in (
        "PRAGMA query_only = 1", "CREATE TABLE t (a)")],
}  # fmt: skip

LIBRARY: Final[dict[str, Callable[[Database], object]]] = {
    "insert": lambda db: list(_filled(db).rows),
    "insert twice": lambda db: _filled(db).insert({"id": 1, "name": "again"}, pk="id"),
    "insert and ignore": lambda db: _filled(db).insert({"id": 1}, pk="id", ignore=True).count,
    "insert and replace": lambda db: list(
        _filled(db).insert({"id": 1, "name": "new"}, pk="id", replace=True).rows),
    "insert after a failure": _after_failed_returning,
    "insert what a table lacks": lambda db: _filled(db).insert({"id": 5, "more": 1}),
    "insert into a view": lambda db: [_filled(db), db.create_view("v", "SELECT 1 AS a"),
                                      db.execute("INSERT INTO v VALUES (1)")],
    "upsert": lambda db: list(_filled(db).upsert({"id": 2, "name": "other"}, pk="id").rows),
    "upsert without a key": lambda db: _filled(db).upsert({"name": "other"}, pk="id"),
    "update": lambda db: list(_filled(db).update(3, {"name": "Carl"}).rows),
    "update what is not there": lambda db: _filled(db).update(77, {"name": "Carl"}),
    "get": lambda db: _filled(db).get(2),
    "get what is not there": lambda db: _filled(db).get(77),
    "delete": lambda db: list(_filled(db).delete(1).rows),
    "delete some": lambda db: list(_filled(db).delete_where("id > ?", [1]).rows),
    "transform": _transformed,
    "full text": _searched,
    "add a column": lambda db: _filled(db).add_column("age", int).columns_dict,
    "an index": lambda db: [one.columns for one in _filled(db).create_index(["name"]).indexes],
    "an index twice": lambda db: _filled(db).create_index(["name"]).create_index(["name"]),
    "a foreign key that leads nowhere": _foreign,
    "leaving a transaction by an error": _atomic,
    "tables and schema": lambda db: [_filled(db).schema, db.table_names(), db.triggers_dict],
    "a query that writes and gives": lambda db: [_filled(db).count, *list(db.query(
        "INSERT INTO people (name) VALUES ('Didrik'), ('Eva') RETURNING id"))],
    "a query": lambda db: [_filled(db).count, list(db.query("SELECT name FROM people"))],
    "a query that is none": lambda db: list(db.query("SELEKT")),
}  # fmt: skip


def _shown(value: object) -> object:
    """Return a result in a form that two drivers can be compared by."""
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    if value is None or isinstance(value, bool | int | float | str | bytes | dict):
        return value
    return type(value).__name__


# Mistakes of a programmer, which no data can cause, are told by another class.
MISTAKES: Final[dict[str, tuple[type[Exception], type[Exception]]]] = {
    "a value of no kind": (sqlite3.ProgrammingError, sqlite3.InterfaceError),
    "two statements in one": (sqlite3.ProgrammingError, sqlite3.Warning),
    "a statement with NUL": (sqlite3.ProgrammingError, ValueError),
}


def _outcome(work: Callable[[Any], object], on: object) -> tuple[object, ...]:
    try:
        return ("gives", _shown(work(on)))
    except Exception as error:  # noqa: BLE001 - which one is what is compared
        code = getattr(error, "sqlite_errorcode", None)
        return ("fails", type(error), None if code is None else code & 0xFF, str(error))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Sequence[Raw]]:
    standard = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    ours = cipher.connect(str(tmp_path / "secret.db"), KEY)
    with closing(standard), closing(ours):
        yield standard, ours


@pytest.mark.parametrize("name", DRIVER)
def test_what_the_driver_does_is_what_the_standard_one_does(name: str, pair: Sequence[Raw]) -> None:
    standard, ours = (_outcome(DRIVER[name], raw) for raw in pair)

    if name in MISTAKES:
        assert (standard[1], ours[1]) == MISTAKES[name]
    else:
        assert ours == standard


@pytest.mark.parametrize("name", LIBRARY)
def test_what_sqlite_utils_does_over_it_is_the_same(name: str, pair: Sequence[Raw]) -> None:
    standard, ours = (_outcome(LIBRARY[name], Database(raw, execute_plugins=False)) for raw in pair)

    assert ours == standard
    left = [raw.in_transaction for raw in pair]
    assert left[0] == left[1]


def _found_again(path: Path, raw: Raw) -> list[object]:
    """Write with RETURNING, then more; return what a new connection finds of it."""
    db = Database(raw, execute_plugins=False)
    table = db.table("people")
    table.insert({"id": 1, "name": "first"}, pk="id")
    with suppress(dbapi2.OperationalError):
        list(db.query("INSERT INTO people (name) VALUES ('second') RETURNING id"))
    table.insert({"name": "last"}, pk="id")
    assert "last" in {row["name"] for row in table.rows}, "whoever asks this connection sees it"
    raw.close()
    with closing(cipher.connect(str(path), KEY)) as again:
        return [name for (name,) in again.execute("SELECT name FROM people ORDER BY id")]


def test_over_the_bare_driver_a_row_is_lost_in_silence_and_over_ours_it_is_not(
    tmp_path: Path,
) -> None:
    bare = dbapi2.connect(str(tmp_path / "bare.db"), isolation_level=None)
    bare.execute("PRAGMA cipher_log_level = NONE")
    bare.execute(f"PRAGMA key = \"x'{KEY.raw.hex()}'\"")
    ours = cipher.connect(str(tmp_path / "ours.db"), KEY)

    assert _found_again(tmp_path / "bare.db", bare) == ["first"], "the control"
    assert _found_again(tmp_path / "ours.db", ours) == ["first", "second", "last"]
