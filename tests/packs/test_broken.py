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
from triage.packs.validation import MOST_PROBLEMS

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
    "derived_facts_that_double": lambda: (
        (BASE / "vocabulary.yaml")
        .read_bytes()
        .replace(b"\nhints:", b"".join(map(_doubling, range(40))) + b"\nhints:")
    ),
    "a_thousand_questions": lambda: (
        (BASE / "vocabulary.yaml")
        .read_bytes()
        .replace(b"\nderived:", b"".join(map(_question, range(1000))) + b"\nderived:")
    ),
    "fifteen_thousand_unknown_facts": lambda: (
        _good_pack()
        .replace("        - {fact: unrelieved}\n", "".join(map(_unknown, range(15_000))))
        .encode()
    ),
    "utf_16": lambda: _good_pack().encode("utf-16"),
    "invisible_character": lambda: _good_pack().replace("Ask for", "Ask \u202efor").encode(),
}
"""Files that are too large to keep, or that no file can hold as text, by name."""


def _good_pack() -> str:
    return (BASE / "exempel" / "pack.yaml").read_text(encoding="utf-8")


def _doubling(number: int) -> bytes:
    """Return a derived fact that reads the one before it twice."""
    before = f"d{number - 1}" if number else "severe_symptom"
    rule = f"{{any: [{{derived: {before}}}, {{not: {{derived: {before}}}}}]}}"
    source = "source: {document: plan, section: {sv: x, en: x}}"
    words = "name: {sv: x, en: x}"
    return f"  - {{id: d{number}, {words}, when: {rule}, {source}, basis: source}}\n".encode()


def _question(number: int) -> bytes:
    words = f'{{sv: "q{number}", en: "q{number}"}}'
    keys = f"id: q{number}, step: patient, type: bool, label: {words}, question: {words}"
    more = "help: {sv: x, en: x}, changeable: time, worse: 'yes'"
    return f"  - {{{keys}, {more}}}\n".encode()


def _unknown(number: int) -> str:
    return f"        - {{fact: f{number}}}\n"


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


@pytest.mark.parametrize(
    ("file", "made", "first"),
    [
        (
            "vocabulary.yaml",
            "derived_facts_that_double",
            (
                "criteria/vocabulary.yaml:146:42: derived[11].when: has more than 2000 parts or "
                "50 levels with all that it uses written out; make it smaller"
            ),
        ),
        (
            "exempel/pack.yaml",
            "fifteen_thousand_unknown_facts",
            (
                "exempel/pack.yaml:20:18: criteria[1].when.all[1].fact: unknown fact 'f0'; "
                "known are age, municipality, city_area, red_flags, limits_decided, incurable, "
                "consent, pain, unrelieved, advice_requested"
            ),
        ),
    ],
)
def test_a_file_of_nothing_but_faults_is_told_by_the_first(
    tmp_path: Path, file: str, made: str, first: str
) -> None:
    laid(tmp_path / "criteria", {"changes": ({"file": file, "made": made},)})

    told = problems(tmp_path / "criteria")

    assert told[0] == first
    assert 20 <= len(told) <= MOST_PROBLEMS


def test_there_are_faults_of_every_file() -> None:
    faulty = [str(one["file"]) for path in FAULTS for one in changes_of(fault_of(path))]

    assert len(FAULTS) >= 70
    for name in ("pack.yaml", "teams.yaml", "cases.yaml", "vocabulary.yaml", "municipalities.csv"):
        assert sum(file.endswith(name) for file in faulty) >= 4
