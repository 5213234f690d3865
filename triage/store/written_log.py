"""Whether the write-ahead log beside a store is whole, as far as that can be told.

SQLite reads its log up to the first frame whose checksum does not fit, and drops what follows
without a word: after a power cut that is the transaction that was being written, which nobody
was told of. Damage looks the same. But each commit is on the disk before the next one begins
(synchronous=FULL), so at most one commit can rightly stand behind a bad frame; where two do, what
was lost had been acknowledged. The damage of the very last commit cannot be told from a power cut.

Read before the engine opens the file, for that recovers, and with it removes, the evidence. An
orderly end of the program leaves no log, so most starts read nothing.
"""

import struct
import sys
from array import array
from pathlib import Path
from typing import Final

from triage.store.errors import StoreError

_HEADER: Final = struct.Struct(">8I")  # magic, version, page size, count, two salts, checksum
_FRAME: Final = struct.Struct(">6I")  # page, pages after a commit else 0, two salts, checksum
_MAGIC: Final = 0x377F0682  # the last bit is set where checksums are of big-endian words
_PAGE: Final = 4096  # bytes, the cipher's own size
_LARGEST: Final = 16_000_000
"""Bytes; a larger log, which only a long transaction leaves, is taken as the engine takes it."""
_WORD: Final = 0xFFFFFFFF


def require_whole(path: Path) -> None:
    """Refuse a store whose log holds commits that the engine would drop.

    :raises StoreError: log_damaged, cannot_open
    """
    log = path.with_name(f"{path.name}-wal")
    before = b""
    while data := _read(log):
        if _dropped_commits(data) < 2:
            return
        if data == before:
            raise StoreError("log_damaged")
        before = data  # another window may have been writing: what lies still is damaged


def _read(log: Path) -> bytes:
    """Return the log's bytes; nothing of one that is empty, or larger than is read."""
    try:
        if not log.exists() or not _HEADER.size < log.stat().st_size <= _LARGEST:
            return b""
        return log.read_bytes()
    except OSError:
        raise StoreError("cannot_open") from None


def _dropped_commits(data: bytes) -> int:
    """Return how many commits of this log's own round stand behind its first bad frame."""
    magic, _, size, _, *salts, first, second = _HEADER.unpack_from(data)
    big = bool(magic & 1)
    good = (magic & ~1, size) == (_MAGIC, _PAGE)
    good = good and _sum(data[:24], (0, 0), big=big) == (first, second)
    if len(data) < _HEADER.size + _FRAME.size + _PAGE:
        return 0
    if not good:  # by the frames, if they are those of a log at all
        salts = list(_FRAME.unpack_from(data, _HEADER.size)[2:4])
    running, dropped = (first, second), 0
    for at in range(_HEADER.size, len(data) - _FRAME.size - _PAGE + 1, _FRAME.size + _PAGE):
        page, pages_after, *mine, one, two = _FRAME.unpack_from(data, at)
        body = at + _FRAME.size
        running = _sum(data[at : at + 8], running, big=big)
        running = _sum(data[body : body + _PAGE], running, big=big)
        fits = page > 0 and mine == salts and running == (one, two)
        # Behind the bad frame only what goes on from its neighbour was written after it.
        if pages_after > 0 and mine == salts and not (good and fits) and (good or fits):
            dropped += 1
        good = good and fits
        running = one, two
    return dropped


def _sum(data: bytes, before: tuple[int, int], *, big: bool) -> tuple[int, int]:
    """Return SQLite's running checksum over pairs of words."""
    words = array("I", data)
    if big != (sys.byteorder == "big"):
        words.byteswap()
    one, two = before
    pairs = iter(words)
    for left, right in zip(pairs, pairs, strict=True):
        one = (one + left + two) & _WORD
        two = (two + right + one) & _WORD
    return one, two
