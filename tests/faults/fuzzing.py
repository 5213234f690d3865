"""What comes from outside, broken: the pieces of `tests.fuzz`, counted with the other faults."""

from collections.abc import Callable
from typing import Final

from tests.faults.tally import Tally
from tests.fuzz.running import run
from tests.fuzz.targets import TARGETS

_SLOW: Final = 50.0
"""Milliseconds that no piece should take."""


def _target(name: str) -> Callable[[range], Tally]:
    target = next(one for one in TARGETS if one.name == name)

    def pieces(seeds: range) -> Tally:
        found = run(target, seeds)
        tally = Tally(found.pieces).counted(slow=found.worst > _SLOW)
        for fault in found.faults:
            tally = tally.failed(fault.partition(":")[0], fault, corrupt=True)
        return tally

    return pieces


pack_files = _target("pack files")
criteria = _target("criteria")
archives = _target("archives")
envelopes = _target("envelopes")
