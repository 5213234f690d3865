"""Reading a damaged store page by page, where the engine opens nothing any more.

Each page is decrypted by itself (AES-256-CBC, as SQLCipher 4 writes it) and looked through for
rows of tables, whatever leads to it. A row is taken for what it is by its shape alone, so only
what proves itself is used: a decision by its hash, criteria by their digest. The log, the ledger
and people are told by their shape, and the log's chain is proven by whoever verifies it.

The raw key encrypts the pages without the salt at the file's beginning; only their seals need it.
So decisions are found even in a file that has lost its first page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import pbkdf2_hmac
from hmac import compare_digest
from hmac import digest as hmac
from pathlib import Path
from struct import error as struct_error
from struct import unpack_from
from typing import BinaryIO, Final

from triage.keys.data_key import DataKey
from triage.store.salvage_rows import Row

PAGE: Final = 4096
_SEAL: Final = 64
_IV: Final = 16
_USABLE: Final = PAGE - _IV - _SEAL
_SALT: Final = 16
_HEADER: Final = 100
"""Bytes of the first page that belong to the file, not to a tree."""
_PAGE_COUNT: Final = 28
"""Where in the header it stands."""
_LEAF: Final = 0x0D
_MOST_ROW: Final = 1 << 24
_SHAPES: Final[dict[str, tuple[str, ...]]] = {
    "revisions": ("seq", "id", "case_id", "payload", "signed_at", "criteria"),
    "packs": ("digest", "data"),
    "dictionaries": ("id", "digest", "data"),
    "people": ("id", "name", "role", "unit", "hsa_id", "created_at", "left_at"),
    "ledger": (
        *("seq", "id", "case_id", "kind", "happened_at", "noted_at", "person", "who", "unit"),
        *("number_key", "due", "detail"),
    ),
    "access_log": (
        *("seq", "at", "person", "who", "unit", "act", "case_id", "patient", "detail", "mac"),
    ),
}


class Pages:
    """The pages of one file, decrypted one by one."""

    def __init__(self, file: BinaryIO, size: int, key: DataKey) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - slow

        self._file, self._raw = file, key.raw
        self.count = size // PAGE
        self._cipher, self._aes, self._cbc = Cipher, algorithms.AES(self._raw), modes.CBC
        file.seek(0)
        salt = bytes(one ^ 0x3A for one in file.read(_SALT))
        self._seals = pbkdf2_hmac("sha512", self._raw, salt, 2, 32)
        # Another salt than the one that was written with makes every seal wrong.
        self._sealed = any(self._sound(number) for number in range(2, min(self.count, 64) + 1))

    def page(self, number: int) -> bytes | None:
        """Return a page in the clear; None for one that is not as it was written."""
        if self._sealed and not self._sound(number):
            return None
        data = self._bytes(number)
        if len(data) < PAGE:
            return None
        start = _SALT if number == 1 else 0
        iv = data[_USABLE : _USABLE + _IV]
        reader = self._cipher(self._aes, self._cbc(iv)).decryptor()
        return bytes(start) + reader.update(data[start:_USABLE]) + reader.finalize()

    def blank(self, number: int) -> bytes:
        """Return an empty page under a true seal, to stand for one that is lost."""
        start = _SALT if number == 1 else 0
        iv = os.urandom(_IV)
        writer = self._cipher(self._aes, self._cbc(iv)).encryptor()
        data = writer.update(bytes(_USABLE - start)) + writer.finalize() + iv
        seal = hmac(self._seals, data + number.to_bytes(4, "little"), "sha512")
        return self._bytes(1)[:start] + data + seal

    def lost(self) -> Iterator[int]:
        """Yield the pages that are not as they were written, those cut off at the end too.

        None where even the seals are lost: then nothing tells one page from another.
        """
        if not self._sealed:
            return
        first = self.page(1)
        expected = 0 if first is None else unpack_from(">L", first, _PAGE_COUNT)[0]
        # A page count from an earlier program or a hostile hand is not believed beyond reason.
        last = max(self.count, min(expected, 2 * self.count + _SEAL))
        for number in range(1, last + 1):
            if number > self.count or not self._sound(number):
                yield number

    def _bytes(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def _sound(self, number: int) -> bool:
        data = self._bytes(number)
        if len(data) < PAGE:
            return False
        start = _SALT if number == 1 else 0
        sealed = data[start : _USABLE + _IV] + number.to_bytes(4, "little")
        told = data[_USABLE + _IV : _USABLE + _IV + _SEAL]
        return compare_digest(hmac(self._seals, sealed, "sha512"), told)


def mend(path: Path, key: DataKey) -> int:
    """Let the engine read past lost pages of a copy; return how many there are.

    At the first page with a wrong seal the engine's cipher gives up the whole connection. An empty
    page under a true seal costs it that page alone.
    """
    with path.open("r+b") as file:
        pages = Pages(file, path.stat().st_size, key)
        count = 0
        for number in list(pages.lost()):
            page = pages.blank(number)
            file.seek((number - 1) * PAGE)
            file.write(page)
            count += 1
    return count


def found(path: Path, key: DataKey) -> Iterator[tuple[str, Row]]:
    """Yield table and row for every row that is still somewhere in the file."""
    with path.open("rb") as file:
        pages = Pages(file, path.stat().st_size, key)
        for number in range(1, pages.count + 1):
            page = pages.page(number)
            if page is not None:
                for rowid, record in _records(pages, page, _HEADER if number == 1 else 0):
                    named = _named(rowid, record)
                    if named is not None:
                        yield named


def _records(pages: Pages, page: bytes, at: int) -> Iterator[tuple[int, list[object]]]:
    if page[at] != _LEAF:
        return
    (cells,) = unpack_from(">H", page, at + 3)
    for cell in range(min(cells, _USABLE // 2)):
        place = at + 8 + 2 * cell
        if place + 2 > _USABLE:
            return
        (start,) = unpack_from(">H", page, place)
        try:
            size, start = _varint(page, start)
            rowid, start = _varint(page, start)
            payload = _payload(pages, page, start, size)
            yield rowid, _values(payload)
        except (ValueError, IndexError, struct_error):  # UnicodeDecodeError is a ValueError
            continue


def _payload(pages: Pages, page: bytes, start: int, size: int) -> bytes:
    """Return a row's bytes, with those that lie on pages of their own.

    ValueError where some are lost.
    """
    if size > _MOST_ROW:
        raise ValueError
    most = _USABLE - 35
    least = (_USABLE - 12) * 32 // 255 - 23
    local = size
    if size > most:
        fitting = least + (size - least) % (_USABLE - 4)
        local = fitting if fitting <= most else least
    data = page[start : start + local]
    if len(data) < local or start + local > _USABLE:
        raise ValueError
    if size <= most:
        return data
    pieces, left = [data], size - local
    (following,) = unpack_from(">L", page, start + local)
    while left > 0:
        more = pages.page(following) if 1 < following <= pages.count else None
        if more is None:
            raise ValueError
        piece = more[4 : 4 + min(left, _USABLE - 4)]
        pieces.append(piece)
        left -= len(piece)
        (following,) = unpack_from(">L", more, 0)
    return b"".join(pieces)


def _values(payload: bytes) -> list[object]:
    """Return the values of a row: https://www.sqlite.org/fileformat2.html#record_format."""
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[object] = []
    at = head
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[object, int]:
    if kind in {0, 8, 9}:
        return {0: None, 8: 0, 9: 1}[kind], at
    widths = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
    if kind in widths:
        end = at + widths[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise ValueError  # a real number: no table of ours has one
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise ValueError
    data = payload[at:end]
    return (data if kind % 2 == 0 else data.decode("utf-8")), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise ValueError


def _named(rowid: int, record: list[object]) -> tuple[str, Row] | None:
    """Return which table a row is of, by its shape; None where it is of none that is looked for."""
    first = record[0] if record else None
    table = None
    if first is None and _texts(record, 1, 2) and len(record) in {4, 5, 6}:
        table = "revisions" if isinstance(record[3], bytes) and len(str(record[1])) == 64 else None
    elif first is None and len(record) == 3 and _texts(record, 1) and isinstance(record[2], bytes):
        table = "dictionaries"
    elif first is None and len(record) == 10 and _texts(record, *range(1, 9)):
        table = "access_log" if isinstance(record[9], bytes) and len(record[9]) == 32 else None
    elif first is None and len(record) == 12 and _texts(record, 1, *range(3, 10), 11):
        table = "ledger" if len(str(record[1])) == 32 else None
    elif len(record) == 2 and str(first).startswith("sha256:") and isinstance(record[1], bytes):
        table = "packs"
    elif len(record) == 7 and _texts(record, *range(6)):
        table = "people"
    if table is None:
        return None
    names = _SHAPES[table]
    row: Row = {**dict.fromkeys(names), **dict(zip(names, record, strict=False)), "at_row": rowid}
    if first is None:
        row[names[0]] = rowid  # what is the row's number is not written twice
    return table, row


def _texts(record: list[object], *places: int) -> bool:
    return all(at < len(record) and isinstance(record[at], str) for at in places)
