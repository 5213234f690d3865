"""The start: nothing heavy before the worklist, and a plain word where data cannot be opened."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.keys_for_tests import KEY
from tests.ui.doors import House
from triage.services import Patient, Workplace
from ui.demo import PAGES
from ui.program import Program
from ui.views.door_blocked import BlockedPage
from ui.views.door_page import DoorPage
from ui.views.door_set_up import SetUpPage
from ui.views.door_window import DoorWindow

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
_MOST_OWN = 76
"""Own modules of a start: each costs about a third of a millisecond before the list stands."""
_STARTED = """
import sys
from triage.services import data_folder
from ui.program import Program
from ui.theme import application
from tests.keys_for_tests import KEY
from triage.services import Workplace
program = Program(application(["vagval"]), data_folder())
program.enter(Workplace.open(data_folder(), KEY))
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


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    made = Program(qapp, tmp_path / "data")
    yield made
    window = made.window
    made.close()
    if window is not None:
        window.close()
        window.deleteLater()


def _page(program: Program) -> DoorPage:
    window = program.window
    assert isinstance(window, DoorWindow)
    assert window.page is not None
    return window.page


def test_data_that_cannot_be_opened_are_a_plain_word_and_can_be_tried_again(
    program: Program, tmp_path: Path
) -> None:
    store = tmp_path / "data" / "vagval.db"
    store.parent.mkdir()
    store.write_bytes(b"this is no database at all" * 100)

    program.open()

    blocked = _page(program)
    assert isinstance(blocked, BlockedPage)
    assert "vagval.keys saknas" in blocked.what.text()
    assert "Inget har skrivits över" in blocked.more.text()
    assert store.read_bytes().startswith(b"this is")

    store.unlink()
    blocked.again_button.click()

    assert isinstance(_page(program), SetUpPage)


def test_a_store_that_is_missing_is_never_made_anew(program: Program, tmp_path: Path) -> None:
    backups = tmp_path / "data" / "backups"
    backups.mkdir(parents=True)
    (backups / "vagval-20261122T070000Z.vvbackup").write_bytes(b"a backup")

    program.open()

    blocked = _page(program)
    assert isinstance(blocked, BlockedPage)
    assert "vagval.db saknas" in blocked.what.text()
    assert [one.name for one in (tmp_path / "data").iterdir()] == ["backups"]


def test_a_folder_that_cannot_be_made_is_said_plainly(program: Program, tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file, not a folder")

    program.open()

    blocked = _page(program)
    assert isinstance(blocked, BlockedPage)
    assert str(in_the_way) in blocked.place.text()


def test_a_folder_that_others_synchronise_is_refused_with_the_reason(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / ".dropbox").touch()

    program.open()

    blocked = _page(program)
    assert isinstance(blocked, BlockedPage)
    assert "Dropbox" in blocked.what.text()
    assert not (tmp_path / "data").exists()


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


def test_the_door_loads_neither_the_window_nor_what_opens_keys(
    qapp: QApplication, tmp_path: Path
) -> None:
    made = House(tmp_path / "data", qapp)
    made.live_in()
    code = (
        "import sys; from triage.services import data_folder; from ui.program import Program;"
        "from ui.theme import application; p = Program(application(['vagval']), data_folder());"
        "p.open(); p.window.grab(); print(p.window.page.title()); print(*sorted(sys.modules))"
    )
    environment = {
        **os.environ,
        "VAGVAL_DATA": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }

    done = subprocess.run(  # noqa: S603 - as above
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )

    title, modules = done.stdout.splitlines()
    assert title == "Lås upp"
    heavy = {*_HEAVY, "cryptography", "keyring", "ui.views.door_set_up", "ui.views.main_window"}
    assert sorted(heavy & set(modules.split())) == []
