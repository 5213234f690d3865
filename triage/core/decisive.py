"""How much each question decides by itself: for how many patients its answer alone tips.

A question decides for a patient where another answer to it, everything else as it is, gives
another outcome: it is then the one question that cannot be left out. Exact over every fully
answered patient, by the pack's diagrams.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from triage.core.diagram import Diagram
from triage.core.diagram_store import NODE_CAP, DiagramTooLargeError, Level, Node
from triage.core.outcomes import Outcomes

_PLACES = 9
"""Decimals that are kept, so that what is equal stays equal on every platform."""


class _Apart:
    """The value of patients for whom a question decides; unlike every outcome of a pack."""


@dataclass(frozen=True, slots=True)
class Decisive:
    """For which share of patients another answer to one question alone changes what.

    Shares weigh answers, not people: each question's values count alike (`Cells.weights`) and
    the questions are taken as independent.
    """

    form: float
    """The care form: the one that the need points to, or the one that is recommended for it."""
    urgency: float


def decisive(outcomes: Outcomes, cap: int = NODE_CAP) -> Mapping[str, Decisive]:
    """Return what each question decides, by fact; questions that decide nothing are left out.

    What the diagrams cannot settle within the cap counts as deciding for everyone: a question
    is rather asked in vain than lost.
    """
    diagram = outcomes.diagram
    form = diagram.combine(outcomes.indicated, outcomes.recommended, lambda *both: both)
    urgency = outcomes.urgency
    live = {root: diagram.support(root, {}) for root in (form, urgency)}

    def share(root: Node, level: Level) -> float:
        return _tipped(outcomes, root, level, cap) if level in live[root] else 0.0

    return {
        outcomes.cells[level].fact: Decisive(share(form, level), share(urgency, level))
        for level in sorted(live[form] | live[urgency])
    }


def _tipped(outcomes: Outcomes, root: Node, level: Level, cap: int) -> float:
    """Return the share of patients whose outcome one question can change by itself."""
    scratch = Diagram(outcomes.diagram.arity, cap)
    try:
        agreed = outcomes.diagram.agreed(root, level, scratch, _Apart)
    except DiagramTooLargeError:
        return 1.0

    def leaf(value: Hashable) -> float:
        return float(value is _Apart)

    def join(at: Level, below: Sequence[float]) -> float:
        return sum(
            weight * share for weight, share in zip(outcomes.weights[at], below, strict=True)
        )

    tipped: float = scratch.fold(agreed, leaf, join)
    return round(tipped, _PLACES)
