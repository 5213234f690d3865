"""Kills, power cuts and full disks while whole files are made and moved: see `scenes`."""

import time
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Final

from tests.faults.diary import Folder, Replay, read
from tests.faults.disk import How, disk, scratch
from tests.faults.moments import moments
from tests.faults.scenes import SCENES, Scene
from tests.faults.tally import Tally
from tests.faults.writer import Tell, Writer
from triage.keys import KeysError
from triage.services import StoreError

_HOW: Final[tuple[How, ...]] = ("before", "half", "after")
IMAGES: Final = 25
"""Power cuts of one scene."""
_FULL: Final = frozenset({"disk_full", "not_written", "backup_no_space"})
"""What may be said of a full disk; each sentence tells to look for room."""


def kills(seeds: range) -> Tally:
    """Kill each scene in turn, from outside or in the middle of a change."""
    tally = Tally()
    for seed in seeds:
        scene = SCENES[seed % len(SCENES)]
        with scratch() as folder:
            tally = _killed(tally, seed, scene, folder / "data")
    return tally


def _killed(tally: Tally, seed: int, scene: Scene, data: Path) -> Tally:
    chance = Random(f"kill {seed}")  # noqa: S311 - the same kill for the same seed
    steps, seconds = _measured(scene)
    data.mkdir()
    scene.prepare(data)
    if chance.random() < 0.8:
        step, how = chance.randrange(1, steps + 1), chance.choice(_HOW)
        writer = Writer.start(partial(_work, scene, data, step=step, how=how))
    else:
        writer = Writer.start(partial(_work, scene, data))
        until = time.perf_counter() + chance.random() * seconds
        while time.perf_counter() < until:
            pass
        writer.kill()
    told, status = writer.end()
    if status not in (-9, 0):
        return (tally + Tally(1)).failed(seed, f"ended with {status}", lost=True)
    return _judged(tally, f"{seed}, {_name(scene)}", scene, data, told)


def cuts(seeds: range) -> Tally:
    """Cut the power in each scene in turn."""
    tally = Tally()
    for seed in seeds:
        scene = SCENES[seed % len(SCENES)]
        with scratch() as folder:
            tally = _cut(tally, seed, scene, folder)
    return tally


def _cut(tally: Tally, seed: int, scene: Scene, folder: Path) -> Tally:
    data, diary = folder / "data", folder / "diary"
    data.mkdir()
    scene.prepare(data)
    before = Folder.of(data)
    before.folders.add("")
    _, status = Writer.start(partial(_noted, scene, data, diary)).end()
    if status:
        return (tally + Tally(1)).failed(seed, f"the writer ended with {status}", lost=True)
    entries = read(diary)
    chance = Random(f"cut {seed}")  # noqa: S311 - the same cuts for the same seed
    when = moments(entries, IMAGES, chance)
    told: list[bytes] = []
    replay = Replay(before)
    for at in range(len(entries) + 1):
        style = when.get(at)
        if style is not None:
            image = folder / f"image-{at}"
            image.mkdir()
            replay.cut(style, chance).write(image)
            name = f"{seed}, {_name(scene)}, cut {at}, {style}"
            tally = _judged(tally, name, scene, image, told)
        if at == len(entries):
            break
        entry = entries[at]
        if entry.kind == "N":
            told.append(entry.data)
        else:
            replay.step(entry)
    return tally


def full(seeds: range) -> Tally:
    """Fill the disk at one change of each scene; a seed is the scene's number and the change's."""
    places = [(scene, step) for scene in SCENES for step in range(1, _measured(scene)[0] + 1)]
    tally = Tally()
    for seed in seeds:
        scene, step = places[seed - 1]
        with scratch() as folder:
            data = folder / "data"
            data.mkdir()
            scene.prepare(data)
            lines, status = Writer.start(partial(_filled, scene, data, step)).end()
            name = f"{seed}, {_name(scene)}, change {step}"
            if status:
                tally = (tally + Tally(1)).failed(name, f"ended with {status}", lost=True)
                continue
            refused = [line.decode()[1:] for line in lines if line[:1] == b"!"]
            told = [line for line in lines if line[:1] != b"!"]
            tally = _judged(tally, name, scene, data, told)
            tally = tally.counted(refused=bool(refused), put_off=not refused)
            for code in sorted(set(refused) - _FULL):
                tally = tally.failed(name, f"the user is told {code}")
    return tally


def changes(_seeds: range) -> Tally:
    """Count the changes of all scenes when there is room."""
    return Tally(sum(_measured(scene)[0] for scene in SCENES)).counted(refused=0)


def _judged(tally: Tally, seed: str, scene: Scene, data: Path, told: list[bytes]) -> Tally:
    wrong = scene.found(data, told)
    tally = tally + Tally(1).counted(acknowledged=bool(told))
    if wrong is None:
        return tally
    opens = not wrong.startswith("does not open")
    return tally.failed(seed, wrong, lost=opens, corrupt=not opens)


@cache
def _measured(scene: Scene) -> tuple[int, float]:
    """Return how many changes and seconds a scene has without any fault."""
    with scratch() as folder:
        # What is loaded when it is first used is so here, and not once more in every writer.
        here = folder / "here"
        here.mkdir()
        scene.prepare(here)
        scene.act(here, lambda _line: None)
        data = folder / "data"
        data.mkdir()
        scene.prepare(data)
        began = time.perf_counter()
        lines, status = Writer.start(partial(_counted, scene, data)).end()
        if status:
            raise RuntimeError(f"{_name(scene)} ended with {status}")
        return int(lines[-1]), time.perf_counter() - began


def _counted(scene: Scene, data: Path, tell: Tell) -> None:
    disk().watch(data)
    scene.act(data, lambda _line: None)
    tell(str(disk().steps).encode())


def _work(scene: Scene, data: Path, tell: Tell, *, step: int = 0, how: How = "before") -> None:
    if step:
        disk().watch(data)
        disk().die_at(step, how)
    scene.act(data, tell)


def _noted(scene: Scene, data: Path, diary: Path, _tell: Tell) -> None:
    disk().watch(data, diary)
    scene.act(data, disk().note)


def _filled(scene: Scene, data: Path, step: int, tell: Tell) -> None:
    disk().watch(data)
    disk().full_at(step)
    try:
        scene.act(data, tell)
    except (StoreError, KeysError) as error:
        tell(f"!{error.code}".encode())
        disk().make_room()
        scene.act(data, tell)


def _name(scene: Scene) -> str:
    return type(scene).__name__
