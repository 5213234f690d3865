"""kill -9 while somebody works: from outside at a random moment, or inside a chosen system call.

The process is a child that works through the service layer and tells what was acknowledged. Half
of the kills come from another process after a random number of acts and a random wait, as the
real ones do; the other half in the middle of a change of a file, which a clock seldom hits.
"""

import time
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from tests.faults.disk import How, disk, scratch
from tests.faults.journey import Journey
from tests.faults.ledger import ledger_of
from tests.faults.opening import examined, opened, work_hard
from tests.faults.tally import Tally
from tests.faults.warming import warm
from tests.faults.writer import Tell, Writer
from tests.keys_for_tests import KEY
from triage.services.backup_trial import tried

_ENDLESS: Final = 100_000
_STEPS: Final = 700
_HOW: Final[tuple[How, ...]] = ("before", "half", "after")


def writing(seeds: range) -> Tally:
    """Kill writers, each in a store of its own."""
    warm()
    tally = Tally()
    for seed in seeds:
        with scratch() as folder:
            tally = _one(tally, seed, folder / "data", backups=0.0)
    return tally


def backing_up(seeds: range) -> Tally:
    """Kill writers that make a backup every few acts."""
    warm()
    tally = Tally()
    for seed in seeds:
        with scratch() as folder:
            tally = _one(tally, seed, folder / "data", backups=0.3)
            wrong = _wrong_backups(folder / "data")
            if wrong is not None:
                tally = tally.failed(seed, wrong, lost=True)
    return tally


def _wrong_backups(folder: Path) -> str | None:
    """Say what is wrong with the backups that a killed writer left; None where nothing is."""
    workplace = opened(folder)
    try:
        with workplace.store._reading() as connection:
            query = "SELECT count(*) FROM access_log WHERE act = 'backed_up'"
            told = connection.execute(query).fetchone()[0]
        there = workplace.backups.list()
        for one in there:
            if not one.good:
                return f"a backup is {one.code}"
            tried(one.path, KEY, None, folder / "tried.db")
    finally:
        workplace.close()
    return None if len(there) >= told else f"{told} backups are told of and {len(there)} are there"


def _one(tally: Tally, seed: int, folder: Path, *, backups: float) -> Tally:
    chance = Random(f"kill {seed}")  # noqa: S311 - the same kill for the same seed
    if seed % 2:
        step = chance.randrange(1, _STEPS)
        writer = Writer.start(
            partial(_work, folder, seed, backups=backups, step=step, how=chance.choice(_HOW))
        )
    else:
        writer = Writer.start(partial(_work, folder, seed, backups=backups))
        writer.hear(chance.randrange(1, 240))
        until = time.perf_counter() + chance.random() * 0.004
        while time.perf_counter() < until:
            pass
        writer.kill()
    lines, status = writer.end()
    if status != -9:
        return (tally + Tally(1)).failed(seed, f"was not killed but ended with {status}", lost=True)
    return examined(tally, seed, folder, ledger_of(lines))


def _work(
    folder: Path, seed: int, tell: Tell, *, backups: float, step: int = 0, how: How = "before"
) -> None:
    if step:
        disk().watch(folder.parent)
        disk().die_at(step, how)
    workplace = opened(folder)
    work_hard(workplace)
    Journey(workplace, seed, tell).go(_ENDLESS, backups=backups)
