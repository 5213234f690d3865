"""The calls of the accessibility bus that tell of one thing, and what their answers mean."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from jeepney import DBusAddress, Message, new_method_call

from tests.desktop.node import STATES, Box, Node

ATSPI: Final = "org.a11y.atspi."
ROOT: Final = "/org/a11y/atspi/accessible/root"
NOTHING: Final = "/org/a11y/atspi/null"
LABELLED_BY: Final = 2  # AtspiRelationType
_ON_SCREEN: Final = 0  # AtspiCoordType


def call(owner: str, path: str, interface: str, method: str, *more: Any) -> Message:
    """Return a call of one thing."""
    return new_method_call(DBusAddress(path, owner, ATSPI + interface), method, *more)


def read(owner: str, path: str, interface: str, name: str) -> Message:
    """Return a call that reads a property; the answer is its type and its value."""
    sought = DBusAddress(path, owner, "org.freedesktop.DBus.Properties")
    return new_method_call(sought, "Get", "ss", (ATSPI + interface, name))


def state(owner: str, path: str) -> Message:
    """Return the call that tells of a thing's states."""
    return call(owner, path, "Accessible", "GetState")


def in_sight(path: str, bits: tuple[int, int]) -> bool:
    """Say whether a thing of these states is in sight; the program itself always is."""
    return path == ROOT or bool(bits[0] >> STATES.index("showing") & 1)


def first(owner: str, path: str) -> list[Message]:
    """Return the calls that everything answers: those of a `Head`."""
    return [
        call(owner, path, "Accessible", "GetInterfaces"),
        state(owner, path),
        call(owner, path, "Accessible", "GetRoleName"),
        read(owner, path, "Accessible", "Name"),
        read(owner, path, "Accessible", "Description"),
        call(owner, path, "Accessible", "GetChildren"),
    ]


class Head(NamedTuple):
    """What everything answers."""

    interfaces: Sequence[str]
    bits: tuple[int, int]
    role: str
    name: tuple[str, str]
    description: tuple[str, str]
    children: Sequence[tuple[str, str]]

    @property
    def states(self) -> frozenset[str]:
        low, high = self.bits
        bits = low | high << 32
        return frozenset(name for at, name in enumerate(STATES) if bits >> at & 1)

    def inside(self) -> list[str]:
        """Return what it holds."""
        return [path for _owner, path in self.children if path != NOTHING]

    def further(self, owner: str, path: str) -> list[Message]:
        """Return the calls that only some things answer, in the order of `_FURTHER`."""
        asked = {
            "Text": call(owner, path, "Text", "GetText", "ii", (0, -1)),
            "Value": read(owner, path, "Value", "CurrentValue"),
            "Action": call(owner, path, "Action", "GetActions"),
            "Component": call(owner, path, "Component", "GetExtents", "u", (_ON_SCREEN,)),
        }
        return [message for name, message in asked.items() if ATSPI + name in self.interfaces]

    def node(self, path: str, further: Sequence[Any], children: Sequence[Node]) -> Node:
        """Return the whole, from the answers to `further`."""
        knows = [name for name in _FURTHER if ATSPI + name in self.interfaces]
        told = dict(zip(knows, further, strict=True))
        return Node(
            path=path,
            role=self.role,
            name=self.name[1],
            description=self.description[1],
            states=self.states,
            text=told.get("Text"),
            value=told["Value"][1] if "Value" in told else None,
            actions=tuple(name for name, *_rest in told.get("Action", ())),
            box=Box(*told.get("Component", (0, 0, 0, 0))),
            children=tuple(children),
        )


_FURTHER: Final = ("Text", "Value", "Action", "Component")
