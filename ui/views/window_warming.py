"""Work ahead while nobody types, so that the first visit of a page is like the later ones.

One step at a time, and each only after a rest in which nothing was pressed: a key should find
the program waiting for it. What is loaded ahead is loaded anyway when it is first asked for.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from triage.packs.problems import InputError
from triage.services import Workplace
from triage.services.loaded_later import LATER
from ui.views.pages import NAMES

if TYPE_CHECKING:
    from ui.views.main_window import MainWindow

REST: Final = 700
"""Milliseconds without a key or click before the work goes on."""
_BREATH: Final = 15
"""Milliseconds between two steps while nobody is there."""
_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
Step = Callable[[], object]


class Warming(QObject):
    """Takes steps in the idle moments of a window that is shown, and ends with the last."""

    def __init__(self, window: "MainWindow", steps: Iterator[Step], rest: int = REST) -> None:
        super().__init__(window)
        self._steps = steps
        self._pause = rest
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.timeout.connect(self._go_on)
        self._watched = window.windowHandle()
        self._watched.installEventFilter(self)
        self.rest.start(rest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _INPUT:
            self.rest.start(self._pause)
        return False

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._watched.removeEventFilter(self)
            self.deleteLater()
            return
        step()
        self.rest.start(_BREATH)


def steps_ahead(workplace: Workplace, window: "MainWindow") -> Iterator[Step]:
    """Yield small pieces of work: criteria, then modules from the bottom up, then pages."""
    for pack_id in workplace.catalogue.ids:
        yield partial(_load_pack, workplace, pack_id)
    for package in ("ui.widgets", "ui.viewmodels", "ui.views"):
        for module in iter_modules(import_module(package).__path__):
            yield partial(import_module, f"{package}.{module.name}")
    for module_name in LATER:
        yield partial(import_module, module_name)
    for name in NAMES:
        yield partial(window.pages.make, name)
        yield from window.pages.rehearsal(name)


def _load_pack(workplace: Workplace, pack_id: str) -> None:
    # One that does not load says so where it is asked for.
    with suppress(InputError):
        workplace.compiled(pack_id)
