import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOON, CaseFile, Run
from tests.cli.patients import CONTRACT, HISINGEN, REGIONS
from triage.packs.catalogue import CRITERIA, Catalogue


def test_every_pack_weighs_the_same_patient(run: Run, case_file: CaseFile) -> None:
    name = case_file(HISINGEN)
    ran = run("compare", name, "--json", *NOON)

    result: Any = ran.json
    assert (ran.code, list(result)) == (0, ["id", "packs"])
    assert [one["pack"]["id"] for one in result["packs"]] == list(REGIONS)
    for pack, found in zip(REGIONS, result["packs"], strict=True):
        alone: Any = run("assess", name, "--json", "--pack", pack, *NOON).json
        assert {"id": "h1", **found} == alone


def test_a_list_gives_a_list(run: Run, case_file: CaseFile) -> None:
    facts = {"facts": CONTRACT["facts"]}

    result: Any = run("compare", case_file([CONTRACT, facts]), "--json", *NOON).json

    assert [list(one) for one in result] == [["id", "packs"], ["packs"]]
    assert result[0]["packs"] == result[1]["packs"]


def test_no_pack_needs_to_be_named(run: Run, case_file: CaseFile) -> None:
    assert run("compare", case_file({"facts": {}}), "--json").code == 0


def test_a_wrong_case_is_refused_as_in_assess(run: Run, case_file: CaseFile) -> None:
    name = case_file([{"facts": {"pain": 9}, "pack": "skaane"}])

    ran = run("compare", name)

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == [
        f"{name}: [0].pack: no such pack; did you mean 'skane'?",
        f"{name}: [0].facts.pain: expected a whole number 0–4, got 9",
    ]


def test_the_table_has_a_row_for_each_region(run: Run, case_file: CaseFile) -> None:
    ran = run("compare", case_file(HISINGEN), *NOON)

    rows = {
        line[:17].strip(): [line[start:].split("  ")[0] for start in (19, 33, 58)]
        for line in ran.text.splitlines()
        if line[19:20].isalpha() and line[:1].isalpha()
    }
    assert rows["Västernorrland"] == ["avgjort", "Allmän palliativ vård", "ja"]
    assert rows["Västra"] == ["avgjort", "Palliativt team", "ja"]
    assert rows["Västerbotten"][2] == "nej"
    assert max(map(len, ran.text.splitlines())) <= 96


def test_what_the_patient_would_lack_is_named(run: Run, case_file: CaseFile) -> None:
    text = run("compare", case_file(HISINGEN), *NOON).text

    assert [line[83:].strip() for line in text.splitlines() if line.startswith("Västerb")] == [
        "ASIH"
    ]


def test_a_form_is_never_shown_alone_while_more_are_possible(run: Run, case_file: CaseFile) -> None:
    text = run("compare", case_file(CONTRACT), *NOON).text

    (row,) = [row for row in re.split(r"\n[-= ]+\n", text) if row.startswith("Skåne")]
    forms = " ".join(" ".join(line[33:56] for line in row.splitlines()).split())
    assert forms.startswith("Palliativ vårdavdelning, ASIH,")
    assert " eller " in forms


def test_a_pack_that_does_not_load_is_named_and_the_others_work(
    run: Run, case_file: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(CRITERIA, folder)
    broken = folder / "skane" / "pack.yaml"
    broken.write_text(broken.read_text(encoding="utf-8") + "\nzzz: 1\n", encoding="utf-8")
    monkeypatch.setattr("triage.cli.compare.Catalogue", lambda: Catalogue(folder))
    monkeypatch.setattr("triage.cli.assess.Catalogue", lambda: Catalogue(folder))

    compared = run("compare", case_file(HISINGEN), "--json", *NOON)
    other = run("assess", case_file(HISINGEN), "--json", *NOON)
    asked = run("assess", case_file([CONTRACT, HISINGEN]), "--json", *NOON)

    result: Any = compared.json
    assert [one["pack"]["id"] for one in result["packs"]] == [r for r in REGIONS if r != "skane"]
    assert len(compared.problems) == 1
    assert "skane/pack.yaml:" in compared.problems[0]
    assert (compared.code, other.code) == (0, 0)
    assert (asked.code, asked.out, asked.problems) == (2, b"", compared.problems)


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ("Saknas här", "Angelägenhet")), ("en", ("Not available here", "Urgency"))],
)
def test_no_word_of_the_heading_is_broken(
    run: Run, case_file: CaseFile, language: str, words: tuple[str, ...]
) -> None:
    text = run("compare", case_file(HISINGEN), "--language", language, *NOON).text

    heading = text.split("=\n")[1].split("\n===")[0].split()
    assert [word for told in words for word in told.split() if word not in heading] == []
