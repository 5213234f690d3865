"""What changed from one pack to another, as data: what was added, removed, changed, and how.

Compares what the packs say. Who is weighed otherwise because of it is for
`triage.core.difference`; how a change reads, for `triage.diff_words`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from triage.core.compiled import CompiledPack
from triage.core.pack import Pack
from triage.core.wording import Frozen
from triage.packs.diff_fields import Both, Detail, Touch, details, plain
from triage.packs.diff_vocabulary import vocabulary_items, vocabulary_rest


class Kind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"  # the things of a section stand in another order


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `id` is empty for a whole section, and for the pack itself."""

    section: str
    """Its kind, in the singular: `care_form`, `criterion`, `team` …"""
    id: str
    kind: Kind
    details: tuple[Detail, ...]
    """At least one; for what was added or removed the thing itself, with no field."""

    def as_json(self) -> dict[str, Any]:
        """Return the change as JSON values."""
        return {
            "section": self.section,
            "id": self.id,
            "change": str(self.kind),
            "details": [
                {
                    "field": one.field,
                    "touches": str(one.touch),
                    "before": plain(one.before),
                    "after": plain(one.after),
                }
                for one in self.details
            ],
        }


def changes(old: CompiledPack, new: CompiledPack) -> tuple[Change, ...]:
    """Return every difference between two packs, section by section, in the new pack's order.

    Within a section what was removed comes last. The vocabularies are compared too, where
    they differ: the same rules then may mean something else.
    """
    both = old, new
    itself = (*details(both, "pack", (old.pack, new.pack), PACK_FIELDS), *_places(both))
    found = [Change("pack", "", Kind.CHANGED, itself)] if itself else []
    for section, before, after in _sections(old.pack, new.pack):
        found += _section(both, section, before, after)
    if old.vocabulary != new.vocabulary:
        rest = vocabulary_rest(old.vocabulary, new.vocabulary)
        found += [Change("vocabulary", "", Kind.CHANGED, rest)] if rest else []
        sides = vocabulary_items(old.vocabulary), vocabulary_items(new.vocabulary)
        for (section, before), (_, after) in zip(*sides, strict=True):
            found += _section(both, section, before, after)
    return tuple(found)


Items = Sequence[tuple[str, Frozen]]

PACK_FIELDS = ("name", "version", "valid_from", "valid_to", "approved", "about")
_ORDERED = frozenset({"care_form", "urgency_class"})
"""Sections whose order decides: what stands higher goes first."""
_ADDED: dict[str, Touch] = {
    "reading": Touch.WORDING,
    "hint": Touch.WORDING,
    "step": Touch.WORDING,
    "document": Touch.EVIDENCE,
    "area": Touch.LAYOUT,
    "accepted": Touch.RECORD,
    "version_note": Touch.RECORD,
}
"""What a thing of a section touches by being there; the others touch who is offered what."""


def _sections(old: Pack, new: Pack) -> Iterator[tuple[str, Items, Items]]:
    for section, items in _ITEMS.items():
        yield section, items(old), items(new)
    kept = old.municipality.keys() & new.municipality.keys()
    places = [
        [(one.code, one) for one in pack.municipalities if one.code in kept] for pack in (old, new)
    ]
    yield "municipality", places[0], places[1]


def _places(both: Both) -> Iterator[Detail]:
    """Tell which municipalities a pack is for, all at once."""
    before, after = (tuple(one.pack.municipality) for one in both)
    if set(before) != set(after):
        yield Detail("municipalities", Touch.MEANING, before, after)


def _line(pack: Pack) -> Items:
    line = pack.physician_line
    return () if line is None else ((line.id, line),)


_ITEMS: dict[str, Callable[[Pack], Items]] = {
    "care_form": lambda pack: [(one.id, one) for one in pack.care_forms],
    "criterion": lambda pack: [(one.id, one) for one in pack.criteria],
    "prerequisite": lambda pack: [(one.id, one) for one in pack.prerequisites],
    "parallel": lambda pack: [(one.id, one) for one in pack.parallel],
    "reading": lambda pack: [(one.id, one) for one in pack.readings],
    "team": lambda pack: [(one.id, one) for one in pack.teams],
    "physician_line": _line,
    "area": lambda pack: [(one.id, one) for one in pack.areas],
    "accepted": lambda pack: [(one.finding, one) for one in pack.accepted],
    "version_note": lambda pack: [(one.version, one) for one in pack.changes],
}


def _section(both: Both, section: str, before: Items, after: Items) -> Iterator[Change]:
    was, now = dict(before), dict(after)
    stood = tuple(name for name in was if name in now)
    stands = tuple(name for name in now if name in was)
    if stood != stands:
        touch = Touch.MEANING if section in _ORDERED else Touch.LAYOUT
        yield Change(section, "", Kind.REORDERED, (Detail("order", touch, stood, stands),))
    there = _ADDED.get(section, Touch.MEANING)
    for name, value in now.items():
        if name not in was:
            yield Change(section, name, Kind.ADDED, (Detail("", there, None, value),))
        elif found := tuple(details(both, section, (was[name], value))):
            yield Change(section, name, Kind.CHANGED, found)
    for name, value in was.items():
        if name not in now:
            yield Change(section, name, Kind.REMOVED, (Detail("", there, value, None),))
