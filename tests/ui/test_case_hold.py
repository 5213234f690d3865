"""One window at a time works on a case, and a window that died holds nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.deciding import NOW, SETTLED, begun, decided, workplace_in
from triage.services import Workplace
from ui.viewmodels.case_hold import CaseHold, Holder, Holding, held_words
from ui.viewmodels.desk import Desk
from ui.views.checklist_page import ChecklistPage

_ROOT = Path(__file__).parents[2]
_HOLDING = """
import sys
from pathlib import Path
from ui.viewmodels.case_hold import CaseHold

hold = CaseHold.take(Path(sys.argv[1]), sys.argv[2])
print(type(hold).__name__, flush=True)
sys.stdin.readline()
hold.give_back()
print("gone", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = workplace_in(tmp_path)
    yield opened
    opened.close()


@contextmanager
def another_program(folder: Path, case_id: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a second program that takes the case, until the end of the block at the latest."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _HOLDING, folder, case_id],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "CaseHold\n"
        yield program
        program.kill()


def test_a_case_is_held_once_until_it_is_given_back(tmp_path: Path) -> None:
    first = CaseHold.take(tmp_path, "a")
    assert isinstance(first, CaseHold)
    assert first.guarded
    assert isinstance(CaseHold.take(tmp_path, "a"), Holder)
    assert isinstance(CaseHold.take(tmp_path, "b"), CaseHold)

    first.give_back()
    first.give_back()

    assert isinstance(CaseHold.take(tmp_path, "a"), CaseHold)


def test_another_program_that_holds_the_case_is_told_until_it_gives_it_back(
    tmp_path: Path,
) -> None:
    with another_program(tmp_path, "a") as program:
        refused = CaseHold.take(tmp_path, "a")
        assert isinstance(refused, Holder)
        assert refused.since is not None
        assert abs((datetime.now(UTC) - refused.since).total_seconds()) < 60

        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("\n")
        program.stdin.flush()
        assert program.stdout.readline() == "gone\n"
        assert isinstance(CaseHold.take(tmp_path, "a"), CaseHold)


def test_what_a_killed_program_held_is_taken_over(tmp_path: Path) -> None:
    with another_program(tmp_path, "a") as program:
        assert isinstance(CaseHold.take(tmp_path, "a"), Holder)
        program.kill()
        program.wait()

        taken = CaseHold.take(tmp_path, "a")

    assert isinstance(taken, CaseHold)
    assert taken.guarded


def test_a_hold_does_not_grow_old(tmp_path: Path) -> None:
    held = CaseHold.take(tmp_path, "a")
    (path,) = (tmp_path / "open").iterdir()
    os.utime(path, (0, 0))

    assert isinstance(CaseHold.take(tmp_path, "a"), Holder)
    assert isinstance(held, CaseHold)


def test_the_lock_file_tells_nothing_of_the_case(tmp_path: Path) -> None:
    held = CaseHold.take(tmp_path, "191212121212/../x")

    (path,) = (tmp_path / "open").iterdir()
    assert isinstance(held, CaseHold)
    assert "191212121212" not in path.name + path.read_text(encoding="utf-8")


def test_where_no_lock_can_be_written_the_case_is_opened_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "open").write_bytes(b"a file where the folder should be")

    held = CaseHold.take(tmp_path, "a")

    assert isinstance(held, CaseHold)
    assert not held.guarded
    held.give_back()


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (NOW, "sedan 14:02."),
        (datetime(2026, 11, 18, 7, 5, tzinfo=UTC), "sedan 2026-11-18 08:05."),
        (None, "i ett annat fönster. Stäng"),
    ],
)
def test_the_line_says_since_when_in_swedish_time(
    workplace: Workplace, since: datetime | None, told: str
) -> None:
    assert told in held_words(Holder(since), Desk(workplace, "sv"))


def test_a_page_holds_one_case_at_a_time(workplace: Workplace) -> None:
    one, other = Holding(Desk(workplace, "sv")), Holding(Desk(workplace, "sv"))
    assert one.take("a") == one.take("a") == ""
    assert other.take("a").startswith("Ärendet är öppet")

    assert one.take("b") == ""

    assert other.take("a") == ""
    other.give_back()
    assert one.take("a") == ""


def test_a_decided_case_is_read_by_anybody(workplace: Workplace) -> None:
    case_id = decided(workplace)
    one, other = Holding(Desk(workplace, "sv")), Holding(Desk(workplace, "sv"))

    assert one.take_work(case_id) == other.take_work(case_id) == ""
    workplace.correct(case_id)
    assert one.take_work(case_id) == ""
    assert other.take_work(case_id) != ""


def test_a_checklist_that_another_window_has_leads_home_and_says_so(
    qtbot: QtBot, workplace: Workplace
) -> None:
    case_id = begun(workplace, SETTLED)
    one, other = ChecklistPage(Desk(workplace, "sv")), ChecklistPage(Desk(workplace, "sv"))
    for page in (one, other):
        qtbot.addWidget(page)
    one.open_case(case_id)
    with qtbot.waitSignals([other.go, other.said]):
        other.open_case(case_id)
    assert other.model is None

    one.leave()
    other.open_case(case_id)
    assert other.model is not None
    other.leave()


def test_what_was_left_open_in_one_window_and_taken_by_another_is_not_shown_again(
    qtbot: QtBot, workplace: Workplace
) -> None:
    case_id = begun(workplace, SETTLED)
    page = ChecklistPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)
    page.leave()
    other = Holding(Desk(workplace, "sv"))
    other.take_work(case_id)

    with qtbot.waitSignal(page.go):
        page.open_case(case_id)
    assert page.model is None
    other.give_back()


def test_a_decision_under_correction_elsewhere_is_not_corrected_here(
    qtbot: QtBot, workplace: Workplace
) -> None:
    case_id = decided(workplace)
    page = ChecklistPage(Desk(workplace, "sv"))
    qtbot.addWidget(page)
    page.open_case(case_id)
    other = Holding(Desk(workplace, "sv"))
    other.take(case_id)
    page.middle.bar.action_button.click()

    assert page.middle.bar.text().startswith("Ärendet är öppet i ett annat fönster")
    assert workplace.case(case_id).state == "decided"
    other.give_back()
