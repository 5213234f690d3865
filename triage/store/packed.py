"""A decision's bytes as they lie on disk: compressed against what its criteria make common.

Nine tenths of a decision are the engine's account of the criteria, the same words for every
patient. A dictionary for each version of the criteria holds those words, made from nobody's
answers, so that nothing of a patient is left in it when a decision goes. What is hashed, shown
and shipped are the bytes themselves; these are read back and compared with their hash each time.
"""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING, Final

from triage.store.errors import StoreError
from triage.store.records import Decision

if TYPE_CHECKING:
    from sqlite_utils import Database

LARGEST: Final = 16 * 2**20
"""Bytes of one decision. A row that unpacks to more was not written by this program."""
_WINDOW: Final = -15  # raw deflate: the decision's own hash is a better check sum


def pack(payload: bytes, dictionary: bytes) -> bytes:
    """Return the bytes compressed.

    :raises StoreError: value_not_storable for more than could be read back
    """
    if len(payload) > LARGEST:
        raise StoreError("value_not_storable")
    made = zlib.compressobj(9, zlib.DEFLATED, _WINDOW, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return made.compress(payload) + made.flush()


def unpack(packed: bytes, dictionary: bytes) -> bytes:
    """Return the bytes that `pack` took.

    :raises StoreError: revision_damaged
    """
    reader = zlib.decompressobj(_WINDOW, dictionary)
    try:
        payload = reader.decompress(packed, LARGEST)
    except zlib.error:
        raise StoreError("revision_damaged") from None
    if not reader.eof or reader.unused_data:
        raise StoreError("revision_damaged")
    return payload


class Unpacker:
    """Unpacks rows of one connection, and reads each dictionary once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, bytes] = {}

    def __call__(self, payload: bytes, criteria: int | None) -> bytes:
        """Return the bytes of a row; those from before there were dictionaries as they lie.

        :raises StoreError: revision_damaged
        """
        if criteria is None:
            return payload
        if criteria not in self._known:
            row = self._connection.execute(
                "SELECT data FROM dictionaries WHERE id = ?", (criteria,)
            ).fetchone()
            if row is None:
                raise StoreError("revision_damaged")
            self._known[criteria] = bytes(row[0])
        return unpack(payload, self._known[criteria])


def has_dictionary(db: Database, digest: str) -> bool:
    """Return whether decisions by these criteria have a dictionary that is not empty."""
    query = "SELECT 1 FROM dictionaries WHERE digest = ? AND data <> x''"
    return db.conn.execute(query, (digest,)).fetchone() is not None


def keep_dictionary(db: Database, digest: str, sample: bytes) -> None:
    """Keep a dictionary of criteria; earlier ones stay, for decisions rest on them."""
    last = sample[-(2**15) :]  # further back the method does not look
    db.table("dictionaries").insert({"digest": digest, "data": last})


def dictionary_of(db: Database, decision: Decision) -> tuple[int, bytes]:
    """Return number and bytes of the latest dictionary of a decision's criteria.

    An empty one is kept, and returned, where there was none.
    """
    digest = decision.pack.get("digest")
    known = digest if isinstance(digest, str) else ""
    query = "SELECT id, data FROM dictionaries WHERE digest = ? ORDER BY id DESC LIMIT 1"
    row = db.conn.execute(query, (known,)).fetchone()
    if row is None:
        keep_dictionary(db, known, b"")
        row = db.conn.execute(query, (known,)).fetchone()
    return row[0], bytes(row[1])
