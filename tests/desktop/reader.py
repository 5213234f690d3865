"""A screen reader's ear and hand: the accessibility bus, from a process of its own.

It knows nothing of Qt or of the program's code, only what the program says on the bus.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

from jeepney import DBusAddress, HeaderFields, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desktop.node import STATES, Box, Node

PATIENCE: Final = 20.0
"""Seconds that a machine with much to do may take for what takes a blink otherwise."""
_STEP: Final = 0.05  # as often something is looked at that the bus does not tell of
T = TypeVar("T")
_ATSPI: Final = "org.a11y.atspi."
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_NOTHING: Final = "/org/a11y/atspi/null"
_REGISTRY: Final = "org.a11y.atspi.Registry"
_LABELLED_BY: Final = 2  # AtspiRelationType
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
        self._bus = open_dbus_connection(address)
        self._program = ""
        self.focus = ""
        """The path of what the keyboard came to last."""
        self.heard: deque[Heard] = deque(maxlen=5000)
        self._bus.send_and_get_reply(message_bus.AddMatch("type='signal'"), timeout=PATIENCE)
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event in _EVENTS:
            # Programs say nothing as long as no one has asked to hear it.
            self._ask(new_method_call(registry, "RegisterEvent", "s", (event,)))

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
            self._listen(min(left, _STEP))

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
        self._listen(0)
        self.heard.clear()

    def _listen(self, seconds: float) -> None:
        """Take in what has been said, and wait so long for the first of it."""
        try:
            self._take(self._bus.receive(timeout=seconds))
            while True:
                self._take(self._bus.receive(timeout=0))
        except TimeoutError:
            return

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        interface = str(fields.get(HeaderFields.interface, ""))
        if message.header.message_type is not MessageType.signal or len(message.body) < 4:
            return
        if interface.startswith(f"{_ATSPI}Event.") and fields[HeaderFields.sender] == self._program:
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
            for owner, path in self._call(_REGISTRY, _ROOT, "Accessible", "GetChildren"):
                if self._call(owner, path, "Accessible", "GetChildren"):
                    self._program = owner
            return bool(self._program)

        self.until(stands, "the program on the accessibility bus")

    def tree(self) -> Node:
        """Return all that is in sight."""
        return self._node(_ROOT)

    def focused(self) -> Node | None:
        """Return what has the keyboard: in a list that has it, the row."""
        return self.tree().focused()

    def node(self, path: str) -> Node:
        """Return one thing, without what is in it."""
        return self._node(path, deep=False)

    def around(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield name and path of a thing, of what it stands in, and so on outwards."""
        while path not in {_ROOT, _NOTHING}:
            yield self.name(path), path
            _owner, path = self._property(path, "Accessible", "Parent")

    def description(self, path: str) -> str:
        """Return what one thing says beside its name."""
        return str(self._property(path, "Accessible", "Description"))

    def name(self, path: str) -> str:
        """Return the name of one thing."""
        return str(self._property(path, "Accessible", "Name"))

    def _node(self, path: str, *, deep: bool = True) -> Node:
        knows = {one.removeprefix(_ATSPI) for one in self._of(path, "Accessible", "GetInterfaces")}
        low, high = self._of(path, "Accessible", "GetState")
        bits = low | high << 32
        states = frozenset(name for at, name in enumerate(STATES) if bits >> at & 1)
        children: tuple[Node, ...] = ()
        if deep and (path == _ROOT or "showing" in states):
            inside = self._of(path, "Accessible", "GetChildren")
            nodes = (self._node(child) for _owner, child in inside if child != _NOTHING)
            children = tuple(one for one in nodes if "showing" in one.states)
        role = self._of(path, "Accessible", "GetRoleName")
        name = self._property(path, "Accessible", "Name")
        text = self._of(path, "Text", "GetText", "ii", (0, -1)) if "Text" in knows else None
        if role == "combo box" and text is None:
            # A list that is not typed in goes by what is chosen; what it is called, its label says.
            name, text = self._label(path), name
        return Node(
            path=path,
            role=role,
            name=name,
            description=self._property(path, "Accessible", "Description"),
            states=states,
            text=text,
            value=self._property(path, "Value", "CurrentValue") if "Value" in knows else None,
            actions=self._actions(path) if "Action" in knows else (),
            box=self._box(path) if "Component" in knows else Box(0, 0, 0, 0),
            children=children,
        )

    def _label(self, path: str) -> str:
        """Return the name of what labels a thing; "" where nothing does."""
        for kind, others in self._of(path, "Accessible", "GetRelationSet"):
            if kind == _LABELLED_BY:
                return str(self._property(others[0][1], "Accessible", "Name"))
        return ""

    def _actions(self, path: str) -> tuple[str, ...]:
        return tuple(name for name, *_rest in self._of(path, "Action", "GetActions"))

    def _box(self, path: str) -> Box:
        return Box(*self._of(path, "Component", "GetExtents", "u", (0,)))

    def _property(self, path: str, interface: str, name: str) -> Any:
        sought = DBusAddress(path, self._program, "org.freedesktop.DBus.Properties")
        message = new_method_call(sought, "Get", "ss", (_ATSPI + interface, name))
        _kind, value = self._ask(message)
        return value

    def _of(self, path: str, interface: str, method: str, *more: Any) -> Any:
        return self._call(self._program, path, interface, method, *more)

    def _call(self, owner: str, path: str, interface: str, method: str, *more: Any) -> Any:
        sought = DBusAddress(path, owner, _ATSPI + interface)
        return self._ask(new_method_call(sought, method, *more))

    def _ask(self, message: Message) -> Any:
        """Return what a call gives; what is said meanwhile is heard."""
        serial = next(self._bus.outgoing_serial)
        self._bus.send(message, serial=serial)
        while True:
            got = self._bus.receive(timeout=PATIENCE)
            if got.header.fields.get(HeaderFields.reply_serial) != serial:
                self._take(got)
                continue
            if got.header.message_type is MessageType.error:
                raise LookupError(got.header.fields[HeaderFields.error_name], got.body)
            return got.body[0] if got.body else None
