"""One thing of a pack, field by field: what differs, and what such a difference touches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from triage.core.compiled import CompiledPack
from triage.core.difference import same_rule
from triage.core.pack import Catchment, Part
from triage.core.place import municipalities_of
from triage.core.rules import AnyRule
from triage.core.wording import Frozen, Source, Text

Both = tuple[CompiledPack, CompiledPack]
"""The old pack and the new one."""


class Touch(StrEnum):
    """What a difference touches, in the order in which it matters to a reader."""

    MEANING = "meaning"  # who is admitted, asked or offered what
    SERVICE = "service"  # how a team works and is reached: hours, figures, telephone
    WORDING = "wording"  # the same in other words
    EVIDENCE = "evidence"  # source and basis
    RECORD = "record"  # versions, dates, approval, accepted findings
    LAYOUT = "layout"  # written otherwise, proved to mean the same


@dataclass(frozen=True, slots=True)
class Detail:
    """One difference: a field with its values. Values are those of the pack's own types.

    `municipalities` of a team are the codes that its catchment reaches, in the pack's order.
    """

    field: str
    touch: Touch
    before: object
    after: object


_SERVICE = frozenset(
    {
        "hours",
        "hours_note",
        "organisation",
        "population",
        "municipalities_served",
        "beds",
        "enrolled",
        "staffing",
        "role",
        "covers_meanwhile",
        "telephone",
        "who_may_use",
        "when_missing",
    }
)
_UNORDERED = frozenset({"offers", "prerequisites", "equal_treatment"})
"""Lists of ids whose order decides nothing."""
_RECORD = frozenset(
    {
        "version",
        "valid_from",
        "valid_to",
        "approved",
        "verified_on",
        "on",
        "author",
        "expires",
        "region",
        "reason",
    }
)


def details(
    both: Both, section: str, values: tuple[Frozen, Frozen], fields: Sequence[str] = ()
) -> Iterator[Detail]:
    """Yield the fields in which a thing of the old pack differs from that of the new one.

    `fields` are those to look at; all where none is given.
    """
    before, after = values
    for field in fields or type(after).model_fields:
        was, now = getattr(before, field, None), getattr(after, field)
        if isinstance(was, Catchment) and isinstance(now, Catchment):
            yield from _catchment(both, was, now)
        elif was != now:
            yield Detail(field, _touch(both, section, field, (was, now)), was, now)


def touch_of(field: str, value: object) -> Touch:
    """Return what a field touches, by its name and by what it holds."""
    if field in _SERVICE:
        return Touch.SERVICE
    if field in _RECORD:
        return Touch.RECORD
    if isinstance(value, Source) or field == "basis":
        return Touch.EVIDENCE
    if isinstance(value, Text) or field == "kind":
        return Touch.WORDING
    return Touch.MEANING


def plain(value: object) -> Any:
    """Return a value of a pack as JSON values, keys as in its files."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def _touch(both: Both, section: str, field: str, values: tuple[object, object]) -> Touch:
    was, now = values
    if section in ("version_note", "accepted"):
        return Touch.RECORD
    if section == "municipality" and field in ("name", "county", "basis"):
        return Touch.WORDING
    if isinstance(was, AnyRule) and isinstance(now, AnyRule):
        same = same_rule(both[0], was, both[1], now)
        return Touch.LAYOUT if same else Touch.MEANING
    if isinstance(was, Part) and isinstance(now, Part) and _asked(was) == _asked(now):
        return Touch.LAYOUT
    if field in _UNORDERED and isinstance(was, tuple) and isinstance(now, tuple):
        return Touch.LAYOUT if set(was) == set(now) else Touch.MEANING
    if field == "choices" and _ids(was) == _ids(now):
        return Touch.WORDING
    return touch_of(field, was if now is None else now)


def _asked(part: Part) -> tuple[bool, frozenset[str]]:
    """Return what a part asks for, however it is written: one criterion is all and any."""
    return part.all is not None and len(part.criteria) > 1, frozenset(part.criteria)


def _ids(value: object) -> list[object]:
    return [getattr(one, "id", None) for one in value] if isinstance(value, tuple) else []


def _catchment(both: Both, was: Catchment, now: Catchment) -> Iterator[Detail]:
    """Tell a catchment by whom it reaches: an area may hold other municipalities than before."""
    reached = municipalities_of(was, both[0].pack), municipalities_of(now, both[1].pack)
    if set(reached[0]) != set(reached[1]):
        yield Detail("municipalities", Touch.MEANING, *reached)
    if set(was.city_areas) != set(now.city_areas):
        yield Detail("city_areas", Touch.MEANING, was.city_areas, now.city_areas)
    elif set(reached[0]) == set(reached[1]) and was != now:
        yield Detail("catchment", Touch.LAYOUT, was, now)
