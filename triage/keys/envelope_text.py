"""The envelope as a file: JSON, at most 64 KiB, in exactly one form.

Reading takes it from anybody. It is refused unless writing what was read gives the same bytes, so
neither a repeated key nor another spelling of a number or a string gets past, and every byte of
the file counts for the seal.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Final

from triage.keys.cost import SALT, Cost
from triage.keys.errors import KeysError
from triage.keys.slot import KINDS, MOST_LABEL, PRIVATE, PUBLIC, SEALED, Slot

MOST: Final = 64 * 1024
"""Bytes."""
MOST_SLOTS: Final = 72
_FORMAT: Final = "vagval keys "
_VERSION: Final = "1"
_MAC: Final = 32
_MOST_ID: Final = 64
_MOST_DIGITS: Final = 9
_HEX: Final = frozenset("0123456789abcdef")


def written(store_id: str, slots: tuple[Slot, ...], mac: bytes | None) -> bytes:
    """Return the file's bytes, or without a seal those that it covers."""
    content: dict[str, object] = {
        "format": _FORMAT + _VERSION,
        "store_id": store_id,
        "slots": [_slot_content(one) for one in slots],
    }
    if mac is not None:
        content["mac"] = _text(mac)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read(data: bytes) -> tuple[str, tuple[Slot, ...], bytes]:
    """Return store id, slots and seal; none of it is known to be true until a slot has opened.

    :raises KeysError: envelope_damaged, envelope_newer, envelope_too_costly
    """
    if len(data) > MOST:
        raise KeysError("envelope_damaged")
    try:
        found = json.loads(data.decode("utf-8"), parse_int=_whole, parse_float=_no_number)
        parts = _parts(_mapping(found))
        if written(*parts) != data:
            raise ValueError
    # A surrogate alone, a character no file holds, nesting without end, a key too few: all alike.
    except (ValueError, RecursionError):
        raise KeysError("envelope_damaged") from None
    return parts


def _slot_content(slot: Slot) -> dict[str, object]:
    cost = slot.cost
    return {
        "id": slot.id,
        "kind": slot.kind,
        "person": slot.person,
        "label": slot.label,
        "argon2id": None
        if cost is None
        else {"memory_kib": cost.memory, "passes": cost.passes, "lanes": cost.lanes},
        "salt": _text(slot.salt),
        "public": _text(slot.public),
        "private": _text(slot.private),
        "sealed": _text(slot.sealed),
    }


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


# Reading: each gives a value of its kind, or ValueError


def _parts(found: dict[str, object]) -> tuple[str, tuple[Slot, ...], bytes]:
    version = _string(found.get("format"), 40)
    if version.startswith(_FORMAT) and version != _FORMAT + _VERSION:
        raise KeysError("envelope_newer")
    listed = found.get("slots")
    if not isinstance(listed, list) or len(listed) > MOST_SLOTS:
        raise ValueError
    slots = tuple(_slot(_mapping(one)) for one in listed)
    if len({one.id for one in slots}) != len(slots):
        raise ValueError
    return _hex(found.get("store_id"), 32), slots, _bytes(found.get("mac"), _MAC)


def _slot(found: dict[str, object]) -> Slot:
    kind = found.get("kind")
    if kind not in KINDS:
        raise ValueError
    asked = found.get("argon2id")
    return Slot(
        _hex(found.get("id"), 16),
        kind,
        _string(found.get("person"), _MOST_ID),
        _string(found.get("label"), MOST_LABEL),
        None if asked is None else _cost(_mapping(asked)),
        _bytes(found.get("salt"), SALT),
        _bytes(found.get("public"), PUBLIC),
        _bytes(found.get("private"), PRIVATE),
        _bytes(found.get("sealed"), SEALED),
    )


def _cost(found: dict[str, object]) -> Cost:
    memory, passes, lanes = (found.get(one) for one in ("memory_kib", "passes", "lanes"))
    # By their exact type: True is an int to isinstance.
    if type(memory) is not int or type(passes) is not int or type(lanes) is not int:
        raise ValueError
    cost = Cost(memory, passes, lanes)
    cost.require_bounded()
    return cost


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError
    return value


def _string(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise ValueError
    return value


def _hex(value: object, length: int) -> str:
    text = _string(value, length)
    if len(text) != length or not _HEX.issuperset(text):
        raise ValueError
    return text


def _bytes(value: object, length: int) -> bytes:
    data = b64decode(_string(value, 4 * length), validate=True)
    if len(data) != length:
        raise ValueError
    return data


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise KeysError("envelope_too_costly")
    return int(digits)


def _no_number(_digits: str) -> float:
    raise ValueError
