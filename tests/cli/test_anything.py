"""Whatever a file holds, it is either weighed or refused with lines; nothing else escapes."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.thoroughness import examples
from triage.cli.assess import json_pieces
from triage.cli.bounded_json import parse_json
from triage.cli.cases import KEYS, CaseReader
from triage.cli.readable import readable
from triage.core.recommend import recommend
from triage.core.swedish_time import SWEDEN
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError

Result = TypeVar("Result")

CATALOGUE = Catalogue()
TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 12, tzinfo=SWEDEN)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["unknown", "given", "1480", "suicide_risk", "skane"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
facts = st.dictionaries(st.sampled_from([*CATALOGUE.vocabulary.fact, "paln"]), values, max_size=6)
cases = st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), facts | values, max_size=5)


def attempted(step: Callable[[], Result]) -> tuple[Result | None, list[str]]:
    """Return what a step gives, or the problems it is refused with."""
    try:
        return step(), []
    except InputError as refused:
        return None, [str(problem) for problem in refused.problems]


def read(folder: Path, text: str) -> None:
    """Read a file and weigh what is in it, as `assess` does."""
    path = folder / "case.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    reader = CaseReader(CATALOGUE, TODAY)
    file, problems = attempted(lambda: reader.read(str(path)))
    if file is None:
        assert problems
        assert not any("\n" in problem for problem in problems)
        return
    results: list[dict[str, Any]] = []
    for case in file.cases:
        compiled = reader.compiled(case)
        recommendation = recommend(compiled, case.facts, TODAY)
        results.append(case.named(recommendation.as_json()))
        lines = readable(
            compiled, recommendation, case.facts, at=AT, language="sv", case_id=case.id
        )
        assert "\n".join(lines).encode()
    written = "".join(json_pieces(results, many=file.many))
    assert json.loads(written.encode()) == (results if file.many else results[0])


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cases | values | st.lists(cases, max_size=3))
@example({"facts": {}, "pack": "skane", "id": "\x00"})
def test_any_json(tmp_path: Path, value: object) -> None:
    read(tmp_path, json.dumps(value))


answers = st.fixed_dictionaries(
    {},
    optional={
        name: st.none()
        | st.just("unknown")
        | (
            st.lists(st.sampled_from(fact.members), unique=True)
            if fact.type == "set"
            else st.sampled_from(fact.values)
        )
        for name, fact in CATALOGUE.vocabulary.fact.items()
    },
)


@settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pack=st.sampled_from(CATALOGUE.ids), given_answers=answers)
def test_any_answers_are_weighed_and_printed(
    tmp_path: Path, pack: str, given_answers: dict[str, object]
) -> None:
    read(tmp_path, json.dumps({"pack": pack, "facts": given_answers}))


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:0-1eEn\\ \n', max_size=40).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    _, problems = attempted(lambda: parse_json(data, "case.json"))

    assert all(problem.startswith("case.json: ") for problem in problems)
    assert not any("\n" in problem for problem in problems)


def test_depth_is_bounded_before_anything_else_is_done(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"facts": ' * 200_000, encoding="utf-8")

    with pytest.raises(InputError, match="nested too deep"):
        CaseReader(CATALOGUE, TODAY).read(str(path))
