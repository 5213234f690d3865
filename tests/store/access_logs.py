"""A log to tamper with, and the tools of somebody who has the file and its key."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.keys_for_tests import KEY, bare
from triage.store import Store, guards
from triage.store.access_findings import Finding, Verdict
from triage.store.access_log import entry_mac
from triage.store.acts import Act, Actor
from triage.store.anchors import Anchor

COLUMNS = "seq, at, person, who, unit, act, case_id, patient, detail"
NURSE = Actor("p1", "Test Testsson", "Testenheten")


def at_minute(minute: int, year: int = 2026) -> str:
    return f"{year}-03-02T{8 + minute // 60:02}:{minute % 60:02}:00.000+00:00"


def written(path: Path, count: int, start: int = 1, year: int = 2026) -> Anchor:
    """Log so many openings; return the anchor of the last."""
    with Store.open(path, KEY) as store:
        store.actor = NURSE
        for number in range(start, start + count):
            store.time = partial(at_minute, number, year)
            anchor = store.record(Act.OPENED, page=f"sida {number}")
    return anchor


def verdict(path: Path, anchor: Anchor | None = None) -> Verdict:
    """Verify the log of a file as the program does."""
    with Store.open(path, KEY) as store:
        return store.verify_log(anchor)


def findings(path: Path) -> tuple[Finding, ...]:
    return verdict(path).findings


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file with its key, its triggers gone; they stand again afterwards."""
    connection = bare(path)
    for name in guards.GUARDS:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    guards.remake(connection)
    connection.commit()
    connection.close()


def tampered(path: Path, *statements: str) -> None:
    with unguarded(path) as connection:
        for statement in statements:
            connection.execute(statement)


def made_anew(connection: sqlite3.Connection, change: Callable[[list[list[Any]]], None]) -> None:
    """Change the log at will and bind every entry again, with the key that lies in the store."""
    key = connection.execute("SELECT value FROM identity WHERE name = 'log_key'").fetchone()[0]
    query = f"SELECT {COLUMNS} FROM access_log ORDER BY seq"  # noqa: S608 - constants
    rows = [list(row) for row in connection.execute(query)]
    change(rows)
    connection.execute("DELETE FROM access_log")
    before = bytes(32)
    for number, row in enumerate(rows, start=1):
        row[0] = number
        before = entry_mac(key, before, tuple(row))
        connection.execute(
            f"INSERT INTO access_log ({COLUMNS}, mac) VALUES (?,?,?,?,?,?,?,?,?,?)",  # noqa: S608 - constants
            (*row, before),
        )
