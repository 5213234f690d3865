# ruff: noqa: N802 - the camel case names are Qt's
"""The letter's pages as they will be printed, as wide as the room allows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from triage.referral.pages import Page
from triage.texts import Translate
from ui.theme import current, em
from ui.widgets.measured import draw_ring, label

_A4 = 595.276  # points
_WIDEST = 60  # ems; wider reads no better
_SEEN = 30
"""Milliseconds in which page and hint come on the screen; drawing the first letter takes longer."""


def image(page: Page) -> QImage:
    """Return a page as an image that owns its pixels."""
    shown = QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32)
    return shown.copy()


class _Sheet(QWidget):
    """One page with a thin edge; paper is white in every theme."""

    def __init__(self, picture: QImage, name: str) -> None:
        super().__init__()
        self._picture = picture
        ratio = picture.devicePixelRatio()
        self._size = QSize(round(picture.width() / ratio), round(picture.height() / ratio))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._size + QSize(2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(1, 1, self._picture)
        painter.setPen(QColor(current().tokens.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(QScrollArea):
    """Asks for the pages at the size in which it shows them, again when its width changes."""

    drawn = Signal()

    def __init__(self, pages: Callable[[float], Sequence[Page]], _: Translate) -> None:
        super().__init__()
        self._pages, self._ = pages, _
        self._sheets: list[_Sheet] = []
        self._scale = 0.0
        self.setAccessibleName(_("Förhandsvisning av remissen; texten står bredvid"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = QFrame()
        self._column = QVBoxLayout(content)
        self.hint = label("muted")
        self.hint.setText(_("Remissen skrivs …"))
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.hint.hide()
        self._column.addWidget(self.hint)
        self._column.addStretch(1)
        self.setWidget(content)
        self.setViewportMargins(2, 2, 2, 2)  # room for the focus ring
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)
        self._stale = False

    def refresh(self) -> None:
        """Draw another letter, once the page that asks for it has been seen."""
        self._clear()  # at once: it may be somebody else's
        self.hint.show()
        self._stale = True
        self._later.start(_SEEN)

    def clear(self) -> None:
        """Show no letter."""
        self._clear()
        self.hint.hide()
        self._stale = False

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sheets)

    def _wanted(self) -> float:
        room = min(self.viewport().width() - 2 * em(1) - 2, em(_WIDEST))
        return max(room, 100) / _A4 * self.devicePixelRatioF()

    def _draw(self) -> None:
        scale = self._wanted()
        if not self.isVisible() or (not self._stale and abs(scale - self._scale) < 0.01):
            return
        other = self._stale
        self._stale, self._scale = False, scale
        pictures = [image(page) for page in self._pages(scale)]
        self._clear()
        self.hint.hide()
        self._column.setContentsMargins(em(1), em(1), em(1), em(1))
        self._column.setSpacing(em(0.8))
        for number, picture in enumerate(pictures, start=1):
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            name = self._("Sida {page} av {pages}").format(page=number, pages=len(pictures))
            sheet = _Sheet(picture, name)
            self._column.insertWidget(number - 1, sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
        if other:
            self.verticalScrollBar().setValue(0)
        self.drawn.emit()

    def _clear(self) -> None:
        for sheet in self._sheets:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self._sheets = []

    def event(self, event: QEvent) -> bool:
        """Draw the focus ring at the edge, beside the pages."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            draw_ring(QPainter(self), QRectF(self.rect()), 0)
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheets and not self._stale:
            self._later.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._later.start(_SEEN)
