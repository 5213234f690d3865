"""Whatever goes wrong, and wherever: it is noted by type and place, without what was typed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.mishaps_of_a_program import PATIENT
from ui import mishaps

_PROJECT = Path(__file__).parents[2]


def _run(folder: Path) -> tuple[str, str, list[str]]:
    """Return what the program wrote to both its outputs, and the lines of its log."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-m", "tests.ui.mishaps_of_a_program", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=_PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    log = (folder / mishaps.LOG_NAME).read_text(encoding="utf-8")
    return done.stdout, done.stderr, log.splitlines()


def test_every_way_to_fail_is_noted_by_type_and_place_alone(tmp_path: Path) -> None:
    said, complained, lines = _run(tmp_path)

    assert complained == "", "what a desktop would keep in its journal"
    told = [re.sub(r":\d+", ":N", one.partition(" ERROR ")[2]) for one in lines]
    here = "tests/ui/mishaps_of_a_program.py:N"
    assert told == [
        f"__main__.Told at {here}",  # in a thread
        f"__main__.Told at {here}",  # where Python can raise nothing
        f"Qt warning: QFile::open (default) at {here} < {here}",  # three times, noted once
        f"Qt critical: a message (default) at {here} < {here}",
        "WARNING of some.library at mishaps_of_a_program:N",
        "opened [number removed] again",
        f"__main__.Told at {here}",  # in a slot
        f"__main__.Told at {here} < {here}",  # at its end
    ]
    for word in PATIENT.split():
        assert word not in said + complained + "\n".join(lines)


def test_the_memory_of_the_process_is_written_nowhere(tmp_path: Path) -> None:
    said, _, _ = _run(tmp_path)

    assert said == "(0, 0) 0\n"


def test_a_log_that_cannot_be_written_hides_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / mishaps.LOG_NAME).mkdir()

    mishaps.note(tmp_path, "one line")
    caplog.clear()  # this record was expected

    assert capsys.readouterr().err.endswith("ERROR one line\n")


def test_a_full_log_begins_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / mishaps.LOG_NAME
    path.write_text("x" * 300_000)

    mishaps.note(tmp_path, "one line")
    caplog.clear()  # this record was expected

    assert path.read_text(encoding="utf-8").endswith("ERROR one line\n")
    assert path.stat().st_size < 100
