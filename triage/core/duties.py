"""What a pack's cases should show between them: every leaf, threshold and form, each way.

Knows what there is to show. For which patients it shows stands in `deciding`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from triage.core.leaves import Leaf, leaves
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.pack import Pack
from triage.core.rules import Derived, Gte, Lte
from triage.core.vocabulary import SetFact, Vocabulary


class Kind(StrEnum):
    """What a duty is about."""

    LEAF = "leaf"
    THRESHOLD = "threshold"
    FORM = "form"
    PARALLEL = "parallel"
    PREREQUISITE = "prerequisite"
    URGENCY = "urgency"


class Way(StrEnum):
    """How it is to show."""

    MET = "met"  # a leaf holds, and if it did not the outcome would be another
    FAILING = "failing"  # a leaf does not hold, and if it did the outcome would be another
    INDICATED = "indicated"
    RECOMMENDED = "recommended"
    GAP = "gap"  # indicated where nobody offers it
    OFFERED = "offered"  # beside the recommended form
    STANDING = "standing"  # a prerequisite shown as a condition
    SETTLED = "settled"  # a prerequisite asked for and fulfilled
    REACHED = "reached"  # an urgency class


class Reason(StrEnum):
    """Why no patient at all can show a duty."""

    UNUSED = "unused"  # no form and no parallel offer asks for the criterion
    IN_RULE = "in_rule"  # the rest of its own rule settles it whatever the leaf says
    IN_FORM = "in_form"  # other criteria of the forms that ask for it settle it
    SCOPE = "scope"  # such patients are outside palliative care already
    CAUGHT = "caught"  # other forms always take those patients
    BOUNDARY = "boundary"  # it decides, but never at the boundary itself
    EVERYWHERE = "everywhere"  # offered wherever anyone lives
    NOWHERE = "nowhere"  # offered nowhere
    NOT_ASKED = "not_asked"  # no form that is recommended asks for the prerequisite
    SWITCHED_OFF = "switched_off"  # only some units ask for it, and none has switched it on
    NOBODY = "nobody"  # no patient comes there


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that some case of a pack should show."""

    kind: Kind
    subject: str
    """A leaf's place, or the id of a form, prerequisite or urgency class."""
    way: Way
    leaf: Leaf | None = None
    value: int | None = None
    """The last value on this side of a threshold."""

    @property
    def fact(self) -> str | None:
        """The fact that the leaf looks at; None for what is not about a leaf."""
        rule = None if self.leaf is None else self.leaf.rule
        return None if rule is None or isinstance(rule, Derived) else rule.fact

    @property
    def id(self) -> str:
        """Return a name that no other duty of the pack has."""
        at = "" if self.value is None else f"={self.value}"
        return f"{self.kind}:{self.subject}{at}:{self.way}"


@dataclass(frozen=True, slots=True)
class Impossible:
    """Why no case can show a duty; `forms` take the patients in question."""

    reason: Reason
    forms: tuple[str, ...] = ()


def duties(pack: Pack, vocabulary: Vocabulary) -> tuple[Duty, ...]:
    """Return everything that a pack's cases should show, in reading order."""
    return (*_of_leaves(pack, vocabulary), *_of_forms(pack), *_of_the_rest(pack, vocabulary))


def _of_leaves(pack: Pack, vocabulary: Vocabulary) -> Iterator[Duty]:
    for leaf in leaves(pack, vocabulary):
        for way in (Way.MET, Way.FAILING):
            yield Duty(Kind.LEAF, leaf.id, way, leaf)
        for way, value in _sides(leaf, vocabulary):
            yield Duty(Kind.THRESHOLD, leaf.id, way, leaf, value)


def _sides(leaf: Leaf, vocabulary: Vocabulary) -> Iterator[tuple[Way, int]]:
    """Yield the last value on each side of a threshold, as far as the fact has it."""
    match leaf.rule:
        case Gte(fact=fact, gte=bound):
            sides = ((Way.MET, bound), (Way.FAILING, bound - 1))
        case Lte(fact=fact, lte=bound):
            sides = ((Way.MET, bound), (Way.FAILING, bound + 1))
        case _:
            return
    asked = vocabulary.fact[fact]
    values = () if isinstance(asked, SetFact) else asked.values
    yield from ((way, value) for way, value in sides if value in values)


def _of_forms(pack: Pack) -> Iterator[Duty]:
    for form in pack.care_form:
        for way in (Way.INDICATED, Way.RECOMMENDED, Way.GAP):
            yield Duty(Kind.FORM, form, way)
    yield Duty(Kind.FORM, NOT_PALLIATIVE, Way.INDICATED)
    for parallel in pack.parallel:
        yield Duty(Kind.PARALLEL, parallel.id, Way.OFFERED)


def _of_the_rest(pack: Pack, vocabulary: Vocabulary) -> Iterator[Duty]:
    for prerequisite in pack.prerequisite:
        for way in (Way.STANDING, Way.SETTLED):
            yield Duty(Kind.PREREQUISITE, prerequisite, way)
    for urgency in vocabulary.urgency.classes:
        yield Duty(Kind.URGENCY, urgency.id, Way.REACHED)
