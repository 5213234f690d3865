"""`criteria cases`: what cases decide, in words; what is missing, by name and as YAML."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from triage.cli import criteria_cases
from triage.core.diagram_store import DiagramTooLargeError
from triage.packs.catalogue import CRITERIA

LAST = "# Each part of a rule deciding"
"""Where the cases begin that show what the first ones do not."""


@pytest.fixture
def skane(tmp_path: Path) -> Path:
    """Return a copy of a pack that has lost the cases added last."""
    folder = tmp_path / "skane"
    shutil.copytree(CRITERIA / "skane", folder)
    cases = folder / "cases.yaml"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text[: text.index(LAST)], encoding="utf-8")
    return folder


def test_the_projects_packs_are_whole(run: Run) -> None:
    ran = run("criteria", "cases")

    assert (ran.code, ran.problems) == (0, [])
    assert ran.text.count("Villkorens delar, åt båda håll") == 6
    assert "✗" not in ran.text
    assert "Inget fall visar:" not in ran.text


def test_what_no_case_can_show_is_said_with_its_reason(run: Run) -> None:
    ran = run("criteria", "cases", "vastra", "--language", "sv")

    assert "Västra sjukvårdsregionen, version 2026.1" in ran.text
    assert "✓ Gränsvärden, på båda sidor: 21 av 21 visas" in ran.text
    assert (
        "Patienten har fyllt 18 år · ålder minst 18 år: vid gränsen (ålder: 17 år) – svaren "
        "pekar ändå alltid på: palliativt stöd för barn"
    ) in ran.flat
    assert "det är avstängt tills enheten slår på det" in ran.flat


def test_what_is_missing_is_named_and_fails(run: Run, skane: Path) -> None:
    ran = run("criteria", "cases", str(skane))

    assert ran.code == 1
    assert "✗ Villkorens delar, åt båda håll: 37 av 56 visas" in ran.text
    assert (
        "En tidsbegränsad insats efterfrågas · punktinsats: avgör när det inte stämmer"
    ) in ran.flat


def test_proposed_cases_can_be_put_at_the_end_as_they_are(
    run: Run, skane: Path, tmp_path: Path
) -> None:
    out = tmp_path / "proposed.yaml"
    ran = run("criteria", "cases", str(skane), "--propose", "--out", str(out))
    assert (ran.code, ran.out, ran.problems) == (1, b"", [])

    proposed = out.read_text(encoding="utf-8")
    cases = skane / "cases.yaml"
    cases.write_text(cases.read_text(encoding="utf-8") + "\n" + proposed, encoding="utf-8")

    assert run("criteria", "cases", str(skane)).code == 0
    assert proposed.startswith("# Föreslagna fall för Skåne.")
    assert proposed.count("(proposed)") == proposed.count("- id: proposed_") >= 5
    assert all(len(line) <= 120 for line in proposed.splitlines())
    assert run("criteria", "cases", str(skane), "--propose").out.strip() == b""


def test_json_says_the_same_in_both_languages(run: Run, skane: Path) -> None:
    swedish = run("criteria", "cases", str(skane), "--json", "--propose")
    english = run("criteria", "cases", str(skane), "--json", "--propose", "--language", "en")

    assert swedish.out == english.out
    many: Any = swedish.json
    (result,) = many
    assert (result["pack"]["id"], result["cases"], result["complete"]) == ("skane", 20, False)
    by_id = {one["id"]: one for one in result["duties"]}
    assert by_id["leaf:time_limited_intervention:failing"]["standing"] == "missing"
    assert by_id["form:asih:gap"]["reason"] == "everywhere"
    assert "asih_for_a_child" in by_id["form:asih:recommended"]["cases"]
    shown = {duty for one in result["proposed"] for duty in one["shows"]}
    assert shown == {one["id"] for one in result["duties"] if one["standing"] == "missing"}


def test_a_wrong_name_is_refused(run: Run) -> None:
    ran = run("criteria", "cases", "skaane")

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == ["skaane: no pack, and no folder with pack.yaml; did you mean 'skane'?"]


def test_cases_that_cannot_be_read_do_not_hide_the_other_packs(run: Run, skane: Path) -> None:
    (skane / "cases.yaml").write_text("- id: one\n  title: {sv: a, en: b}\n", encoding="utf-8")

    ran = run("criteria", "cases", str(skane), "norrbotten")

    assert ran.code == 2
    assert "Norrbotten, version" in ran.text
    assert all(line.startswith("skane/cases.yaml:1:3: [0]") for line in ran.problems)
    assert ran.problems


def test_a_pack_too_large_for_proposals_is_said_to_be_so(
    run: Run, skane: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object) -> None:
        raise DiagramTooLargeError("more than 200000 nodes")

    monkeypatch.setattr(criteria_cases, "propose", too_large)

    ran = run("criteria", "cases", str(skane), "--propose")

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == ["skane: too large to propose cases for: more than 200000 nodes"]
