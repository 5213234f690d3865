"""Every pack does for every documented patient what its cases say."""

from datetime import date
from pathlib import Path

import pytest

from triage.core.recommend import recommend
from triage.packs.cases import ExampleCase, load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.problems import InputError

CATALOGUE = Catalogue()
TODAY = date(2026, 3, 2)
ALWAYS = {"status", "recommended", "gap", "conditions", "next"}

CASES = {pack: load_cases(CRITERIA / pack, CATALOGUE.compiled(pack)) for pack in CATALOGUE.ids}


def outcome(pack: str, case: ExampleCase) -> dict[str, object]:
    compiled = CATALOGUE.compiled(pack)
    result = recommend(compiled, case.answers(compiled), TODAY)
    now = result.weighing
    return {
        "status": str(now.status),
        "recommended": now.recommended,
        "indicated": now.indicated,
        "gap": now.gap,
        "possible": now.possible,
        "conditions": tuple(condition.id for condition in now.conditions),
        "next": next(iter(result.next_questions), None),
        "team": now.team,
        "entry_point": now.entry_point,
        "urgency": now.urgency.current,
        "parallel": now.parallel,
        "blocked_by": now.blocked_by,
    }


@pytest.mark.parametrize(
    ("pack", "case"),
    [
        pytest.param(pack, case, id=f"{pack}-{case.id}")
        for pack, cases in CASES.items()
        for case in cases
    ],
)
def test_a_patient_is_recommended_what_the_case_says(pack: str, case: ExampleCase) -> None:
    found = outcome(pack, case)

    expected = {key: getattr(case.expect, key) for key in sorted(case.expect.asserted)}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("pack", CATALOGUE.ids)
def test_a_pack_has_twelve_cases_that_say_what_matters(pack: str) -> None:
    full = [case.id for case in CASES[pack] if case.expect.asserted >= ALWAYS]

    assert len(full) >= 12
    assert len(full) == len(CASES[pack])


def test_every_region_has_its_pack() -> None:
    assert CATALOGUE.ids == (
        "jamtland_harjedalen",
        "norrbotten",
        "skane",
        "vasterbotten",
        "vasternorrland",
        "vastra",
    )


def _folder(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "skane"
    folder.mkdir()
    (folder / "cases.yaml").write_text(text, encoding="utf-8")
    return folder


CASE = """\
- id: one
  title: {sv: "En", en: "One"}
  facts: {pain: 3}
  expect: {status: final, next: null}
"""


def test_null_is_asserted_and_absence_is_not(tmp_path: Path) -> None:
    (case,) = load_cases(_folder(tmp_path, CASE), CATALOGUE.compiled("skane"))

    assert case.expect.asserted == {"status", "next"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "pain: 3",
            "paln: 3",
            "skane/cases.yaml:3:11: [0].facts.paln: unknown fact 'paln'; did you mean 'pain'?",
        ),
        (
            "pain: 3",
            "pain: 7",
            "skane/cases.yaml:3:17: [0].facts.pain: expected a whole number 0–4, got 7",
        ),
        (
            "final",
            "finl",
            "skane/cases.yaml:4:20: [0].expect.status: unknown name 'finl'; did you mean 'final'?",
        ),
        (
            "next:",
            "nxt:",
            "skane/cases.yaml:4:27: [0].expect.nxt: unknown key 'nxt'; did you mean 'next'?",
        ),
        (
            "id: one",
            "id: 1",
            "skane/cases.yaml:1:7: [0].id: expected text, got the number 1; put quotes around it",
        ),
    ],
)
def test_a_faulty_case_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = _folder(tmp_path, CASE.replace(old, new))

    with pytest.raises(InputError) as refused:
        load_cases(folder, CATALOGUE.compiled("skane"))

    assert str(refused.value) == problem


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the id 'one' stands twice"):
        load_cases(_folder(tmp_path, CASE + CASE), CATALOGUE.compiled("skane"))


def test_a_pack_without_cases_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^skane/cases\.yaml: No such file"):
        load_cases(tmp_path / "skane", CATALOGUE.compiled("skane"))


def test_an_answer_that_cannot_be_printed_is_told_in_one_line(tmp_path: Path) -> None:
    folder = _folder(tmp_path, CASE.replace("pain: 3", 'pain: "\\n\\uE000"'))

    with pytest.raises(InputError) as refused:
        load_cases(folder, CATALOGUE.compiled("skane"))

    assert str(refused.value) == (
        'skane/cases.yaml:3:17: [0].facts.pain: expected a whole number 0–4, got "\\n\\ue000"'
    )
