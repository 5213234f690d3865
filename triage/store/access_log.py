"""The access log: who did what with which patient, each entry bound to the one before it.

An entry's `mac` is an HMAC-SHA256 over the former entry's `mac` and its own canonical bytes,
with a key that lives in the store. So no entry can be changed, moved, put in or taken out of the
middle unseen by anyone without the key; what somebody with the key, or with an older copy of the
file, can still do is told by an `Anchor` kept outside, as each letter does in its footer.

Order is that of `seq`. The time is what the clock said, and may go back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Final

from triage.store import sheltering
from triage.store.acts import Act, Actor
from triage.store.anchors import Anchor
from triage.store.errors import StoreError

START: Final = bytes(32)
"""What stands before the first entry of all."""
_ENTRY: Final = b"vagval access log 1\n"
COLUMNS: Final = "seq, at, person, who, unit, act, case_id, patient, detail, mac"
_INSERT: Final = f"INSERT INTO access_log ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants

Row = tuple[int, str, str, str, str, str, str, str, str]
"""seq, at, person, who, unit, act, case_id, patient and detail, as they are kept."""


def add(
    connection: sqlite3.Connection,
    act: Act,
    *,
    at: str,
    actor: Actor,
    case_id: str = "",
    patient: str = "",
    detail: Mapping[str, str] | None = None,
) -> Anchor:
    """Append an entry; the caller holds the transaction.

    `patient` is number or alias; where none is given, that of the case. Of a protected person the
    detail says so, for what is shown of the log must hide the number even once the case is gone.

    :raises StoreError: text_not_storable; damaged where the store has lost its log's key
    """
    key = log_key(connection)
    seq, before = end(connection)
    told = dict(detail or {})
    if case_id:
        number, alias, name, hidden = connection.execute(
            f"SELECT number, alias, name, {sheltering.SHELTERED} FROM cases WHERE id = ?",  # noqa: S608 - a constant
            (case_id,),
        ).fetchone() or ("", "", "", 0)
        patient = patient or number or alias or name
    else:
        hidden = patient and sheltering.number_sheltered(connection, patient)
    if hidden:
        told["protected"] = "1"
    row = (seq + 1, at, *actor, str(act), case_id, patient, _detail(told))
    mac = entry_mac(key, before, row)
    connection.execute(_INSERT, (*row, mac))
    return Anchor.of(seq + 1, mac)


def _detail(told: Mapping[str, str]) -> str:
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def entry_mac(key: bytes, before: bytes, row: Row) -> bytes:
    """Return what binds an entry to the one before it.

    :raises StoreError: text_not_storable
    """
    from hmac import digest  # noqa: PLC0415 - the door stands before anything is hashed

    # A JSON array parts its values without doubt; nothing of one can pass for the next.
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    try:
        return digest(key, _ENTRY + before + text.encode("utf-8"), "sha256")
    except UnicodeEncodeError:
        raise StoreError("text_not_storable") from None


def log_key(connection: sqlite3.Connection) -> bytes:
    """Return the key of the chain.

    :raises StoreError: damaged
    """
    row = connection.execute("SELECT value FROM identity WHERE name = 'log_key'").fetchone()
    if row is None:
        raise StoreError("damaged")
    return bytes(row[0])


def end(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Return number and mac of the last entry, also where it is among those purged."""
    row = connection.execute("SELECT seq, mac FROM access_log ORDER BY seq DESC LIMIT 1").fetchone()
    return beginning(connection) if row is None else (row[0], bytes(row[1]))


def beginning(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Return number and mac of what stands before the first entry that is kept."""
    row = connection.execute(
        "SELECT through, chain FROM access_log_purges ORDER BY through DESC LIMIT 1"
    ).fetchone()
    return (0, START) if row is None else (row[0], bytes(row[1]))


def head(connection: sqlite3.Connection) -> Anchor | None:
    """Return the anchor of the last entry; None for a log without any."""
    seq, mac = end(connection)
    return Anchor.of(seq, mac) if seq else None


def of_signing(connection: sqlite3.Connection, case_id: str, revision: str) -> Anchor | None:
    """Return the anchor of the entry that tells of a signing; None where there is none.

    So it is for decisions from before there was a log, and for those whose entry was purged.
    """
    rows = connection.execute(
        "SELECT seq, mac, detail FROM access_log WHERE act = 'signed' AND case_id = ? ORDER BY seq",
        (case_id,),
    )
    for seq, mac, detail in rows.fetchall():
        if json.loads(detail).get("revision") == revision:
            return Anchor.of(seq, bytes(mac))
    return None
