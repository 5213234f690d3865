"""The window in use: key press to repainted recommendation, and going from page to page.

A key is pressed in the real window over a store at full safety: the answer is on disk, the case
is weighed, the recommendation beside it is laid out and painted. Then the window goes to every
page from every page, the first time (made ahead in idle moments, as in the program) and later.
Yardstick, in the same run: a bare window with as many plain rows, of which each key press writes
and repaints one.

Each line gives the time on the clock and, of the same steps, the time this process had a
processor, which other programs on the machine disturb less; it lacks the wait for the disk.

Goals: a key under 16 ms and a change of page under 50 ms, at the 95th percentile.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, permutations
from pathlib import Path
from typing import Final, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from tests.keys_for_tests import KEY
from triage.services import Author, Patient, Workplace
from triage.services.example import add_example, ensure_example
from ui.program import warm_up
from ui.theme import application, apply_theme
from ui.views.checklist_page import ChecklistPage
from ui.views.main_window import MainWindow
from ui.views.window_warming import steps_ahead

ROUNDS: Final = 3
ANSWERS: Final = "12jn"
"""Keys that are tried at each question; only those that changed an answer are counted."""
QUESTIONS: Final = 90
"""More than there are."""
VISITS: Final = 4


def settle() -> None:
    """Lay out and paint all that is to be painted, and do what was put off to the next turn."""
    QCoreApplication.sendPostedEvents()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Taken(NamedTuple):
    """Milliseconds on the clock, and on a processor."""

    clock: float
    processor: float


def timed(step: Callable[[], object]) -> Taken:
    """Return what a step took to the last of its painting."""
    clock, processor = time.perf_counter(), time.process_time()
    step()
    settle()
    return Taken((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


def share(taken: Sequence[float], part: float) -> float:
    """Return the value that so great a part stays below."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def told(what: str, taken: Sequence[Taken]) -> None:
    """Print median, 95th percentile and worst, on the clock and on a processor; how many."""
    columns = (
        f"{statistics.median(column):8.1f} {share(column, 0.95):7.1f} {max(column):7.1f}"
        for column in zip(*taken, strict=True)
    )
    print(f"{what:44} {' |'.join(columns)} {len(taken):6}")


def medians(taken: Mapping[str, Sequence[Taken]]) -> str:
    """Return the median of each page, on the clock."""
    return ", ".join(
        f"{name} {statistics.median(one.clock for one in steps):.0f}"
        for name, steps in taken.items()
    )


class Bare(QMainWindow):
    """Plain rows; a key writes the next one."""

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        column = QVBoxLayout(body)
        self._rows = [QLabel("Fråga") for _ in range(24)]
        for row in self._rows:
            column.addWidget(row)
        self._at = 0
        self.setCentralWidget(body)
        self.resize(1366, 768)

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        self._at += 1
        self._rows[self._at % len(self._rows)].setText(f"Svar {self._at}")


def yardstick() -> list[Taken]:
    """Return what a key press takes in the bare window."""
    window = Bare()
    window.show()
    QTest.qWaitForWindowExposed(window)
    settle()
    taken = [timed(lambda: QTest.keyClick(window, Qt.Key.Key_1)) for _ in range(200)]
    window.close()
    return taken


def keys_of_a_case(window: MainWindow) -> tuple[list[Taken], list[Taken]]:
    """Go through all questions of a new case; return what answers and moves on took."""
    page = window.page
    assert isinstance(page, ChecklistPage)
    assert page.model is not None
    heard: list[object] = []
    page.model.answer_changed.connect(lambda *_: heard.append(1))
    answers, moves = [], []
    for _ in range(QUESTIONS):
        target = QApplication.focusWidget()
        assert target is not None
        for key in ANSWERS:
            heard.clear()
            taken = timed(partial(QTest.keyClicks, target, key))
            if heard:
                answers.append(taken)
        at = QApplication.focusWidget()
        moves.append(timed(partial(QTest.keyClick, at, Qt.Key.Key_Return)))
        if QApplication.focusWidget() is at:
            break
    return answers, moves


def signed(workplace: Workplace) -> str:
    """Decide an example as suggested, and return the case."""
    case = workplace.case(add_example(workplace))
    weighing = workplace.recommend(case.pack, workplace.facts(case)).weighing
    author = Author("Disa Exempel", "Specialist", "Medicin 3")
    workplace.sign(case.id, str(weighing.recommended), weighing.team, None, author)
    return case.id


def switches(window: MainWindow, draft: str, decided: str) -> None:
    """Print what each change of page takes: the first of each page, then all from all."""
    case = {"checklist": draft, "review": draft, "compare": draft, "letter": decided}
    pack = dict.fromkeys(("criteria", "edit_criteria"), "vastra")
    names = ["worklist", *case, *pack, "settings", "help", "about"]

    def go(name: str) -> Taken:
        return timed(lambda: window.go(name, case.get(name) or pack.get(name, "")))

    first = {name: go(name) for name in names}
    told("first visit of a page", list(first.values()))
    print(f"   {medians({name: [taken] for name, taken in first.items()})}")
    later: dict[str, list[Taken]] = {name: [] for name in names}
    for _ in range(VISITS):
        for before, name in permutations(names, 2):
            go(before)
            later[name].append(go(name))
    told("later visits, every page from every page", list(chain(*later.values())))
    print(f"   {medians(later)}")


def main() -> None:
    """Measure."""
    app = application(["bench"])
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as name:
        workplace = Workplace.open(Path(name), KEY)
        ensure_example(workplace)
        workplace.store.set_setting("purpose_read", True)
        window = MainWindow(workplace, remember=False)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the screen here is a small one
        window.resize(1366, 768)
        window.show()
        QTest.qWaitForWindowExposed(window)
        warm_up(workplace, window, Path(name))
        settle()
        head = f"{'median':>8} {'95 %':>7} {'worst':>7}"
        print(f"{'ms to the last painting: clock | processor':44} {head} |{head}  times")
        told("yardstick: a row of a bare window", yardstick())
        ahead = [timed(step) for step in steps_ahead(workplace, window)]
        told("a step of the work ahead, while nobody types", ahead)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        draft = workplace.worklist()[0].case_id
        answers, moves = [], []
        for number in range(ROUNDS):
            new = workplace.begin(Patient("alias", None, "", f"Alias {number}"))
            window.go("checklist", new.id)
            settle()
            answered, moved = keys_of_a_case(window)
            answers += answered
            moves += moved
        told("an answer, saved, weighed and painted", answers)
        told("on to the next question", moves)
        switches(window, draft, signed(workplace))
        window.close()
        workplace.close()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
