"""Work beside the window: done in another thread, told back in this one.

What is told is bound to a context object: once that is gone, or the task was cancelled,
nothing is told any more. The work must touch neither widgets nor the store.
"""

from collections.abc import Callable
from threading import Event
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

Result = TypeVar("Result")
Step = Callable[[int, int], bool]
"""Called by the work with (done, of all); False asks it to stop."""

_running: set[object] = set()
"""Keeps tasks alive until they have told what they have to tell."""


class _Relay(QObject):
    """Lives in the window's thread; its signals carry what the other thread has to tell."""

    stepped = Signal(int, int)
    ended = Signal(object, object)


class Task(QObject, Generic[Result]):
    """One piece of work under way."""

    progressed = Signal(int, int)
    """How much is done, of how much in all."""

    def __init__(
        self,
        context: QObject,
        work: Callable[[Step], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._stop = Event()
        self._done, self._failed = done, failed
        self._relay = _Relay()
        self._relay.stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)
        self._relay.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        # The event's method, not the task's: it can be called while the context is torn down.
        context.destroyed.connect(self._stop.set)
        _running.add(self)
        QThreadPool.globalInstance().start(_Work(self._relay, work, self._stop))

    def cancel(self) -> None:
        """Ask the work to stop, and tell nothing of it."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the outcome any more."""
        return self._stop.is_set()

    @Slot(int, int)
    def _step(self, done: int, of_all: int) -> None:
        if not self.cancelled:
            self.progressed.emit(done, of_all)

    @Slot(object, object)
    def _end(self, result: Result, error: Exception | None) -> None:
        _running.discard(self)
        if self.cancelled:
            return
        if error is None:
            self._done(result)
        else:
            self._failed(error)


class _Work(QRunnable):
    """Runs in another thread."""

    def __init__(self, relay: _Relay, work: Callable[[Step], object], stop: Event) -> None:
        super().__init__()
        self._relay, self._work, self._stop = relay, work, stop

    def run(self) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = self._work(self._step)
        except Exception as one:  # noqa: BLE001 - told in the window's thread, where it is handled
            error = one
        self._relay.ended.emit(result, error)

    def _step(self, done: int, of_all: int) -> bool:
        if not self._stop.is_set():
            self._relay.stepped.emit(done, of_all)
        return not self._stop.is_set()


def begin(
    context: QObject,
    work: Callable[[Step], Result],
    done: Callable[[Result], None],
    failed: Callable[[Exception], None],
) -> Task[Result]:
    """Start work in another thread.

    `done` or `failed` is called in this thread, as long as `context` lives and the task was
    not cancelled.
    """
    return Task(context, work, done, failed)
