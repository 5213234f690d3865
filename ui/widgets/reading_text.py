# ruff: noqa: N802 - the camel case names are Qt's
"""A long text with sections, read and scrolled by mouse or keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.theme import current, em
from ui.widgets.announce import announce

_MEASURE: Final = 54
"""Ems of text in a line at most."""
_RESTYLED: Final = {QEvent.Type.StyleChange, QEvent.Type.FontChange}


class ReadingText(QTextBrowser):
    """Shows HTML with anchors, tells which section is in sight, opens no addresses."""

    restyled = Signal()
    """Theme or text size are others: the text's colours are to be made again."""
    section_reached = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._anchors: list[tuple[int, str]] = []
        self._asked = ("", "")
        """Section and text that were gone to last, until the reader moves on."""
        self._going = self._arranging = False
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The text cursor shows the focus; a ring round the whole page would only shout.
        self.setStyleSheet(
            "QTextBrowser, QTextBrowser:focus { border: 0; border-radius: 0; padding: 0; }"
        )
        self.setAccessibleName(name)
        # Bars that came and went would change the width that decides on them, back and forth.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._follow_link)
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def show_html(self, html: str, *, keep_place: bool) -> None:
        """Show a text, from its beginning or where the reader was in the one before."""
        cursor_at, place = self.textCursor().position(), self._place()
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Text, QColor(current().tokens.text))
        self.setPalette(colours)
        self.ensurePolished()
        self.setFrameShape(QFrame.Shape.NoFrame)  # measured anew, now that the style is known
        with self._moving():
            self.document().setDefaultFont(self.font())
            self.document().setDocumentMargin(0)
            self._anchors = []
            self.setHtml(html)
            self._anchors = self._found_anchors()
            self._make_room()
            if keep_place:
                cursor = self.textCursor()
                cursor.setPosition(min(cursor_at, self.document().characterCount() - 1))
                self.setTextCursor(cursor)
                self._return(place)
            else:
                self._asked = ("", "")

    def go_to(self, anchor: str, text: str = "") -> None:
        """Show a section from its heading, or the first place in it where a text stands."""
        position = next((at for at, name in self._anchors if name == anchor), None)
        if position is None:
            return
        self._asked = (anchor, text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        found = self.document().find(text, cursor) if text else QTextCursor()
        if not found.isNull():
            cursor = found
        with self._moving():
            self.document().pageCount()  # lays out what Qt would leave for later
            self.setTextCursor(cursor)
            above = em(2) if text else 0
            self.verticalScrollBar().setValue(self._top(cursor.selectionStart()) - above)

    def section(self) -> str:
        """Return the section at the top of what is in sight, "" before the first."""
        bar = self.verticalScrollBar()
        asked = self._asked[0]
        if asked and bar.value() == bar.maximum():
            return asked  # the last sections never get to the top
        if bar.value() == 0:
            return ""
        top = bar.value() + em(2)
        return next((name for at, name in reversed(self._anchors) if self._top(at) <= top), "")

    # Places

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """Move the text without taking it for the reader's doing."""
        before, self._going = self._going, True
        try:
            yield
        finally:
            self._going = before

    def _top(self, position: int) -> int:
        """Return where a position stands, in pixels from the beginning of the text."""
        document = self.document()
        layout = document.documentLayout()
        return round(layout.blockBoundingRect(document.findBlock(position)).top())

    def _place(self) -> tuple[str, int]:
        """Return the section in sight and how far into it, in pixels."""
        name = self.section()
        value = self.verticalScrollBar().value()
        start = next((at for at, one in self._anchors if one == name), None)
        return name, value if start is None else value - self._top(start)

    def _return(self, place: tuple[str, int]) -> None:
        """Show a place again, in a text that has been laid out anew."""
        if self._asked[0]:
            self.go_to(*self._asked)
            return
        name, into = place
        start = next((at for at, one in self._anchors if one == name), None)
        top = into if start is None else self._top(start) + into
        self.verticalScrollBar().setValue(top)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Go to the text's next link, which is read out, and after the last one out of the text."""
        before = self.textCursor()
        moved = super().focusNextPrevChild(next)
        if self.textCursor() != before and self.textCursor().hasSelection():
            announce(self, self.textCursor().selectedText())
        return moved

    def _found_anchors(self) -> list[tuple[int, str]]:
        """Return the headings' anchors, each with its position in the text."""
        found: list[tuple[int, str]] = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                parts = block.begin()
                while not parts.atEnd():
                    names = parts.fragment().charFormat().anchorNames()
                    found.extend((block.position(), name) for name in names if name)
                    parts += 1
            block = block.next()
        return found

    def _follow_link(self, url: QUrl) -> None:
        if url.hasFragment() and not url.scheme():
            self.go_to(url.fragment())

    def _tell(self) -> None:
        if not self._going and self._anchors and self.isVisible():
            if self.verticalScrollBar().value() < self.verticalScrollBar().maximum():
                self._asked = ("", "")
            self.section_reached.emit(self.section())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._arranging:
            super().resizeEvent(event)
            return
        place = self._place()
        with self._moving():
            super().resizeEvent(event)
            self._make_room()
            if self._anchors and place != ("", 0):
                self.document().pageCount()  # or places are still those of the narrower text
                self._return(place)

    def _make_room(self) -> None:
        """Give lines their measure, and words of tables the room to stay whole if there is any."""
        roomy = self.width() >= em(_MEASURE) + em(4)
        left = em(1.4) if roomy else em(1.0)  # where the fields and titles of pages begin
        right = max(em(0.5), self.width() - em(_MEASURE) - left)
        self._arranging = True  # margins and wrapping resize the viewport, and call back here
        self.setViewportMargins(left, em(0.6), right, em(0.3))
        modes = QTextOption.WrapMode
        self.setWordWrapMode(modes.WordWrap)
        if not roomy and self._too_wide():
            self.setWordWrapMode(modes.WrapAtWordBoundaryOrAnywhere)
        self._arranging = False
        # A viewport that is not on the screen yet is not told of its new width.
        if self.document().textWidth() != self.viewport().width():
            self.document().setTextWidth(self.viewport().width())

    def _too_wide(self) -> bool:
        self.document().pageCount()  # lays out what Qt would leave for later
        return self.document().size().width() > self.viewport().width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED:
            self.restyled.emit()
