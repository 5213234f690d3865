"""Says what a column shows once it has come to rest, to a screen reader.

A fast typist changes the recommendation with every key; each change read out would talk over
the next question. What is said is what stands when the keys pause, and nothing where it is
what was said last.
"""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.widgets.announce import announce

PAUSE: Final = 700
"""Milliseconds without a change before it is read out."""


class SaidLater:
    """One widget's polite announcements. Dies with the widget."""

    def __init__(self, widget: QWidget, pause: int = PAUSE) -> None:
        self._widget = widget
        self._said = self._waiting = ""
        self._timer = QTimer(widget)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.rest)

    def known(self, text: str) -> None:
        """Take a text as told already: what stands on a page when it is opened."""
        self._said = self._waiting = text
        self._timer.stop()

    def say(self, text: str) -> None:
        """Say a text when the changes pause, if it is another than the one said last."""
        if text != self._waiting:
            self._waiting = text
            self._timer.start()

    def say_now(self, text: str, then: str) -> None:
        """Say what cannot wait, in place of what was waiting; `then` counts as said with it."""
        self.known(then)
        announce(self._widget, text, urgent=True)

    def rest(self) -> None:
        """Say what is waiting now; the pause has ended."""
        self._timer.stop()
        if self._waiting != self._said:
            self._said = self._waiting
            announce(self._widget, self._said)
