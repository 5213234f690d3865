"""`criteria diff`: who moves first, then what changed; both as text and as JSON."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.pack_file import pack_file
from triage.packs.signing import SigningKey
from triage.packs.write import FILES

Planted = Callable[..., str]

NEED = "when: {all: [{fact: complex_symptom_picture}, {fact: needs_round_the_clock_team}]}"
HARDER = NEED.replace("}]}", "}, {fact: pain, gte: 3}]}")


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """Copy the criteria, change a text in one pack's file, return that pack's folder."""

    def plant(old: str, new: str, *, pack: str = "skane", file: str = "pack.yaml") -> str:
        folder = tmp_path / "criteria"
        if not folder.exists():
            shutil.copytree(CRITERIA, folder)
        path = folder / pack / file
        if file == "vocabulary.yaml":
            path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return str(folder / pack)

    return plant


def test_a_threshold_shows_who_moves_how_many_and_the_smallest(run: Run, planted: Planted) -> None:
    ran = run("criteria", "diff", "skane", planted(NEED, HARDER))

    lines = ran.text.splitlines()
    assert ran.code == 0
    assert lines[0] == "Skåne 2026.1 → Skåne 2026.1"
    assert "Båda har samma versionsnummer, men de är inte desamma." in lines
    assert "Andel av svarsmöjligheterna som får ett annat utfall: 3,9 %." in ran.flat
    assert "2,6 % Palliativ vårdavdelning → Palliativt team" in ran.flat
    at = lines.index("Minsta exemplet på en patient som flyttas:")
    assert lines[at + 1 : at + 8] == [
        "  · Obotlig sjukdom: ja",
        "  · Komplex symtombild: ja",
        "  · Team dygnet runt: ja",
        "  · Trygg vård hemma: nej",
        "  Inga andra behov.",
        "  Behovet pekar mot: Palliativ vårdavdelning → Palliativt team",
        "  Föreslås: Palliativ vårdavdelning → Palliativt team",
    ]
    assert "Samma förflyttningar som ovan." in ran.flat
    assert "Palliativt team 21,6 % 25,6 % +3,9 %" in ran.flat
    assert "Regel nu: alla av: komplex symtombild; team dygnet runt; smärta minst 3" in ran.flat
    assert max(map(len, lines)) <= 96


def test_a_patient_who_is_shown_is_weighed_so_by_both_packs(run: Run, planted: Planted) -> None:
    folder = planted(NEED, HARDER)
    result: Any = run("criteria", "diff", "skane", folder, "--json").json

    old = Catalogue().compiled("skane")
    new = Catalogue(Path(folder).parent).compiled("skane")
    assert (result["old"]["digest"], result["new"]["digest"]) == (old.digest, new.digest)
    (indicated, recommended, urgency) = result["outcomes"]
    assert [one["result"] for one in result["outcomes"]] == ["moves", "moves", "same"]
    assert recommended["flows"] == [
        {**flow, "patient": other["patient"]}
        for flow, other in zip(indicated["flows"], recommended["flows"], strict=True)
    ]
    assert sum(flow["share"] for flow in urgency["flows"]) == pytest.approx(1)
    for flow in indicated["flows"][:2]:
        for pack, end in ((old, "before"), (new, "after")):
            answers = {
                fact: tuple(value) if isinstance(value, list) else value
                for fact, value in flow["patient"]["facts"].items()
            }
            reached = pack.outcomes.diagram.outcomes(pack.outcomes.indicated, pack.answers(answers))
            assert reached == {flow[end]} == {flow["patient"][end]["indicated"]}


def test_json_is_the_same_every_time(run: Run, planted: Planted) -> None:
    folder = planted(NEED, HARDER)
    ran = [run("criteria", "diff", "skane", folder, "--json") for _ in range(2)]

    assert ran[0].out == ran[1].out
    result: Any = ran[0].json
    assert list(result) == ["old", "new", "same", "outcomes", "smallest", "changes"]
    assert result["smallest"] in [flow["patient"] for flow in result["outcomes"][0]["flows"]]
    assert [(one["section"], one["id"]) for one in result["changes"]] == [
        ("criterion", "complex_symptoms_round_the_clock")
    ]


def test_wording_alone_moves_nobody_and_says_so(run: Run, planted: Planted) -> None:
    ran = run("criteria", "diff", "skane", planted("sv: Komplex symtombild\n", "sv: Nytt\n"))

    assert "Ingen patient flyttas." in ran.flat
    assert ran.flat.count("För alla patienter:") == 3
    assert "Bara ordalydelse" in ran.flat
    assert "Text förut: Komplex symtombild Text nu: Nytt" in ran.flat
    assert "Minsta exemplet" not in ran.flat
    assert "Regler, trappa" not in ran.flat


def test_hours_alone_are_told_as_how_a_team_works(run: Run, planted: Planted) -> None:
    folder = planted("hours: {always: true}", "hours: {stated: false}", file="teams.yaml")

    text = run("criteria", "diff", "skane", folder).flat

    assert "Ingen patient flyttas." in text
    assert "Öppettider förut: dygnet runt Öppettider nu: ej angivet" in text


def test_a_form_that_is_offered_no_longer_moves_what_is_recommended_alone(
    run: Run, planted: Planted
) -> None:
    folder = planted(
        "offers: [hospice]",
        "offers: [hospice]\n    planned: true",
        pack="vasterbotten",
        file="teams.yaml",
    )

    result: Any = run("criteria", "diff", "vasterbotten", folder, "--json").json

    assert [one["result"] for one in result["outcomes"]] == ["same", "moves", "same"]
    assert {flow["before"] for flow in result["outcomes"][1]["flows"] if flow["patient"]} == {
        "hospice"
    }


def test_the_same_pack_is_the_same(run: Run) -> None:
    ran = run("criteria", "diff", "skane", "skane")

    assert (ran.code, ran.text.splitlines()[-1]) == (0, "De två är desamma, ord för ord.")


def test_two_regions_are_compared_by_need_alone(run: Run) -> None:
    ran = run("criteria", "diff", "skane", "vastra")

    assert ran.code == 0
    assert "Jämförs inte: de två gäller inte samma kommuner." in ran.flat
    assert "mindre förflyttningar, tillsammans" in ran.flat
    assert "Kommuner, försvinner: Svalöv;" in ran.flat
    assert max(map(len, ran.text.splitlines())) <= 96


def test_english_has_the_same_lines(run: Run, planted: Planted) -> None:
    folder = planted(NEED, HARDER)

    text = run("criteria", "diff", "skane", folder, "--language", "en").flat

    assert "Incurable disease: yes" in text
    assert "2.6 %" in text


def test_a_question_asked_in_two_ways_is_refused(run: Run, planted: Planted) -> None:
    folder = planted("range: [0, 120]", "range: [0, 110]", file="vocabulary.yaml", pack="vastra")

    ran = run("criteria", "diff", "vastra", folder)

    assert (ran.code, ran.out) == (2, b"")
    (problem,) = ran.problems
    assert problem == (
        f"{folder}: age_years: the fact 'age_years' has other values in the new vocabulary; "
        "give both packs the same vocabulary"
    )


@pytest.mark.parametrize("name", ["skaane", "no/such/folder", "none.vagvalpack"])
def test_a_pack_that_is_not_there_is_one_problem(run: Run, name: str) -> None:
    ran = run("criteria", "diff", "skane", name)

    assert (ran.code, ran.out, len(ran.problems)) == (2, b"", 1)


def test_a_pack_file_says_who_answers_for_it_before_anything_else(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(_file())

    ran = run("criteria", "diff", "skane", str(path))
    shape: Any = run("criteria", "diff", "skane", str(path), "--json").json

    lines = ran.text.splitlines()
    assert lines[2].startswith("Nu: Signerad 2026-11-01 med en nyckel som inte är känd här")
    assert lines[-1] == "De två är desamma, ord för ord."
    assert (shape["old"]["signature"], shape["new"]["signature"]) == (None, "signed_unknown")


def test_an_altered_pack_file_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(_file()[:-40])

    ran = run("criteria", "diff", "skane", str(path))

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems


def _file() -> bytes:
    """Return the program's Skåne pack as a signed file."""
    folder = CRITERIA / "skane"
    files = {name: (folder / name).read_bytes() for name in FILES}
    key = SigningKey.from_secret(bytes(range(32)))
    compiled = Catalogue().compiled("skane")
    return pack_file(files, compiled, key=key, name="Region Test", day=date(2026, 11, 1))
