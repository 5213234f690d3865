"""Work beside the window: done in another thread, told back in this one.

The other thread touches nothing of Qt: it leaves its messages in a queue that this thread
looks into. Nor does it look for garbage: Python does that in whichever thread happens to make
objects, and may come upon widgets, which must end in the thread of the window.

A task is a child of its context object: once that is gone, or the task was cancelled, nothing
is told any more. The work must touch neither widgets nor the store.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

Result = TypeVar("Result")
Step = Callable[[int, int], bool]
"""Called by the work with (done, of all); False asks it to stop."""

_LOOK = 10
"""Milliseconds between two looks into the queue, while work is under way."""

_CLEAN = 1000
"""Milliseconds between two looks for garbage, once there are other threads."""


@dataclass(frozen=True, slots=True)
class _Stepped:
    done: int
    of_all: int


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    result: Result


_Messages = SimpleQueue[_Stepped | _Failed | _Done[Result]]


def _run(work: Callable[[Step], Result], messages: _Messages[Result], stop: Event) -> None:
    """Do the work, in the other thread. Holds nothing of Qt, so that none of it ends there."""

    def step(done: int, of_all: int) -> bool:
        messages.put(_Stepped(done, of_all))
        return not stop.is_set()

    try:
        messages.put(_Done(work(step)))
    except Exception as error:  # noqa: BLE001 - told in the window's thread, and handled there
        messages.put(_Failed(error))


class Task(QObject, Generic[Result]):
    """One piece of work under way; once it has ended it stays, idle, until its context goes."""

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
        _collect_in_this_thread()
        self._done, self._failed = done, failed
        self._stop = Event()
        self._messages: _Messages[Result] = SimpleQueue()
        self.destroyed.connect(self._stop.set)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        arguments = (work, self._messages, self._stop)
        self._thread = Thread(target=_run, args=arguments, daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop, and tell nothing of it."""
        self._stop.set()
        self._timer.stop()

    def wait(self) -> None:
        """Stay until the work has ended; what it told is still to be heard."""
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.is_set():
            try:
                message = self._messages.get_nowait()
            except Empty:
                return
            match message:
                case _Stepped(done, of_all):
                    self.progressed.emit(done, of_all)
                case _Done(result):
                    self._timer.stop()
                    self._done(result)
                case _Failed(error):
                    self._timer.stop()
                    self._failed(error)


@cache
def _collect_in_this_thread() -> QTimer:
    """Look for garbage in the window's thread alone, from now on and as often as Python would."""
    gc.disable()
    timer = QTimer(QCoreApplication.instance())
    timer.setInterval(_CLEAN)
    timer.timeout.connect(_collect)
    timer.start()
    return timer


def _collect() -> None:
    made, bounds = gc.get_count(), gc.get_threshold()
    due = [age for age in range(len(made)) if bounds[age] and made[age] > bounds[age]]
    if due:
        gc.collect(due[-1])


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
