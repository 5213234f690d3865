"""Power cuts, replayed from the diary of a writer's disk: many images of one working day."""

from functools import partial
from pathlib import Path
from random import Random
from typing import Final, Literal

from tests.faults.diary import Folder, Replay, read
from tests.faults.disk import disk, scratch
from tests.faults.journey import Journey
from tests.faults.ledger import Ledger
from tests.faults.moments import moments
from tests.faults.opening import examined, opened, work_hard
from tests.faults.tally import Tally
from tests.faults.warming import warm
from tests.faults.writer import Tell, Writer

Synchronous = Literal["FULL", "NORMAL", "OFF"]
ACTS: Final = 60
IMAGES: Final = 50
"""Cuts of one working day."""


def cuts(seeds: range, synchronous: Synchronous = "FULL") -> Tally:
    """Cut the power `IMAGES` times in each of some working days."""
    warm()
    tally = Tally()
    for seed in seeds:
        with scratch() as folder:
            tally = _one(tally, seed, folder, synchronous)
    return tally


def _one(tally: Tally, seed: int, folder: Path, synchronous: Synchronous) -> Tally:
    data, diary = folder / "data", folder / "diary"
    _, status = Writer.start(partial(_work, data, diary, seed, synchronous)).end()
    if status:
        return (tally + Tally(1)).failed(seed, f"the writer ended with {status}", lost=True)
    entries = read(diary)
    chance = Random(f"cut {seed}")  # noqa: S311 - the same cuts for the same seed
    when = moments(entries, IMAGES, chance)
    replay, ledger = Replay(Folder(folders={""})), Ledger()
    for at in range(len(entries) + 1):
        style = when.get(at)
        if style is not None:
            image = folder / f"image-{at}"
            image.mkdir()
            replay.cut(style, chance).write(image)
            name = f"{seed}, cut {at}, {style}"
            tally = examined(tally, name, image, ledger)
        if at == len(entries):
            break
        entry = entries[at]
        if entry.kind == "N":
            ledger = ledger.told(entry.data)
        else:
            replay.step(entry)
    return tally


def _work(data: Path, diary: Path, seed: int, synchronous: Synchronous, _tell: Tell) -> None:
    data.mkdir()
    disk().watch(data, diary)
    workplace = opened(data)
    work_hard(workplace)
    if synchronous != "FULL":  # which is for the program to see to
        with workplace.store._reading() as connection:
            connection.execute(f"PRAGMA synchronous = {synchronous}")
    Journey(workplace, seed, disk().note).go(ACTS)
    workplace.close()


def cuts_at_normal(seeds: range) -> Tally:
    """Cut the power while the store does not wait for the disk: the control."""
    return cuts(seeds, "NORMAL")
