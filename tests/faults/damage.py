"""Files damaged behind the program's back: each is noticed before anything of a patient is shown.

Noticed means that the store does not open, and that what is said then offers a restore. A file
that opens nevertheless must hold all of the truth: then what was damaged held nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

from tests.faults.disk import scratch
from tests.faults.journey import Journey
from tests.faults.ledger import Ledger, missing
from tests.faults.opening import opened
from tests.faults.tally import Tally
from triage.services import StoreError
from triage.store import health
from triage.store.findings import Finding, Remedy

PAGE: Final = 4096
STORE: Final = "vagval.db"
LOG: Final = "vagval.db-wal"
_FRAME: Final = PAGE + 24


@dataclass(frozen=True)
class Made:
    """A store at rest in an older and a newer version, and one whose log was not moved in yet."""

    older: bytes
    newer: bytes
    at_rest: Ledger
    store: bytes
    log: bytes
    with_log: Ledger
    foreign: bytes
    foreign_log: bytes


Damage = Callable[[Made, Path, Random], Ledger]
"""Writes a damaged store into an empty folder; returns what it held."""


def _whole(made: Made, folder: Path) -> bytearray:
    (folder / STORE).write_bytes(made.newer)
    return bytearray(made.newer)


def bit_flip(made: Made, folder: Path, chance: Random) -> Ledger:
    """Turn one bit."""
    content = _whole(made, folder)
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    (folder / STORE).write_bytes(content)
    return made.at_rest


def zeroed_page(made: Made, folder: Path, chance: Random) -> Ledger:
    """Put zeros in the place of a page."""
    content = _whole(made, folder)
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = bytes(PAGE)
    (folder / STORE).write_bytes(content)
    return made.at_rest


def truncated(made: Made, folder: Path, chance: Random) -> Ledger:
    """Cut the end off, at a page or within one."""
    content = _whole(made, folder)
    unit = chance.choice([1, PAGE])
    length = chance.randrange(1, (len(content) - 1) // unit + 1) * unit
    (folder / STORE).write_bytes(content[:length])
    return made.at_rest


def swapped_pages(made: Made, folder: Path, chance: Random) -> Ledger:
    """Let two pages change places."""
    content = _whole(made, folder)
    one, other = (page * PAGE for page in chance.sample(range(len(content) // PAGE), 2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    content[one : one + PAGE], content[other : other + PAGE] = second, first
    (folder / STORE).write_bytes(content)
    return made.at_rest


def garbage_header(made: Made, folder: Path, chance: Random) -> Ledger:
    """Put noise where the file begins."""
    content = _whole(made, folder)
    length = chance.choice([1, 16, 100, 512, PAGE])
    noise = chance.randbytes(length)
    if noise == content[:length]:
        noise = bytes(byte ^ 0xFF for byte in noise)
    content[:length] = noise
    (folder / STORE).write_bytes(content)
    return made.at_rest


def foreign_page(made: Made, folder: Path, chance: Random) -> Ledger:
    """Put the page of another store there, which is under the same key."""
    content = _whole(made, folder)
    at = chance.randrange(min(len(content), len(made.foreign)) // PAGE) * PAGE
    content[at : at + PAGE] = made.foreign[at : at + PAGE]
    (folder / STORE).write_bytes(content)
    return made.at_rest


def broken_log(made: Made, folder: Path, chance: Random) -> Ledger:
    """Damage the log beside the store, but for its last commit, or put another store's there."""
    (folder / STORE).write_bytes(made.store)
    log = bytearray(made.log)
    within = last_commit(made.log)
    match chance.choice(["flipped", "zeroed", "foreign"]):
        case "flipped":
            log[chance.randrange(within)] ^= 1 << chance.randrange(8)
        case "zeroed":
            at = chance.randrange(within - 512)
            log[at : at + 512] = bytes(512)
        case "foreign":
            log = bytearray(made.foreign_log)
    (folder / LOG).write_bytes(log)
    return made.with_log


def last_commit(log: bytes) -> int:
    """Return where the frames of the last commit begin."""
    commits = [
        at + _FRAME
        for at in range(32, len(log) - _FRAME + 1, _FRAME)
        if int.from_bytes(log[at + 4 : at + 8], "big")
    ]
    return commits[-2]


# ---- what is whole, and older than it should be ------------------------------------------------


def older_page(made: Made, folder: Path, chance: Random) -> Ledger:
    """Let a page be as it was in an older version of this very file."""
    content = _whole(made, folder)
    pages = range(0, min(len(made.older), len(content)), PAGE)
    differing = [at for at in pages if made.older[at : at + PAGE] != content[at : at + PAGE]]
    at = chance.choice(differing)
    content[at : at + PAGE] = made.older[at : at + PAGE]
    (folder / STORE).write_bytes(content)
    return made.at_rest


def shorter_log(made: Made, folder: Path, chance: Random) -> Ledger:
    """Let the log end earlier, or be gone."""
    (folder / STORE).write_bytes(made.store)
    frames = (len(made.log) - 32) // _FRAME
    length = chance.choice([0, 32 + chance.randrange(frames) * _FRAME])
    (folder / LOG).write_bytes(made.log[:length])
    return made.with_log


KINDS: Final[dict[str, Damage]] = {
    kind.__name__: kind
    for kind in (
        bit_flip,
        zeroed_page,
        truncated,
        swapped_pages,
        garbage_header,
        foreign_page,
        broken_log,
    )
}
STALE: Final[dict[str, Damage]] = {kind.__name__: kind for kind in (older_page, shorter_log)}
"""Each page of these was written by the program, once: the cipher has nothing to refuse."""


def files(seeds: range) -> Tally:
    """Damage a file of each kind in turn, and look whether it is noticed."""
    return _damaged(seeds, KINDS)


def stale(seeds: range) -> Tally:
    """Give back what was true before, in each way in turn; shown so, it counts as lost."""
    tally = _damaged(seeds, STALE)
    shown = sum("shown" in failure for failure in tally.failures)
    later = len(tally.failures) - shown
    other = tally.other + Counter(later=later)
    return Tally(tally.count, lost=shown, other=other)


def unread(seeds: range) -> Tally:
    """Damage the same files while no page is read before it is wanted: the control."""
    with patch.object(health, "require_whole_pages"):
        tally = files(seeds)
    return Tally(tally.count, corrupt=tally.corrupt)


def _damaged(seeds: range, kinds: Mapping[str, Damage]) -> Tally:
    names = list(kinds)
    tally = Tally()
    for seed in seeds:
        name = names[seed % len(names)]
        with scratch() as folder:
            ledger = kinds[name](made(), folder, Random(f"damage {seed}"))  # noqa: S311 - repeatable
            tally = _noticed(tally, f"{seed}, {name}", folder, ledger)
    return tally


def _noticed(tally: Tally, seed: str, folder: Path, ledger: Ledger) -> Tally:
    tally = tally + Tally(1)
    try:
        workplace = opened(folder)
    except StoreError as error:
        if Remedy.RESTORE in Finding.of(error.code).remedies:
            return tally.counted(noticed=1)
        return tally.failed(seed, f"{error.code} offers no restore")
    try:
        lost = missing(ledger, workplace)
    except StoreError as error:
        return tally.failed(seed, f"opened, and a patient later was {error.code}", corrupt=True)
    finally:
        workplace.close()
    if lost:
        return tally.failed(seed, f"opened and shown: {lost[0]}", corrupt=True)
    return tally.counted(harmless=1)


@cache
def made() -> Made:
    """Return the store that is damaged, made once in a process."""
    with scratch() as folder:
        journey_folder = folder / "data"
        workplace = opened(journey_folder)
        journey = Journey(workplace, 7, lambda _line: None)
        versions = []
        for _ in range(2):
            journey.go(150)
            journey.do({"do": "checkpoint"})
            versions.append((journey_folder / STORE).read_bytes())
        at_rest = journey.ledger
        journey.go(30, checkpoints=0)
        foreign, foreign_log = _foreign(folder / "foreign")
        found = Made(
            older=versions[0],
            newer=versions[1],
            at_rest=at_rest,
            store=(journey_folder / STORE).read_bytes(),
            log=(journey_folder / LOG).read_bytes(),
            with_log=journey.ledger,
            foreign=foreign,
            foreign_log=foreign_log,
        )
        workplace.close()
    return found


def _foreign(folder: Path) -> tuple[bytes, bytes]:
    """Return another store under the same key, and its log."""
    workplace = opened(folder)
    journey = Journey(workplace, 8, lambda _line: None)
    journey.go(100)
    journey.do({"do": "checkpoint"})
    journey.go(30, checkpoints=0)
    found = ((folder / STORE).read_bytes(), (folder / LOG).read_bytes())
    workplace.close()
    return found
