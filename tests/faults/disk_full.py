"""A disk that is full from the n-th change on, for every n of one working day.

What was acknowledged must be readable while there is no room, the refusal must say that the disk
is full, and the same act must be done when there is room again. The day has a start on an empty
folder, and a second one on what the first part left.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from tests.faults.disk import disk, scratch
from tests.faults.journey import Journey
from tests.faults.ledger import ledger_of, missing
from tests.faults.opening import examined, opened, work_hard
from tests.faults.tally import Tally
from tests.faults.warming import warm
from tests.faults.writer import Tell, Writer
from triage.services import StoreError, Workplace

ACTS: Final = 16
_MORE: Final = 3
"""Acts after there is room again."""


def every_step(seeds: range) -> Tally:
    """Fill the disk at each change of the day; a seed is the number of the change, from 1."""
    warm()
    tally = Tally()
    for step in seeds:
        with scratch() as folder:
            tally = _one(tally, step, folder / "data")
    return tally


def _one(tally: Tally, step: int, data: Path) -> Tally:
    lines, status = Writer.start(partial(_work, data, step)).end()
    if status:
        return (tally + Tally(1)).failed(step, f"the writer ended with {status}", lost=True)
    refused = [line.decode().removeprefix("!") for line in lines if line.startswith(b"!")]
    tally = examined(tally, step, data, ledger_of(line for line in lines if line[:1] == b"["))
    # Without a refusal the change was one that can wait: the log is moved into the store later.
    tally = tally.counted(refused=bool(refused), put_off=not refused)
    for code in sorted({code for code in refused if code != "disk_full"}):
        tally = tally.failed(step, f"the user is told {code}")
    return tally


def day(_seeds: range) -> Tally:
    """Count the changes of files that the day has when there is room; nothing may be refused."""
    warm()
    with scratch() as folder:
        lines, _ = Writer.start(partial(_work, folder / "data", 0)).end()
    refused = sum(line.startswith(b"!") for line in lines)
    return Tally(int(lines[-1].removeprefix(b"#"))).counted(refused=refused)


def _work(data: Path, step: int, tell: Tell) -> None:
    data.mkdir()
    disk().watch(data)
    if step:
        disk().full_at(step)
    workplace = _opened(data, tell)
    journey = Journey(workplace, 1, tell)
    until = ACTS
    while journey.ledger.acknowledged < until:
        if journey.ledger.acknowledged == ACTS // 2:
            workplace.close()
            workplace = _opened(data, tell)
            journey.go_on(workplace)
        try:
            journey.again()
            journey.go(1, checkpoints=0.2)
        except StoreError as error:
            tell(f"!{error.code}".encode())
            _look(journey, workplace)
            disk().make_room()
            until = journey.ledger.acknowledged + _MORE
    workplace.close()
    tell(f"#{disk().steps}".encode())


def _opened(data: Path, tell: Tell) -> Workplace:
    try:
        workplace = opened(data)
    except StoreError as error:
        tell(f"!{error.code}".encode())
        disk().make_room()
        workplace = opened(data)
    work_hard(workplace)
    return workplace


def _look(journey: Journey, workplace: Workplace) -> None:
    """Read all that was acknowledged while there is no room; what was refused left no trace."""
    lost = missing(replace(journey.ledger, under_way=None), workplace)
    if lost:
        raise AssertionError("; ".join(lost))
