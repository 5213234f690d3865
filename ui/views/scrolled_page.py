# ruff: noqa: N802 - the camel case names are Qt's
"""Pages that stand in one column, no wider than text is read well, and scroll as a whole."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import em
from ui.viewmodels.desk import Desk
from ui.views.page import Page

_SIDE = 1.4
"""Of the column's left and right, in em."""


class ScrolledPage(Page):
    """A page measures itself anew, in `_measure`, whenever its width or the text size changes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _stand_in(self, inner: QWidget) -> None:
        """Show a widget as all of the page; the last step of laying out."""
        self._scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self._measure()

    def _measure(self) -> None:
        """Set margins and spacings."""
        raise NotImplementedError

    def _keep_within(self, column: QLayout, widest: float, below: float = _SIDE) -> None:
        """Give the column its margins; it is at the most `widest` em wide."""
        right = max(em(_SIDE), self.width() - em(_SIDE) - em(widest))
        column.setContentsMargins(em(_SIDE), em(0.9), right, em(below))

    def _scroll_to(self, part: QWidget) -> None:
        """Bring a part in sight, its beginning where it is taller than there is room."""
        # Heights follow from texts that were just set, and are told from the inside out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        inner = self._scroll.widget()
        if part.height() < self._scroll.viewport().height():
            self._scroll.ensureWidgetVisible(part, 0, em(0.5))
        elif inner is not None:
            top = part.mapTo(inner, QPoint(0, 0)).y() - em(0.5)
            self._scroll.verticalScrollBar().setValue(top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._scroll.widget() is not None:
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._scroll.widget() is not None:
            self._measure()
