"""Each broken file says exactly where it is broken, what is wrong and what would be right.

`broken/base` holds one good small pack with its vocabulary. Every other file in `broken` is one
fault: the change that makes it, and the lines that loading then answers with.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from triage.core.compiled import CompiledPack
from triage.packs.bounded_yaml import Value, read
from triage.packs.cases import load_cases
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError

BROKEN = Path(__file__).parent / "broken"
BASE = BROKEN / "base"
FAULTS = sorted(BROKEN.glob("*.yaml"))

MADE = {
    "ten_megabytes_of_nesting": lambda: b"[" * 10_000_000,
    "nesting_within_the_limit": lambda: b"[" * 500_000,
    "aliases_by_the_million": lambda: b"a: &a x\nb: [" + b"*a," * 1_000_000 + b"]\n",
    "aliases_of_aliases": lambda: (
        b"a0: &a0 [x, x]\n"
        + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 5000))
    ),
    "a_hundred_thousand_values": lambda: b"id: [" + b"1," * 100_000 + b"]\n",
    "braces_in_braces": lambda: b"{a: " * 100_000,
    "utf_16": lambda: _good_pack().encode("utf-16"),
    "invisible_character": lambda: _good_pack().replace("Ask for", "Ask \u202efor").encode(),
}
"""Files that are too large to keep, or that no file can hold as text, by name."""


def _good_pack() -> str:
    return (BASE / "exempel" / "pack.yaml").read_text(encoding="utf-8")


def laid(folder: Path, fault: Mapping[str, Value]) -> None:
    """Lay the good pack in a folder, with the fault's changes made."""
    shutil.copytree(BASE, folder)
    for change in changes_of(fault):
        _change(folder / str(change["file"]), change)


def changes_of(fault: Mapping[str, Value]) -> list[dict[str, Value]]:
    """Return the changes that make a fault."""
    changes = fault["changes"]
    assert isinstance(changes, tuple)
    return [change for change in changes if isinstance(change, dict)]


def _change(path: Path, change: Mapping[str, Value]) -> None:
    match change:
        case {"removed": True}:
            path.unlink()
        case {"made": str(name)}:
            path.write_bytes(MADE[name]())
        case {"whole": str(text)}:
            path.write_bytes(text.encode())
        case {"old": str(old), "new": str(new)}:
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times"
            encoding = str(change.get("encoding", "utf-8"))
            path.write_bytes(text.replace(old, new).encode(encoding))
        case _:
            raise AssertionError(f"no such change: {sorted(change)}")


def problems(folder: Path) -> list[str]:
    """Return the lines that loading a folder answers with; none when it loads."""
    try:
        compiled: CompiledPack = Catalogue(folder).compiled("exempel")
        load_cases(folder / "exempel", compiled)
    except InputError as error:
        return [str(one) for one in error.problems]
    return []


def fault_of(path: Path) -> dict[str, Value]:
    """Return what a file of `broken` says of its fault."""
    value = read(path.read_bytes(), path.name).value
    assert isinstance(value, dict)
    return value


def test_the_good_pack_loads() -> None:
    assert problems(BASE) == []


@pytest.mark.parametrize("path", FAULTS, ids=[path.stem for path in FAULTS])
def test_a_fault_is_told_in_full(tmp_path: Path, path: Path) -> None:
    fault = fault_of(path)
    laid(tmp_path / "criteria", fault)

    assert tuple(problems(tmp_path / "criteria")) == fault["problems"]


def test_there_are_faults_of_every_file() -> None:
    faulty = [str(one["file"]) for path in FAULTS for one in changes_of(fault_of(path))]

    assert len(FAULTS) >= 70
    for name in ("pack.yaml", "teams.yaml", "cases.yaml", "vocabulary.yaml", "municipalities.csv"):
        assert sum(file.endswith(name) for file in faulty) >= 4
