"""A worklist of 100 000 cases: opening, scrolling, searching and its views, as they are painted.

Each step is a key or a move of the scroll bar in the real page, and ends when the list is
painted. Yardstick: the plain SQL of the same rows, on a connection of its own in the same run.
Goal: no step longer than a tenth of a second, none while scrolling longer than 16 ms at the 95th
percentile, no view and no count longer than 50 ms however it is narrowed and grouped. Five
thousand are followed and late: ten times what a large unit has, so that every view is full. The
views are measured in lopsided stores as well, where an index that serves most units serves badly.
"""

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.worklist_stores import ME, SHAPES, bare, filled
from tests.keys_for_tests import KEY
from triage.services import Narrowed, View, Workplace
from triage.store.search import expression, no_meanings
from ui.theme import application, apply_theme
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_choice import Choice, Grouping
from ui.viewmodels.worklist_waiting import COUNTED
from ui.views.worklist_page import WorklistPage

CASES: Final = 100_000
VIEWS_OF: Final = (
    "SELECT cases.* FROM (SELECT case_id FROM followed INDEXED BY followed_due"
    " WHERE example = 0 AND due_at <= ? AND urgency = 'within_two_weeks'"
    " ORDER BY due_at LIMIT 200) AS due"
    " JOIN cases ON cases.id = due.case_id"
)
_PAGE: Final = (
    "SELECT * FROM cases ORDER BY state = 'decided', changed_at DESC, id LIMIT 200 OFFSET ?"
)
_FOUND: Final = (
    "SELECT cases.* FROM (SELECT rowid FROM found_by WHERE found_by MATCH ?"
    " ORDER BY rowid DESC LIMIT 100) AS hits CROSS JOIN cases ON cases.doc = hits.rowid"
)


def timed(steps: Sequence[Callable[[], object]]) -> list[float]:
    """Return the milliseconds that each step took."""
    taken = []
    for step in steps:
        before = time.perf_counter()
        step()
        taken.append((time.perf_counter() - before) * 1000)
    return taken


def told(what: str, taken: Sequence[float], beside: Sequence[float]) -> None:
    """Print median, 95th percentile and worst, beside the yardstick's median."""
    ordered = sorted(taken)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    raw = statistics.median(beside)
    print(
        f"{what:50} {statistics.median(ordered):7.1f} {high:7.1f} {ordered[-1]:7.1f}"
        f" {len(ordered):5}   {raw:7.2f} ms of SQL"
    )


class Measured:
    """The page over a store of many cases, and a plain connection to the same file."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.raw = connection
        self._folder = folder
        self.page: WorklistPage

    def open(self) -> None:
        """Open the data and paint the first rows."""
        self.page = WorklistPage(Desk(Workplace.open(self._folder, KEY, person=ME.id), "sv"))
        self.page.resize(1366, 700)
        self.page.show()
        self.page.arrive()
        QTest.qWaitForWindowExposed(self.page)  # nothing is painted before
        self.paint()

    def close(self) -> None:
        """Close the page and its data."""
        self.page.close()
        self.page.desk.workplace.close()
        self.page.deleteLater()

    def paint(self) -> None:
        """Paint what is to be painted, and wait for it."""
        self.page.table.viewport().repaint()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Press a key in the list."""
        QTest.keyClick(self.page.table, key, modifier)
        self.paint()

    def to(self, share: float) -> None:
        """Drag the scroll bar."""
        bar = self.page.table.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))
        self.paint()

    def search(self, query: str) -> None:
        """Search, as the search line asks when a typing hand rests."""
        self.page.search(query)
        self.paint()

    def choose(self, choice: Choice) -> None:
        """Choose a view, as a key or the row above the list does."""
        self.page.model.choose(choice)
        self.paint()

    def count(self) -> list[float]:
        """Count what waits in each view; return how long each turn took."""
        model = self.page.model
        model.count_waiting()
        return timed([model.waiting.go_on] * (len(COUNTED) + 1))

    def due(self) -> None:
        """Read a page of what is due without the program."""
        self.raw.execute(VIEWS_OF, (datetime.now(UTC).isoformat(),)).fetchall()

    def sql(self, offset: int) -> None:
        """Read the same rows without the program."""
        self.raw.execute(_PAGE, (offset,)).fetchall()

    def find(self, query: str) -> None:
        """Find the same cases without the program."""
        asked = expression(self.raw, query, no_meanings)
        if asked:
            self.raw.execute(_FOUND, (asked,)).fetchall()


def measure(list_: Measured) -> None:
    """Print one line for each thing that people do with a list."""
    key, none = Qt.Key, Qt.KeyboardModifier.NoModifier
    control = Qt.KeyboardModifier.ControlModifier
    opened = []
    for _ in range(5):
        opened += timed([list_.open])
        list_.close()
    list_.open()
    told("open", opened, timed([lambda: list_.sql(0)] * 5))
    near = timed([partial(list_.sql, n * 200) for n in range(20)])
    down = timed([lambda: list_.key(key.Key_PageDown, none)] * 200)
    told("page down, 200 times", down, near)
    last = timed([lambda: list_.sql(CASES - 200)] * 5)
    ends = [lambda: list_.key(key.Key_End, control), lambda: list_.key(key.Key_Home, control)] * 10
    told("to the end and back", timed(ends), last)
    list_.key(key.Key_End, control)
    up = timed([lambda: list_.key(key.Key_PageUp, none)] * 100)
    told("page up from the end", up, last)
    chance = random.Random(1)  # noqa: S311 - places to look at
    places = [chance.random() for _ in range(100)]
    drags = timed([partial(list_.to, place) for place in places])
    told("drag the scroll bar anywhere", drags, timed([lambda: list_.sql(CASES // 2)] * 5))
    for query in ("a", "anna b", "99999", "zzz"):
        letters = [query[: end + 1] for end in range(len(query))]
        typed = timed([partial(list_.search, text) for text in letters])
        plain = timed([partial(list_.find, text) for text in letters])
        told(f"type {query!r}", typed, plain)
        list_.search("")
    list_.search("an")
    found = timed([lambda: list_.find("an")] * 3)
    down = timed([lambda: list_.key(key.Key_PageDown, none)] * 50)
    told("page down in what was found", down, found)
    told("to the end of it and back", timed(ends), found)
    list_.search("")
    measure_views(list_)
    back = timed([list_.page.arrive] * 10)
    told("come back to the list", back, timed([lambda: list_.sql(0)] * 5))
    list_.close()


def measure_views(list_: Measured) -> None:
    """Print one line for each way of narrowing and grouping; its steps are all views."""
    narrowings = {
        "views": Narrowed(),
        "views, mine": Narrowed(mine=True),
        "views, an urgency": Narrowed("immediate"),
        "views, the usual urgency": Narrowed("planned"),
        "views, a team": Narrowed(team=("vastra", "team7")),
        "views, a large municipality": Narrowed(municipality="1480"),
        "views, a small municipality": Narrowed(municipality="1438"),
        "views, all four": Narrowed("planned", ("vastra", "team7"), "1480", True),
    }
    list_.page.desk.workplace.homes()  # loads the criteria, which is no part of it
    for grouping in Grouping:
        for words, narrowed in narrowings.items():
            list_.choose(Choice())
            steps = [
                partial(list_.choose, Choice(view, narrowed, grouping))
                for view in View
                if (view, narrowed, grouping) != Choice()
            ]
            what = f"{words}, by {grouping}" if grouping else words
            told(what, timed(steps * 3), timed([list_.due] * 5))
            if not grouping:
                counted = [one for _ in range(5) for one in list_.count()]
                told(f"each count in {words}", counted, timed([list_.due] * 5))
    list_.choose(Choice())


def main() -> None:
    """Measure."""
    app = application(["bench"])
    apply_theme(app, "light")
    for shape in SHAPES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            filled(folder, CASES, shape)
            with bare(folder) as connection:
                words = f"{CASES} cases, {shape.words}; ms per step"
                print(f"{words:60}\n{'':50} {'median':>7} {'95 %':>7} {'worst':>7} steps")
                list_ = Measured(folder, connection)
                if shape is SHAPES[0]:
                    measure(list_)
                else:
                    list_.open()
                    measure_views(list_)
                    list_.close()


if __name__ == "__main__":
    main()
