# ruff: noqa: N802 - the camel case names are Qt's
"""Searching in a text on the screen: hits marked and counted, from one to the next."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QTextEdit, QToolButton

from triage.texts import Translate
from ui.theme import current, em
from ui.widgets.announce import announce
from ui.widgets.measured import Measured, label, set_look

_PAUSE: Final = 120
"""Milliseconds without a key until a search starts."""
_LEAST: Final = 2
"""Letters from which hits are looked for: one letter is everywhere."""
_MARKED: Final = 500
"""Hits marked at most; all of them are counted and gone through."""


class _Line(QLineEdit):
    """Enter leads on, Shift+Enter back, Escape out."""

    on = Signal()
    back = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.back if shift else self.on).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TextSearch(Measured):
    """A line to search a text with. The text keeps its place when the search is given up."""

    def __init__(self, text: QTextBrowser, _: Translate, placeholder: str) -> None:
        super().__init__()
        self._ = _
        self._text = text
        self._hits: list[QTextCursor] = []
        self._at = -1
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.count = label("small", wrap=False)
        self.previous_button = self._button("▲", _("Föregående träff"))
        self.next_button = self._button("▼", _("Nästa träff"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.line, 1)
        for part in (self.count, self.previous_button, self.next_button):
            self._row.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        self.line.textChanged.connect(self._typed)
        self.line.on.connect(self.next)
        self.line.back.connect(self.previous)
        self.line.left.connect(self.leave)
        self.next_button.clicked.connect(self.next)
        self.previous_button.clicked.connect(self.previous)
        self._say()
        self.ready()

    def _button(self, sign: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setText(sign)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    # Searching

    def begin(self) -> None:
        """Take the keyboard, what was sought before marked to be typed over."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Give the search up: nothing is marked, the keyboard goes to the text."""
        self.line.clear()
        self._search()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def again(self) -> None:
        """Find the hits in a text that has changed, and stay at the same one."""
        at = self._at
        self._find()
        self._at = min(at, len(self._hits) - 1)
        self._mark()
        self._say()

    def next(self) -> None:
        """Go to the next hit, from the last one to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the hit before, from the first one to the last."""
        self._step(-1)

    def hits(self) -> int:
        """Return how many hits there are."""
        return len(self._hits)

    def _typed(self) -> None:
        self._pause.start()

    def _step(self, way: int) -> None:
        if self._pause.isActive():
            self._search()
        elif self._hits:
            self._at = (self._at + way) % len(self._hits)
            self._show()

    def _search(self) -> None:
        """Find what is typed, and go to the first hit that is not above what is in sight."""
        self._pause.stop()
        self._find()
        top = self._text.cursorForPosition(self._text.viewport().rect().topLeft()).position()
        below = (at for at, hit in enumerate(self._hits) if hit.selectionStart() >= top)
        self._at = next(below, 0) if self._hits else -1
        if self._hits:
            self._show()
        else:
            self._mark()
            self._say()

    def _find(self) -> None:
        self._hits = []
        sought = self.line.text().strip()
        if len(sought) < _LEAST:
            return
        document: QTextDocument = self._text.document()
        hit = document.find(sought)
        while not hit.isNull():
            self._hits.append(hit)
            hit = document.find(sought, hit)

    # Showing

    def _show(self) -> None:
        self._mark()
        self._say()
        hit = QTextCursor(self._hits[self._at])
        # Behind the hit first, then before it: so a hit over two lines is whole in sight.
        self._text.setTextCursor(hit)
        hit.clearSelection()
        hit.setPosition(self._hits[self._at].selectionStart())
        self._text.setTextCursor(hit)
        shown, height = self._text.cursorRect(), self._text.viewport().height()
        if not height // 8 < shown.top() < height - height // 8:
            bar = self._text.verticalScrollBar()
            bar.setValue(bar.value() + shown.top() - height // 3)

    def _mark(self) -> None:
        tokens = current().tokens
        plain, here = QTextCharFormat(), QTextCharFormat()
        plain.setBackground(QColor(tokens.notice))
        plain.setForeground(QColor(tokens.unknown))
        plain.setFontUnderline(True)
        here.setBackground(QColor(tokens.primary))
        here.setForeground(QColor(tokens.on_primary))
        first = max(0, self._at - _MARKED // 2)
        marked = []
        for at, hit in enumerate(self._hits[first : first + _MARKED], start=first):
            one = QTextEdit.ExtraSelection()
            one.cursor = hit
            one.format = here if at == self._at else plain
            marked.append(one)
        self._text.setExtraSelections(marked)

    def _say(self) -> None:
        _ = self._
        sought = self.line.text().strip()
        if not sought:
            text = ""
        elif len(sought) < _LEAST:
            text = _("Skriv minst två bokstäver")
        elif not self._hits:
            text = _("Finns inte i texten")
        else:
            text = _("{at} av {count}").format(at=self._at + 1, count=len(self._hits))
        set_look(self.count, "tone", "unknown" if sought and not self._hits else "muted")
        self.count.setVisible(bool(text))
        for button in (self.previous_button, self.next_button):
            button.setVisible(bool(self._hits))
        if text != self.count.text():
            self.count.setText(text)
            announce(self, text)

    def measure(self) -> None:
        self._row.setSpacing(em(0.4))
        self.line.setMinimumWidth(em(9))
        self._mark()
