"""Input that cannot be used: one line per problem, exit code 2, nothing on standard output."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CaseFile, Run
from tests.cli.patients import UMEA, with_facts

COMMANDS = ("assess", "compare")


def refused(run: Run, name: str, *arguments: str) -> list[str]:
    """Return the problems without the file's name, after checking what goes for all."""
    ran = run("assess", name, *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert all(line.startswith(f"{name}: ") for line in ran.problems)
    return [line.removeprefix(f"{name}: ") for line in ran.problems]


@pytest.mark.parametrize(
    ("fact", "value", "problem"),
    [
        ("pain", 7, "facts.pain: expected a whole number 0–4, got 7"),
        ("pain", 2.5, "facts.pain: expected a whole number 0–4, got 2.5"),
        ("pain", True, "facts.pain: expected a whole number 0–4, got true"),
        ("age_years", 121, "facts.age_years: expected a whole number 0–120, got 121"),
        ("age_years", -1, "facts.age_years: expected a whole number 0–120, got -1"),
        ("age_years", "71", 'facts.age_years: expected a whole number 0–120, got "71"'),
        (
            "advice_requested",
            "yes",
            'facts.advice_requested: expected true, false, null or "unknown", got "yes"',
        ),
        (
            "red_flags",
            "suicide_risk",
            (
                'facts.red_flags: expected a list such as [] or ["spinal_cord_compression"], '
                'got "suicide_risk"'
            ),
        ),
        (
            "red_flags",
            ["suicide_risc"],
            "facts.red_flags: no such value \"suicide_risc\"; did you mean 'suicide_risk'?",
        ),
        ("paln", 3, "facts.paln: unknown fact; did you mean 'pain'?"),
        (
            "zzz",
            3,
            "facts.zzz: unknown fact; the names stand in criteria/vocabulary.yaml",
        ),
    ],
)
def test_a_wrong_answer_is_named_with_what_would_be_right(
    run: Run, case_file: CaseFile, fact: str, value: object, problem: str
) -> None:
    assert refused(run, case_file(with_facts(UMEA, **{fact: value}))) == [problem]


@pytest.mark.parametrize("code", ["9999", "0180", "umea"])
def test_a_municipality_that_does_not_exist(run: Run, case_file: CaseFile, code: str) -> None:
    (problem,) = refused(run, case_file(with_facts(UMEA, municipality=code)))

    assert problem.startswith(f'facts.municipality: no such value "{code}"')
    assert problem.endswith("; codes have four digits and stand in criteria/municipalities.csv")


def test_every_problem_of_every_case_has_its_line(run: Run, case_file: CaseFile) -> None:
    cases = [UMEA, with_facts(UMEA, pain=9, nausea=-1), {"facts": {}}, 5, {"fcts": {}}]

    assert refused(run, case_file(cases), "--json") == [
        "[1].facts.pain: expected a whole number 0–4, got 9",
        "[1].facts.nausea: expected a whole number 0–4, got -1",
        (
            "[2].pack: no pack; give --pack, the key pack (one of jamtland_harjedalen, norrbotten, "
            "skane, vasterbotten, vasternorrland, vastra) or facts.municipality"
        ),
        "[3]: expected an object with the key facts, got a number",
        "[4].fcts: unknown key; did you mean 'facts'?",
        '[4].facts: is missing; give the answers, such as {"age_years": 71}',
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty; expected a case {…} or a list of cases […]"),
        ('{"facts": {"pain": 3,}}', "line 1, column 22: not valid JSON: "),
        ('{"facts":\n {"pain" 3}}', "line 2, column 10: not valid JSON: "),
        ('{"facts": {}} {"facts": {}}', "line 1, column 15: not valid JSON: more follows"),
        ('{"facts": {"pain": 1, "pain": 2}}', "facts.pain: the key stands twice; keep one"),
        ('[{"facts": {}, "facts": {}}]', "[0].facts: the key stands twice; keep one of them"),
        ('{"facts": {"pain": NaN}}', "facts.pain: NaN is no number that JSON knows"),
        ('{"facts": {"pain": -Infinity}}', "facts.pain: -Infinity is no number"),
        ('{"facts": {"pain": 1e999}}', "facts.pain: a number too large to hold"),
        ('{"facts": {"pain": 1' + "0" * 5000 + "}}", "facts.pain: a number of 5001 digits"),
        ("[" * 100_000, "nested too deep"),
        ('{"facts": {"pain": ' + '{"a":' * 50_000, "nested too deep"),
        ('"text"', "expected an object with the key facts, or a list of such, got text"),
        ("null", "expected an object with the key facts, or a list of such, got null"),
        ('{"facts": []}', "facts: expected an object of answers, got a list"),
        ('{"facts": {}, "pack": 5}', 'pack: expected text such as "skane", got a number'),
        ('{"facts": {}, "pack": "skaane"}', "pack: no such pack; did you mean 'skane'?"),
        ('{"facts": {}, "pack": "skane", "id": [1]}', "id: expected text or a whole number"),
        ('{"facts": {}, "pack": "skane", "id": true}', "id: expected text or a whole number"),
        ('{"facts": {}, "pack": "skane", "id": "\\ud800"}', "id: holds half a character"),
        ('{"facts": {"\\ud800": 1}, "pack": "skane"}', "facts: unknown fact; its name is not"),
        ('{"facts": {}, "pack": "skane", "patient": 1}', "patient: expected an object"),
        ('{"facts": {}, "pack": "skane", "patient": {"nam": ""}}', "patient.nam: unknown key"),
        (
            '{"facts": {}, "pack": "skane", "patient": {"number": "191212121213"}}',
            "patient.number: The check digit does not match.",
        ),
        (
            '{"facts": {}, "pack": "skane", "patient": {"protected": 1}}',
            "patient.protected: expected true or false, got a number",
        ),
        ('{"facts": {}, "pack": "skane", "notes": {"wory": ""}}', "notes.wory: unknown key; did"),
        ('{"facts": {}, "pack": "skane", "notes": {"worry": 1}}', "notes.worry: expected text"),
        ('{"facts": {}, "pack": "skane", "notes": {"purpose": "x"}}', "notes.purpose: expected"),
    ],
)
def test_a_broken_file_is_one_line(run: Run, case_file: CaseFile, text: str, problem: str) -> None:
    (found,) = refused(run, case_file(text))

    assert found.startswith(problem)


def test_a_file_that_is_not_utf_8(run: Run, case_file: CaseFile) -> None:
    latin = json.dumps({"facts": {}}).encode() + "\n\n{å}".encode("latin-1")

    assert refused(run, case_file(latin)) == ["line 3: not UTF-8; save the file as UTF-8"]
    assert refused(run, case_file("{}".encode("utf-16"))) == [
        "line 1: not UTF-8; save the file as UTF-8"
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_there(run: Run, tmp_path: Path, command: str) -> None:
    name = str(tmp_path / "nothing.json")

    ran = run(command, name)

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == [f"{name}: no such file; name a JSON file, or - for standard input"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_file(run: Run, tmp_path: Path, command: str) -> None:
    assert run(command, str(tmp_path)).problems == [
        f"{tmp_path}: is a folder; name a JSON file, or - for standard input"
    ]


PRIVATE = "Anna Ek, ringer i morgon\nom pumpen"


@pytest.mark.parametrize(
    "case",
    [
        {**UMEA, "id": [PRIVATE]},
        {**UMEA, "pack": PRIVATE},
        {**UMEA, PRIVATE: 1},
        {"facts": PRIVATE},
        {"facts": {PRIVATE: 1}, "pack": "skane"},
        with_facts(UMEA, diagnosis_group=PRIVATE),
        with_facts(UMEA, diagnosis_group="Anna Ek"),
        with_facts(UMEA, municipality="19121212-1212"),
        with_facts(UMEA, municipality="191212121212"),
        with_facts(UMEA, municipality=191212121212),
        with_facts(UMEA, red_flags=["Anna Ek"]),
        with_facts(UMEA, pain=191212121212),
        with_facts(UMEA, pain=19121212.1212),
        {**UMEA, "patient": PRIVATE},
        {**UMEA, "patient": {PRIVATE: 1}},
        {**UMEA, "patient": {"number": "191212121213"}},
        {**UMEA, "notes": {"worry": [PRIVATE]}},
        {**UMEA, "notes": {PRIVATE: ""}},
        {**UMEA, "notes": {"purpose": PRIVATE}},
    ],
)
def test_no_problem_repeats_what_is_said_of_a_patient(
    run: Run, case_file: CaseFile, case: object
) -> None:
    (problem,) = refused(run, case_file(case))

    assert "Anna" not in problem
    assert "1912" not in problem


def test_a_file_is_taken_whole_or_not_at_all(run: Run, case_file: CaseFile) -> None:
    ran = run("assess", case_file([UMEA] * 50 + [with_facts(UMEA, pain=9)]), "--json")

    assert ran.out == b""
    assert len(ran.problems) == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("ases",), "main.py: no such command; did you mean 'assess'?"),
        (("zzz",), "main.py: no such command; commands are "),
        (("assess",), "main.py assess: the following arguments are required: CASE.json"),
        (("assess", "x", "y"), "main.py assess: unrecognized arguments: y"),
        (("assess", "x", "--js"), "main.py assess: unrecognized arguments: --js"),
        (("assess", "x", "--at", "noon"), "main.py assess: argument --at: not a time in ISO form"),
        (("assess", "x", "--at", "0001-01-01"), "main.py assess: argument --at: not a time"),
        (("assess", "x", "--at"), "main.py assess: argument --at: expected one argument"),
        (("compare", "x", "--language", "fi"), "main.py compare: argument --language: invalid"),
    ],
)
def test_arguments_that_cannot_be_used(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, b"")
    (line,) = ran.problems
    assert line.startswith(problem)


def test_a_pack_that_is_not_there(run: Run, case_file: CaseFile) -> None:
    ran = run("assess", case_file(UMEA), "--pack", "västra")

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == ["--pack: no such pack; did you mean 'vastra'?"]


@pytest.mark.parametrize("arguments", [("--help",), ("assess", "--help"), ("compare", "-h")])
def test_help_is_no_fault(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.problems) == (0, [])
    assert ran.text.startswith("usage: main.py ")
