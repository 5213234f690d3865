"""When the screen locks or the computer goes to sleep, the window locks too.

On Linux the desktop says so on the session's bus (`ScreenSaver.ActiveChanged`) and systemd on
the system's (`PrepareForSleep`, and `Lock` of this session). Nothing is asked, only heard: what
somebody else on the bus could say in their name locks the window, and does nothing else.

Windows and macOS say so in ways that Qt does not pass on. There the window locks when it wakes
from sleep, by the clocks (`ui.viewmodels.idle`), and after the minutes without input; a screen
that was locked sooner hides the window but not yet its data. Unproven on both.
"""

import os
import sys
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

_SCREEN_SAVERS: Final = (
    *("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"),
    *("org.mate.ScreenSaver", "org.xfce.ScreenSaver"),
)
_LOGIN: Final = "org.freedesktop.login1"


class ScreenLock(QObject):
    """Hears of locked screens and of sleep, until it is gone."""

    locked = Signal()

    def __init__(
        self,
        parent: QObject,
        desktop: QDBusConnection | None = None,
        system: QDBusConnection | None = None,
    ) -> None:
        """Listen to these buses, else to those that this process was given."""
        super().__init__(parent)
        self.heard: tuple[str, ...] = ()
        """The buses that it listens to; none where there is no such bus."""
        if sys.platform != "linux":
            return
        desktop = desktop or QDBusConnection.sessionBus()
        system = system or QDBusConnection.systemBus()
        if desktop.isConnected():
            for name in _SCREEN_SAVERS:
                self._hear(desktop, "", name, "ActiveChanged", "_turned(bool)")
            self.heard += ("session",)
        if system.isConnected():
            session = session_path(os.environ.get("XDG_SESSION_ID", ""))
            self._hear(system, "", f"{_LOGIN}.Manager", "PrepareForSleep", "_turned(bool)")
            self._hear(system, session, f"{_LOGIN}.Session", "Lock", "_lock()")
            self.heard += ("system",)

    def _hear(self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str) -> None:
        # The stubs ask for bytes; PySide takes what SLOT gives, and refuses bytes.
        bus.connect("", path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(bool)
    def _turned(self, on: bool) -> None:
        if on:
            self.locked.emit()

    @Slot()
    def _lock(self) -> None:
        self.locked.emit()


def session_path(session: str) -> str:
    """Return where systemd keeps a session; "" listens to every session of the computer.

    All but letters and digits are written by their code, and so is a digit that comes first.
    """
    if not session:
        return ""
    plain = [f"_{ord(sign):02x}" if _coded(sign, at) else sign for at, sign in enumerate(session)]
    return f"/org/freedesktop/login1/session/{''.join(plain)}"


def _coded(sign: str, at: int) -> bool:
    return not (sign.isascii() and sign.isalnum()) or (at == 0 and sign.isdigit())
