"""Calls for advice searched and counted: never a caller, and a protected patient only by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage.services.advice_call import Call, in_a_list
from triage.store.folding import number_key, words_of


@dataclass(frozen=True, slots=True)
class Sum:
    """Calls of a period: how many, how many minutes were noted, by whose profession and unit."""

    calls: int
    minutes: int
    timed: int
    """Calls whose minutes were noted."""
    callers: tuple[tuple[str, int], ...]
    units: tuple[tuple[str, int], ...]


def matching(calls: Iterable[Call], query: str) -> tuple[Call, ...]:
    """Return the calls that hold every word of a query, the last one perhaps only begun.

    A protected patient's name and number are looked for only as a whole number.
    """
    wanted = words_of(query)
    number = number_key(query)
    return tuple(one for one in calls if _matches(one, wanted, number))


def _matches(call: Call, wanted: Sequence[str], number: str) -> bool:
    patient = call.new.patient
    told = in_a_list(call)
    texts = [told.question, told.advice, told.caller_unit, call.who]
    if patient is not None:
        if number and number == number_key(patient.number):
            return True
        if not patient.protected:
            texts += [patient.name, patient.alias, patient.number or ""]
    held = {word for text in texts for word in words_of(text)}
    return all(any(word.startswith(one) for word in held) for one in wanted)


def summed(calls: Iterable[Call]) -> Sum:
    """Return how many calls there were, and from where."""
    found = list(calls)
    timed = [one.new.minutes for one in found if one.new.minutes is not None]
    return Sum(
        calls=len(found),
        minutes=sum(timed),
        timed=len(timed),
        callers=_counted(one.new.caller for one in found),
        units=_counted(one.new.caller_unit for one in found),
    )


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
