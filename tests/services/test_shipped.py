"""The list of what is shipped is that of what is installed, with texts that can be read."""

import re
import tomllib
from pathlib import Path

import pytest

from triage.services.shipped import DIRECT, Shipped, runtime, shipped

ROOT = Path(__file__).parents[2]


def test_what_the_program_asks_for_is_what_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = (re.match(r"[A-Za-z0-9._-]+", one) for one in project["dependencies"])

    assert {one.group() for one in named if one} == set(DIRECT)


def test_the_program_its_typeface_and_every_library_are_named_with_a_licence() -> None:
    parts = shipped("9.9")
    names = [one.name for one in parts]

    assert (parts[0].name, parts[0].version, parts[0].licence) == ("Vägval", "9.9", "Apache-2.0")
    assert names[1:3] == ["DejaVu", "SQLCipher"]
    assert {name.casefold() for name in DIRECT} <= {
        name.replace("_", "-").casefold() for name in names
    }
    assert "shiboken6" in names, "what a library needs comes along"
    assert "pytest" not in names
    assert len(set(names)) == len(names)
    assert [one.name for one in parts if not one.licence] == []
    assert all(len(one.licence) <= 80 for one in parts)


@pytest.mark.parametrize(
    "name", ["Vägval", "DejaVu", "SQLCipher", "sqlcipher3", "reportlab", "pydantic", "sqlite-utils"]
)
def test_a_licence_can_be_read_without_a_network(name: str) -> None:
    part = next(one for one in shipped("1") if one.name == name)

    assert len(part.text()) > 500


def test_a_text_that_is_gone_reads_as_none(tmp_path: Path) -> None:
    assert Shipped("x", "1", "MIT", (tmp_path / "none",)).text() == ""
    assert Shipped("x", "1", "MIT", ()).text() == ""


def test_what_it_runs_on_is_named() -> None:
    assert [name for name, _version in runtime()] == ["Python", "SQLite (SQLCipher)", "System"]
    assert all(version for _name, version in runtime())
