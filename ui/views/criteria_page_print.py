"""Printing a document: the same pages as are saved, drawn one at a time."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from triage.referral.pages import Page
from ui.views.letter_preview import image
from ui.views.letter_print import DOTS, ask_printer


def print_document(
    parent: QWidget, title: str, pages: Callable[[float], Iterator[Page]]
) -> bool | None:
    """Ask for a printer and print; None where the user did not want to, False where it failed."""
    printer = ask_printer(parent, title)
    return None if printer is None else print_each(printer, pages(DOTS / 72))


def print_each(printer: QPrinter, pages: Iterator[Page]) -> bool:
    """Print the pages that were chosen; return False where the printer did not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    first, last = printer.fromPage() or 1, printer.toPage()
    begun = False
    for number, page in enumerate(pages, start=1):
        if number < first:
            continue
        if last and number > last:
            break
        if begun and not printer.newPage():
            painter.end()
            return False
        begun = True
        picture = image(page)
        size = QSizeF(picture.size())
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(QPointF(0, 0), size), picture)
    return painter.end()
