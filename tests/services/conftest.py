"""What every test of services starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.services.workstation import Clock
from triage.services import Workplace


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Return a workstation that is new, its clock on 21 November 2026."""
    opened = Workplace.open(tmp_path / "data", KEY, Clock())
    yield opened
    opened.close()
