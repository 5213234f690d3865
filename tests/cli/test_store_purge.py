"""`store purge`: a dry run that lists by id, and a purge that is told how many cases it takes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.keys_for_tests import KEY
from tests.services.aged import NOW, Aged, SetClock, aged
from triage.cli import store_purge
from triage.services import Workplace


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aged]:
    """Return a workstation that the command opens as well, at the fixture's time."""
    made = aged(tmp_path / "data")
    made.clock.time = NOW

    def opened(_arguments: object) -> Workplace:
        clock = SetClock(made.clock.time)
        return Workplace.open(made.workplace.folder, KEY, clock)

    monkeypatch.setattr(store_purge, "unlocked", opened)
    yield made
    made.workplace.close()


def test_a_dry_run_lists_ids_grounds_and_times_and_changes_nothing(run: Run, kept: Aged) -> None:
    found: Any = run("store", "purge", "--dry-run", "--json").json

    assert {(one["case"], one["ground"]) for one in found["cases"]} == {
        (kept.cases["old"], "age"),
        (kept.cases["moved"], "moved"),
    }
    assert found["counts"] == {"age": 1, "moved": 1, "draft": 1, "practice": 1, "advice": 0}
    assert found["rule"] == {"years": 10, "moved_days": 30, "draft_years": 2}
    assert found["clock"] is None
    assert len(kept.due()) == 4


def test_nothing_of_a_patient_is_printed(run: Run, kept: Aged) -> None:
    told = run("store", "purge", "--dry-run", "--drafts", "--practice").text

    assert kept.cases["old"] in told
    assert "       1  Övningsärenden" in told
    for secret in ("Gallrasdotter", "191212121212", "Blivkvar", "Röd mapp"):
        assert secret not in told


def test_what_is_left_out_is_said(run: Run, kept: Aged) -> None:
    told = run("store", "purge", "--dry-run").text

    assert "Övningsärenden (går inte med)" in told
    assert kept.cases["practice"] not in told


def test_the_right_number_purges_and_clears_up(run: Run, kept: Aged) -> None:
    ran = run("store", "purge", "--yes", "2", "--json")

    found: Any = ran.json
    assert ran.code == 0
    assert found["purged"] == 2
    assert found["cleared"] is True
    assert found["cases"] == []
    assert set(kept.due()) == {"old draft", "practice"}
    assert kept.workplace.retention.pending() is None


def test_another_number_purges_nothing(run: Run, kept: Aged) -> None:
    ran = run("store", "purge", "--yes", "3")

    assert ran.code == 2
    assert ran.problems == ["--yes: 2 may go, not 3; --dry-run lists them"]
    assert len(kept.due()) == 4


def test_a_clock_that_leapt_is_said_and_the_purge_refused(run: Run, kept: Aged) -> None:
    kept.clock.set(2036, 1, 1)
    told = run("store", "purge", "--dry-run", "--language", "en").flat
    assert "! The computer's clock has leapt more than a year ahead." in told

    ran = run("store", "purge", "--yes", "5", "--language", "en")

    assert ran.code == 3
    assert "has leapt" in ran.problems[0]
    assert kept.workplace.case(kept.cases["new"]).state == "decided"


def test_an_interrupted_purge_is_finished(run: Run, kept: Aged) -> None:
    kept.workplace.retention.purge(kept.ids("old"))
    assert "inte färdig" in run("store", "purge", "--dry-run").flat

    found: Any = run("store", "purge", "--finish", "--json").json

    assert found["cleared"] is True
    assert found["pending"] is None


def test_one_of_the_three_is_to_be_said(run: Run) -> None:
    assert run("store", "purge").code == 2
