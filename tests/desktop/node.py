"""What a screen reader knows of one thing in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

STATES: Final = (
    *("invalid", "active", "armed", "busy", "checked", "collapsed", "defunct", "editable"),
    *("enabled", "expandable", "expanded", "focusable", "focused", "has tooltip", "horizontal"),
    *("iconified", "modal", "multi line", "multiselectable", "opaque", "pressed", "resizable"),
    *("selectable", "selected", "sensitive", "showing", "single line", "stale", "transient"),
    *("vertical", "visible", "manages descendants", "indeterminate", "required", "truncated"),
    *("animated", "invalid entry", "supports autocompletion", "selectable text", "is default"),
    *("visited", "checkable", "has popup", "read only"),
)
"""The states' names in the order of their bits: AtspiStateType."""
_TOLD: Final = ("focused", "checked", "selected", "expanded", "read only", "invalid entry")


class Box(NamedTuple):
    """A place on the screen."""

    x: int
    y: int
    wide: int
    high: int

    @property
    def right(self) -> int:
        return self.x + self.wide

    @property
    def bottom(self) -> int:
        return self.y + self.high


@dataclass(frozen=True, slots=True)
class Node:
    """Role, name, what it says and what can be done; `path` tells it from others."""

    path: str
    role: str
    name: str
    description: str
    states: frozenset[str]
    text: str | None
    """What stands in it, where it holds text or a choice."""
    value: float | None
    """Where it stands, for what counts."""
    actions: tuple[str, ...]
    box: Box
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this and all in it, in the order it is read."""
        yield self
        for child in self.children:
            yield from child.walk()

    def holds(self, path: str) -> bool:
        """Say whether this, or something in it, is what `path` tells of."""
        return any(one.path == path for one in self.walk())

    def find(self, role: str, name: str) -> Node:
        """Return the first of a role whose name begins so; LookupError says what there is."""
        there = [one for one in self.walk() if one.role == role]
        for one in there:
            if one.name.startswith(name):
                return one
        raise LookupError(f"no {role} {name!r} among {[one.name for one in there]}")

    def focused(self) -> Node | None:
        """Return what has the keyboard: in a list that has it, the row."""
        if "focused" in self.states:
            return next((one for one in self.children if "focused" in one.states), self)
        # A list names its current row also while the keyboard is elsewhere, a row of tabs its tab.
        aside = self.role == "page tab list" or "manages descendants" in self.states
        inside = () if aside else self.children
        return next(filter(None, (one.focused() for one in inside)), None)

    def has(self, role: str, name: str) -> bool:
        """Say whether there is one of a role whose name begins so."""
        return any(one.role == role and one.name.startswith(name) for one in self.walk())

    def line(self) -> str:
        """Return what is read out, on one line."""
        said = [self.role, f'"{self.name}"'] if self.name else [self.role]
        if self.text is not None and self.text != self.name:
            said.append(f"= {self.text!r}")
        if self.value is not None:
            said.append(f"= {self.value:g}")
        told: list[str] = [state for state in _TOLD if state in self.states]
        if "focusable" in self.states and "enabled" not in self.states:
            told.append("not to be used now")
        said += [f"[{', '.join(told)}]"] * bool(told)
        said += [f"({self.description})"] * bool(self.description)
        return " ".join(said)

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the tree, a line for each thing, without boxes that say nothing."""
        silent = self.role in {"filler", "panel", "viewport"} and not self.name
        if not silent:
            yield f"{'  ' * depth}{self.line()}"
        for child in self.children:
            yield from child.lines(depth + (not silent))
