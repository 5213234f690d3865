"""A purge that was interrupted is finished by the next start, and it is said how that went."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.services.aged import Aged, aged
from triage.services import StoreError
from triage.services.backups import Backups
from ui.viewmodels.purge_rest import PurgeRest

LONG = 20_000


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Aged]:
    made = aged(tmp_path / "data")
    yield made
    made.workplace.close()


@pytest.fixture
def rest(kept: Aged) -> PurgeRest:
    return PurgeRest(kept.workplace)


def test_without_anything_left_nothing_is_begun(rest: PurgeRest) -> None:
    rest.look()

    assert rest.task is None


def test_what_is_left_is_cleared_up_and_told(qtbot: QtBot, kept: Aged, rest: PurgeRest) -> None:
    kept.workplace.retention.purge(kept.ids("old"))

    with qtbot.waitSignal(rest.told, timeout=LONG) as told:
        rest.look()

    assert told.args is not None
    assert told.args[0] == "info"
    assert "inget av det gallrade finns kvar" in told.args[1]
    assert kept.workplace.retention.pending() is None


def test_what_hinders_it_is_told_and_it_stays_to_be_done(
    qtbot: QtBot, kept: Aged, rest: PurgeRest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_arguments: object) -> None:
        raise StoreError("backup_folder_gone")

    monkeypatch.setattr(Backups, "make_only", gone)
    kept.workplace.retention.purge(kept.ids("old"))

    with qtbot.waitSignal(rest.told, timeout=LONG) as told:
        rest.look()

    assert told.args is not None
    assert told.args[0] == "warning"
    assert "Städningen är inte klar" in told.args[1]
    assert kept.workplace.retention.pending() is not None
