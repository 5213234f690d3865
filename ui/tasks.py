"""Work beside the window: done in another thread, told back in this one.

The other thread touches nothing of Qt: it leaves its messages in a queue that this thread
looks into. A task is a child of its context object: once that is gone, or the task was
cancelled, nothing is told any more. The work must touch neither widgets nor the store.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

Result = TypeVar("Result")
Step = Callable[[int, int], bool]
"""Called by the work with (done, of all); False asks it to stop."""

_LOOK = 10
"""Milliseconds between two looks into the queue, while work is under way."""


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
        super().__init__(context)
        self._done, self._failed = done, failed
        self._stop = Event()
        self._messages: SimpleQueue[Callable[[], None]] = SimpleQueue()
        stop = self._stop
        context.destroyed.connect(stop.set)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._thread = Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop, and tell nothing of it."""
        if not self._stop.is_set():
            self._stop.set()
            self._timer.stop()
            self.deleteLater()

    def wait(self) -> None:
        """Stay until the work has ended; what it told is still to be heard."""
        self._thread.join()

    def _look(self) -> None:
        try:
            while not self._stop.is_set():
                self._messages.get_nowait()()
        except Empty:
            return

    def _run(self, work: Callable[[Step], Result]) -> None:
        """Do the work; the one method that is not of the window's thread."""
        messages, stop = self._messages, self._stop

        def step(done: int, of_all: int) -> bool:
            messages.put(lambda: self.progressed.emit(done, of_all))
            return not stop.is_set()

        try:
            result = work(step)
        except Exception as error:  # noqa: BLE001 - told in the window's thread, and handled there
            wrong = error
            messages.put(lambda: self._end(lambda: self._failed(wrong)))
        else:
            messages.put(lambda: self._end(lambda: self._done(result)))

    def _end(self, tell: Callable[[], None]) -> None:
        self._timer.stop()
        self.deleteLater()
        tell()


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
