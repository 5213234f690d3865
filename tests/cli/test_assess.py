import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import NOON, CaseFile, Run
from tests.cli.patients import CONTRACT, HISINGEN, REGIONS, UMEA, with_facts

CONTRACT_KEYS = [
    "id",
    "pack",
    "status",
    "recommended",
    "indicated",
    "gap",
    "possible",
    "team",
    "entry_point",
    "blocked_by",
    "conditions",
    "parallel",
    "urgency",
    "urgency_may_rise_to",
    "red_flags",
    "warnings",
    "care_forms",
    "trace",
    "next_questions",
    "would_change",
]


def test_one_case_gives_one_object_in_the_shape_of_the_contract(
    run: Run, case_file: CaseFile
) -> None:
    ran = run("assess", case_file(CONTRACT), "--json", *NOON)

    assert ran.code == 0
    assert ran.problems == []
    result: Any = ran.json
    assert list(result)[: len(CONTRACT_KEYS)] == CONTRACT_KEYS
    assert result["id"] == "a1"
    assert result["pack"]["id"] == "skane"
    assert result["status"] == "provisional"
    assert result["possible"] == ["palliative_ward", "asih", "palliative_team", "consult_team"]
    assert result["warnings"] == ["pack_validity_passed"]
    assert set(result["trace"][0]) == {
        "care_form",
        "part",
        "criterion",
        "state",
        "facts",
        "source",
        "basis",
    }


def test_one_object_is_indented_by_two_in_plain_utf_8(run: Run, case_file: CaseFile) -> None:
    ran = run("assess", case_file(CONTRACT), "--json", *NOON)

    assert ran.out.startswith(b'{\n  "id": "a1",\n')
    assert ran.out.endswith(b"}\n")
    assert b"\r" not in ran.out
    assert "öppenvård" in ran.text


def test_the_same_file_gives_the_same_bytes(run: Run, case_file: CaseFile) -> None:
    name = case_file([CONTRACT, HISINGEN, UMEA])

    assert run("assess", name, "--json", *NOON).out == run("assess", name, "--json", *NOON).out


def test_a_list_gives_a_list_of_one_line_for_each_case(run: Run, case_file: CaseFile) -> None:
    cases = [{**CONTRACT, "pack": pack, "id": pack} for pack in REGIONS]

    ran = run("assess", case_file(cases), "--json", *NOON)

    lines = ran.text.splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", len(cases) + 2)
    assert [json.loads(line.rstrip(","))["pack"]["id"] for line in lines[1:-1]] == list(REGIONS)
    assert ran.json == [json.loads(line.rstrip(",")) for line in lines[1:-1]]


def test_a_case_in_a_list_is_weighed_as_it_is_alone(run: Run, case_file: CaseFile) -> None:
    alone = run("assess", case_file(HISINGEN), "--json", *NOON).json
    listed: Any = run("assess", case_file([UMEA, HISINGEN]), "--json", *NOON).json

    assert listed[1] == alone


def test_an_empty_list_is_no_fault(run: Run, case_file: CaseFile) -> None:
    assert run("assess", case_file([]), "--json").out == b"[]\n"
    assert run("assess", case_file([])).out == b""


@pytest.mark.parametrize("case_id", ["Åsa–1", "", 7, -1, 10**400, None])
def test_the_id_comes_back_unchanged(run: Run, case_file: CaseFile, case_id: object) -> None:
    result: Any = run("assess", case_file({**CONTRACT, "id": case_id}), "--json").json

    assert result["id"] == case_id
    assert type(result["id"]) is type(case_id)


def test_without_an_id_there_is_none(run: Run, case_file: CaseFile) -> None:
    result: Any = run("assess", case_file(UMEA), "--json").json

    assert "id" not in result


@pytest.mark.parametrize(
    ("case", "arguments", "pack"),
    [
        (UMEA, (), "vasterbotten"),
        ({**UMEA, "pack": "skane"}, (), "skane"),
        ({**UMEA, "pack": "skane"}, ("--pack", "vastra"), "vastra"),
        ({**UMEA, "pack": None}, (), "vasterbotten"),
        ({"facts": {}}, ("--pack", "norrbotten"), "norrbotten"),
    ],
)
def test_the_pack_asked_for_wins_then_the_cases_then_the_places(
    run: Run, case_file: CaseFile, case: object, arguments: tuple[str, ...], pack: str
) -> None:
    result: Any = run("assess", case_file(case), "--json", *arguments).json

    assert result["pack"]["id"] == pack


def test_a_municipality_of_another_pack_counts_as_unanswered(run: Run, case_file: CaseFile) -> None:
    foreign: Any = run("assess", case_file(HISINGEN), "--pack", "skane", "--json").json
    facts = {k: v for k, v in HISINGEN["facts"].items() if k != "municipality"}
    without: Any = run(
        "assess", case_file({**HISINGEN, "facts": facts}), "--pack", "skane", "--json"
    ).json

    assert "municipality_of_another_pack" in foreign.pop("warnings")
    without.pop("warnings")
    assert foreign == without


@pytest.mark.parametrize(
    ("at", "warned"),
    [
        ("2025-12-31T23:59", False),
        ("2026-01-01T00:00", True),
        ("2025-12-31T23:30+00:00", True),
        ("2026-01-01T05:00+14:00", False),
        ("2025-12-31", False),
    ],
)
def test_a_time_without_offset_is_swedish(
    run: Run, case_file: CaseFile, at: str, *, warned: bool
) -> None:
    result: Any = run("assess", case_file(CONTRACT), "--json", "--at", at).json

    assert ("pack_validity_passed" in result["warnings"]) is warned


def test_standard_input_is_read_for_a_dash(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO(json.dumps(UMEA).encode()))
    monkeypatch.setattr("sys.stdin", typed)

    result: Any = run("assess", "-", "--json").json

    assert result["pack"]["id"] == "vasterbotten"


def test_a_byte_order_mark_is_passed_over(run: Run, case_file: CaseFile) -> None:
    name = case_file(b"\xef\xbb\xbf" + json.dumps(UMEA).encode())

    assert run("assess", name, "--json").code == 0


def test_not_known_weighs_as_unanswered(run: Run, case_file: CaseFile) -> None:
    asked: Any = run("assess", case_file(with_facts(UMEA, pain="unknown")), "--json", *NOON).json
    blank: Any = run("assess", case_file(with_facts(UMEA, pain=None)), "--json", *NOON).json

    assert asked["care_forms"] == blank["care_forms"]
    assert asked["possible"] == blank["possible"]


def test_the_letter_is_written_whole(run: Run, case_file: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    case = {
        **HISINGEN,
        "patient": {"name": "Ánne Đ", "number": "19121212-1212", "protected": False},
        "notes": {"worry": "Smärta på natten", "purpose": "shared_care"},
    }

    ran = run("assess", case_file(case), "--pdf", str(target), *NOON)

    assert ran.code == 0
    assert ran.out
    assert target.read_bytes().startswith(b"%PDF-")
    assert target.read_bytes().rstrip().endswith(b"%%EOF")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["case.json", "letter.pdf"]


def test_the_letter_can_be_for_an_alias(run: Run, case_file: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"

    assert run("assess", case_file(HISINGEN), "--pdf", str(target), "--json").code == 0
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_letter_that_cannot_be_placed_is_one_problem_and_no_file(
    run: Run, case_file: CaseFile, tmp_path: Path
) -> None:
    target = tmp_path / "missing" / "letter.pdf"

    ran = run("assess", case_file(HISINGEN), "--pdf", str(target))

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == [
        f"{target}: No such file or directory; give a file in a folder that can be written to"
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["case.json"]


def test_a_letter_does_not_replace_a_folder(run: Run, case_file: CaseFile, tmp_path: Path) -> None:
    ran = run("assess", case_file(HISINGEN), "--pdf", str(tmp_path))

    assert ran.problems == [f"{tmp_path}: is a folder; name the file to write"]


def test_a_letter_does_not_replace_a_device_or_a_pipe(
    run: Run, case_file: CaseFile, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    ran = run("assess", case_file(HISINGEN), "--pdf", str(pipe))

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == [f"{pipe}: is no ordinary file; name another"]
    assert pipe.is_fifo()


def test_a_letter_with_a_name_too_long_is_one_problem(run: Run, case_file: CaseFile) -> None:
    name = "x" * 300

    ran = run("assess", case_file(HISINGEN), "--pdf", name)

    assert (ran.code, ran.out) == (2, b"")
    assert [one.split("; ")[0] for one in ran.problems] == [f"{name}: File name too long"]


def test_a_letter_does_not_replace_its_own_case(run: Run, case_file: CaseFile) -> None:
    name = case_file(HISINGEN)

    ran = run("assess", name, "--pdf", name)

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == ["--pdf: is the case file itself; give another name"]
    assert json.loads(Path(name).read_text(encoding="utf-8")) == HISINGEN


def test_many_cases_have_no_one_letter(run: Run, case_file: CaseFile, tmp_path: Path) -> None:
    ran = run("assess", case_file([HISINGEN]), "--pdf", str(tmp_path / "letter.pdf"))

    assert (ran.code, ran.out) == (2, b"")
    assert ran.problems == [
        "--pdf: writes the letter of one case; give a file that holds one object, not a list"
    ]
    assert [one.name for one in tmp_path.iterdir()] == ["case.json"]
