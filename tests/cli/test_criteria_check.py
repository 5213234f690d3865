import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOON, Run
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue

AT = ("--at", "2026-11-22T12:00")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the program's criteria."""
    return Path(shutil.copytree(CRITERIA, tmp_path / "criteria"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_programs_packs_pass(run: Run) -> None:
    ran = run("criteria", "check", *AT)
    assert (ran.code, ran.problems) == (0, [])
    assert ran.text.rstrip().endswith("Alla kontrollerade kriterier håller.")
    for name in Catalogue().ids:
        assert Catalogue().compiled(name).pack.name["sv"] in ran.text


def test_the_statement_of_equal_treatment_is_printed(run: Run) -> None:
    vastra = run("criteria", "check", "vastra", *AT).flat
    assert "behovet pekar mot beror inte på kommun, stadsområde, vårdplats nu eller" in vastra
    assert "Vårdformen beror på ”ålder”, med gräns vid 18." in vastra
    assert vastra.count("Vårdformen beror på") == 1
    skane = run("criteria", "check", "skane", "--language", "en", *AT).flat
    assert "does not depend on age, municipality, city area" in skane
    assert "Vårdform" not in skane


def test_a_fault_ends_in_1_with_the_patient_who_shows_it(run: Run, copy: Path) -> None:
    team = "when: {derived: complex_need}"
    change(
        copy / "norrbotten" / "pack.yaml",
        team,
        "when: {all: [{derived: complex_need}, {fact: diagnosis_group, is: cancer}]}",
    )
    ran = run("criteria", "check", str(copy / "norrbotten"), *AT)
    assert ran.code == 1
    assert "✗ Lika behov pekar mot samma vårdform – håller inte" in ran.text
    assert (
        "Patient 2: Huvuddiagnos: Hjärtsvikt; Obotlig sjukdom: ja; Komplex symtombild: ja. "
        "Inga andra behov → Allmän palliativ vård"
    ) in ran.flat
    assert "Fynd equal_treatment/diagnosis_group, omfattning " in ran.flat
    assert ran.text.rstrip().endswith("Kriterier som inte håller: 1 av 1.")


def test_the_patients_can_be_saved_and_weighed(run: Run, copy: Path, tmp_path: Path) -> None:
    change(
        copy / "skane" / "pack.yaml",
        "always_offered: true",
        "always_offered: true\n    need: {all: [advice_requested]}",
    )
    saved = tmp_path / "patients.json"
    ran = run("criteria", "check", str(copy / "skane"), "--save", str(saved), *AT)
    assert ran.code == 1
    cases = json.loads(saved.read_text(encoding="utf-8"))
    assert "skane/complete_ladder_1" in [case["id"] for case in cases]
    assert run("assess", str(saved), "--json", *NOON).code == 0


def test_the_patients_can_be_saved_as_cases_of_the_pack(
    run: Run, copy: Path, tmp_path: Path
) -> None:
    change(
        copy / "skane" / "pack.yaml",
        "always_offered: true",
        "always_offered: true\n    need: {all: [advice_requested]}",
    )
    saved = copy / "skane" / "cases.yaml"
    assert run("criteria", "check", str(copy / "skane"), "--save", str(saved), *AT).code == 1
    compiled = Catalogue(copy).compiled("skane")
    cases = {case.id: case for case in load_cases(copy / "skane", compiled)}
    lost = cases["complete_ladder_1"]
    assert lost.title.sv.startswith("Ingen vårdform på trappan")
    assert lost.expect.recommended is None
    assert lost.facts["incurable_progressive_disease"] is True


def test_json_holds_every_proof_and_the_same_bytes_twice(run: Run) -> None:
    first = run("criteria", "check", "vastra", "skane", "--json", *AT)
    vastra, skane = _json(first)
    assert [vastra["pack"]["id"], skane["pack"]["id"]] == ["vastra", "skane"]
    assert vastra["passes"] is True
    found = {
        proof["property"]: [finding["id"] for finding in proof["findings"]]
        for proof in vastra["proofs"]
        if proof["findings"]
    }
    assert found == {
        "equal_treatment": ["equal_treatment/age_years"],
        "decides": ["decides/adult"],
    }
    assert {proof["verdict"] for proof in skane["proofs"]} == {"holds"}
    assert run("criteria", "check", "vastra", "skane", "--json", *AT).out == first.out


def test_an_accepted_finding_comes_back_when_its_time_has_passed(run: Run) -> None:
    ran = run("criteria", "check", "vastra", "--at", "2029-01-01T12:00")
    assert ran.code == 1
    assert "Godtagandet gick ut 2028-12-31 (Vägval)" in ran.flat


def test_a_pack_that_does_not_load_is_named_and_the_rest_are_checked(run: Run, copy: Path) -> None:
    change(copy / "skane" / "pack.yaml", "fact: advice_requested", "fact: advice_wanted")
    ran = run("criteria", "check", str(copy / "skane"), "norrbotten", *AT)
    assert ran.code == 2
    assert "Norrbotten" in ran.text
    assert [one for one in ran.problems if "unknown fact 'advice_wanted'" in one]


def test_no_such_pack_names_the_nearest(run: Run) -> None:
    ran = run("criteria", "check", "skaane")
    assert (ran.code, ran.out) == (2, b"")
    assert "did you mean 'skane'?" in ran.problems[0]


def test_no_such_action_names_the_nearest(run: Run) -> None:
    assert run("criteria", "chek").problems == [
        "main.py criteria: no such action; did you mean 'check'?"
    ]


def _json(ran: Any) -> Any:
    return json.loads(ran.out)


def test_what_no_region_uses_is_told_where_all_are_checked(
    run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "Frågor som inte påverkar något i någon region: Vårdplats nu, Huvuddiagnos, Funktion"
        in run("criteria", "check", *AT).flat
    )
    change(
        copy / "vocabulary.yaml",
        "documents:\n",
        "documents:\n  - {id: nowhere, title: {sv: x, en: x}, publisher: x, year: 2020}\n",
    )
    monkeypatch.setattr("triage.cli.criteria_check.Catalogue", lambda: Catalogue(copy))
    ran = run("criteria", "check", *AT)
    assert ran.code == 1
    (problem,) = ran.problems
    assert problem.startswith("vocabulary.yaml:")
    assert "documents[0].id: nothing cites 'nowhere'" in problem
