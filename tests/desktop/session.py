"""A desktop for the tests alone: a screen, a session bus and the bus that screen readers use.

Every one begun has its own of all three, on addresses that nothing else has, so that tests run
beside each other and beside whatever the machine shows already.
"""

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Final

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desktop.framebuffer import picture

SIZE: Final = (1366, 768)
_ASIDE: Final = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/libexec/at-spi2-core")
"""Where systems keep programs that no one types."""
_SOUGHT: Final = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_OF_ANOTHER: Final = frozenset(
    ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
)


class Session:
    """Screen and buses, from `open` to `close`; `environment` leads a program to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}
        self.reading_bus = ""

    def open(self) -> None:
        """Begin all three; each is up when this returns."""
        kept = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
        kept |= dict.fromkeys(("HOME", "XDG_RUNTIME_DIR"), str(self._folder))
        self.environment = {**kept, "DISPLAY": f":{self._screen(kept)}"}
        bus = f"unix:path={self._folder}/bus"
        address = self._begin(
            ("dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address={bus}"),
            self.environment,
        )
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        places = os.pathsep.join((self.environment["PATH"], *_ASIDE))
        launcher = which("at-spi-bus-launcher", path=places)
        assert launcher is not None, "at-spi2-core is missing; `make` sets it up"
        self._begin((launcher, "--launch-immediately"), self.environment, says=False)
        with open_dbus_connection(address) as connection:
            asked = new_method_call(_SOUGHT, "GetAddress")
            self.reading_bus = connection.send_and_get_reply(asked, timeout=20).body[0]

    def close(self) -> None:
        """End what was begun, last first."""
        while self._begun:
            end(self._begun.pop())

    def take_picture(self, file: Path) -> None:
        """Keep what the screen shows, as PNG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        picture(self._folder / "Xvfb_screen0").save(str(file))

    def _screen(self, environment: Mapping[str, str]) -> str:
        wide, high = SIZE
        server = ("Xvfb", "-displayfd", "1", "-screen", "0", f"{wide}x{high}x24")
        quiet = ("-nolisten", "tcp", "-noreset", "-fbdir", str(self._folder))
        return self._begin((*server, *quiet), environment)

    def _begin(
        self, command: tuple[str, ...], environment: Mapping[str, str], *, says: bool = True
    ) -> str:
        """Begin a server; return its first line, which it says when it is up."""
        log = (self._folder / f"{Path(command[0]).name}.log").open("wb")
        with log:
            server = subprocess.Popen(  # noqa: S603 - the servers named above
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if says else log,
                stderr=log,
                start_new_session=True,
            )
        self._begun.append(server)
        if server.stdout is None:
            return ""
        line = server.stdout.readline().decode().strip()
        assert line, f"{command[0]} did not start: see {log.name}"
        return line


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it began, politely and then for certain."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    with suppress(ProcessLookupError):  # where it began nothing that outlived it
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
