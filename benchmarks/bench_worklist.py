"""A worklist of 100 000 cases: opening, scrolling, searching and its views, as they are painted.

Each step is a key or a move of the scroll bar in the real page, and ends when the list is
painted. Yardstick: the plain SQL of the same rows, on a connection of its own in the same run.
Goal: no step longer than a tenth of a second, none while scrolling longer than 16 ms at the 95th
percentile, no view longer than 50 ms however it is narrowed and grouped. Five
thousand are followed and late: ten times what a large unit has, so that every view is full.
"""

import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.keys_for_tests import KEY
from triage.services import Narrowed, View, Workplace
from triage.store.database import connect
from triage.store.drafts import new_id
from triage.store.search import expression, no_meanings
from ui.theme import application, apply_theme
from ui.viewmodels.desk import Desk
from ui.viewmodels.worklist_choice import Choice, Grouping
from ui.views.worklist_page import WorklistPage

CASES: Final = 100_000
FIRST: Final = ("Anna", "Björn", "Cecilia", "Åsa", "Östen", "Karl", "Ingrid", "Áilu")
LAST: Final = ("Andersson", "Björk", "Čáhppe", "Dahl", "Öberg", "Persson", "Qvist")
_INSERT: Final = (
    "INSERT INTO cases (id, kind, name, alias, protected, pack, state, care_form, status, urgency,"
    " red_flag, example, created_at, changed_at)"
    " VALUES (?, 'alias', ?, '', 0, 'vastra', ?, 'asih', 'settled', 'planned', 0, 0, ?, ?)"
)
_FOLLOW: Final = (
    "INSERT INTO followed (case_id, step, pack, team, municipality, urgency, signed_at, answer_by,"
    " reassess_on, conditions, condition_by, due_at, closed_on, outcome, register_due)"
    " VALUES (?, ?, 'vastra', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
URGENCIES: Final = (
    *("immediate", "within_24_hours", "within_three_days", "within_three_days"),
    *("within_two_weeks",) * 8,
    *("planned",) * 8,
)
PLACES: Final = ("1480", "1480", "1480", "1482", "1490", "1488", "1421", "1438")
"""Large and small: three in eight cases are in one municipality."""
VIEWS_OF: Final = (
    "SELECT cases.* FROM (SELECT case_id FROM followed INDEXED BY followed_due"
    " WHERE due_at <= ? AND urgency = 'within_two_weeks' ORDER BY due_at LIMIT 200) AS due"
    " JOIN cases ON cases.id = due.case_id"
)
_PAGE: Final = (
    "SELECT * FROM cases ORDER BY state = 'decided', changed_at DESC, id LIMIT 200 OFFSET ?"
)
_FOUND: Final = (
    "SELECT cases.* FROM (SELECT rowid FROM found_by WHERE found_by MATCH ?"
    " ORDER BY rowid DESC LIMIT 100) AS hits CROSS JOIN cases ON cases.doc = hits.rowid"
)


def filled(folder: Path, cases: int) -> None:
    """Make a store of so many cases; one in twenty is open."""
    Workplace.open(folder, KEY).close()
    at = datetime.now(UTC)

    def rows() -> Iterator[tuple[str, ...]]:
        for number in range(cases):
            name = f"{FIRST[number % 8]} {LAST[number // 8 % 7]} {number}"
            state = "decided" if number % 20 else "draft"
            changed = (at - timedelta(minutes=7 * number)).isoformat(timespec="milliseconds")
            yield new_id(), name, state, changed, changed

    with bare(folder) as connection:
        connection.execute("BEGIN")
        connection.executemany(_INSERT, rows())
        connection.executemany(_FOLLOW, followed(connection, at))
        connection.execute("COMMIT")
    workplace = Workplace.open(folder, KEY)
    workplace.store.rebuild_index()
    workplace.close()


def followed(connection: sqlite3.Connection, now: datetime) -> Iterator[tuple[object, ...]]:
    """Yield where each decided case stands: most are closed, one in twenty waits for somebody."""
    query = "SELECT id, changed_at FROM cases WHERE state = 'decided' ORDER BY changed_at DESC"
    past = (now - timedelta(days=2)).isoformat(timespec="milliseconds")
    for number, (case_id, signed) in enumerate(connection.execute(query).fetchall()):
        shared = (
            f"team{number // 20 % 40}",
            PLACES[number % 8],
            URGENCIES[number // 8 % 20],
            signed,
        )
        day = signed[:10]
        step = ("sent", "unsent", "sent", "declined", "accepted")[number // 20 % 5]
        if number % 20:
            died = int(number % 50 == 1)
            how = "died" if died else "moved"
            yield case_id, "closed", *shared, None, None, 0, None, None, day, how, died
        else:
            answer = past if step == "sent" else None
            yield case_id, step, *shared, answer, day, number // 20 % 2, day, day, None, None, 0


@contextmanager
def bare(folder: Path) -> Iterator[sqlite3.Connection]:
    """Hold a connection without the program around it."""
    connection = connect(folder / "vagval.db", KEY, create=False, wait_ms=2000)
    try:
        yield connection
    finally:
        connection.close()


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
        self.page = WorklistPage(Desk(Workplace.open(self._folder, KEY), "sv"))
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
        "views, an urgency": Narrowed("immediate"),
        "views, a team": Narrowed(team=("vastra", "team7")),
        "views, a large municipality": Narrowed(municipality="1480"),
        "views, all three": Narrowed("immediate", ("vastra", "team7"), "1438"),
    }
    model = list_.page.model
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
                counted = timed([model.count_waiting] * 5)
                told(f"count what waits in {words}", counted, timed([list_.due] * 5))
    list_.choose(Choice())


def main() -> None:
    """Measure."""
    app = application(["bench"])
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder, CASES)
        with bare(folder) as connection:
            print(f"{CASES} cases; ms per step{'median':>32} {'95 %':>7} {'worst':>7} steps")
            measure(Measured(folder, connection))


if __name__ == "__main__":
    main()
