from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from triage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, KEY, wait_ms=20) as opened:
        yield opened
