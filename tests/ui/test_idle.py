"""The lock for want of anybody: counted by a clock that the test moves."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.viewmodels.idle import WARNED, Idle


class _Clock:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class _Heard:
    """What an `Idle` said, in order."""

    def __init__(self, minutes: int, parent: QObject) -> None:
        self.awake, self.world = _Clock(), _Clock()
        self.said: list[str] = []
        self.idle = Idle(minutes, parent, self.awake, self.world)
        self.idle.warned.connect(lambda seconds: self.said.append(f"warned {seconds}"))
        self.idle.touched.connect(lambda: self.said.append("touched"))
        self.idle.due.connect(lambda: self.said.append("due"))

    def on(self, seconds: float) -> None:
        """Let time pass and look, as often as the timer does."""
        self.awake.at += seconds
        self.world.at += seconds
        self.idle.look()


@pytest.fixture
def parent() -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def test_nobody_there_is_warned_of_once_and_then_locked(parent: QObject) -> None:
    heard = _Heard(5, parent)

    heard.on(5 * 60 - WARNED - 1)
    assert heard.said == []
    heard.on(2)
    heard.on(5)
    assert heard.said == ["warned 30"]
    heard.on(WARNED)

    assert heard.said == ["warned 30", "due"]


def test_a_key_in_a_watched_window_starts_the_wait_anew(qtbot: QtBot, parent: QObject) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    heard = _Heard(5, parent)
    heard.idle.watch(line.windowHandle())
    heard.on(5 * 60 - 10)

    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)
    heard.on(5 * 60 - WARNED - 1)

    assert heard.said == ["warned 30", "touched"]


def test_without_minutes_nothing_locks_but_a_sleep(parent: QObject) -> None:
    heard = _Heard(0, parent)

    heard.on(24 * 3600)
    assert heard.said == []
    heard.world.at += 600  # the computer slept: its own clock stood still
    heard.on(5)

    assert heard.said == ["due"]


def test_a_clock_that_is_set_back_is_no_sleep(parent: QObject) -> None:
    heard = _Heard(15, parent)

    heard.world.at -= 3600
    heard.on(5)

    assert heard.said == []


def test_another_wait_counts_from_when_it_is_chosen(parent: QObject) -> None:
    heard = _Heard(5, parent)
    heard.on(4 * 60)

    heard.idle.wait_for(10)
    heard.on(6 * 60)

    assert heard.said == []
