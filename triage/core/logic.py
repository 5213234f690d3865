"""Three-valued logic for facts that may be unanswered.

A clinician who has not answered has not answered *no*. A compound rule is settled as
soon as the answers that exist settle it, and unknown otherwise (Kleene's strong logic).
"""

from collections.abc import Iterable
from enum import StrEnum


class State(StrEnum):
    """What is known about a criterion."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_of(states: Iterable[State]) -> State:
    """Return no if one state is no, yes if all are yes, unknown otherwise."""
    seen = set(states)
    if State.NO in seen:
        return State.NO
    return State.UNKNOWN if State.UNKNOWN in seen else State.YES


def any_of(states: Iterable[State]) -> State:
    """Return yes if one state is yes, no if all are no, unknown otherwise."""
    seen = set(states)
    if State.YES in seen:
        return State.YES
    return State.UNKNOWN if State.UNKNOWN in seen else State.NO


def not_(state: State) -> State:
    """Return the opposite of a settled state; unknown stays unknown."""
    return _OPPOSITE[state]


def at_least(count: int, states: Iterable[State]) -> State:
    """Return yes if `count` states are yes, no if too few can still become yes."""
    listed = list(states)
    if listed.count(State.YES) >= count:
        return State.YES
    possible = len(listed) - listed.count(State.NO)
    return State.UNKNOWN if possible >= count else State.NO


_OPPOSITE = {State.YES: State.NO, State.NO: State.YES, State.UNKNOWN: State.UNKNOWN}
