"""JSON from outside: strict, bounded, and with a place for everything that is wrong.

Refused are a key that stands twice, NaN and the infinities, numbers past all use, text
that is not UTF-8, and nesting without end. No message repeats a value of the file.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from triage.packs.problems import InputError, Problem, path_text

STANDARD_INPUT = "-"

MAX_DIGITS = 1000
"""Python itself refuses to read or write whole numbers past 4300 digits."""

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Unusable:
    """Stands in the tree where the file holds what cannot be used."""

    why: str


class _Object(dict[str, object]):
    """An object in which keys stood twice."""

    twice: tuple[str, ...] = ()


def read_json(name: str) -> object:
    """Return the value of a JSON file, or of standard input for `-`.

    Raises:
        InputError: with every fault found.
    """
    return parse_json(_bytes(name), name)


def parse_json(data: bytes, file: str) -> object:
    """Return the value of a JSON text; `file` names it in problems.

    Raises:
        InputError: with every fault found.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _refused(file, f"line {line}", "not UTF-8; save the file as UTF-8") from None
    if not text.strip():
        raise _refused(file, "", "empty; expected a case {…} or a list of cases […]")
    reading = _Reading()
    try:
        value = json.loads(
            text,
            object_pairs_hook=reading.object,
            parse_constant=reading.constant,
            parse_int=reading.whole,
            parse_float=reading.decimal,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _refused(file, place, f"not valid JSON: {_meant(error)}") from None
    except RecursionError:
        raise _refused(file, "", "nested too deep; a case has no more than four levels") from None
    if reading.faulty:
        raise InputError([Problem(file, path_text(at), why) for at, why in _faults(value)])
    return value


class _Reading:
    """What is noted while a text is read, so that sound files need no second look."""

    def __init__(self) -> None:
        self.faulty = False

    def object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        self.faulty = True
        marked = _Object(plain)
        counts = Counter(key for key, _ in pairs)
        marked.twice = tuple(key for key, count in counts.items() if count > 1)
        return marked

    def constant(self, name: str) -> _Unusable:
        self.faulty = True
        return _Unusable(f"{name} is no number that JSON knows; leave it out or write null")

    def whole(self, digits: str) -> int | _Unusable:
        if len(digits) <= MAX_DIGITS:
            return int(digits)
        self.faulty = True
        return _Unusable(f"a number of {len(digits)} digits; at most {MAX_DIGITS} are read")

    def decimal(self, digits: str) -> float | _Unusable:
        number = float(digits)
        if isfinite(number):
            return number
        self.faulty = True
        return _Unusable("a number too large to hold; write one in range")


def spoken(key: str) -> bool:
    """Say whether a key may be repeated in a message: an identifier, not somebody's text."""
    return key.isascii() and key.isidentifier() and len(key) <= 64


def _faults(value: object) -> Iterator[tuple[Place, str]]:
    """Yield every fault with its place, in the order of the file."""
    waiting: list[tuple[Place, object]] = [((), value)]
    while waiting:
        place, one = waiting.pop()
        if isinstance(one, _Unusable):
            yield place, one.why
        elif isinstance(one, dict):
            if isinstance(one, _Object):
                for key in one.twice:
                    inside = (*place, key) if spoken(key) else place
                    yield inside, "the key stands twice; keep one of them"
            inner = [((*place, key) if spoken(key) else place, it) for key, it in one.items()]
            waiting.extend(reversed(inner))
        elif isinstance(one, list):
            waiting.extend(((*place, number), it) for number, it in reversed([*enumerate(one)]))


def _meant(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data":
        return "more follows the first value; put several cases in one list […]"
    return f"{error.msg[0].lower()}{error.msg[1:]}; mend the text here"


def _refused(file: str, place: str, message: str) -> InputError:
    return InputError([Problem(file, place, message)])


def _bytes(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            if sys.stdin is None:  # closed by whoever started the program
                raise _refused(name, "", "standard input is closed; name a JSON file")
            return sys.stdin.buffer.read()
        path = Path(name)
        if path.is_dir():
            raise _refused(name, "", "is a folder; name a JSON file, or - for standard input")
        return path.read_bytes()
    except FileNotFoundError:
        message = "no such file; name a JSON file, or - for standard input"
        raise _refused(name, "", message) from None
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise _refused(name, "", f"{reason}; name a JSON file that can be read") from None
