"""The programme: every kind of fault, how many of it, and what its control must show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.faults.tally import Tally

Words = Callable[[Tally], str]
Broken = Callable[[Tally], str | None]


def _nothing(_tally: Tally) -> None:
    return None


@dataclass(frozen=True)
class Part:
    """One row of the report. `runs` are functions of this package, each with how many seeds.

    A seed is one fault, or one working day with many. `short` are the seeds of the ordinary tests.
    `control` tells what happens without the protection; `unproven` says why a control that shows
    nothing leaves the row without worth.
    """

    name: str
    fault: str
    done: str
    run: str
    seeds: int
    short: int
    counted_by: str | None = None
    """Tells how many seeds there are, from 1, where that is not fixed."""
    control_run: str | None = None
    control_seeds: int = 0
    control_short: int = 0
    control: Words = lambda _tally: "–"
    unproven: Broken = _nothing
    found: Words = lambda _tally: ""

    def told(self, tally: Tally) -> str:
        """Return what was done, and what else was counted."""
        found = self.found(tally)
        return f"{self.done}: {found}" if found else self.done


def _loses(tally: Tally) -> str | None:
    return None if tally.lost or tally.corrupt else "the control lost nothing"


def _at_normal(tally: Tally) -> str:
    return f"`synchronous=NORMAL`: {tally.lost} of {tally.count} images lost acknowledged work"


PARTS: Final[tuple[Part, ...]] = (
    Part(
        "kill_writing",
        "`kill -9` while answers are saved and decisions signed",
        "Killed from outside at a random moment, or before, half-way through and after a chosen "
        "change of a file; opened, verified, compared with what was acknowledged",
        "kills.writing",
        seeds=220,
        short=4,
    ),
    Part(
        "power",
        "Power cut while answers are saved and decisions signed",
        "Images made from the trace of all writes: what was not synced is dropped, torn by "
        "sector or reordered; each opened, verified, compared",
        "power_cuts.cuts",
        seeds=40,
        short=2,
        control_run="power_cuts.cuts_at_normal",
        control_seeds=10,
        control_short=1,
        control=_at_normal,
        unproven=_loses,
    ),
    Part(
        "disk_full",
        "Disk full from the n-th change on, for every n of a day",
        "What was acknowledged is read while there is no room, the refusal names the full disk, "
        "and the same act is done once there is room",
        "disk_full.every_step",
        seeds=0,
        short=6,
        counted_by="disk_full.day",
        control=lambda day: f"room throughout: {day.other['refused']} of {day.count} refused",
        unproven=lambda day: "refused with room" if day.other["refused"] else None,
    ),
)
