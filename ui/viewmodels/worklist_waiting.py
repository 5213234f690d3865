"""How many cases wait in each view of the worklist, and who is to be called back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.services import Narrowed, View
from ui.viewmodels.desk import Desk

COUNTED: Final = tuple(view for view in View if view not in {View.ALL, View.CLOSED})
"""Of all cases, and of the closed ones, nobody asks how many there are."""


class Waiting(QObject):
    """Counts one view at a time, in turns with the window: a large store makes no key wait."""

    counted = Signal()
    """All of it is known."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = desk.workplace
        self.views: Mapping[View, int] = {}
        self.call_backs = 0
        """Callers who are to be called back by today, whoever answered them."""
        self._under_way: Iterator[None] = iter(())
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.go_on)

    def begin(self, narrowed: Narrowed, *, others: bool) -> None:
        """Count anew; what was not counted to its end is let go of."""
        self._under_way = self._count(narrowed, others=others)
        self._turn.start()

    def stop(self) -> None:
        """Count no further: nobody looks."""
        self._turn.stop()

    def go_on(self) -> bool:
        """Count one thing more; return whether there was one left."""
        for _counted in self._under_way:
            return True
        if self._turn.isActive():
            self._turn.stop()
            self.counted.emit()
        return False

    def _count(self, narrowed: Narrowed, *, others: bool) -> Iterator[None]:
        found: dict[View, int] = {}
        for view in COUNTED:
            found[view] = self._workplace.view_count(view, narrowed, others=others)
            yield
        today = self._workplace.now().date().isoformat()
        calls = self._workplace.advice.to_call_back()
        self.call_backs = sum(call.new.call_back_on <= today for call in calls)
        self.views = found
