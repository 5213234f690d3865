"""Work beside the window: told in its thread, and never after its context is gone."""

import gc
from threading import Event, get_ident
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from pytestqt.qtbot import QtBot

from ui.tasks import Step, begin


class Told(QObject):
    """Keeps what it is told, and by which thread."""

    heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.thread_id = 0

    def take(self, result: object) -> None:
        self.results.append(result)
        self.thread_id = get_ident()
        self.heard.emit()


def test_work_is_done_in_another_thread_and_told_in_this_one(qtbot: QtBot) -> None:
    told = Told()
    with qtbot.waitSignal(told.heard):
        begin(told, lambda _step: get_ident(), told.take, told.take)

    assert told.results != [get_ident()]
    assert told.thread_id == get_ident()


def test_an_error_is_told_as_one(qtbot: QtBot) -> None:
    told, failed = Told(), Told()

    def work(_step: Step) -> None:
        raise ValueError("no")

    with qtbot.waitSignal(failed.heard):
        begin(told, work, told.take, failed.take)

    assert isinstance(failed.results[0], ValueError)
    assert not told.results


def test_what_is_done_is_told_step_by_step(qtbot: QtBot) -> None:
    told, steps = Told(), []
    go = Event()

    def work(step: Step) -> int:
        go.wait(10)
        return sum(step(number, 3) for number in range(3))

    task = begin(told, work, told.take, told.take)
    task.progressed.connect(lambda done, of_all: steps.append((done, of_all)))
    with qtbot.waitSignal(told.heard):
        go.set()

    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert told.results == [3]


def test_a_context_that_is_gone_hears_nothing(qtbot: QtBot) -> None:
    told, context, go = Told(), QObject(), Event()
    task = begin(context, lambda _step: go.wait(10), told.take, told.take)

    context.deleteLater()
    QCoreApplication.sendPostedEvents(context, QEvent.Type.DeferredDelete)
    go.set()
    task.wait()
    later = Told()
    with qtbot.waitSignal(later.heard):
        begin(later, lambda _step: 1, later.take, later.take)

    assert not told.results


def test_a_cancelled_task_is_asked_to_stop_and_tells_nothing(qtbot: QtBot) -> None:
    told, go, answers = Told(), Event(), []

    def work(step: Step) -> None:
        go.wait(10)
        answers.append(step(1, 2))

    task = begin(told, work, told.take, told.take)
    task.cancel()
    go.set()
    task.wait()
    later = Told()
    with qtbot.waitSignal(later.heard):
        begin(later, lambda _step: 1, later.take, later.take)

    assert answers == [False]
    assert not told.results


class Knot:
    """Garbage that only the collector finds, and that tells which thread found it."""

    found_by: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.found_by.append(get_ident())


def test_garbage_is_looked_for_in_this_thread_alone(qtbot: QtBot) -> None:
    told = Told()
    Knot.found_by.clear()
    gc.collect()  # nothing else is due while the work makes its objects

    def work(_step: Step) -> int:
        Knot()
        return len([[number] for number in range(gc.get_threshold()[0] * 50)])

    with qtbot.waitSignal(told.heard):
        begin(told, work, told.take, told.take)
    assert told.results
    # This thread looks once a second, and may have done so meanwhile; the other one never does.
    assert set(Knot.found_by) <= {get_ident()}
    gc.collect()
    assert Knot.found_by == [get_ident()]
