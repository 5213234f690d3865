# ruff: noqa: N802 - the camel case names are Qt's
"""A page to read: Markdown in the window's own type, scrolled by the keyboard."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from ui.theme import current, em
from ui.viewmodels.desk import Desk
from ui.views.page import Page

_MEASURE = 46
"""Ems of text in a line at most."""
_RESTYLED = {QEvent.Type.StyleChange, QEvent.Type.FontChange}


class DocumentPage(Page):
    """Shows what `markdown` gives."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        # The text cursor shows the focus; a ring round the whole page would only shout.
        self.text.setStyleSheet("QTextBrowser, QTextBrowser:focus { border: 0; border-radius: 0; }")
        self.text.setAccessibleName(self.title())
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.text)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._write()

    def markdown(self) -> str:
        """Return what stands on the page."""
        raise NotImplementedError

    def add_below(self, widget: QWidget) -> None:
        """Add something to do below the text."""
        below = QHBoxLayout()
        below.setContentsMargins(em(1.4), em(0.5), em(1.4), em(0.5))
        below.addWidget(widget)
        below.addStretch(1)
        self._column.addLayout(below)

    def arrive(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _RESTYLED and hasattr(self, "text"):
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(em(1.4), (self.width() - em(_MEASURE)) // 8)
        right = max(em(1.4), self.width() - em(_MEASURE) - side)
        self.text.setViewportMargins(side, em(0.9), right, em(0.9))

    def _write(self) -> None:
        shown = self.text.verticalScrollBar().value()
        colours = QPalette(self.text.palette())
        colours.setColor(QPalette.ColorRole.Text, QColor(current().tokens.text))
        self.text.setPalette(colours)
        self.text.document().setDefaultFont(self.text.font())
        self.text.document().setDocumentMargin(0)
        self.text.setMarkdown(self.markdown())
        self.text.verticalScrollBar().setValue(shown)
