from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, wait_ms=20) as opened:
        yield opened
