"""A few of each kind of fault at every test run; `make faults` does them all."""

import re
from pathlib import Path

import pytest

from tests.faults.__main__ import row
from tests.faults.disk import build
from tests.faults.parts import PARTS, Part
from tests.faults.planted import DEFECTS, Defect, rewritten
from tests.faults.report import PAGE
from tests.faults.running import ROOT


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("disk"))


SHORT = [part for part in PARTS if part.short]
"""Those of `tests.fuzz` have tests of their own."""


@pytest.mark.parametrize("part", SHORT, ids=lambda part: part.name)
def test_nothing_acknowledged_is_lost(part: Part, library: Path) -> None:
    done = row(part, library, short=True, cores=1)

    assert done.failures == ()
    assert part.known_limit or (done.tally.lost, done.tally.corrupt) == (0, 0)
    assert done.tally.count > 0


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_the_place_of_a_defect_is_there_once(defect: Defect) -> None:
    source = (ROOT / defect.file).read_text(encoding="utf-8")
    assert rewritten(source, defect) != source
    assert all((ROOT / test.partition("::")[0]).exists() for test in defect.tests)


def test_a_defect_whose_text_is_gone_is_an_error_of_its_own() -> None:
    with pytest.raises(LookupError, match=DEFECTS[0].name):
        rewritten("nothing of it", DEFECTS[0])


def test_the_report_has_a_row_for_each_part() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [part.name for part in PARTS] == re.findall(r"\[([a-z_]+)\] \|", text)
