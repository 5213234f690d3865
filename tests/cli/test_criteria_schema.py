"""The schemas are written where asked, whole, and named."""

from pathlib import Path

from tests.cli.conftest import Run
from triage.packs.catalogue import CRITERIA


def test_the_schemas_are_written_to_the_folder_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schema"

    ran = run("criteria", "schema", "--out", str(folder))

    assert ran.code == 0
    assert sorted(ran.text.splitlines()) == sorted(str(path) for path in folder.iterdir())
    kept = CRITERIA / "schema"
    for path in folder.iterdir():
        assert path.read_bytes() == (kept / path.name).read_bytes()


def test_a_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    ran = run("criteria", "schema", "--out", str(file / "schema"))

    assert ran.code == 2
    assert ran.problems == [f"{file / 'schema'}: Not a directory; name a folder"]


def test_a_file_in_the_place_of_the_folder_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    ran = run("criteria", "schema", "--out", str(file))

    assert ran.problems == [f"{file}: File exists; name a folder"]
    assert file.read_text() == ""
