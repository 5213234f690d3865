"""The ledger: what happened to decisions after they were signed, entry by entry.

Rows are added and never changed; they go only with their case. Functions take the connection
inside a transaction that the store holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from triage.core.ledger import WITHOUT_CASE, Entry, Kind
from triage.store.errors import StoreError
from triage.store.folding import number_key

if TYPE_CHECKING:
    from sqlite_utils import Database

COLUMNS: Final = "id, case_id, kind, happened_at, noted_at, person, who, unit, detail"


def of_case(connection: sqlite3.Connection, case_id: str) -> list[Entry]:
    """Return the entries of a case in the order they were written, struck ones among them."""
    return _read(connection, "case_id = ? ORDER BY seq", case_id)


def of_number(connection: sqlite3.Connection, number: str) -> list[Entry]:
    """Return the advice given about the patient with a number, in the order it was written."""
    key = number_key(number)
    # The first condition is the index's own, which is not used without it.
    return _read(connection, "number_key <> '' AND number_key = ? ORDER BY seq", key) if key else []


def entry(connection: sqlite3.Connection, entry_id: str) -> Entry | None:
    """Return one entry; None where there is none with this id."""
    return next(iter(_read(connection, "id = ?", entry_id)), None)


def add(db: Database, new: Entry) -> None:
    """Write an entry; the caller has made sure that it can follow on the others."""
    told = {name: text for name, text in new.detail.items() if text}
    advice = new.kind is Kind.ADVICE
    db.table("ledger").insert(
        {
            "id": new.id,
            "case_id": new.case_id,
            "kind": str(new.kind),
            "happened_at": new.happened_at,
            "noted_at": new.noted_at,
            "person": new.person,
            "who": new.who,
            "unit": new.unit,
            "number_key": number_key(told.get("number")) if advice else "",
            "due": told.get("call_back_on") if advice else None,
            "detail": detail_text(told),
        }
    )


def detail_text(told: Mapping[str, str]) -> str:
    """Return what an entry tells as the store keeps it.

    :raises StoreError: text_not_storable
    """
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise StoreError("text_not_storable") from None
    return text


def others_without_case(connection: sqlite3.Connection, new: Entry) -> list[Entry]:
    """Return what an entry that belongs to no case refers to, with all that was said of that."""
    if new.case_id is not None or new.kind is Kind.ADVICE:
        return []
    about = new.told("entry") or new.told("advice")
    found = entry(connection, about)
    if found is None or found.case_id is not None or found.kind not in WITHOUT_CASE:
        return []
    said = _read(
        connection,
        "case_id IS NULL AND kind <> 'advice' AND seq > ? ORDER BY seq",
        seq_of(connection, about),
    )
    return [found, *(one for one in said if about in {one.told("entry"), one.told("advice")})]


def seq_of(connection: sqlite3.Connection, entry_id: str) -> int:
    """Return the number of an entry; 0 where there is none."""
    row = connection.execute("SELECT seq FROM ledger WHERE id = ?", (entry_id,)).fetchone()
    return 0 if row is None else int(row[0])


def _read(connection: sqlite3.Connection, where: str, *values: object) -> list[Entry]:
    rows = connection.execute(f"SELECT {COLUMNS} FROM ledger WHERE {where}", values)  # noqa: S608 - our own
    return [read_row(row) for row in rows.fetchall()]


def read_row(row: tuple[str, str | None, str, str, str, str, str, str, str]) -> Entry:
    """Return the entry in a row of `COLUMNS`.

    :raises StoreError: damaged; newer_version for a kind of a later program
    """
    identifier, case_id, kind, happened_at, noted_at, person, who, unit, text = row
    try:
        detail = json.loads(text)
        if not isinstance(detail, dict):
            raise StoreError("damaged")
    except (ValueError, RecursionError):
        raise StoreError("damaged") from None
    try:
        known = Kind(kind)
    except ValueError:
        raise StoreError("newer_version") from None
    told = {str(name): str(value) for name, value in detail.items()}
    return Entry(identifier, case_id, known, happened_at, noted_at, person, who, unit, told)
