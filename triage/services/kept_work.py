"""Work that is not done twice: criteria made ready, and the answers that were weighed last.

Going from checklist to review to letter and back shows the same answers under the same criteria.
Weighing them again, or making a decision's criteria ready anew from its snapshot, is most of the
time that such a step would take. What is kept is little, and gone with the program.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from triage.core.recommend import recommend

if TYPE_CHECKING:
    from datetime import date

    from triage.core.compiled import CompiledPack
    from triage.core.recommendation import Recommendation
    from triage.core.vocabulary import Facts

_FEW: Final = 6
_Made = TypeVar("_Made")


class Latest(Generic[_Made]):
    """The few things that were asked for last, by what they are made from."""

    def __init__(self, few: int = _FEW) -> None:
        self._few = few
        self._kept: OrderedDict[Hashable, _Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what was made for a key, or make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()  # not under the lock: made twice at the same time is no harm
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._few:
                self._kept.popitem(last=False)
        return made


class KeptWork:
    """What one workstation has made ready and weighed."""

    def __init__(self) -> None:
        self._decided: Latest[CompiledPack] = Latest()
        # With what they are made from, so that its identity is not another's meanwhile.
        self._switched: Latest[tuple[CompiledPack, CompiledPack]] = Latest()
        self._weighed: Latest[tuple[CompiledPack, Recommendation]] = Latest()

    def decided(self, digest: str, make: Callable[[], CompiledPack]) -> CompiledPack:
        """Return the criteria of a snapshot, ready to weigh."""
        return self._decided.get(digest, make)

    def with_local(self, compiled: CompiledPack, switched_on: frozenset[str]) -> CompiledPack:
        """Return criteria with these local prerequisites."""
        if compiled.switched_on == switched_on:
            return compiled

        def made() -> tuple[CompiledPack, CompiledPack]:
            return compiled, replace(compiled, switched_on=switched_on)

        return self._switched.get((id(compiled), switched_on), made)[1]

    def recommendation(self, compiled: CompiledPack, facts: Facts, day: date) -> Recommendation:
        """Weigh answers, unless these were weighed by the same criteria a moment ago."""
        # With their types, for True equals 1.
        answers = tuple((name, type(facts[name]), facts[name]) for name in sorted(facts))

        def made() -> tuple[CompiledPack, Recommendation]:
            return compiled, recommend(compiled, facts, day)

        return self._weighed.get((id(compiled), day, answers), made)[1]
