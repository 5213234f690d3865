"""However a file is broken, it loads and weighs, or says in short lines why it does not."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.packs.mutations import beside, changed, damaged, written
from triage.core.compiled import CompiledPack
from triage.core.recommend import recommend
from triage.packs.bounded_yaml import Value, read
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.packs.load import load_pack, load_vocabulary
from triage.packs.municipalities import load_municipalities
from triage.packs.problems import InputError
from triage.packs.validation import MOST_PROBLEMS

TODAY = date(2026, 3, 2)
LONGEST = 600  # characters of a problem; longer ones are not read
FOREIGN = ("pydantic", "Traceback", "validation error", "Input should", "<class", "object at 0x")

CATALOGUE = Catalogue()
PLACES = tuple(CATALOGUE.municipalities.values())
PACKS = st.sampled_from(CATALOGUE.ids)
FUZZ = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large,
                           HealthCheck.function_scoped_fixture, HealthCheck.large_base_example],
)  # fmt: skip


def plain(value: Value) -> Any:
    """Return a value with lists, as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, tuple) else value


BYTES = {path.relative_to(CRITERIA).as_posix(): path.read_bytes()
         for path in sorted([*CRITERIA.glob("*/*.yaml"), *CRITERIA.glob("*.*")])}  # fmt: skip
VALUES = {name: plain(read(data, name).value) for name, data in BYTES.items() if "yaml" in name}


@st.composite
def broken(draw: st.DrawFn, name: str) -> bytes:
    """Return a file of the criteria, broken in its values or in its text."""
    if name in VALUES and draw(st.integers(0, 3)):
        return beside(written(draw(changed(VALUES[name]))), written(VALUES[name]))
    return beside(draw(damaged(BYTES[name])), BYTES[name])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the criteria; a test puts right what it breaks."""
    root = tmp_path_factory.mktemp("criteria")
    for name, data in BYTES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    return root


def outcome(path: Path, data: bytes, load: Callable[[], object]) -> None:
    """Load with a file broken; it works, or it is told in lines that can be read."""
    good = path.read_bytes()
    path.write_bytes(data)
    try:
        load()
    except InputError as error:
        lines = [str(one) for one in error.problems]
        assert 0 < len(lines) <= MOST_PROBLEMS
        for line in lines:
            assert len(line) <= LONGEST, line
            assert line.isprintable(), line
            assert not any(one in line for one in FOREIGN), line
            assert line.split(":")[1].strip().isdecimal() or "too large" in line, line
    finally:
        path.write_bytes(good)


def weighed(compiled: CompiledPack) -> None:
    """Weigh a patient about whom nothing is known."""
    assert recommend(compiled, {}, TODAY).weighing.status


@FUZZ
@given(data=st.data(), pack=PACKS, file=st.sampled_from(["pack.yaml", "teams.yaml"]))
def test_a_broken_pack_weighs_or_tells(
    folder: Path, data: st.DataObject, pack: str, file: str
) -> None:
    text = data.draw(broken(f"{pack}/{file}"))

    outcome(folder / pack / file, text,
            lambda: weighed(load_pack(folder / pack, CATALOGUE.vocabulary, PLACES)))  # fmt: skip


@FUZZ
@given(data=st.data(), pack=PACKS)
def test_a_broken_vocabulary_weighs_or_tells(folder: Path, data: st.DataObject, pack: str) -> None:
    text = data.draw(broken("vocabulary.yaml"))

    def load() -> None:
        weighed(load_pack(folder / pack, load_vocabulary(folder, PLACES), PLACES))

    outcome(folder / "vocabulary.yaml", text, load)


@FUZZ
@given(data=st.data(), pack=PACKS)
def test_broken_cases_are_weighed_or_told(folder: Path, data: st.DataObject, pack: str) -> None:
    compiled = CATALOGUE.compiled(pack)
    text = data.draw(broken(f"{pack}/cases.yaml"))

    def load() -> None:
        for case in load_cases(folder / pack, compiled)[:2]:
            assert recommend(compiled, case.answers(compiled), TODAY).weighing.status

    outcome(folder / pack / "cases.yaml", text, load)


@FUZZ
@given(data=st.data())
def test_a_broken_list_of_municipalities_is_read_or_told(folder: Path, data: st.DataObject) -> None:
    text = data.draw(broken("municipalities.csv"))

    outcome(folder / "municipalities.csv", text, lambda: load_municipalities(folder))
