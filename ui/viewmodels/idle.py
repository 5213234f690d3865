"""When nobody is at the computer: warns first, then asks for the lock.

Watched are keys, clicks and the pointer in the program's own windows, one filter on each window
and none on the application: that would call Python for every event there is.
"""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from triage.services import Workplace

WARNED: Final = 30
"""Seconds between the warning and the lock."""
_LOOK: Final = 5_000
"""Milliseconds between two looks at the clocks: short enough for the warning to come in time."""
_SLEPT: Final = 30.0
"""Seconds that the two clocks may part between two looks; a computer that slept parts them."""
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)
Clock = Callable[[], float]


class Idle(QObject):
    """Counts the time since anybody touched the windows that it watches.

    A computer that slept is locked when it wakes, whatever its desktop said before: the clock of
    the world went on while the one that counts awake time stood still, or nobody was there for
    as long as the lock waits.
    """

    warned = Signal(int)
    """So many seconds are left."""
    touched = Signal()
    """Somebody is there after all, after a warning."""
    due = Signal()
    """It is time to lock."""

    def __init__(
        self, minutes: int, parent: QObject, clock: Clock = time.monotonic, world: Clock = time.time
    ) -> None:
        """Wait so many minutes; 0 never locks for want of input, but still after a sleep."""
        super().__init__(parent)
        self._clock, self._world = clock, world
        self._seconds = minutes * 60
        self._last, self._looked = clock(), (clock(), world())
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def wait_for(self, minutes: int) -> None:
        """Wait so many minutes from now on; 0 never."""
        self._seconds = minutes * 60
        self.touch()

    def watch(self, window: QObject | None) -> None:
        """Count what happens in a window, from now until it is gone."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def touch(self) -> None:
        """Take note that somebody is there."""
        self._last = self._clock()
        if self._told:
            self._told = False
            self.touched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _INPUT:
            self.touch()
        return False

    def look(self) -> None:
        """Look at the clocks, and warn or lock where it is time."""
        now, world = self._clock(), self._world()
        before, before_in_the_world = self._looked
        self._looked = (now, world)
        # Only forward: a clock that is set back says nothing of sleep.
        slept = (world - before_in_the_world) - (now - before)
        if slept > _SLEPT:
            self.due.emit()
            return
        if not self._seconds:
            return
        left = self._seconds - (now - self._last)
        if left <= 0:
            self.due.emit()
        elif left <= WARNED and not self._told:
            self._told = True
            self.warned.emit(WARNED)

    def stop(self) -> None:
        """Count no longer."""
        self._timer.stop()


# ---- how long ---------------------------------------------------------------------------------

USUAL: Final = 15
CHOICES: Final = (5, 10, 15, 30, 60)
"""Minutes."""
_KEY: Final = "lock_minutes"


def lock_minutes(workplace: Workplace) -> int:
    """Return after how many minutes it locks for who is signed in; 0 where they chose never."""
    kept = workplace.own_setting(_KEY, USUAL)
    return kept if type(kept) is int and (kept == 0 or kept in CHOICES) else USUAL


def keep_lock_minutes(workplace: Workplace, minutes: int) -> None:
    """Keep how many; 0 for never."""
    workplace.set_own_setting(_KEY, minutes)
