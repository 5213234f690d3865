"""Breaking pieces one after another, and what came of them."""

import time
import traceback
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from tests.fuzz.targets import Target

_TRIES: Final = 3


@dataclass
class Outcome:
    """What came of many pieces. Times are of the processor, in milliseconds."""

    pieces: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    worst: float = 0.0
    worst_piece: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.pieces += other.pieces
        self.endings += other.endings
        self.faults += other.faults
        if other.worst > self.worst:
            self.worst, self.worst_piece = other.worst, other.worst_piece


def piece(target: Target, number: int) -> bytes:
    """Return a piece, the same for the same number."""
    return target.make(Random(f"{target.name} {number}"))  # noqa: S311 - to be repeated


def run(target: Target, numbers: Iterable[int]) -> Outcome:
    """Use each piece; nothing that one raises stops the others."""
    found = Outcome()
    for number in numbers:
        data = piece(target, number)
        before = time.process_time()
        try:
            ending = target.use(data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            places = traceback.extract_tb(error.__traceback__)
            last = places[-1]
            found.faults.append(
                f"{target.name} {number}: {type(error).__name__} at "
                f"{Path(last.filename).name}:{last.lineno}"
            )
            ending = "FAULT"
        taken = (time.process_time() - before) * 1000
        found.pieces += 1
        found.endings[ending] += 1
        if taken > found.worst:
            taken = _again(target, data, taken)
        if taken > found.worst:
            found.worst, found.worst_piece = taken, number
    return found


def _again(target: Target, data: bytes, least: float) -> float:
    """Return the shortest of some tries: what else the machine did is no part of a piece."""
    for _ in range(_TRIES):
        before = time.process_time()
        with suppress(Exception):  # counted already
            target.use(data)
        least = min(least, (time.process_time() - before) * 1000)
    return least
