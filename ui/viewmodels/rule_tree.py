"""A rule as a tree to be edited: rows with a place, and changes that leave a valid rule.

Pure values: a place is the way from the whole rule down, child by child; every change
returns a new rule and the place where the reader goes on. Knows no words and no window.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from triage.core.rules import All, Any_, AtLeast, Not, Rule, Unconfirmed, parts

Place = tuple[int, ...]
"""The way from the whole rule (`()`) to one of its parts."""


class Kind(StrEnum):
    """What a row is: a way of joining its parts, or a leaf."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    NOT = "not"
    UNCONFIRMED = "unconfirmed"
    LEAF = "leaf"


GROUPS = (Kind.ALL, Kind.ANY, Kind.AT_LEAST)
"""The ways of joining several parts."""
_SEVERAL = All | Any_ | AtLeast


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree; `count` is how many parts `at_least` asks for, else 0."""

    place: Place
    kind: Kind
    rule: Rule
    count: int = 0

    @property
    def depth(self) -> int:
        """How far the row is indented."""
        return len(self.place)


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule after a change, and the place to go on from."""

    rule: Rule
    place: Place


def kind_of(rule: Rule) -> Kind:
    """Return what kind of row a rule makes."""
    match rule:
        case All():
            return Kind.ALL
        case Any_():
            return Kind.ANY
        case AtLeast():
            return Kind.AT_LEAST
        case Not():
            return Kind.NOT
        case Unconfirmed():
            return Kind.UNCONFIRMED
        case _:
            return Kind.LEAF


def rows(rule: Rule, place: Place = ()) -> Iterator[Row]:
    """Yield the rows of a rule in reading order, the outermost first."""
    count = rule.at_least if isinstance(rule, AtLeast) else 0
    yield Row(place, kind_of(rule), rule, count)
    for number, part in enumerate(parts(rule)):
        yield from rows(part, (*place, number))


def part_at(rule: Rule, place: Place) -> Rule:
    """Return the part at a place; IndexError where there is none."""
    for number in place:
        rule = parts(rule)[number]
    return rule


def joined(kind: Kind, inside: tuple[Rule, ...], count: int = 2) -> Rule:
    """Return a group of at least one part; `count` is kept within what there is to count."""
    match kind:
        case Kind.ALL:
            return All(all=inside)
        case Kind.ANY:
            return Any_(any=inside)
        case Kind.AT_LEAST:
            return AtLeast(at_least=min(max(count, 1), len(inside)), of=inside)
        case Kind.NOT if len(inside) == 1:
            return _not(inside[0])
        case Kind.NOT:
            return _not(Any_(any=inside))
        case _:
            raise ValueError(f"{kind} joins nothing")


def _not(rule: Rule) -> Not:
    return Not(**{"not": rule})


def _with_parts(rule: Rule, inside: tuple[Rule, ...]) -> Rule:
    """Return a group with other parts, at least one of them."""
    if isinstance(rule, Unconfirmed):
        return Unconfirmed(unconfirmed=inside[0])
    count = rule.at_least if isinstance(rule, AtLeast) else 0
    return joined(kind_of(rule), inside, count)


def replaced(rule: Rule, place: Place, new: Rule) -> Rule:
    """Return the rule with another part at a place."""
    if not place:
        return new
    inside = list(parts(rule))
    inside[place[0]] = replaced(inside[place[0]], place[1:], new)
    return _with_parts(rule, tuple(inside))


def added(rule: Rule, place: Place, new: Rule) -> Changed:
    """Return the rule with a part added: last in a group, beside anything else.

    Beside a lone leaf there is no group yet: both become parts that must all hold.
    """
    here = part_at(rule, place)
    if isinstance(here, _SEVERAL):
        inside = (*parts(here), new)
        return Changed(replaced(rule, place, _with_parts(here, inside)), (*place, len(inside) - 1))
    if place and isinstance(part_at(rule, place[:-1]), _SEVERAL):
        return _inserted(rule, (*place[:-1], place[-1] + 1), new)
    return Changed(replaced(rule, place, All(all=(here, new))), (*place, 1))


def _inserted(rule: Rule, place: Place, new: Rule) -> Changed:
    group = part_at(rule, place[:-1])
    inside = list(parts(group))
    inside.insert(place[-1], new)
    return Changed(replaced(rule, place[:-1], _with_parts(group, tuple(inside))), place)


def removed(rule: Rule, place: Place) -> Changed | None:
    """Return the rule without a part; a group that would be empty goes with it.

    None where nothing would be left: a rule always says something.
    """
    if not place:
        return None
    group = part_at(rule, place[:-1])
    inside = [part for number, part in enumerate(parts(group)) if number != place[-1]]
    if not inside:
        return removed(rule, place[:-1])
    left = replaced(rule, place[:-1], _with_parts(group, tuple(inside)))
    return Changed(left, (*place[:-1], min(place[-1], len(inside) - 1)))


def moved(rule: Rule, place: Place, by: int) -> Changed:
    """Return the rule with a part one step up (-1) or down (1), in the order that is shown.

    A part steps over a leaf, into a group of several, and out of its own group at its end.
    The whole rule, and the only part of its group, stay where they are.
    """
    if not place:
        return Changed(rule, place)
    group, here = part_at(rule, place[:-1]), part_at(rule, place)
    inside, at = parts(group), place[-1]
    beside = at + by
    if 0 <= beside < len(inside):
        if not isinstance(inside[beside], _SEVERAL):
            swapped = list(inside)
            swapped[at], swapped[beside] = swapped[beside], swapped[at]
            new = replaced(rule, place[:-1], _with_parts(group, tuple(swapped)))
            return Changed(new, (*place[:-1], beside))
        return _moved_in(rule, place, here, by)
    return _moved_out(rule, place, here, by)


def _moved_in(rule: Rule, place: Place, here: Rule, by: int) -> Changed:
    """Move a part into the group beside it: to its end from below, to its start from above."""
    above, at = place[:-1], place[-1]
    target = part_at(rule, (*above, at + by))
    count = len(parts(target))
    inside = (*parts(target), here) if by < 0 else (here, *parts(target))
    rule = replaced(rule, (*above, at + by), _with_parts(target, inside))
    group = part_at(rule, above)
    rest = tuple(part for number, part in enumerate(parts(group)) if number != at)
    landed = at - 1 if by < 0 else at
    new = replaced(rule, above, _with_parts(group, rest))
    return Changed(new, (*above, landed, count if by < 0 else 0))


def _moved_out(rule: Rule, place: Place, here: Rule, by: int) -> Changed:
    """Move a part out of its group, to just before or after it."""
    above = place[:-1]
    inside = parts(part_at(rule, above))
    if not above or len(inside) == 1 or not isinstance(part_at(rule, above[:-1]), _SEVERAL):
        return Changed(rule, place)
    rest = tuple(part for number, part in enumerate(inside) if number != place[-1])
    rule = replaced(rule, above, _with_parts(part_at(rule, above), rest))
    to = above[-1] + (1 if by > 0 else 0)
    return _inserted(rule, (*above[:-1], to), here)


def with_kind(rule: Rule, place: Place, kind: Kind, count: int = 2) -> Changed:
    """Return the rule with a row joined in another way; a leaf becomes a group of one.

    `not` of a group of several keeps the group inside; another kind takes its parts out of
    `not` again.
    """
    here = part_at(rule, place)
    if kind is Kind.LEAF or (kind is kind_of(here) and kind is not Kind.AT_LEAST):
        return Changed(rule, place)
    if kind is Kind.NOT:
        new: Rule = _not(here)
    elif isinstance(here, _SEVERAL):
        new = joined(kind, parts(here), count)
    elif isinstance(here, Not | Unconfirmed):
        inner = parts(here)[0]
        new = joined(kind, parts(inner) if isinstance(inner, _SEVERAL) else (inner,), count)
    else:
        new = joined(kind, (here,), count)
    return Changed(replaced(rule, place, new), place)


def without_not(rule: Rule, place: Place) -> Changed:
    """Return the rule with what a `not` denies in its place; any other row is left as it is."""
    here = part_at(rule, place)
    if not isinstance(here, Not):
        return Changed(rule, place)
    return Changed(replaced(rule, place, here.not_), place)
