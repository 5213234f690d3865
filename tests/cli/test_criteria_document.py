"""`criteria document`: the file asked for, whole, or one line that says why not."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.packs.catalogue import CRITERIA

AT = ("--at", "2026-11-22T12:00")


def test_html_goes_to_standard_output(run: Run) -> None:
    ran = run("criteria", "document", "skane", *AT)

    assert (ran.code, ran.problems) == (0, [])
    assert ran.text.startswith("<!DOCTYPE html>")
    assert "Kriterierna" in ran.text
    assert "gick ut 2025-12-31" in ran.text
    assert 'id="proofs"' in ran.text
    assert 'id="cases"' in ran.text


@pytest.mark.parametrize(("name", "start"), [("a.html", b"<!DOCTYPE"), ("a.PDF", b"%PDF-")])
def test_the_kind_follows_the_files_name(run: Run, tmp_path: Path, name: str, start: bytes) -> None:
    out = tmp_path / name

    ran = run("criteria", "document", "vasterbotten", "--language", "en", "--out", str(out), *AT)

    assert (ran.code, ran.out) == (0, b"")
    assert out.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_same_day_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        run("criteria", "document", "norrbotten", "--out", str(tmp_path / name), *AT)

    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_folder_is_read_and_may_lack_cases(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "skane"
    shutil.copytree(CRITERIA / "skane", folder)
    (folder / "cases.yaml").unlink()

    ran = run("criteria", "document", str(folder), *AT)

    assert ran.code == 0
    assert 'id="cases"' not in ran.text


def test_faults_are_one_line_each_and_leave_no_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.txt"

    wrong_kind = run("criteria", "document", "skane", "--out", str(out))
    unknown = run("criteria", "document", "skne")
    nowhere = run("criteria", "document", "skane", "--out", str(tmp_path / "no" / "a.html"))

    assert {one.code for one in (wrong_kind, unknown, nowhere)} == {2}
    assert ".html or .pdf" in wrong_kind.problems[0]
    assert "did you mean 'skane'" in unknown.problems[0]
    assert len(nowhere.problems) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_broken_pack_names_its_place(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "skane"
    shutil.copytree(CRITERIA / "skane", folder)
    path = folder / "pack.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("advice_requested}", "advise}"), "utf-8"
    )

    ran = run("criteria", "document", str(folder))

    assert ran.code == 2
    assert ran.problems[0].startswith("skane/pack.yaml:")
    assert ran.out == b""
