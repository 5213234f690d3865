"""One truth table, shared by both evaluators."""

from itertools import product

import pytest

from triage.core.diagram import Diagram
from triage.core.diagram_store import DiagramTooLargeError
from triage.core.logic import State, all_of, any_of, at_least, not_

Y, N, U = State.YES, State.NO, State.UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (Y, Y, Y, Y),
        (Y, N, N, Y),
        (Y, U, U, Y),
        (N, Y, N, Y),
        (N, N, N, N),
        (N, U, N, U),
        (U, Y, U, Y),
        (U, N, N, U),
        (U, U, U, U),
    ],
)
def test_the_truth_table(left: State, right: State, both: State, either: State) -> None:
    assert all_of([left, right]) is both
    assert any_of([left, right]) is either
    assert at_least(2, [left, right]) is both
    assert at_least(1, [left, right]) is either
    assert not_(all_of([not_(left), not_(right)])) is either
    assert _by_diagram(left, right, "both") is both
    assert _by_diagram(left, right, "either") is either


def test_nothing_to_hold_holds() -> None:
    assert all_of([]) is Y
    assert any_of([]) is N


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_at_least_is_what_every_completion_agrees_on(count: int) -> None:
    for states in product((Y, N, U), repeat=4):
        outcomes = {
            sum(one is Y for one in full) >= count
            for full in product((Y, N), repeat=4)
            if all(given in (U, one) for given, one in zip(states, full, strict=True))
        }
        expected = U if len(outcomes) == 2 else Y if True in outcomes else N
        assert at_least(count, states) is expected


def _by_diagram(left: State, right: State, operator: str) -> State:
    diagram = Diagram([2, 2])
    nodes = [diagram.literal(level, (False, True)) for level in (0, 1)]
    root = getattr(diagram, operator)(*nodes)
    answers = {
        level: int(state is Y) for level, state in enumerate((left, right)) if state is not U
    }
    outcomes = diagram.outcomes(root, answers)
    return U if len(outcomes) == 2 else Y if True in outcomes else N


def test_a_diagram_that_grows_too_large_is_refused_rather_than_guessed() -> None:
    diagram = Diagram([2, 2, 2], cap=4)  # two leaves, so room for two facts
    diagram.literal(0, (False, True))
    diagram.literal(1, (False, True))

    with pytest.raises(DiagramTooLargeError, match="more than 4"):
        diagram.literal(2, (False, True))
