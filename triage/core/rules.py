"""Rule expressions as data: comparisons of facts, joined by all, any, not and at_least.

Only comparisons on declared ranges exist, so every fact falls into finitely many cells
and every question about a pack has an exact answer.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from triage.core.wording import Frozen, Identifier


class Holds(Frozen):
    """A yes-or-no fact is answered yes."""

    fact: Identifier

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return value is True


class Is(Frozen):
    """A fact has one value (`true`, `false`, a number or a choice)."""

    fact: Identifier
    is_: bool | int | str = Field(alias="is")

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return value == self.is_ and isinstance(value, bool) == isinstance(self.is_, bool)


class In(Frozen):
    """A choice is one of several."""

    fact: Identifier
    in_: tuple[str, ...] = Field(alias="in", min_length=1)

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return value in self.in_


class Gte(Frozen):
    """A number or score is at least this."""

    fact: Identifier
    gte: int

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return isinstance(value, int) and value >= self.gte


class Lte(Frozen):
    """A number or score is at most this."""

    fact: Identifier
    lte: int

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return isinstance(value, int) and value <= self.lte


class Includes(Frozen):
    """A set has this member."""

    fact: Identifier
    includes: Identifier

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return isinstance(value, tuple) and self.includes in value


class Empty(Frozen):
    """A set has no member (`empty: true`) or at least one (`empty: false`)."""

    fact: Identifier
    empty: bool

    def test(self, value: object) -> bool:
        """Say whether an answered value meets the comparison."""
        return isinstance(value, tuple) and (not value) is self.empty


class Derived(Frozen):
    """A derived fact of the vocabulary holds."""

    derived: Identifier


class All(Frozen):
    """Every part holds."""

    all: "tuple[Rule, ...]" = Field(min_length=1)


class Any_(Frozen):  # noqa: N801 - `Any` is typing's
    """At least one part holds."""

    any: "tuple[Rule, ...]" = Field(min_length=1)


class Not(Frozen):
    """The part does not hold; unknown stays unknown."""

    not_: "Rule" = Field(alias="not")


class AtLeast(Frozen):
    """At least this many parts hold."""

    at_least: int = Field(ge=1)
    of: "tuple[Rule, ...]" = Field(min_length=1)


class Unconfirmed(Frozen):
    """The part is not answered yes: it is no, or still unknown.

    For safeguards that must be known to be in place (urgency) and for hints. Refused in
    criteria, where unanswered is never read as no.
    """

    unconfirmed: "Rule"


def _kind(rule: Any) -> str | None:
    """Return the tag of the rule's kind from the keys it is written with."""
    if not isinstance(rule, dict):
        return _KINDS.get(type(rule))
    for key in ("derived", "all", "any", "not", "at_least", "unconfirmed"):
        if key in rule:
            return key
    if "fact" not in rule:
        return None
    for key in ("is", "in", "gte", "lte", "includes", "empty"):
        if key in rule:
            return key
    return "fact"


Rule = Annotated[
    Annotated[Holds, Tag("fact")]
    | Annotated[Is, Tag("is")]
    | Annotated[In, Tag("in")]
    | Annotated[Gte, Tag("gte")]
    | Annotated[Lte, Tag("lte")]
    | Annotated[Includes, Tag("includes")]
    | Annotated[Empty, Tag("empty")]
    | Annotated[Derived, Tag("derived")]
    | Annotated[All, Tag("all")]
    | Annotated[Any_, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Unconfirmed, Tag("unconfirmed")],
    Discriminator(
        _kind,
        custom_error_type="rule",
        custom_error_message=(
            "a rule has one of the keys fact, derived, all, any, not, at_least, unconfirmed"
        ),
    ),
]

Comparison = Holds | Is | In | Gte | Lte | Includes | Empty
AnyRule = Comparison | Derived | All | Any_ | Not | AtLeast | Unconfirmed
"""The same models as `Rule`, for telling a rule from other values."""

_KINDS: dict[type, str] = {
    Holds: "fact",
    Is: "is",
    In: "in",
    Gte: "gte",
    Lte: "lte",
    Includes: "includes",
    Empty: "empty",
    Derived: "derived",
    All: "all",
    Any_: "any",
    Not: "not",
    AtLeast: "at_least",
    Unconfirmed: "unconfirmed",
}

for _model in (All, Any_, Not, AtLeast, Unconfirmed):
    _model.model_rebuild(_types_namespace={"Rule": Rule}, force=False)


def parts(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules directly inside a rule."""
    match rule:
        case All(all=inner) | Any_(any=inner) | AtLeast(of=inner):
            return inner
        case Not(not_=one) | Unconfirmed(unconfirmed=one):
            return (one,)
        case _:
            return ()


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield a rule and every rule inside it, outermost first."""
    yield rule
    for part in parts(rule):
        yield from walk(part)
