"""What a screen reader must be given of everything that can have the keyboard."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from tests.desktop.node import Node

_NO_ROLE: Final = frozenset(("", "invalid", "unknown", "filler", "redundant object"))
_TYPED_IN: Final = frozenset(("text", "password text", "combo box", "spin button", "document text"))
_COUNTED: Final = frozenset(("spin button", "slider", "progress bar", "scroll bar"))
_FIRST: Final = "button menu"
"""What a round with Tab starts from on every page: the menu, at the top left."""
_ROWS: Final = frozenset(("table", "list", "tree", "tree table"))
_DONE_TO: Final = frozenset(("push button", "button menu", "check box", "radio button", "link"))


def faults(top: Node) -> list[str]:
    """Return what is missing, a line for each thing."""
    stops = (one for one in top.walk() if "focusable" in one.states and one.role not in {"cell"})
    return [f"{one.line()}: {what}" for one in stops for what in _missing(one)]


def _missing(one: Node) -> Iterator[str]:
    if one.role in _NO_ROLE:
        yield "no role"
    if not one.name.strip():
        yield "no name"
    if one.role in _TYPED_IN and one.text is None:
        yield "no text"
    if one.role in _COUNTED and one.value is None:
        yield "no value"
    if one.role in _DONE_TO and not one.actions and "enabled" in one.states:
        yield "nothing to do with it"
    if one.role == "radio button" and "checkable" not in one.states:
        yield "cannot be chosen"
    if one.role in _ROWS:
        current = [row for row in one.children if "focused" in row.states]
        if any(not row.name.strip() for row in current):
            yield "its current row has no name"
    chosen = [part.name for part in one.walk() if part.role == "radio button" and is_on(part)]
    if one.role == "panel" and chosen and chosen[0] not in one.description:
        yield f"does not say its answer {chosen[0]!r}"


def is_on(part: Node) -> bool:
    return "checked" in part.states


def out_of_order(top: Node, stops: Sequence[Node]) -> list[str]:
    """Return the steps of the Tab key that lead against the way one reads.

    One reads to the right on a line and down in a column. A step to the left is right where it
    also leads down, a step up where it leads on to the next column.
    """
    first = next(at for at, one in enumerate(stops) if one.role == _FIRST)
    way = [*stops[first:], *stops[:first]]
    steps = ((one, other, *_apart(top, one.path, other.path)) for one, other in pairwise(way))
    return [
        f"{one.line()} at {tuple(here.box)} -> {other.line()} at {tuple(there.box)}"
        for one, other, here, there in steps
        if _backwards(here, there)
    ]


def _apart(top: Node, one: str, other: str) -> tuple[Node, Node]:
    """Return the parts of the window that hold one but not the other.

    They are compared in place of the two themselves, of which one may be scrolled out of sight.
    """
    inside = [child for child in top.children if child.holds(one) or child.holds(other)]
    if len(inside) == 1:
        return _apart(inside[0], one, other)
    if not inside or top.path in {one, other}:
        return top, top
    here, there = inside
    return (here, there) if here.holds(one) else (there, here)


def _backwards(one: Node, other: Node) -> bool:
    before, after = one.box, other.box
    above = after.bottom <= before.y + 1
    left = after.right <= before.x + 1
    beside = not above and after.y < before.bottom - 1
    over = not left and after.x < before.right - 1
    return (above and (over or left)) or (left and beside)
