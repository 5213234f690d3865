"""`backtest`: what stored decisions would be under other criteria, without a name or number."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run
from tests.keys.making import PHRASE, entered
from triage.core.vocabulary import Answer
from triage.packs.catalogue import CRITERIA
from triage.services import Author, Patient

NEED = "when: {all: [{fact: complex_symptom_picture}, {fact: needs_round_the_clock_team}]}"
ANSWERS: dict[str, Answer] = {
    "municipality": "1281",
    "incurable_progressive_disease": True,
    "complex_symptom_picture": True,
    "needs_round_the_clock_team": True,
    "home_care_feasible": True,
    "preferred_place_of_care": "home",
    "needs_in_depth_assessment": False,
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("VAGVAL_DATA", str(folder))
    return folder


@pytest.fixture
def run(run: Run, tmp_path: Path) -> Run:
    """Run a command that is let in."""
    secret = tmp_path / "secret"
    secret.write_text(PHRASE, encoding="utf-8")

    def let_in(*arguments: str) -> Ran:
        return run(*arguments, "--secret-file", str(secret))

    return let_in


@pytest.fixture
def harder(tmp_path: Path) -> str:
    """Return a copy of Skåne's pack in which ASIH asks for severe pain as well."""
    folder = Path(shutil.copytree(CRITERIA, tmp_path / "criteria"))
    path = folder / "skane" / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    assert NEED in text
    path.write_text(text.replace(NEED, NEED.replace("}]}", "}, {fact: pain, gte: 3}]}")), "utf-8")
    return str(folder / "skane")


def decide(data: Path, pains: list[int], pack: str = "skane") -> list[str]:
    """Decide a case for each pain score; return the cases."""
    workplace = entered(data)
    ids = []
    for pain in pains:
        case = workplace.begin(Patient("personnummer", "191212121212", "Tolvan Tolvansson"))
        workplace.choose_pack(case.id, pack)
        for fact, value in {**ANSWERS, "pain": pain}.items():
            workplace.answer(case.id, fact, value)
        workplace.sign(case.id, "asih", None, None, Author("T", "u", "x"))
        ids.append(case.id)
    workplace.close()
    return ids


def test_who_would_move_is_counted(run: Run, data: Path, harder: str) -> None:
    decide(data, [0, 1, 3])

    ran = run("backtest", harder)

    assert ran.code == 0
    assert ran.text.splitlines()[0] == "Sparade beslut vägda på nytt: Skåne 2026.1"
    assert "3 beslut vägdes på nytt." in ran.flat
    assert "≠ Vårdform som behovet pekar mot: 2 av 3 flyttas 2 ASIH → Palliativt team" in ran.flat
    assert "= Angelägenhet: ingen flyttas" in ran.flat
    assert max(map(len, ran.text.splitlines())) <= 96


def test_json_has_the_cases_by_id_and_nothing_else_of_them(
    run: Run, data: Path, harder: str
) -> None:
    first, second, _ = decide(data, [0, 1, 3])
    decide(data, [0], "norrbotten")

    ran = run("backtest", harder, "--json")
    again = run("backtest", harder, "--json")

    result: Any = ran.json
    assert ran.out == again.out
    assert (result["decisions"], result["weighed"], result["decided_by"]) == (4, 3, "skane")
    assert result["other_packs"] == {"norrbotten": 1}
    indicated = result["outcomes"][0]
    assert (indicated["outcome"], indicated["unchanged"], indicated["moved"]) == ("indicated", 1, 2)
    (move,) = indicated["moves"]
    assert (move["before"], move["after"], move["count"]) == ("asih", "palliative_team", 2)
    assert move["cases"] == sorted([first, second])
    assert b"191212121212" not in ran.out
    assert b"Tolvan" not in ran.out


def test_another_packs_decisions_can_be_asked_for(run: Run, data: Path) -> None:
    decide(data, [0])

    own = run("backtest", "vastra")
    other: Any = run("backtest", "vastra", "--decided-by", "skane", "--json").json

    assert "beslut enligt andra kriterier (välj dem med --decided-by): skane 1" in own.flat
    assert (other["weighed"], other["outcomes"][0]["moved"]) == (1, 1)


def test_without_a_store_there_are_no_decisions_and_none_is_made(run: Run, data: Path) -> None:
    ran = run("backtest", "skane")
    shape: Any = run("backtest", "skane", "--json").json

    assert (ran.code, ran.problems) == (0, [])
    assert "Det finns inga sparade beslut här." in ran.flat
    assert (shape["decisions"], shape["outcomes"]) == (0, [])
    assert not data.exists()


def test_a_store_that_cannot_be_opened_is_told_and_left_alone(run: Run, data: Path) -> None:
    entered(data).close()
    store = data / "vagval.db"
    store.write_bytes(b"no database at all" * 100)

    ran = run("backtest", "skane")

    assert (ran.code, ran.out) == (3, b"")
    (problem,) = ran.problems
    assert problem.startswith("vagval.db: Datafilen går inte att läsa med den här nyckeln")
    assert store.read_bytes() == b"no database at all" * 100


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("skaane",), "skaane: no pack, and no folder with pack.yaml; did you mean 'skane'?"),
        (
            ("skane", "--decided-by", "vaestra"),
            "--decided-by: no such pack; did you mean 'vastra'?",
        ),
    ],
)
def test_a_pack_that_is_not_there_is_one_problem(
    run: Run, data: Path, arguments: tuple[str, ...], problem: str
) -> None:
    decide(data, [0])
    ran = run("backtest", *arguments)

    assert (ran.code, ran.out, ran.problems) == (2, b"", [problem])


def test_a_data_folder_that_cannot_be_looked_into_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAGVAL_DATA", "x" * 5000)
    ran = run("backtest", "skane")
    assert (ran.code, len(ran.problems)) == (3, 1)
    assert ran.problems[0].startswith("vagval.db: ")
