"""A pack's values as YAML files that a person would write, and our strict reader reads back.

Whatever could be taken for something else is quoted. Long texts are folded, short values
stand on one line. What the format cannot hold is refused before anything is written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from triage.packs.bounded_yaml import MAX_DEPTH, read
from triage.packs.edit import PackText, plain
from triage.packs.problems import InputError, Problem, path_text

FILES: Final = ("pack.yaml", "teams.yaml", "cases.yaml")
"""The files of a pack, in reading order."""

WIDTH: Final = 120
"""Columns a line; a single word may pass it."""

_HEADERS: Final = {
    "pack.yaml": "# A region's criteria for Vägval; the format is told in criteria/README.md.\n",
    "teams.yaml": "# The teams of a region's criteria; the format is told in criteria/README.md.\n",
    "cases.yaml": "# Patients that show what the criteria give; the format is told in"
    " criteria/README.md.\n",
}
_STANDS_OPEN: Final = frozenset({"facts", "expect", "periods"})
"""Keys whose values read best one a line, however short."""

# Letters, digits and inner marks with no meaning in YAML, whether in a line of their own or in
# braces; no comma, colon or `#`, so that it need not be known what stands around.
_PLAIN = re.compile(r"[^\W\d_][\w.()/+–§%-]*( [\w(–§][\w.()/+–§%-]*)*")
_GUESSED = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null")
_FOLDABLE = re.compile(r"\S+( \S+)*")
_MAX_WHOLE = 10**18
_MAX_KEY = 128

Place = tuple[str | int, ...]


def written(text: PackText) -> Mapping[str, bytes]:
    """Return the bytes of `pack.yaml`, `teams.yaml` and `cases.yaml`.

    Raises:
        InputError: where a value has no place in the format, such as NaN or half a character,
            or the files become larger than are read.
    """
    parts = (text.pack, text.teams, text.cases)
    return {name: written_file(name, part) for name, part in zip(FILES, parts, strict=True)}


def written_file(name: str, value: object) -> bytes:
    """Return the bytes of one file of a pack; see `written`."""
    values = plain(value)
    lines = "\n".join(_Writer(name).top(values))
    data = f"{_HEADERS[name]}{lines}\n".encode()
    try:
        same = read(data, name).value == values  # also refuses what is too large
    except InputError as error:
        # Its lines are those of a file that does not come to be.
        placed = [replace(one, line=None, column=None) for one in error.problems]
        raise InputError(placed) from None
    if not same:
        raise InputError([Problem(name, "", "holds what the format cannot keep; undo the change")])
    return data


class _Writer:
    """Writes one file's values, line by line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def top(self, value: Any) -> Iterator[str]:
        if isinstance(value, dict) and value:
            for number, (key, one) in enumerate(value.items()):
                if number and _is_rows(one):
                    yield ""
                yield from self.entry(key, one, 0, ())
        elif _is_rows(value):
            yield from self.rows(value, 0, ())
        else:
            yield self.inline(value, ())

    def entry(self, key: str, value: Any, indent: int, place: Place) -> Iterator[str]:
        """Yield `key: value`, on one line where that reads well."""
        place = (*place, key)
        start = " " * indent + self.key(key, place) + ":"
        if indent == 0 and _is_rows(value):
            yield start
            yield from self.rows(value, 2, place)
            return
        yield from self.after(start, value, indent, place, open_=key in _STANDS_OPEN)

    def rows(self, items: tuple[Any, ...], indent: int, place: Place) -> Iterator[str]:
        """Yield the file's main lists, each item set apart from the next."""
        for number, item in enumerate(items):
            if number and _tall(item):
                yield ""
            yield from self.item(item, indent, (*place, number), open_=True)

    def item(self, value: Any, indent: int, place: Place, *, open_: bool = False) -> Iterator[str]:
        start = " " * indent + "-"
        flat = None if open_ and isinstance(value, dict) else self.flat(value, place)
        if isinstance(value, dict) and value and not _fits(start, flat):
            first, *others = self.block(value, indent + 2, place)
            yield f"{start} {first.lstrip()}"
            yield from others
        else:
            yield from self.after(start, value, indent, place)

    def after(
        self, start: str, value: Any, indent: int, place: Place, *, open_: bool = False
    ) -> Iterator[str]:
        """Yield what follows a key or a dash."""
        flat = None if open_ and isinstance(value, dict | tuple) else self.flat(value, place)
        if _fits(start, flat):
            yield f"{start} {flat}"
        elif isinstance(value, dict | tuple) and value:
            yield start
            yield from self.block(value, indent + 2, place)
        elif isinstance(value, str) and value.isprintable() and _FOLDABLE.fullmatch(value):
            yield f"{start} >-"
            yield from _folded(value, indent + 2)
        else:
            yield f"{start} {self.inline(value, place)}"

    def block(self, value: Any, indent: int, place: Place) -> Iterator[str]:
        self.depth(place)
        if isinstance(value, dict):
            for key, one in value.items():
                yield from self.entry(key, one, indent, place)
        else:
            for number, one in enumerate(value):
                yield from self.item(one, indent, (*place, number))

    def flat(self, value: Any, place: Place) -> str | None:
        """Return a value on one line; None where it would be too long for one."""
        if _room(value, WIDTH) < 0:  # told without writing it, or each level would write it again
            return None
        text = self.inline(value, place)
        return text if len(text) <= WIDTH else None

    def inline(self, value: Any, place: Place) -> str:
        self.depth(place)
        if isinstance(value, dict):
            inside = (
                f"{self.key(key, (*place, key))}: {self.inline(one, (*place, key))}"
                for key, one in value.items()
            )
            return "{" + ", ".join(inside) + "}"
        if isinstance(value, tuple):
            inside = (self.inline(one, (*place, at)) for at, one in enumerate(value))
            return "[" + ", ".join(inside) + "]"
        return self.scalar(value, place)

    def key(self, key: object, place: Place) -> str:
        if not isinstance(key, str) or len(key) > _MAX_KEY:
            raise self.refused(place[:-1], f"a key is text of at most {_MAX_KEY} characters")
        return self.text(key, place[:-1])

    def scalar(self, value: object, place: Place) -> str:
        if value is None:
            return "null"
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            return self.text(value, place)
        if isinstance(value, int) and -_MAX_WHOLE < value < _MAX_WHOLE:
            return str(value)
        if isinstance(value, float) and isfinite(value):
            return f"{Decimal(repr(value)):f}"
        raise self.refused(place, "this kind of value has no place in the file")

    def text(self, text: str, place: Place) -> str:
        if _PLAIN.fullmatch(text) and not _GUESSED.fullmatch(text):
            return text
        if any("\ud800" <= one <= "\udfff" for one in text):
            raise self.refused(place, "half a character; write the text anew")
        return '"' + "".join(map(_escaped, text)) + '"'

    def depth(self, place: Place) -> None:
        if len(place) > MAX_DEPTH:
            raise self.refused(place[:3], f"nested too deep; at most {MAX_DEPTH} levels are read")

    def refused(self, place: Place, message: str) -> InputError:
        return InputError([Problem(self.file, path_text(place), message)])


def _is_rows(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(one, dict) for one in value)


def _tall(item: object) -> bool:
    """Say whether an item of a main list takes several lines, and so room around it."""
    return isinstance(item, dict) and len(item) > 2


def _room(value: object, left: int) -> int:
    """Return what a value would at least leave of so many columns; negative where too long."""
    if isinstance(value, str):
        return left - len(value)
    if not isinstance(value, dict | tuple):
        return left
    for one in value:
        left = _room(one, left)
        if isinstance(value, dict):
            left = _room(value[one], left)
        if left < 0:
            break
    return left


def _fits(start: str, flat: str | None) -> bool:
    return flat is not None and len(start) + 1 + len(flat) <= WIDTH


def _folded(text: str, indent: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _escaped(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    if one == "\n":
        return "\\n"
    if one.isprintable():
        return one
    return f"\\U{ord(one):08x}"
