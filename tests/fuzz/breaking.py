"""Ways in which bytes and values go wrong, chosen by chance that a number repeats."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

from tests.packs.mutations import WORDS, steps_of

_NUMBERS: Final = (
    *(b"\0", b"\xff", b"\x7f", b"\x80", b"\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80"),
    *(b"\xff" * 8, b"\xfe\xff\xff\xff\xff\xff\xff\x7f", b"\r\n", b".."),
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"),
    *(b"\xef\xbb\xbf", b"\xed\xa0\x80"),
)
_JUNK: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 10**9, 2**31, 2**53, 2**63, 10**40, 0.5, -0.0, 1e308, float("inf"),
    float("nan"), [], {}, [[]], [None], {"": None}, {"a": {"b": {}}}, *WORDS,
    "../../etc/passwd", "C:\\", "0" * 64, "sha256:" + "0" * 64, "A" * 44 + "=", "=1+1", "\ud800",
    {"fact": "pain", "gte": 3}, {"all": []}, {"not": {"not": {"fact": "pain"}}}, {"sv": "a"},
)  # fmt: skip


def damaged(chance: Random, data: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Return bytes with one to four things gone wrong."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_WAYS)(chance, data, others)
    return data


def _at(chance: Random, data: bytes) -> int:
    # As often near the ends, where headers are, as anywhere.
    size = len(data)
    near = chance.randrange(100)
    return min(size, chance.choice((chance.randint(0, size), near, max(0, size - near))))


def _cut(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: _at(chance, data)]


def _bit(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _at(chance, data)
    return (
        data[:at]
        + bytes(one ^ 1 << chance.randrange(8) for one in data[at : at + 1])
        + data[at + 1 :]
    )


def _overwrite(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at, junk = _at(chance, data), chance.choice((chance.choice(_NUMBERS), chance.randbytes(4)))
    return data[:at] + junk + data[at + len(junk) :]


def _insert(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _at(chance, data)
    word = chance.choice(WORDS).encode()
    return (
        data[:at] + chance.choice((chance.choice(_NUMBERS), chance.randbytes(3), word)) + data[at:]
    )


def _lose(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _at(chance, data)
    return data[:at] + data[at + chance.choice((1, 2, 8, 200)) :]


def _double(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at, size = _at(chance, data), chance.choice((1, 8, 60, 4000))
    return data[: at + size] + data[at:]


def _splice(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice([data, *others])
    return data[: _at(chance, data)] + other[_at(chance, other) :]


def _lines(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one] = chance.choice((lines[two], b" " + lines[one], b"", lines[one].strip()))
    return b"\n".join(lines)


Way = Callable[[Random, bytes, Sequence[bytes]], bytes]
_WAYS: Final[tuple[Way, ...]] = (
    _cut, _bit, _bit, _overwrite, _overwrite, _insert, _lose, _double, _splice, _lines,
)  # fmt: skip


def changed(chance: Random, value: Any) -> Any:
    """Return a copy of plain values with one to three of them gone wrong."""
    copy = json.loads(json.dumps(value))
    for _ in range(chance.choice((1, 1, 2, 3))):
        paths = list(steps_of(copy))
        if not paths:
            break
        path = chance.choice(paths)
        holder = copy
        for step in path[:-1]:
            holder = holder[step]
        _change(chance, copy, holder, path[-1], paths)
    return copy


def _change(chance: Random, copy: Any, holder: Any, step: Any, paths: Sequence[Any]) -> None:
    match chance.randrange(6):
        case 0:
            del holder[step]
        case 1 | 2:
            junk = chance.choice(_JUNK)
            holder[step] = _own(junk) if isinstance(junk, dict | list) else junk
        case 3:  # what stands elsewhere: another's id, rule, source or text
            other = copy
            for inner in chance.choice(paths):
                other = other[inner]
            holder[step] = _own(other)
        case 4 if isinstance(holder, dict):
            holder[chance.choice((*WORDS, f"{step}x"))] = holder.pop(step)
        case 4:
            holder.insert(chance.randrange(len(holder) + 1), _own(holder[step]))
        case _:
            for _ in range(chance.choice((1, 2, 40))):
                holder[step] = [holder[step]]


def _own(value: Any) -> Any:
    return json.loads(json.dumps(value))


def written(value: Any) -> bytes:
    """Return values as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", errors="surrogatepass")
