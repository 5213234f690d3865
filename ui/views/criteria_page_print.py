"""Printing a document page by page, the window having its turn between two of them."""

from collections.abc import Generator, Iterator

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from triage.referral.pages import Page
from ui.views.letter_preview import image
from ui.views.letter_print import arrived


class Printing(QObject):
    """One document on its way to a printer; begins by itself."""

    stepped = Signal(int)
    """So many pages are drawn."""
    ended = Signal(bool)
    """Done; False where the printer did not take them."""

    def __init__(self, parent: QObject, printer: QPrinter, pages: Iterator[Page]) -> None:
        super().__init__(parent)
        self._printer = printer
        self._steps = _steps(printer, pages)
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._step)
        self._turn.start()

    def cancel(self) -> None:
        """Print no more, and throw away what the printer was given, as far as it can be."""
        self._turn.stop()
        self._printer.abort()
        self._steps.close()

    def _step(self) -> None:
        try:
            self.stepped.emit(next(self._steps))
        except StopIteration as end:
            self._turn.stop()
            self.ended.emit(bool(end.value) and arrived(self._printer))


def _steps(printer: QPrinter, pages: Iterator[Page]) -> Generator[int, None, bool]:
    """Print the pages that were chosen, a step each; return whether the printer took them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    first, last = printer.fromPage() or 1, printer.toPage()
    done = 0
    try:
        for number, page in enumerate(pages, start=1):
            if number < first:
                continue
            if last and number > last:
                break
            if done and not printer.newPage():
                return False
            _draw(painter, room, page)
            done += 1
            yield done
    finally:
        ended = painter.end()
    return ended


def _draw(painter: QPainter, room: QRectF, page: Page) -> None:
    picture = image(page)
    size = QSizeF(picture.size())
    size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(QPointF(0, 0), size), picture)
