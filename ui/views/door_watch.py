"""Watches over an open window: whether anybody is there, and whether the screen locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from triage.services import Workplace
from ui.viewmodels.idle import Idle, lock_minutes
from ui.views.door_screen_lock import ScreenLock

if TYPE_CHECKING:
    from ui.views.main_window import MainWindow


class Watch(QObject):
    """Says when the window is due to be locked, and warns in the window before."""

    due = Signal()

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._window, self._workplace = window, workplace
        self.idle = Idle(lock_minutes(workplace), self)
        self.screen = ScreenLock(self)
        self.idle.due.connect(self.due)
        self.screen.locked.connect(self.due)
        self.idle.warned.connect(self._warn)
        self.idle.touched.connect(self._calm)
        window.lock_minutes_changed.connect(self._follow)
        self.idle.watch(window.windowHandle())
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Dialogs and menus are windows of their own: what is done there counts as well.
            app.focusWindowChanged.connect(self.idle.watch)

    def stop(self) -> None:
        """Watch no longer."""
        self.idle.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self.idle.watch)

    def _follow(self) -> None:
        self.idle.wait_for(lock_minutes(self._workplace))

    def _warn(self, seconds: int) -> None:
        _ = self._window.desk.translate
        text = _("Vägval låses om {seconds} sekunder. Tryck på en tangent för att stanna kvar.")
        self._window.say("info", text.format(seconds=seconds))

    def _calm(self) -> None:
        self._window.calm()
