# ruff: noqa: N802 - the camel case names are Qt's
"""A message in the page instead of a box over it: what happened and what to do."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from ui.theme import current, em
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label, set_look, set_text

MessageKind = Literal["info", "warning", "error", "success"]
_LOOKS = {
    "info": ("ℹ", "primary", "selected"),
    "warning": ("△", "gap", "notice"),
    "error": ("⚠", "danger", "alarm"),
    "success": ("✓", "yes", "success"),
}
_MOST: Final = 5
"""Messages that wait at most; the oldest give way."""


@dataclass(frozen=True, slots=True)
class _Message:
    """What is said, and one thing to do about it."""

    kind: MessageKind
    text: str
    action: str = ""


class MessageBar(Measured):
    """Hidden until it has something to say; takes no focus, is read out politely.

    A message takes the place of the one before, but never that of an error: an error stays
    until its reader closes it, and what is said meanwhile waits behind it.
    """

    action = Signal()
    closed = Signal()

    def __init__(self, *, close_word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = _Message("info", "")
        self._waiting: list[_Message] = []
        self._came_from: QWidget | None = None
        self._symbol = label("symbol", wrap=False)
        self._text = label()
        self._more = label("small", wrap=False)
        self._more.hide()
        self.action_button = QPushButton()
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAccessibleName(close_word)
        self.close_button.setToolTip(close_word)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._more)
        self._row.addWidget(self.action_button)
        self._row.addWidget(self.close_button)
        self.action_button.clicked.connect(self.action)
        self.close_button.clicked.connect(self._read)
        self.hide()
        self.ready()

    def show_message(self, kind: MessageKind, text: str, action: str = "") -> None:
        """Say something, with one action at most; it is read out even if it has to wait."""
        message = _Message(kind, text, action)
        unread = not self.isHidden() and self._shown.kind == "error"
        if unread and message != self._shown:
            # A later error is the one to mend first; the earlier one is not forgotten.
            first, later = (message, self._shown) if kind == "error" else (self._shown, message)
            others = (one for one in self._waiting if one.kind == "error" and one != first)
            self._waiting = [*dict.fromkeys((*others, later))][-_MOST:]
            message = first
        self._show(message)
        announce(self, text, urgent=kind == "error")

    def text(self) -> str:
        """Return the message shown, empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def waiting(self) -> int:
        """Return how many messages wait behind the one shown."""
        return len(self._waiting)

    def dismiss(self) -> None:
        """Take away all that is said: it holds no longer."""
        self._waiting = []
        if not self.isHidden():
            self._end()

    def move_on(self) -> None:
        """Take away what was said on a page that is left; errors stay until they are read."""
        if self._shown.kind != "error":
            self.dismiss()
        else:
            self._waiting = [one for one in self._waiting if one.kind == "error"]
            self._count()

    def take_focus(self) -> None:
        """Put the keyboard on what can be done here; closing gives it back."""
        focused = self.window().focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._came_from = focused
        first = self.close_button if self.action_button.isHidden() else self.action_button
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, message: _Message) -> None:
        self._shown = message
        symbol, tone, _back = _LOOKS[message.kind]
        self._symbol.setText(symbol)
        set_look(self._symbol, "tone", tone)
        self._text.setText(message.text)
        self.action_button.setText(message.action)
        self.action_button.setVisible(bool(message.action))
        self.setAccessibleName(message.text)
        self.close_button.setAccessibleDescription(message.text)
        self._count()
        self.show()
        self.update()

    def _count(self) -> None:
        set_text(self._more, f"+{len(self._waiting)}" if self._waiting else "")

    def _read(self) -> None:
        """Go on to what waits, the latest error first; hide where nothing does."""
        if not self._waiting:
            self._end()
            return
        errors = [one for one in self._waiting if one.kind == "error"]
        following = (errors or self._waiting)[-1]
        self._waiting.remove(following)
        self._show(following)
        announce(self, following.text)

    def _end(self) -> None:
        back, self._came_from = self._came_from, None
        focused = self.window().focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if held and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._read()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._row.setContentsMargins(em(0.9), em(0.4), em(0.5), em(0.4))
        self._row.setSpacing(em(0.6))
        self._symbol.setMinimumWidth(em(1.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        _symbol, tone, back = _LOOKS[self._shown.kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, back)))
        painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(getattr(tokens, tone)))


def to_next(around: QWidget) -> None:
    """Put the keyboard on a message in sight, from one to the next where there are more."""
    bars = [bar for bar in around.findChildren(MessageBar) if bar.isVisible()]
    bars.sort(key=lambda bar: bar.mapTo(around, QPoint()).y())
    held = around.window().focusWidget()
    at = next((at for at, bar in enumerate(bars) if held and bar.isAncestorOf(held)), -1)
    if bars:
        bars[(at + 1) % len(bars)].take_focus()
