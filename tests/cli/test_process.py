"""The command line as a process of its own: what it loads, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.patients import CONTRACT, HISINGEN

ROOT = Path(__file__).parents[2]
HEAVY = ("PySide6", "shiboken6", "reportlab", "holidays", "sqlite_utils", "numpy", "personnummer")


def loaded(arguments: list[str]) -> set[str]:
    """Return which of the heavy packages a command line loads."""
    code = (
        "import sys, json, main\n"
        f"code = main.main({arguments!r})\n"
        f"print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stderr))


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(HISINGEN), encoding="utf-8")
    return str(path)


def test_json_loads_nothing_heavy(case: str) -> None:
    assert loaded(["assess", case, "--json"]) == set()
    assert loaded(["compare", case]) == set()


def test_the_calendar_is_loaded_for_hours_alone(case: str) -> None:
    assert loaded(["assess", case, "--at", "2026-03-02T12:00"]) == {"holidays"}


def test_qt_is_not_loaded_for_the_letter(case: str, tmp_path: Path) -> None:
    found = loaded(["assess", case, "--pdf", str(tmp_path / "letter.pdf")])

    assert "reportlab" in found
    assert not found & {"PySide6", "shiboken6"}


def test_a_reader_that_stops_ends_it_quietly(tmp_path: Path) -> None:
    many = tmp_path / "many.json"
    many.write_text(json.dumps([CONTRACT] * 300), encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - our own interpreter and program
        [sys.executable, "main.py", "assess", str(many), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        problems = process.stderr.read()
    assert (process.returncode, problems) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_the_bytes_do_not_depend_on_the_platform(case: str, encoding: str) -> None:
    def out(chosen: str) -> bytes:
        return subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "main.py", "assess", case, "--json", "--at", "2026-03-02T12:00"],
            cwd=ROOT,
            env={"PYTHONIOENCODING": chosen, "PYTHONHASHSEED": str(len(chosen))},
            capture_output=True,
            check=True,
        ).stdout

    assert out(encoding) == out("utf-16")


def test_a_fault_leaves_through_the_exit_code(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "main.py", "assess", str(tmp_path / "å.json")],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.count(b"\n") == 1
    assert b"no such file" in ran.stderr


@pytest.mark.parametrize(
    ("redirection", "problem"),
    [
        ("<&-", "-: standard input is closed; name a JSON file"),
        ("<case.json >&-", "standard output: is closed; redirect it to a file"),
    ],
)
def test_a_closed_stream_is_a_problem(case: str, redirection: str, problem: str) -> None:
    ran = subprocess.run(  # noqa: S602 - a fixed command line
        f"{sys.executable} {ROOT / 'main.py'} assess - --json {redirection}",
        shell=True,
        cwd=Path(case).parent,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", f"{problem}\n")
