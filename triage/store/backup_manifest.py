"""What a backup says of itself: when, why, of which store, and digests of all that is in it.

It is readable without the key, so that a list can be shown before anybody unlocks; nothing in it
tells of a patient. Its seal (HMAC) is made with a key derived from the store's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from triage.keys.data_key import DataKey
from triage.store.canonical import canonical
from triage.store.errors import StoreError
from triage.store.snapshot import Contents, Table

FORMAT: Final = 1
MOST: Final = 64 << 10
"""Bytes that a manifest may have."""
_HEX: Final = re.compile(r"[0-9a-f]{2,128}")
_WORD: Final = re.compile(r"[0-9A-Za-z_.+-]{1,64}")
_MOST_TABLES: Final = 100
_MOST_COUNT: Final = 2**53


@dataclass(frozen=True)
class Manifest:
    """`made_at` is ISO 8601 in UTC; `mark` is the store's, see `snapshot.mark`."""

    made_at: str
    reason: str
    app_version: str
    store_id: str
    mark: str
    envelope: str
    """SHA-256 of the envelope, in hex."""
    store: str
    """SHA-256 of the store's file, in hex."""
    contents: Contents

    @property
    def time(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)


def sealed(manifest: Manifest, key: DataKey) -> bytes:
    """Return the manifest as it is written, with its seal."""
    body = _plain(manifest)
    return canonical({**body, "seal": _seal(body, key)})


def require_seal(data: bytes, key: DataKey) -> None:
    """Refuse a manifest that was not written with this key.

    :raises StoreError: backup_altered
    """
    from hmac import compare_digest  # noqa: PLC0415 - seldom needed

    body = json.loads(data)
    told = body.pop("seal")
    if not compare_digest(told, _seal(body, key)):
        raise StoreError("backup_altered")


def read(data: bytes) -> Manifest:
    """Return what a manifest says; its seal is checked by `require_seal`.

    :raises StoreError: backup_unreadable, backup_newer
    """
    try:
        body = json.loads(data, object_pairs_hook=_each_once, parse_constant=_refuse)
        if _count(body["format"]) > FORMAT:
            raise StoreError("backup_newer")
        found = _manifest(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise StoreError("backup_unreadable") from None
    # In another form it would not be what was sealed.
    if canonical({**_plain(found), "seal": body["seal"]}) != data:
        raise StoreError("backup_unreadable")
    return found


def _seal(body: Mapping[str, object], key: DataKey) -> str:
    from hmac import digest  # noqa: PLC0415 - seldom needed

    return digest(key.derive("backup"), canonical(body), "sha256").hex()


def _plain(manifest: Manifest) -> dict[str, object]:
    held = manifest.contents
    return {
        "format": FORMAT,
        "made_at": manifest.made_at,
        "reason": manifest.reason,
        "app_version": manifest.app_version,
        "store_id": manifest.store_id,
        "mark": manifest.mark,
        "envelope": manifest.envelope,
        "store": manifest.store,
        "version": held.version,
        "schema": held.schema,
        "tables": {name: list(table) for name, table in held.tables.items()},
    }


def _manifest(body: dict[str, Any]) -> Manifest:
    """Raise ValueError, TypeError or KeyError for anything that `_plain` does not write."""
    tables = body["tables"]
    if not isinstance(tables, dict) or len(tables) > _MOST_TABLES or not _hex(body["seal"]):
        raise ValueError
    at = datetime.fromisoformat(_text(body["made_at"], 40))
    if at.utcoffset() != timedelta(0):
        raise ValueError
    return Manifest(
        made_at=body["made_at"],
        reason=_word(body["reason"]),
        app_version=_word(body["app_version"]),
        store_id=_hex(body["store_id"]),
        mark=_hex(body["mark"]),
        envelope=_hex(body["envelope"]),
        store=_hex(body["store"]),
        contents=Contents(
            _count(body["version"]),
            _hex(body["schema"]),
            {_word(name): _table(one) for name, one in tables.items()},
        ),
    )


def _table(value: object) -> Table:
    if not isinstance(value, list):
        raise TypeError
    rows, digest = value
    return Table(_count(rows), _hex(digest))


def _text(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise TypeError
    return value


def _word(value: object) -> str:
    if _WORD.fullmatch(_text(value, 64)) is None:
        raise ValueError
    return str(value)


def _hex(value: object) -> str:
    if _HEX.fullmatch(_text(value, 128)) is None:
        raise ValueError
    return str(value)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST_COUNT:
        raise ValueError
    return value


def _each_once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError
    return made


def _refuse(_constant: str) -> object:
    raise ValueError
