"""The set-up script and the Makefile, run on a machine that the test makes up.

Each test lays a small tree with the real files and a PATH of its own. Only the outside is replaced:
the loader's report (`ldd`), the package manager, uv and the environment's interpreter.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path("resources/packaging/setup.sh")
UV_VERSION = re.search(r"^uv_version=(\S+)$", (ROOT / SCRIPT).read_text(), re.MULTILINE)

MISSING = (
    "set-up: these system packages are missing (Debian's names); install them with: apt-get install"
)

# Ordinary programs that the script and make may use; all others are absent unless a test adds them.
ORDINARY = (
    "awk",
    "basename",
    "bash",
    "cut",
    "dirname",
    "env",
    "id",
    "make",
    "mkdir",
    "mktemp",
    "mv",
    "printf",
    "rm",
    "sed",
    "sh",
    "sort",
    "tail",
    "test",
    "touch",
    "tr",
)


@dataclass(frozen=True)
class Machine:
    """A made-up machine: `tree` is a checkout, `path` the only folder on its PATH."""

    tree: Path
    path: Path

    def program(self, name: str, body: str) -> None:
        """Put a shell program on the PATH, or in the tree where `name` holds a slash."""
        file = self.tree / name if "/" in name else self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command there, with no display and no variables but those given."""
        program = shutil.which(command[0], path=str(self.path)) or command[0]
        return subprocess.run(  # noqa: S603 - the tests' own files
            [program, *command[1:]],
            cwd=self.tree,
            env={"PATH": str(self.path), "HOME": str(self.tree), **environment},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )

    def set_up(self, purpose: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("bash", str(SCRIPT), purpose, **environment)

    def has_mark(self, purpose: str) -> bool:
        return (self.tree / f".venv/.ready-{purpose}").exists()


@pytest.fixture
def bare(tmp_path: Path) -> Machine:
    """A checkout on a machine with neither Python nor a package manager."""
    machine = Machine(tmp_path / "tree", tmp_path / "bin")
    (machine.tree / SCRIPT).parent.mkdir(parents=True)
    for file in ("Makefile", "pyproject.toml", "uv.lock", str(SCRIPT)):
        shutil.copy2(ROOT / file, machine.tree / file)
    machine.path.mkdir()
    for name in ORDINARY:
        found = shutil.which(name)
        if found:
            (machine.path / name).symlink_to(found)
    machine.program("uname", "echo Linux")
    return machine


@pytest.fixture
def machine(bare: Machine) -> Machine:
    """The same with the environment made, no library missing, and all tools of the tests there."""
    assert UV_VERSION is not None
    bare.program(".venv/bin/python", f'exec "{sys.executable}" "$@"')
    bare.program(
        ".venv/bin/uv", f'[ "$1" = sync ] || echo "uv {UV_VERSION[1]}"; echo "$*" >> uv.log'
    )
    bare.program("ldd", "exit 0")
    tools = ("Xvfb", "xauth", "xdotool", "pdftotext", "dbus-daemon", "at-spi-bus-launcher", "gcc")
    for tool in tools:
        bare.program(tool, "exit 0")
    return bare


def lack(machine: Machine, plugin: str, *libraries: str) -> None:
    """Let the loader miss libraries of one Qt file until `installed` lies in the tree."""
    lines = "; ".join(f'echo "	{name} => not found"' for name in libraries)
    found = 'echo "	libc.so.6 => /lib/libc.so.6 (0x1)"'
    machine.program(
        "ldd", f"{found}\n[ -e installed ] && exit 0\ncase $1 in */{plugin}) {lines} ;; esac"
    )


def allow_install(machine: Machine) -> None:
    """Give a package manager that refuses until its lists are updated, and the right to use it."""
    (machine.path / "id").unlink()
    machine.program("id", "echo 0")
    machine.program(
        "apt-get",
        'echo "$*" >> apt.log\n'
        'if [ "$1" = update ]; then : > lists; exit 0; fi\n'
        "[ -e lists ] || exit 100\n: > installed\n"
        'cd "${0%/*}"; if [ -e to-be-installed ]; then mv to-be-installed xdotool; fi',
    )


def deny_install(machine: Machine) -> None:
    (machine.path / "id").unlink()
    machine.program("id", "echo 1000")
    machine.program("apt-get", "echo never >> apt.log")


def test_without_a_new_enough_python_one_line_says_what_is_needed(bare: Machine) -> None:
    bare.program("python3", "exit 1")
    done = bare.set_up("run")
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(r"set-up: needs Python 3\.11 or newer .*\n", done.stderr)


def test_a_python_without_ensurepip_names_its_package_in_one_line(bare: Machine) -> None:
    bare.program("python3", f'case $2 in *ensurepip*) exit 1 ;; esac\nexec "{sys.executable}" "$@"')
    done = bare.set_up("run")
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"set-up: needs Python's venv module; install it with: apt-get install {package}"
    ]


@pytest.mark.parametrize("purpose", ["", "deploy"])
def test_an_unknown_purpose_is_refused_before_anything_is_made(bare: Machine, purpose: str) -> None:
    done = bare.set_up(purpose)
    assert done.returncode == 1
    assert done.stderr == "set-up: usage: setup.sh run|test\n"
    assert not (bare.tree / ".venv").exists()


def test_the_tests_environment_is_the_apps_too_but_not_the_other_way(machine: Machine) -> None:
    assert machine.set_up("run").returncode == 0
    assert (machine.has_mark("run"), machine.has_mark("test")) == (True, False)
    assert machine.set_up("test").returncode == 0
    assert machine.has_mark("test")
    syncs = [line for line in (machine.tree / "uv.log").read_text().splitlines() if "sync" in line]
    assert syncs == ["sync --frozen --no-dev --inexact --quiet", "sync --frozen --quiet"]


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_a_missing_library_is_named_by_its_debian_package(
    machine: Machine, library: str, package: str
) -> None:
    lack(machine, "libqoffscreen.so", library)
    done = machine.set_up("run")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"{MISSING} {package}"


@pytest.mark.parametrize(
    ("plugin", "environment", "code"),
    [
        ("libqoffscreen.so", {}, 1),
        ("libqxcb.so", {}, 0),
        ("libqxcb.so", {"DISPLAY": ":1"}, 1),
        ("libqwayland.so", {"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, 0),
        ("libqwayland.so", {"WAYLAND_DISPLAY": "wayland-0"}, 1),
    ],
)
def test_only_what_this_start_needs_stops_it_and_the_next_start_asks_again(
    machine: Machine, plugin: str, environment: dict[str, str], code: int
) -> None:
    deny_install(machine)
    lack(machine, plugin, "libfoo.so.1", "libbar.so.2")
    done = machine.set_up("run", **environment)
    assert done.returncode == code
    assert done.stderr.splitlines()[1:] == [f"{MISSING} libbar2 libfoo1"]
    assert not machine.has_mark("run")
    assert not (machine.tree / "apt.log").exists()


def test_where_it_may_it_installs_libraries_and_tools_after_updating_stale_lists(
    machine: Machine,
) -> None:
    allow_install(machine)
    lack(machine, "libqxcb.so", "libxcb-cursor.so.0")
    (machine.path / "xdotool").rename(machine.path / "to-be-installed")
    done = machine.set_up("test")
    calls = (machine.tree / "apt.log").read_text().splitlines()
    assert [call.split()[0] for call in calls] == ["install", "update", "install"]
    assert calls[-1].endswith(" libxcb-cursor0 xdotool")
    assert done.returncode == 0
    assert done.stderr.splitlines()[1:] == ["set-up: installing with apt: libxcb-cursor0 xdotool"]
    assert machine.has_mark("test")


def test_when_installing_fails_the_line_names_the_packages(machine: Machine) -> None:
    allow_install(machine)
    machine.program("apt-get", "echo no route; exit 100")
    lack(machine, "libqoffscreen.so", "libEGL.so.1")
    done = machine.set_up("run")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == [
        "no route",
        f"{MISSING} libegl1",
    ]


def test_help_explains_every_target(bare: Machine) -> None:
    makefile = (bare.tree / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    explained = re.findall(r"^make ([\w-]+) +\S.*$", bare.run("make").stdout, re.MULTILINE)
    assert sorted([*explained, "FORCE"]) == sorted(phony[1].split())


@pytest.fixture
def ready(bare: Machine) -> Machine:
    """A checkout whose set-up only says that it was called, and whose interpreter says how."""
    bare.program(
        str(SCRIPT),
        "echo set-up $1\nmkdir -p .venv/bin\n: > .venv/.ready-run\n"
        'if [ "$1" = test ]; then : > .venv/.ready-test; fi',
    )
    bare.program(".venv/bin/python", 'echo python "$@" "$QT_QPA_PLATFORM"')
    return bare


def make(machine: Machine, *arguments: str, **environment: str) -> list[str]:
    done = machine.run("make", *arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_with_a_display_run_opens_the_app_and_without_one_it_does_the_same_job(
    ready: Machine,
) -> None:
    assert make(ready, "run") == ["set-up run", "python main.py demo --out build/demo offscreen"]
    assert make(ready, "run", DISPLAY=":1") == ["python main.py "]
    assert make(ready, "run", WAYLAND_DISPLAY="wayland-0") == ["python main.py "]
    ready.program("uname", "echo Darwin")
    assert make(ready, "run") == ["python main.py "]


def test_second_runs_skip_the_set_up_until_the_lock_changes_or_the_interpreter_goes(
    ready: Machine,
) -> None:
    tests = ["python -m pytest -k urgency offscreen"]
    assert make(ready, "test", "PYTEST_ARGS=-k urgency") == ["set-up test", *tests]
    assert make(ready, "test", "PYTEST_ARGS=-k urgency") == tests
    assert "set-up run" not in make(ready, "run")

    mark = (ready.tree / ".venv/.ready-test").stat().st_mtime
    os.utime(ready.tree / "uv.lock", (mark + 5, mark + 5))
    assert make(ready, "test", "PYTEST_ARGS=-k urgency") == ["set-up test", *tests]

    os.utime(ready.tree / "uv.lock", (mark - 5, mark - 5))
    (ready.tree / ".venv/bin/python").chmod(0o644)
    assert ready.run("make", "run").stdout.splitlines()[0] == "set-up run"
