"""A million decisions: searching, opening and saving, and how large the file is.

Run as `python -m benchmarks.store_at_scale [FOLDER] [DECISIONS]`: it fills a store in the folder,
or in a temporary one, measures at ten thousand decisions and at all, and prints what is asked of
each figure beside its yardstick. Yardsticks are of the same engine and run: a search's is the
same question asked of the index and the table by SQL alone, a saved answer's is one small change
committed to a file of its own with `synchronous = FULL`.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.filled_store import KEY, ME, PARTS, add_drafts, fill, new_store, templates
from triage.services import Workplace
from triage.store import database, search
from triage.store.worklist import FAR

ALL: Final = 1_000_000
FEW: Final = 10_000
FIRST: Final = 50
"""Hits on the first screen."""
ROUNDS: Final = 5
QUERIES: Final = (
    "a an ann anna|anna b|anna be berg|bergström|åsa lind|ander anders andersson|karl ek|"
    "k|ö|ås|łukasz|dorde|ahmed s|rum 12|rum|smärta|smärt|andnöd natt|illamående nätterna|"
    '"pump med port"|"vid förflyttning och"|bröstcancer|lungcancer levern|als|melanom dottern|'
    "kungälv|umeå anna|luleå hospice|asih|hospice kol|drug pump|larm|omedelbart|inom ett dygn|"
    "skåne berg|västra götaland|utkast|mina utkast|beslutad 2024-05|2023-11-14|2022 smärta|"
    "1950|195009|19500907|2803|610118-28|zzzz|smärta andnöd illamående oro levern lungan|"
    "patient|patienten|och|av|förs|o"
)
_JOINED: Final = (
    "SELECT cases.* FROM (SELECT rowid FROM found_by WHERE found_by MATCH ?"
    " ORDER BY rowid DESC LIMIT 50) AS hits CROSS JOIN cases ON cases.doc = hits.rowid"
)
_FIRST_PAGE: Final = (
    "SELECT * FROM cases ORDER BY state = 'decided', changed_at DESC, id LIMIT 200 OFFSET ?"
)


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, in milliseconds at the 95th percentile."""

    what: str
    here: float
    beside: float
    ratio: float
    """Of the medians."""
    steps: int


def typed(queries: str = QUERIES) -> list[str]:
    """Return what is searched for; where words follow one another, as they are typed."""
    return [query for group in queries.split("|") for query in _as_typed(group)]


def _as_typed(group: str) -> list[str]:
    words = group.split()
    follows = all(later.startswith(earlier) for earlier, later in pairwise(words))
    return words if follows and '"' not in group else [group]


def milliseconds(step: Callable[[], object]) -> float:
    """Return how long a step takes."""
    before = time.perf_counter()
    step()
    return (time.perf_counter() - before) * 1000


def high(taken: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(taken)[min(len(taken) - 1, round(0.95 * len(taken)))]


def figure(what: str, here: Sequence[float], beside: Sequence[float]) -> Figure:
    """Return what was measured beside its yardstick."""
    ratio = statistics.median(here) / statistics.median(beside)
    return Figure(what, high(here), high(beside), ratio, len(here))


def searching(folder: Path) -> Figure:
    """Search for everything, every round in a store that was just opened."""
    here, beside = [], []
    for _ in range(ROUNDS):
        workplace, raw = opened(folder)
        workplace.find("x")  # the words of codes are loaded once a day
        for query in typed():
            asked = search.expression(raw, query, workplace._meanings)
            beside.append(milliseconds(partial(rows, raw, _JOINED, asked)) if asked else 0)
            here.append(milliseconds(partial(workplace.find, query, FIRST)))
            if not asked:  # nothing was asked of the index: there is no yardstick
                beside.pop()
                here.pop()
        raw.close()
        workplace.close()
    return figure("search, first hits", here, beside)


def opened(folder: Path) -> tuple[Workplace, sqlite3.Connection]:
    """Open a store for its person, and beside it without the program around it."""
    raw = database.connect(folder / "vagval.db", KEY, create=False, wait_ms=2000)
    return Workplace.open(folder, KEY, person=ME.id), raw


def rows(raw: sqlite3.Connection, sql: str, value: object) -> list[object]:
    """Read by SQL alone."""
    found: list[object] = raw.execute(sql, (value,)).fetchall()
    return found


def opening(folder: Path) -> Figure:
    """Open the data and read the first page of the worklist."""

    def whole() -> None:
        workplace = Workplace.open(folder, KEY, person=ME.id)
        workplace.standing()
        workplace.worklist()
        workplace.close()

    def bare() -> None:
        raw = database.connect(folder / "vagval.db", KEY, create=False, wait_ms=2000)
        rows(raw, _FIRST_PAGE, 0)
        raw.close()

    steps = range(4 * ROUNDS)
    beside = [milliseconds(bare) for _ in steps]
    return figure("open to worklist", [milliseconds(whole) for _ in steps], beside)


def saving(folder: Path) -> Figure:
    """Answer questions of a draft: yes or no, one of a list, a number."""
    raw = database.connect(folder / "yardstick.db", KEY, create=True, wait_ms=2000)
    database.configure(raw, wait_ms=2000)
    raw.execute("CREATE TABLE answers (id INTEGER PRIMARY KEY, value TEXT)")
    raw.execute("INSERT INTO answers VALUES (1, '')")
    workplace = Workplace.open(folder, KEY, person=ME.id)
    draft = next(row.case_id for row in workplace.worklist() if row.state == "draft")
    workplace.answer(draft, "pain", 2)
    here, beside = [], []
    for number in range(30 * ROUNDS):
        fact, values = _ANSWERS[number % len(_ANSWERS)]
        value = values[number // len(_ANSWERS) % 2]
        here.append(milliseconds(partial(workplace.answer, draft, fact, value)))
        beside.append(milliseconds(partial(_commit, raw, f"{number:08}")))
    workplace.close()
    raw.close()
    for left in folder.glob("yardstick.db*"):
        left.unlink()
    return figure("save an answer", here, beside)


_ANSWERS: Final[tuple[tuple[str, tuple[bool | int | str, bool | int | str]], ...]] = (
    ("incurable_progressive_disease", (True, False)),
    ("diagnosis_group", ("cancer", "liver_disease")),
    ("pain", (1, 3)),
    ("limited_life_expectancy", (False, True)),
)


def _commit(raw: sqlite3.Connection, value: str) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE answers SET value = ?", (value,))
    raw.execute("COMMIT")


def listing(folder: Path) -> Figure:
    """Page through the first ten thousand decisions."""
    workplace, raw = opened(folder)
    offsets = [step * FAR // 20 for step in range(20)]
    here = [milliseconds(partial(workplace.worklist, "", at)) for at in offsets]
    beside = [milliseconds(partial(rows, raw, _FIRST_PAGE, at)) for at in offsets]
    raw.close()
    workplace.close()
    return figure("a page of the list", here, beside)


@dataclass(frozen=True)
class Size:
    """The bytes of a decision: by itself, beside it, and the whole file's share of each."""

    parts: Mapping[str, float]
    whole: float

    @property
    def decision(self) -> float:
        """What a decision takes that nothing was noted of."""
        return self.parts[PARTS[0]]


def size(folder: Path, decisions: int, grown: Mapping[str, int]) -> Size:
    """Return the bytes of each decision; the file's log is emptied into it first."""
    raw = database.connect(folder / "vagval.db", KEY, create=False, wait_ms=2000)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    page = int(raw.execute("PRAGMA page_size").fetchone()[0])
    raw.close()
    whole = (folder / "vagval.db").stat().st_size / decisions
    return Size({part: grown[part] * page / decisions for part in PARTS}, whole)


def measure(folder: Path) -> list[Figure]:
    """Measure a store."""
    return [searching(folder), opening(folder), saving(folder), listing(folder)]


def told(decisions: int, figures: Sequence[Figure], of_each: Size) -> None:
    """Print what was measured."""
    print(f"\n{decisions} decisions, bytes of each")
    for part, taken in of_each.parts.items():
        print(f"{part:26} {taken:6.0f}")
    rest = of_each.whole - sum(of_each.parts.values())
    print(
        f"{'drafts, criteria, the rest':26} {rest:6.0f}\n{'the whole file':26} {of_each.whole:6.0f}"
    )
    print("\nms at the 95th percentile")
    print(f"{'':22} {'here':>9} {'yardstick':>10} {'ratio of medians':>17} {'steps':>6}")
    for one in figures:
        print(f"{one.what:22} {one.here:9.2f} {one.beside:10.2f} {one.ratio:17.2f} {one.steps:6}")


def judged(figures: Sequence[Figure], of_each: Size) -> None:
    """Print what is asked of the figures, and whether they reach it."""
    search_, open_, save, _list = figures
    print("\ngoals")
    for what, reached in (
        (f"search at the 95th percentile under 50 ms: {search_.here:.1f}", search_.here < 50),
        (f"search within 2 x the raw query: {search_.ratio:.2f}", search_.ratio <= 2),
        (f"open to worklist under 300 ms: {open_.here:.0f}", open_.here < 300),
        (f"save within 3 x a bare FULL commit: {save.ratio:.2f}", save.ratio <= 3),
        (f"under 3 000 bytes a decision: {of_each.decision:.0f}", of_each.decision < 3000),
    ):
        print(f"  {'reached' if reached else 'MISSED '}  {what}")


def run(folder: Path, decisions: int) -> None:
    """Fill a store in two strides and measure after each."""
    before, grown = time.perf_counter(), Counter[str]()
    new_store(folder)
    found = templates(folder)
    list(fill(folder, found, 0, FEW, grown))
    small = size(folder, FEW, grown)
    add_drafts(folder, found)
    few = measure(folder)
    told(FEW, few, small)
    for count in fill(folder, found, FEW, decisions, grown):
        print(f"\r{count} filled, {time.perf_counter() - before:.0f} s", end="", file=sys.stderr)
    large = size(folder, decisions, grown)
    many = measure(folder)
    told(decisions, many, large)
    print(f"\ngrowth from {FEW} to {decisions} decisions, at the 95th percentile")
    for one, other in zip(few, many, strict=True):
        print(f"{one.what:22} x {other.here / one.here:.2f}")
    judged(many, large)


def main() -> None:
    """Fill and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("decisions", nargs="?", type=int, default=ALL)
    asked = parser.parse_args()
    if asked.folder is None:
        with tempfile.TemporaryDirectory() as name:
            run(Path(name), asked.decisions)
        return
    asked.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(asked.folder.iterdir()):
        sys.exit("the folder is not empty")
    run(asked.folder, asked.decisions)


if __name__ == "__main__":
    main()
