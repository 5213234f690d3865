"""A screen reader's ear and hand: the accessibility bus, from a process of its own.

It knows nothing of Qt or of the program's code, only what the program says on the bus.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, Self, TypeVar

from jeepney import HeaderFields, Message, MessageType

from tests.desktop.bus import PATIENCE, Bus
from tests.desktop.calls import (
    ATSPI,
    LABELLED_BY,
    NOTHING,
    ROOT,
    Head,
    call,
    first,
    in_sight,
    read,
    state,
)
from tests.desktop.node import Node

_STEP: Final = 0.05  # as often something is looked at that the bus does not tell of
T = TypeVar("T")
_REGISTRY: Final = "org.a11y.atspi.Registry"
_PATH: Final = "/org/a11y/atspi"
_EVENTS: Final = ("object:", "window:", "focus:")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing said on the bus: kind, detail, its two numbers, what comes with it, and of whom."""

    kind: str
    detail: str
    one: int
    two: int
    data: object
    path: str


class Reader:
    """Listens to one program and reads what it shows."""

    def __init__(self, address: str) -> None:
        self._program = ""
        self.focus = ""
        """The path of what the keyboard came to last."""
        self.heard: deque[Heard] = deque(maxlen=5000)
        self._bus = Bus(address, self._take)
        for event in _EVENTS:
            # Programs say nothing as long as no one has asked to hear it.
            self._bus.ask(
                call(_REGISTRY, f"{_PATH}/registry", "Registry", "RegisterEvent", "s", (event,))
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    # Listening

    def until(self, look: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
        """Listen until `look` returns something true, and return that."""
        deadline = time.monotonic() + seconds
        while True:
            found = look()
            if found:
                return found
            left = deadline - time.monotonic()
            assert left > 0, f"after {seconds:g} s still waiting for {what}"
            self._bus.listen(min(left, _STEP))

    def hears(self, kind: str, match: Callable[[Heard], bool], what: str) -> Heard:
        """Listen until something of a kind is said that matches; what was said before counts."""

        def said() -> Heard | None:
            of_kind = [one for one in self.heard if one.kind == kind]
            return next(filter(match, of_kind), None)

        found = self.until(said, what)
        assert found is not None
        return found

    def hears_announced(self, part: str, *, urgent: bool = False) -> str:
        """Listen until a text is read out that holds a part; return it."""
        rank = 2 if urgent else 1  # assertive, polite

        def fits(one: Heard) -> bool:
            return one.one == rank and part in str(one.data)

        return str(self.hears("Announcement", fits, f"{part!r} to be read out").data)

    def forget(self) -> None:
        """Let only what is said from now on count."""
        self._bus.listen(0)
        self.heard.clear()

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        interface = str(fields.get(HeaderFields.interface, ""))
        if message.header.message_type is not MessageType.signal or len(message.body) < 4:
            return
        if interface.startswith(f"{ATSPI}Event.") and fields[HeaderFields.sender] == self._program:
            detail, one, two, (_kind, data) = message.body[:4]
            path = str(fields[HeaderFields.path])
            kind = str(fields[HeaderFields.member])
            self.heard.append(Heard(kind, detail, one, two, data, path))
            if (kind, detail, one) == ("StateChanged", "focused", 1):
                self.focus = path

    # Reading

    def find_program(self, check: Callable[[], object]) -> None:
        """Wait for the program to stand on the bus with a window; `check` is asked meanwhile."""
        self._program = ""

        def stands() -> bool:
            check()
            there = self._bus.ask(call(_REGISTRY, ROOT, "Accessible", "GetChildren"))
            for owner, path in there:
                if self._bus.ask(call(owner, path, "Accessible", "GetChildren")):
                    self._program = owner
            return bool(self._program)

        self.until(stands, "the program on the accessibility bus")

    def tree(self) -> Node:
        """Return all that is in sight."""
        return self._nodes([ROOT], deep=True)[ROOT]

    def node(self, path: str) -> Node:
        """Return one thing, without what is in it; KeyError where it is not in sight."""
        return self._nodes([path], deep=False)[path]

    def around(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield name and path of a thing, of what it stands in, and so on outwards."""
        while path not in {ROOT, NOTHING}:
            yield self.name(path), path
            _kind, (_owner, path) = self._bus.ask(read(self._program, path, "Accessible", "Parent"))

    def name(self, path: str) -> str:
        """Return the name of one thing."""
        _kind, name = self._bus.ask(read(self._program, path, "Accessible", "Name"))
        return str(name)

    def description(self, path: str) -> str:
        """Return what one thing says beside its name."""
        _kind, said = self._bus.ask(read(self._program, path, "Accessible", "Description"))
        return str(said)

    def _labelled(self, node: Node) -> Node:
        """Return a list that is not typed in by what labels it.

        By itself it goes by what is chosen; what it is called, its label says.
        """
        if node.role != "combo box" or node.text is not None:
            return node
        name = ""
        for kind, others in self._bus.ask(
            call(self._program, node.path, "Accessible", "GetRelationSet")
        ):
            if kind == LABELLED_BY:
                name = self.name(others[0][1])
        return replace(node, name=name, text=node.name)

    def _nodes(self, paths: Sequence[str], *, deep: bool) -> dict[str, Node]:
        """Return these things by path, with all in them; without what is gone or not in sight."""
        states = self._bus.ask_each([[state(self._program, path)] for path in paths])
        known = zip(paths, states, strict=True)
        seen = [path for path, told in known if told is not None and in_sight(path, told[0])]
        asked = self._bus.ask_each([first(self._program, path) for path in seen])
        found = zip(seen, asked, strict=True)
        heads = {path: Head(*told) for path, told in found if told is not None}
        more = [head.further(self._program, path) for path, head in heads.items()]
        inside = [head.inside() if deep else [] for head in heads.values()]
        children = self._nodes([*chain(*inside)], deep=True) if any(inside) else {}
        rest = zip(heads.items(), self._bus.ask_each(more), inside, strict=True)
        return {
            path: self._labelled(
                head.node(path, told, [children[one] for one in within if one in children])
            )
            for (path, head), told, within in rest
            if told is not None
        }
