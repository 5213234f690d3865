# ruff: noqa: N802 - the camel case names are Qt's
"""A field of several lines that grows with its text, and knows how much it takes."""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from ui.theme import em
from ui.viewmodels.typed_text import taken

_TALLEST = 10  # lines; longer texts scroll


class GrowingText(QPlainTextEdit):
    """Several lines that Tab leaves; as high as its text, from two lines to ten.

    Takes `longest` characters. What is pasted loses what no field keeps before it is shown, and
    goes in as one step, so that one undo takes it out again.
    """

    left = Signal()
    grown = Signal()
    """It has another height than before while somebody types in it."""
    overfull = Signal(int)
    """So many characters did not fit, and were not taken."""

    def __init__(self, *, name: str, hint: str, longest: int, least: int = 2) -> None:
        super().__init__()
        self._least, self._longest = least, longest
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grown)

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self.font()).lineSpacing()
        shown = int(self.document().size().height())
        lines = min(max(self._least, shown), _TALLEST)
        return QSize(em(20), lines * line + 2 * round(self.document().documentMargin()) + em(0.9))

    def _grown(self) -> None:
        long = self.document().size().height() > _TALLEST
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if long else policy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(em(10), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.hasFocus() and event.size().height() != event.oldSize().height():
            QTimer.singleShot(0, self, self.grown.emit)  # once all around it has found its place
        if self.sizeHint().height() != self.height():
            # Its lines were broken anew while its layout was at work, which heard nothing of it.
            QTimer.singleShot(0, self, self.updateGeometry)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    # What is taken

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped, as far as it fits."""
        fits = taken(source.text(), self._room(), lines=True)
        if fits.text:
            cursor = self.textCursor()
            cursor.beginEditBlock()  # a step of its own, apart from what was typed just before
            cursor.insertText(fits.text)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        if fits.beyond:
            self.overfull.emit(fits.beyond)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _writes(event) and self._room() < 1:
            event.accept()
            self.overfull.emit(1)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        fits = taken(event.commitString(), self._room(), lines=True)
        if fits.text != event.commitString():
            event = QInputMethodEvent(event.preeditString(), event.attributes())
            event.setCommitString(fits.text)
        super().inputMethodEvent(event)
        if fits.beyond:
            self.overfull.emit(fits.beyond)

    def _room(self) -> int:
        """Return how many characters fit instead of those that are selected."""
        selected = self.textCursor().selectedText()
        return self._longest - len(self.toPlainText()) + len(selected)


def _writes(event: QKeyEvent) -> bool:
    """Return whether a key adds a sign, and is no command."""
    modifiers = event.modifiers()
    ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    if ctrl != alt or modifiers & Qt.KeyboardModifier.MetaModifier:  # both at once are AltGr
        return False
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return True
    return bool(event.text()) and event.text().isprintable()
