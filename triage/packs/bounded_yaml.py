"""YAML read so that a hostile or careless file can do no harm.

No tags, anchors or aliases; depth, nodes and size are capped; duplicate keys are refused;
scalars follow YAML 1.2, and a plain scalar that older readers take for something else
(`no`, `10:00`, `2020-01-01`, `012`) must be quoted. Every value keeps its place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from triage.packs.problems import InputError, Problem
from triage.packs.quoting import place_text, quoted
from triage.packs.yaml_faults import fault

MAX_BYTES = 512 * 1024
MAX_NODES = 50_000
MAX_DEPTH = 32

Value = bool | int | float | str | None | tuple["Value", ...] | dict[str, "Value"]
Path = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_TRAPS = (
    (re.compile(r"(?i)yes|no|on|off|y|n"), "older YAML reads it as true or false"),
    (re.compile(r"(?i)true|false|null"), "write it in lower case, or quote it"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?"), "older YAML reads it as a number"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?"), "older YAML reads it as a date"),
    (
        re.compile(r"[-+]?0[0-7_]+|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+"),
        "it reads as octal or the like; a number has plain digits",
    ),
    (
        re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*|\+[0-9.]+|[-+]?\.?[0-9][0-9.]*[eE][-+]?[0-9]+"),
        "readers differ on it; a number has plain digits",
    ),
    (
        re.compile(r"(?i)[-+]?\.(inf|nan)"),
        "it is no usable number; leave the key out where there is none",
    ),
    (re.compile(r"~|<<|="), "it has a meaning of its own in YAML"),
)


UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Characters that steer a terminal, or show a text in another order than it is written."""


class Key(str):
    """The last step of a path where the key itself is at fault, not its value."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a file, and where each stands (line and column from 1)."""

    file: str
    value: Value
    marks: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Where each key stands."""

    def problem(self, path: Sequence[str | int], message: str) -> Problem:
        """Return a problem placed at `path`, or at the nearest place around it that exists."""
        known: Path = ()
        for step in path:
            # A step that the file lacks (a key that is missing) leaves the place around it.
            if (*known, step) in self.marks:
                known = (*known, step)
        line, column = self.marks.get(known, (1, 1))
        if path and isinstance(path[-1], Key) and known and known[-1] == path[-1]:
            line, column = self.keys.get(known, (line, column))
        return Problem(self.file, place_text(known), message, line, column)


class _Builder:
    """Builds one document from parser events, refusing what is not allowed."""

    def __init__(self, file: str, parser: CParser) -> None:
        self.file = file
        self.parser = parser
        self.marks: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.nodes = 0

    def next(self) -> Event:
        event = self.parser.get_event()
        return StreamEndEvent() if event is None else event

    def fail(self, event: Event, path: Path, message: str) -> InputError:
        return InputError([Problem(self.file, place_text(path), message, *_place(event))])

    def build(self, event: Event, path: Path) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.fail(event, (), f"too many values; at most {MAX_NODES} are read")
        if len(path) > MAX_DEPTH:
            raise self.fail(event, (), f"nested too deep; at most {MAX_DEPTH} levels are read")
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise self.fail(event, path, "anchors and aliases are not allowed; write it out")
        if getattr(event, "tag", None):
            raise self.fail(event, path, "tags (!…) are not allowed; write the plain value")
        self.marks[path] = _place(event)
        if isinstance(event, ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: Path) -> Value:
        items: list[Value] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            items.append(self.build(event, (*path, len(items))))
        return tuple(items)

    def mapping(self, path: Path) -> Value:
        entries: dict[str, Value] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self.fail(event, path, "a key must be plain text")
            if event.anchor or event.tag:
                raise self.fail(event, path, "anchors and tags are not allowed on keys")
            key = event.value
            if UNSEEN.search(key):
                raise self.fail(event, path, f"the key {quoted(key)} holds an invisible character")
            if key in entries:
                raise self.fail(
                    event, path, f"the key {quoted(key)} stands twice; keep one of them"
                )
            self.keys[*path, key] = _place(event)
            entries[key] = self.build(self.next(), (*path, key))
        return entries

    def scalar(self, event: ScalarEvent, path: Path) -> Value:
        text = event.value
        if hidden := UNSEEN.search(text):
            code = f"U+{ord(hidden.group()):04X}"
            raise self.fail(
                event, path, f"the text holds the invisible character {code}; remove it"
            )
        if not event.implicit[0]:  # quoted or a block: text as it stands
            return str(text)
        if text in ("true", "false"):
            return bool(text == "true")
        if text in ("null", ""):
            return None
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
        for pattern, why in _TRAPS:
            if pattern.fullmatch(text):
                raise self.fail(event, path, f"put quotes around {text}: {why}")
        return str(text)


def read(data: bytes, file: str) -> Tree:
    """Read one YAML document. `file` names it in problems.

    Raises:
        InputError: if it is too large, not UTF-8, not YAML, or uses what is not allowed.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            [Problem(file, "", f"too large; at most {MAX_BYTES // 1024} KiB are read")]
        )
    text = decoded(data, file)
    parser = CParser(text)
    try:
        return _document(_Builder(file, parser))
    except yaml.YAMLError as error:
        said, place = fault(error, text)
        raise InputError([Problem(file, "", f"not valid YAML: {said}", *place)]) from None
    finally:
        parser.dispose()


def decoded(data: bytes, file: str) -> str:
    """Return the text of a file.

    Raises:
        InputError: if it is not UTF-8; placed at the first byte that is not.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A byte order mark is left out of the column, as an editor does.
        begun = data[: error.start].removeprefix(b"\xef\xbb\xbf")
        line = begun.count(b"\n") + 1
        column = len(begun[begun.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    what = "UTF-16, not UTF-8" if wide else "not UTF-8"
    raise InputError([Problem(file, "", f"{what}; save the file as UTF-8", line, column)])


def _document(builder: _Builder) -> Tree:
    builder.next()  # stream start
    if isinstance(builder.next(), StreamEndEvent):
        return Tree(builder.file, None, {(): (1, 1)})
    value = builder.build(builder.next(), ())
    builder.next()  # document end
    if not isinstance(extra := builder.next(), StreamEndEvent):
        raise builder.fail(extra, (), "one document a file; remove the second")
    return Tree(builder.file, value, builder.marks, builder.keys)


def _place(event: Event) -> tuple[int, int]:
    """Return line and column, from 1."""
    mark = event.start_mark
    return (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
