"""Watches over an open window: whether anybody is there, whether the screen locks, what is copied.

Qt knows whether a clipboard is this program's own, but not once a clipboard manager has taken it
over, as many desktops have them do. So what was copied while this program had the keyboard counts
as copied here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

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
        self.copied: set[QClipboard.Mode] = set()
        """The clipboards that hold what was copied here."""
        QGuiApplication.clipboard().changed.connect(self._copied)
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
        QGuiApplication.clipboard().changed.disconnect(self._copied)

    def _copied(self, mode: QClipboard.Mode) -> None:
        if QGuiApplication.focusWindow() is None:
            self.copied.discard(mode)
        else:
            self.copied.add(mode)

    def _follow(self) -> None:
        self.idle.wait_for(lock_minutes(self._workplace))

    def _warn(self, seconds: int) -> None:
        _ = self._window.desk.translate
        text = _("Vägval låses om {seconds} sekunder. Tryck på en tangent för att stanna kvar.")
        self._window.say("info", text.format(seconds=seconds))

    def _calm(self) -> None:
        self._window.calm()
