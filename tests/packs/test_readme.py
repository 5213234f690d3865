"""What the description of the format shows loads, and gives what it says."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.packs.test_schema import plain
from triage.cli.criteria import ACTIONS
from triage.cli.run import COMMANDS
from triage.core.compiled import CompiledPack
from triage.core.hours import Hours
from triage.core.pack import Municipality
from triage.core.recommend import recommend
from triage.packs.bounded_yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES, read
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.load import load_pack, load_vocabulary
from triage.packs.problems import InputError

README = (CRITERIA / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)

BASIS = {"county": "Exempel", "pack": "exempel", "basis": "county"}
PLACES = (
    *(one for one in Catalogue().municipalities.values() if one.code not in ("2281", "2284")),
    Municipality(code="2281", name="Kuststad", area="kusten", **BASIS),
    Municipality(code="2284", name="Skogsby", area="inlandet", **BASIS),
)


def shown(start: str) -> str:
    """Return the example that holds a line beginning so."""
    (only,) = [one for one in SHOWN if re.search(rf"^{re.escape(start)}", one, re.MULTILINE)]
    return str(only)


def example(folder: Path, old: str = "", new: str = "") -> CompiledPack:
    """Return the worked example as it loads, with the project's questions."""
    folder.mkdir()
    pack = shown("id: exempel")
    assert old in pack
    (folder / "pack.yaml").write_text(pack.replace(old, new) if old else pack, encoding="utf-8")
    (folder / "teams.yaml").write_text(shown("areas:"), encoding="utf-8")
    (folder / "cases.yaml").write_text(shown("- id: consent_not_asked"), encoding="utf-8")
    return load_pack(folder, load_vocabulary(CRITERIA, PLACES), PLACES)


def test_the_worked_example_gives_what_its_case_says(tmp_path: Path) -> None:
    compiled = example(tmp_path / "exempel")
    (case,) = load_cases(tmp_path / "exempel", compiled)

    weighed = recommend(compiled, case.answers(compiled), date(2026, 3, 2)).weighing

    assert weighed.recommended == case.expect.recommended == "palliative_team"
    assert weighed.status == case.expect.status
    assert tuple(one.id for one in weighed.conditions) == case.expect.conditions
    assert (weighed.team, weighed.urgency.current) == (case.expect.team, case.expect.urgency)


@pytest.mark.parametrize(
    ("start", "name"),
    [("id: exempel", "pack"), ("areas:", "teams"), ("- id: consent_not_asked", "cases")],
)
def test_the_worked_example_fits_the_schema_that_it_names(start: str, name: str) -> None:
    schema = json.loads((CRITERIA / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    value = read(shown(start).encode(), name).value

    told = [one.message for one in Draft202012Validator(schema).iter_errors(plain(value))]
    assert told == []


def test_inland_the_example_has_the_gap_that_is_told(tmp_path: Path) -> None:
    compiled = example(tmp_path / "exempel")
    (case,) = load_cases(tmp_path / "exempel", compiled)
    inland = {**case.answers(compiled), "municipality": "2284"}

    weighed = recommend(compiled, inland, date(2026, 3, 2)).weighing

    assert (weighed.indicated, weighed.gap) == ("palliative_team", True)
    assert weighed.recommended == "general"


def test_a_finding_can_be_accepted_and_a_change_told_as_shown(tmp_path: Path) -> None:
    more = shown("accepted:") + shown("changes:").replace("2026.2", "2026.1")
    compiled = example(tmp_path / "exempel", "\nreadings:", f"\n{more}\nreadings:")

    assert [one.finding for one in compiled.pack.accepted] == ["served/municipalities"]
    assert [one.version for one in compiled.pack.changes] == ["2026.1"]


def test_the_problem_that_is_shown_is_the_one_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        example(tmp_path / "exempel", "derived: severe_symptom}", "derived: severe_symptm}")

    assert f"```\n{refused.value}\n```" in README


def test_hours_load_as_shown() -> None:
    lines = shown("hours: {always: true}").splitlines()
    first = [number for number, line in enumerate(lines) if line.startswith("hours:")]

    assert len(first) == 3
    for start, end in zip(first, [*first[1:], len(lines)], strict=True):
        tree = read("\n".join(lines[start:end]).encode(), "teams.yaml")
        assert isinstance(tree.value, dict)
        assert Hours.model_validate(tree.value["hours"])


def test_every_command_and_limit_is_as_told() -> None:
    table = README.partition("## From the command line")[2].partition("## ")[0]

    assert set(re.findall(r"^\| `criteria (\w+)", table, re.MULTILINE)) == set(ACTIONS)
    assert set(re.findall(r"^\| `(assess|compare)", table, re.MULTILINE)) <= set(COMMANDS)
    assert (
        f"{MAX_BYTES // 1024} KiB, {MAX_DEPTH} levels or {MAX_NODES // 1000} 000 values" in README
    )


def test_it_is_read_in_ten_minutes() -> None:
    told = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    words = [one for one in told.split() if re.search(r"\w", one)]

    assert len(words) <= 2400  # about 240 words a minute
