# ruff: noqa: N802 - the camel case names are Qt's
"""The letter's pages as they will be printed, as wide as the room allows."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from triage.referral.pages import Page
from triage.services import reading
from triage.texts import Translate
from ui.theme import current, em
from ui.widgets.measured import draw_ring, label

_A4 = 595.276  # points
_WIDEST = 60  # ems; wider reads no better


def image(page: Page, *, grey: bool = False) -> QImage:
    """Return a page as an image that owns its pixels; grey takes a quarter of the room."""
    shown = QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGB32)
    return shown.convertToFormat(QImage.Format.Format_Grayscale8) if grey else shown.copy()


class _Sheet(QWidget):
    """One page with a thin edge; paper is white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage) -> None:
        self._picture = picture
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        ratio = self._picture.devicePixelRatio()
        across, down = self._picture.width() / ratio, self._picture.height() / ratio
        return QSize(round(across) + 2, round(down) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(1, 1, self._picture)
        painter.setPen(QColor(current().tokens.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(QScrollArea):
    """Draws a PDF's pages one at a time, the first at once; again when its width changes."""

    seen = Signal()
    """The first page of a letter is there."""
    drawn = Signal()
    """All pages of the whole letter are there."""

    def __init__(self, _: Translate) -> None:
        super().__init__()
        self._ = _
        self._pdf: bytes | None = None
        self._whole = False
        self._scale = 0.0
        self._sheets: list[_Sheet] = []
        self._coming: Iterator[Page] | None = None
        self._at = 0
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
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._draw_next)

    def clear(self) -> None:
        """Show no letter."""
        self._stop()
        self._pdf = None
        for sheet in self._sheets:
            self._remove(sheet)
        self._sheets = []
        self.hint.hide()

    def wait_for(self) -> None:
        """Show that another letter is on its way; the one before may be somebody else's."""
        self.clear()
        self.hint.show()

    def show_pdf(self, pdf: bytes, *, whole: bool) -> None:
        """Show a letter: `whole`, or its first page while the rest is being written."""
        self._pdf, self._whole, self._scale = pdf, whole, 0.0
        self._draw()

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return len(self._sheets)

    # Drawing

    def _wanted(self) -> float:
        room = min(self.viewport().width() - 2 * em(1) - 2, em(_WIDEST))
        return max(room, 100) / _A4 * self.devicePixelRatioF()

    def _draw(self) -> None:
        scale = self._wanted()
        if self._pdf is None or not self.isVisible() or abs(scale - self._scale) < 0.01:
            return
        self._stop()
        self._scale, self._at = scale, 0
        self._column.setContentsMargins(em(1), em(1), em(1), em(1))
        self._column.setSpacing(em(0.8))
        self._coming = reading.pages(self._pdf, scale)
        self._draw_next()
        self.seen.emit()
        if self._whole:
            self._turns.start()
        else:
            self._stop()

    def _draw_next(self) -> None:
        page = None if self._coming is None else next(self._coming, None)
        if page is None:
            self._end()
            return
        picture = image(page, grey=True)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet(self._at).show_picture(picture)
        self._at += 1

    def _sheet(self, at: int) -> _Sheet:
        """Return the sheet at a place, a new one where there is none yet."""
        if at == len(self._sheets):
            made = _Sheet()
            if not at:
                self.hint.hide()
                self.verticalScrollBar().setValue(0)
            made.setAccessibleName(self._("Sida {page}").format(page=at + 1))
            self._column.insertWidget(at, made, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(made)
        return self._sheets[at]

    def _end(self) -> None:
        self._stop()
        for sheet in self._sheets[self._at :]:
            self._remove(sheet)
        del self._sheets[self._at :]
        for number, sheet in enumerate(self._sheets, start=1):
            text = self._("Sida {page} av {pages}")
            sheet.setAccessibleName(text.format(page=number, pages=self._at))
        self.drawn.emit()

    def _stop(self) -> None:
        self._turns.stop()
        self._coming = None  # and with it goes the document

    def _remove(self, sheet: _Sheet) -> None:
        self._column.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()

    # Qt

    def event(self, event: QEvent) -> bool:
        """Draw the focus ring at the edge, beside the pages."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            draw_ring(QPainter(self), QRectF(self.rect()), 0)
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the first and the last page; Qt knows the other keys."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        to = ends.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(to)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start(0)
