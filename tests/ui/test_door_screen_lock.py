"""The screen locks, the computer sleeps: heard on a bus of the test's own."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from ui.views.door_screen_lock import ScreenLock, session_path


class _Bus:
    """A bus that nothing else knows, with one end to listen at and one to speak from."""

    def __init__(self, address: str) -> None:
        self.listening = QDBusConnection.connectToBus(address, "vagval-listening")
        self._speaking = QDBusConnection.connectToBus(address, "vagval-speaking")
        assert self.listening.isConnected()
        assert self._speaking.isConnected()

    def settle(self) -> None:
        """Wait until the bus has heard what is to be listened to: it answers in order."""
        bus = "org.freedesktop.DBus"
        answer = self.listening.call(QDBusMessage.createMethodCall(bus, "/", bus, "GetId"))
        assert answer.type() is QDBusMessage.MessageType.ReplyMessage

    def say(self, path: str, interface: str, name: str, *values: object) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(values))
        assert self._speaking.send(message)


@pytest.fixture
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Bus]:
    socket: Path = tmp_path_factory.mktemp("bus") / "bus"
    log = socket.with_name("log").open("wb")
    command = ("dbus-daemon", "--session", "--nofork", "--print-address=1")
    with log:
        server = subprocess.Popen(  # noqa: S603 - the server named above
            (*command, f"--address=unix:path={socket}"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    assert server.stdout is not None
    address = server.stdout.readline().decode().strip()
    assert address
    try:
        yield _Bus(address)
    finally:
        for name in ("vagval-listening", "vagval-speaking"):
            QDBusConnection.disconnectFromBus(name)
        server.terminate()
        server.wait()
        server.stdout.close()


@pytest.fixture
def screen(bus: _Bus, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScreenLock]:
    monkeypatch.setenv("XDG_SESSION_ID", "c2")
    parent = QObject()
    made = ScreenLock(parent, bus.listening, bus.listening)
    assert made.heard == ("session", "system")
    bus.settle()
    yield made
    parent.deleteLater()


@pytest.mark.parametrize(
    "interface",
    [
        *("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"),
        *("org.mate.ScreenSaver", "org.xfce.ScreenSaver"),
    ],
)
def test_a_screen_that_locks_is_heard(
    screen: ScreenLock, bus: _Bus, qtbot: QtBot, interface: str
) -> None:
    with qtbot.waitSignal(screen.locked):
        bus.say("/org/freedesktop/ScreenSaver", interface, "ActiveChanged", True)


def test_a_computer_that_goes_to_sleep_is_heard(
    screen: ScreenLock, bus: _Bus, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.locked):
        bus.say(
            "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True
        )


def test_a_screen_that_wakes_and_another_session_lock_nothing(
    screen: ScreenLock, bus: _Bus, qtbot: QtBot
) -> None:
    heard: list[str] = []
    screen.locked.connect(lambda: heard.append("locked"))

    # One bus tells in order: once the last is heard, the ones before it were.
    with qtbot.waitSignal(screen.locked):
        bus.say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
        bus.say("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock")
        bus.say("/org/freedesktop/login1/session/c2", "org.freedesktop.login1.Session", "Lock")

    assert heard == ["locked"]


@pytest.mark.parametrize(
    ("session", "path"),
    [("", ""), ("c2", "c2"), ("31", "_331"), ("a-1", "a_2d1"), ("å", "_e5")],
)
def test_a_session_is_kept_where_systemd_keeps_it(session: str, path: str) -> None:
    whole = f"/org/freedesktop/login1/session/{path}" if path else ""
    assert session_path(session) == whole
