"""The report: one row for each kind of fault, printed as it comes and written to the documents."""

import os
import platform
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.parts import Part
from tests.faults.running import ROOT
from tests.faults.tally import Tally, spaced

PAGE: Final = ROOT / "docs" / "reliability.md"
_HEAD: Final = """\
# Reliability

What breaks stores was done to ours on purpose. `make faults` does all of it again, on two cores in
under ten minutes, and writes this page; `python -m tests.faults NAME` does one row (names in
brackets), and the ordinary tests do a few of each. It takes Linux and a C compiler: a small library
stands between the program and the disk. Seeds are fixed: a case that fails is named by the seed
that shows it again. Where a planted defect must show is no matter of chance: right after each thing
that was acknowledged, and just before a file that was written in place is safe.

*Lost* is acknowledged work that was not there afterwards; *corrupt* is a store that did not open,
did not verify, or showed something that was never so. A *control* is the same without the
protection, or with nothing to find: a test that passes there as well would prove nothing.

| fault | what was done | count | lost | corrupt | control | seconds |
|---|---|---|---|---|---|---|
"""
_LIMITS: Final = """\

The row of pages of an older version of the same file is the one that loses: each of them was
written by the program and bears its seal. Decisions cannot be changed so, only be missing; the
access log's anchor, which stands on each letter, and a verified backup tell of that. Nothing tells
of a draft that is as it was some answers ago.

A killed process and a simulated power cut say nothing of a disk that tells it has written and has
not: no program can make up for one. The traces are of Linux; the same settings are used elsewhere
(with F_FULLFSYNC on macOS) and are not measured there.
"""


@dataclass(frozen=True)
class Row:
    """What one part came to."""

    part: Part
    tally: Tally
    control: Tally | None
    seconds: float

    @property
    def failures(self) -> tuple[str, ...]:
        """What speaks against it, the control that proves nothing included."""
        unproven = None if self.control is None else self.part.unproven(self.control)
        return self.tally.failures if unproven is None else (*self.tally.failures, unproven)

    def as_line(self) -> str:
        """Return the row of the table."""
        tally, part = self.tally, self.part
        control = "–" if self.control is None else part.control(self.control)
        counts = map(spaced, (tally.count, tally.lost, tally.corrupt))
        cells = (
            f"{part.fault} [{part.name}]",
            part.told(tally),
            *counts,
            control,
            f"{self.seconds:.0f}",
        )
        return f"| {' | '.join(cells)} |"


def page(rows: Sequence[Row]) -> str:
    """Return the document."""
    return "".join([_HEAD, *(f"{row.as_line()}\n" for row in rows), _ran_on(rows), _LIMITS])


def _ran_on(rows: Sequence[Row]) -> str:
    """Say what the figures were measured on: seconds mean nothing without it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took, worked = sum(row.seconds for row in rows), used.ru_utime + used.ru_stime
    machine = f"{os.cpu_count()} cores, {platform.system()},\nPython {platform.python_version()}"
    return (
        f"\nThese rows took {_minutes(took)}, and {_minutes(worked)} of the processors' time:"
        f" {machine}, a load of {os.getloadavg()[2]:.1f} over the last quarter of an hour. A minute"
        " of tests that break\noff at every step goes before them.\n"
    )


def _minutes(seconds: float) -> str:
    return "{} min {} s".format(*divmod(round(seconds), 60))


def write(rows: Sequence[Row], path: Path = PAGE) -> None:
    """Write the document."""
    path.write_text(page(rows), encoding="utf-8")
