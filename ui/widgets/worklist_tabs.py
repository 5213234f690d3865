# ruff: noqa: N802 - the camel case names are Qt's
"""The views of the worklist in a line, each with how many cases wait in it.

Where the line has no room for all of them they stand in a list to choose from instead.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from ui.theme import current, em
from ui.widgets.measured import TAB_AIR, tab_size

_MANY = 1_000
"""Of more nobody counts on."""


class ViewTabs(QTabBar):
    """One view is current; while something is searched for, none is."""

    asked = Signal(str)
    """A view was chosen by mouse or arrow."""

    def __init__(
        self, views: Mapping[str, str], keys: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """Show views by id and name; `keys` are those that choose them everywhere."""
        super().__init__(parent)
        self._views = dict(views)
        self._waiting: dict[str, int] = {}
        self._hovered = -1
        self.searching = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        for at, (view, name) in enumerate(views.items()):
            self.addTab(name)
            self.setTabToolTip(at, keys.get(view, ""))
        self.tabBarClicked.connect(self._clicked)
        self.currentChanged.connect(self._changed)
        self._silent = False

    def show_view(self, view: str, *, searching: bool) -> None:
        """Show which view the list is in."""
        self._silent = True
        self.setCurrentIndex(list(self._views).index(view))
        self._silent = False
        self.searching = searching
        self.update()

    def show_waiting(self, waiting: Mapping[str, int]) -> None:
        """Show how many cases wait in each view."""
        self._waiting = dict(waiting)
        for at, (view, name) in enumerate(self._views.items()):
            self.setTabText(at, " ".join(filter(None, (name, self._count(view)))))
        self.updateGeometry()

    def words(self) -> list[tuple[str, str]]:
        """Return the views as they stand: id, and name with how many wait."""
        return [(view, self.tabText(at)) for at, view in enumerate(self._views)]

    def room(self) -> int:
        """Return the width that all views take."""
        return sum(self.tabSizeHint(at).width() for at in range(self.count()))

    def tabSizeHint(self, index: int) -> QSize:
        return tab_size(self.font(), self.tabText(index))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(4), self.tabSizeHint(0).height())

    def sizeHint(self) -> QSize:
        return QSize(self.room(), self.tabSizeHint(0).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().tokens.base))
        for at in range(self.count()):
            self._draw(painter, at, self.tabRect(at))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in {QEvent.Type.HoverMove, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self._hovered = self.tabAt(self.mapFromGlobal(self.cursor().pos()))
            self.update()
        return super().event(event)

    def _draw(self, painter: QPainter, at: int, box: QRect) -> None:
        tokens = current().tokens
        chosen = at == self.currentIndex() and not self.searching
        if at == self._hovered and not chosen:
            painter.fillRect(box, QColor(tokens.hover))
        view = list(self._views)[at]
        name, count = self._views[view], self._count(view)
        painter.setFont(self._bold() if chosen else self.font())
        metrics = painter.fontMetrics()
        inner = box.adjusted(em(TAB_AIR), 0, 0, 0)
        painter.setPen(QColor(tokens.text if chosen else tokens.muted))
        painter.drawText(inner, _LEFT, name)
        if count:
            inner.setLeft(inner.left() + metrics.horizontalAdvance(f"{name} "))
            late = view == "overdue"
            painter.setPen(QColor(tokens.danger if late else tokens.primary))
            painter.setFont(self._bold())
            painter.drawText(inner, _LEFT, count)
        if chosen:
            bar = max(2, em(0.2))
            painter.fillRect(
                box.left(), box.bottom() + 1 - bar, box.width(), bar, QColor(tokens.primary)
            )
            if self.hasFocus():
                painter.setPen(QPen(QColor(tokens.focus), 2))
                painter.drawRect(box.adjusted(2, 2, -2, -2))

    def _count(self, view: str) -> str:
        count = self._waiting.get(view, 0)
        if not count:
            return ""
        return f"{_MANY - 1}+" if count >= _MANY else str(count)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _clicked(self, at: int) -> None:
        # The current view again ends a search.
        if self.searching and at == self.currentIndex():
            self.asked.emit(list(self._views)[at])

    def _changed(self, at: int) -> None:
        if not self._silent and at >= 0:
            self.asked.emit(list(self._views)[at])


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
