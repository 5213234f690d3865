"""A desktop for each process of the tests, and the program on it."""

import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.desktop.door import unlock
from tests.desktop.offline import alone, guard
from tests.desktop.reader import Reader
from tests.desktop.running import Running
from tests.desktop.session import Session
from ui.mishaps import LOG_NAME

Start = Callable[..., Running]


# Of labels whose text can be marked: they tell of the marking and have no text to read. Of what
# was asked for when it had just gone.
_HARMLESS = re.compile(
    r"qt\.accessibility\.atspi: "
    r"(Received text event for invalid interface\.|Could not find accessible on path: .*)\n"
)
_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that what it saw last is kept."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    """A screen and buses of its own, under a path short enough for a socket."""
    with TemporaryDirectory(prefix="vagval-") as folder:
        begun = Session(Path(folder))
        try:
            begun.open()
            yield begun
        finally:
            begun.close()


@pytest.fixture
def reader(session: Session) -> Iterator[Reader]:
    """A screen reader on that desktop."""
    with Reader(session.reading_bus) as made:
        yield made


@pytest.fixture
def start(
    session: Session, reader: Reader, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Start]:
    """Begin the program over the test's own data; it must have written nothing when it ends.

    Where they are set up it is unlocked by keys, unless it is to stay `locked`.
    """
    begun: list[Running] = []

    def one(*, offline: bool = False, locked: bool = False) -> Running:
        data = tmp_path / "data"
        if offline:
            guarded = guard(tmp_path / "guard")
            begun.append(Running(session, reader, data, begin_with=alone(), more=guarded))
        else:
            begun.append(Running(session, reader, data))
        if not locked and (data / "vagval.keys").exists():
            unlock(begun[-1])
        return begun[-1]

    try:
        yield one
        if begun and request.node.stash.get(_FAILED, False):
            begun[-1].keep(f"failed-{request.node.name}")
    finally:
        for each in begun:
            each.end()
    said = "".join(each.said() for each in begun)
    assert not _HARMLESS.sub("", said)
    noted = tmp_path / "data" / LOG_NAME
    assert not noted.exists(), noted.read_text(encoding="utf-8")
