"""What is wrong with the data is said in the window, once, and in its language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desks import Clock, add, open_desk
from triage.services import StoreError
from triage.services.soundness import Finding, Soundness
from ui.viewmodels.desk import Desk
from ui.viewmodels.health_rounds import HealthRounds
from ui.views.main_window import MainWindow

Told = list[tuple[str, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", Clock())
    add(opened, "Anna Berg")
    yield opened
    opened.workplace.close()


def _round(rounds: HealthRounds, qtbot: QtBot) -> None:
    rounds.look()
    qtbot.waitUntil(lambda: rounds._task is None)


def _rounds(desk: Desk) -> tuple[HealthRounds, Told]:
    told: Told = []
    rounds = HealthRounds(lambda: desk)
    rounds.told.connect(lambda kind, text: told.append((kind, text)))
    return rounds, told


def test_nothing_is_said_of_data_that_are_well(desk: Desk, qtbot: QtBot) -> None:
    rounds, told = _rounds(desk)

    _round(rounds, qtbot)

    assert told == []


def test_a_warning_is_said_once_and_again_only_after_it_was_gone(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    low = Finding.of("disk_nearly_full")
    found: list[Finding] = [low]
    monkeypatch.setattr(Soundness, "warnings", lambda self: list(found))
    rounds, told = _rounds(desk)

    _round(rounds, qtbot)
    _round(rounds, qtbot)
    assert told == [("warning", low.sv)]

    found.clear()
    _round(rounds, qtbot)
    found.append(low)
    _round(rounds, qtbot)
    assert told == [("warning", low.sv)] * 2


def test_a_large_store_is_read_through_once_and_its_damage_is_an_error(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bool] = []
    monkeypatch.setattr(Soundness, "left_over", property(lambda self: True))
    damaged = Finding.of("damaged_in_use")

    def read_through(self: Soundness) -> Finding:
        read.append(True)
        return damaged

    monkeypatch.setattr(Soundness, "read_through", read_through)
    english = Desk(desk.workplace, "en")
    rounds, told = _rounds(english)

    _round(rounds, qtbot)
    _round(rounds, qtbot)

    assert read == [True]
    assert told == [("error", damaged.en)]


def test_a_store_that_is_busy_is_looked_at_the_next_time(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[bool] = []

    def read_through(self: Soundness) -> None:
        tries.append(True)
        if len(tries) == 1:
            raise StoreError("locked")

    monkeypatch.setattr(Soundness, "left_over", property(lambda self: True))
    monkeypatch.setattr(Soundness, "read_through", read_through)
    rounds, told = _rounds(desk)

    for _ in range(3):
        _round(rounds, qtbot)

    assert (tries, told) == ([True, True], [])


def test_the_window_shows_what_is_found(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(desk.workplace, remember=False)
    qtbot.addWidget(window)
    damaged = Finding.of("damaged_in_use")
    monkeypatch.setattr(Soundness, "left_over", property(lambda self: True))
    monkeypatch.setattr(Soundness, "read_through", lambda self: damaged)
    rounds = HealthRounds(lambda: window.desk, window)
    rounds.told.connect(window.say)

    _round(rounds, qtbot)

    assert window.messages.text() == damaged.sv
