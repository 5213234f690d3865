# ruff: noqa: N802 - the camel case names are Qt's
"""A message in the page instead of a box over it: what happened and what to do."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ui.theme import current, em
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label, set_look

MessageKind = Literal["info", "warning", "error", "success"]
_LOOKS = {
    "info": ("ℹ", "primary", "selected"),
    "warning": ("△", "gap", "notice"),
    "error": ("⚠", "danger", "alarm"),
    "success": ("✓", "yes", "success"),
}


class MessageBar(Measured):
    """Hidden until it has something to say; takes no focus, is read out politely."""

    action = Signal()
    closed = Signal()

    def __init__(self, *, close_word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: MessageKind = "info"
        self._symbol = label("symbol", wrap=False)
        self._text = label()
        self.action_button = QPushButton()
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAccessibleName(close_word)
        self.close_button.setToolTip(close_word)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.action_button)
        self._row.addWidget(self.close_button)
        self.action_button.clicked.connect(self.action)
        self.close_button.clicked.connect(self.dismiss)
        self.hide()
        self.ready()

    def show_message(self, kind: MessageKind, text: str, action: str = "") -> None:
        """Show a message in place of the one before, with one action at most."""
        self._kind = kind
        symbol, tone, _back = _LOOKS[kind]
        self._symbol.setText(symbol)
        set_look(self._symbol, "tone", tone)
        self._text.setText(text)
        self.action_button.setText(action)
        self.action_button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.update()
        announce(self, text, urgent=kind == "error")

    def text(self) -> str:
        """Return the message shown, empty when there is none."""
        return "" if self.isHidden() else self._text.text()

    def dismiss(self) -> None:
        """Take the message away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def measure(self) -> None:
        self._row.setContentsMargins(em(0.9), em(0.4), em(0.5), em(0.4))
        self._row.setSpacing(em(0.6))
        self._symbol.setMinimumWidth(em(1.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current().tokens
        _symbol, tone, back = _LOOKS[self._kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, back)))
        painter.fillRect(0, 0, max(3, em(0.25)), self.height(), QColor(getattr(tokens, tone)))
