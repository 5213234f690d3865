"""A few of each kind of fault at every test run; `make faults` does them all."""

from pathlib import Path

import pytest

from tests.faults.__main__ import row
from tests.faults.disk import build
from tests.faults.parts import PARTS, Part


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("disk"))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_nothing_acknowledged_is_lost_and_nothing_damaged_is_shown(
    part: Part, library: Path
) -> None:
    done = row(part, library, short=True, cores=1)

    assert done.failures == ()
    assert (done.tally.lost, done.tally.corrupt) == (0, 0)
    assert done.tally.count > 0
