"""The start: nothing heavy before the worklist, and a plain word where data cannot be opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.keys_for_tests import KEY
from triage.services import Patient, Workplace
from ui.demo import PAGES
from ui.program import Program
from ui.views.blocked_window import BlockedWindow
from ui.views.main_window import MainWindow

_HEAVY = (
    *("pydantic", "yaml", "sqlite_utils", "reportlab", "pypdfium2", "holidays", "numpy"),
    *("personnummer", "platformdirs", "email", "html", "xml", "asyncio", "concurrent"),
    *("triage.packs", "triage.referral", "triage.reading", "triage.core.recommend"),
    *("triage.store.migrations", "triage.services.criteria_work", "triage.services.example"),
    *("ui.tasks", "ui.views.checklist_page", "ui.views.review_page", "ui.views.settings_page"),
    *("ui.widgets.message_bar", "ui.widgets.roles", "ui.views.new_assessment_panel"),
    *("ui.views.window_warming", "PySide6.QtTest", "PySide6.QtNetwork"),
    *("PySide6.QtSvg", "PySide6.QtPrintSupport", "PySide6.QtOpenGL", "PySide6.QtDBus"),
)
"""None of these is needed for the list. PySide6 itself loads logging, argparse, gettext and ast."""
_MOST_OWN = 62
"""Own modules of a start: each costs about a third of a millisecond before the list stands."""
_STARTED = """
import sys
from triage.services import data_folder
from ui.program import Program
from ui.theme import application
program = Program(application(["vagval"]), data_folder())
program.open()
program.window.grab()
print(program.window.home.model.rowCount(), *sorted(sys.modules))
program.close()
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a start of a program with one case has loaded when its list was painted."""
    folder = tmp_path_factory.mktemp("data")
    workplace = Workplace.open(folder, KEY)
    workplace.begin(Patient("alias", None, "", "Alias"))
    workplace.set_setting("purpose_read", True)  # as on every start but the first
    workplace.close()
    environment = {**os.environ, "VAGVAL_DATA": str(folder), "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(  # noqa: S603 - the text above, by this Python
        [sys.executable, "-c", _STARTED],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    rows, *modules = done.stdout.split()
    assert rows == "1"
    return modules


def test_the_worklist_stands_before_anything_heavy_is_loaded(started: list[str]) -> None:
    assert [name for name in _HEAVY if name in started] == []


def test_a_start_loads_few_modules_of_its_own(started: list[str]) -> None:
    own = [name for name in started if name.split(".")[0] in {"triage", "ui"}]

    assert "ui.widgets.worklist_table" in own
    assert len(own) <= _MOST_OWN, f"what the list does not need can wait: {own}"


def test_a_start_loads_three_parts_of_qt(started: list[str]) -> None:
    parts = {name for name in started if name.startswith("PySide6.Qt")}

    assert parts == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def test_the_command_line_loads_no_qt() -> None:
    code = "import sys, main, ui.app; print([n for n in sys.modules if n.startswith('PySide6')])"

    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.strip() == "[]"


def test_data_that_cannot_be_opened_are_a_plain_word_and_can_be_tried_again(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    store = tmp_path / "vagval.db"
    store.write_bytes(b"this is no database at all" * 100)
    program = Program(qapp, tmp_path)
    program.open()
    blocked = program.window
    assert isinstance(blocked, BlockedWindow)
    assert "databas" in blocked.swedish.text()
    assert "database" in blocked.english.text()

    store.unlink()
    blocked.again_button.click()

    opened = program.window
    assert isinstance(opened, MainWindow)
    opened.close()
    opened.deleteLater()
    program.close()


def test_a_folder_that_cannot_be_made_is_said_plainly(qapp: QApplication, tmp_path: Path) -> None:
    in_the_way = tmp_path / "taken"
    in_the_way.write_text("a file, not a folder")
    program = Program(qapp, in_the_way / "data")

    program.open()

    blocked = program.window
    assert isinstance(blocked, BlockedWindow)
    assert "Datamappen" in blocked.swedish.text()
    blocked.close()
    blocked.deleteLater()


def test_the_demo_leaves_a_letter_and_a_picture_of_every_page_in_both_themes(
    tmp_path: Path,
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}

    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "main.py", "demo", "--out", str(tmp_path / "new" / "demo")],
        env=environment,
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    said = done.stdout.decode()
    made = {path.name for path in (tmp_path / "new" / "demo").iterdir()}
    assert "Palliativt team" in said
    assert done.stderr == b""
    assert (tmp_path / "new" / "demo" / "remiss.pdf").read_bytes().startswith(b"%PDF")
    assert made - {"remiss.pdf"} == {
        f"{page}-{theme}.png" for page in PAGES for theme in ("light", "dark")
    }
    assert all(str(tmp_path / "new" / "demo" / name) in said for name in made)


def test_the_demo_says_in_one_line_where_it_cannot_write(tmp_path: Path) -> None:
    in_the_way = tmp_path / "taken"
    in_the_way.write_text("a file, not a folder")

    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "main.py", "demo", "--out", str(in_the_way)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "give a folder" in done.stderr
